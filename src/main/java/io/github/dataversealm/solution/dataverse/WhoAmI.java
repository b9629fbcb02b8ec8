package io.github.dataversealm.solution.dataverse;

import java.util.UUID;

/** Who is signed in, and where. */
public record WhoAmI(UUID userId, UUID businessUnitId, UUID organizationId) {}
