package io.github.dataversealm.solution.contents;

/**
 * How a component is named: by id, by schema name, or both.
 *
 * @param type the component type: a number of the platform's own types ({@code 1}), or the logical name of a kind of the
 *     solution component framework ({@code connectionreference}), whose number differs between environments
 * @param id lower case, without braces; empty when it is not known
 * @param schemaName as it is spelled; empty when it has none
 */
public record ComponentKey(String type, String id, String schemaName) {}
