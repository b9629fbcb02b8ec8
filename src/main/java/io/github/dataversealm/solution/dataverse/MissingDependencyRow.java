package io.github.dataversealm.solution.dataverse;

/** A component that a solution needs and the environment has not; texts may be empty, types are numbers or names. */
public record MissingDependencyRow(Component required, String requiredSolution, Component dependent) {

    public record Component(
            String type,
            String id,
            String schemaName,
            String displayName,
            String parentSchemaName,
            String parentDisplayName) {}
}
