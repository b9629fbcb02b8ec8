package io.github.dataversealm.solution.dataverse;

import java.util.UUID;

/** A row of {@code connectionreferences}; {@code connectionId} is empty when it is not connected. */
public record ConnectionReferenceRow(
        UUID id, String logicalName, String displayName, String connectorId, String connectionId) {}
