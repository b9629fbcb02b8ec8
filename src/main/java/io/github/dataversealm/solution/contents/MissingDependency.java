package io.github.dataversealm.solution.contents;

import java.util.Map;

/**
 * One {@code <MissingDependency>}: what is needed and by what.
 *
 * @param requiredSolution {@code solution} of the required side: {@code Active}, {@code Name (1.0.0.2)} or empty
 */
public record MissingDependency(Side required, String requiredSolution, Side dependent) {

    /**
     * @param parentId the id of the role that a role is a copy of; lower case, without braces, mostly empty
     * @param columns the values of {@code id.<column>} attributes by column
     */
    public record Side(
            ComponentKey key,
            String displayName,
            String parentSchemaName,
            String parentDisplayName,
            String parentId,
            Map<String, String> columns) {

        public Side(
                ComponentKey key,
                String displayName,
                String parentSchemaName,
                String parentDisplayName,
                Map<String, String> columns) {
            this(key, displayName, parentSchemaName, parentDisplayName, "", columns);
        }
    }
}
