package io.github.dataversealm.solution.dataverse;

import java.util.UUID;

/** A row of {@code msdyn_solutioncomponentsummaries}; texts may be empty. */
public record ComponentSummary(
        UUID objectId,
        int componentType,
        String componentTypeName,
        String logicalName,
        String name,
        String displayName,
        String schemaName) {}
