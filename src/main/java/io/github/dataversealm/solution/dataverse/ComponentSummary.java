package io.github.dataversealm.solution.dataverse;

import java.util.UUID;

/**
 * A row of {@code msdyn_solutioncomponentsummaries}; texts may be empty.
 *
 * @param tableName the logical name of the table that the component is part of
 * @param customized whether it has an unmanaged layer
 */
public record ComponentSummary(
        UUID objectId,
        int componentType,
        String componentTypeName,
        String logicalName,
        String name,
        String displayName,
        String schemaName,
        String tableName,
        boolean customized) {

    public ComponentSummary(
            UUID objectId,
            int componentType,
            String componentTypeName,
            String logicalName,
            String name,
            String displayName,
            String schemaName) {
        this(objectId, componentType, componentTypeName, logicalName, name, displayName, schemaName, "", false);
    }
}
