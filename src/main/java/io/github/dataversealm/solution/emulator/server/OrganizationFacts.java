package io.github.dataversealm.solution.emulator.server;

import java.util.UUID;

/** What an organization tells about itself. */
public record OrganizationFacts(
        UUID organizationId,
        UUID businessUnitId,
        UUID environmentId,
        UUID tenantId,
        String uniqueName,
        String friendlyName,
        String version) {}
