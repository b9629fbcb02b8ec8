package io.github.dataversealm.solution.layout;

import java.util.List;

/**
 * How a component is named in the list of root components of {@code solution.xml} (spec solution-packager-behavior §8.4).
 *
 * @param types the component types; the first is the one in messages
 * @param ids the keys of the facts that hold the id, the first that is there counts
 * @param schemaNames the keys of the facts that hold the schema name; {@code 'text'} is the text itself
 * @param members the path of elements below the component's element that are the root components, when it is not the
 *     component's element itself; their facts are those of {@code ids} and {@code schemaNames}
 */
public record RootComponentRule(List<Integer> types, List<String> ids, List<String> schemaNames, List<String> members) {

    public static RootComponentRule id(int type, String... keys) {
        return new RootComponentRule(List.of(type), List.of(keys), List.of(), List.of());
    }

    public static RootComponentRule schemaName(int type, String... keys) {
        return new RootComponentRule(List.of(type), List.of(), List.of(keys), List.of());
    }
}
