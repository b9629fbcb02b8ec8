package io.github.dataversealm.solution.manifest;

/**
 * A component that {@code solution.xml} lists as a member of the solution.
 *
 * @param type the component type; usually a number
 * @param id its id, as it is spelled; empty when it is named by its schema name
 * @param schemaName its schema name; empty when it is named by its id
 */
public record RootComponent(String type, String id, String schemaName) {}
