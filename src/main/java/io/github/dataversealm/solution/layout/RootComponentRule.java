package io.github.dataversealm.solution.layout;

import java.util.List;

/**
 * How a component is named in the list of root components of {@code solution.xml} (spec solution-packager-behavior §8.4).
 *
 * @param types the component types that it may be listed as
 * @param ids the keys of the facts that hold the id, the first that is there counts; {@code 'text'} is the text itself
 * @param schemaNames the keys of the facts that hold the schema name, likewise
 * @param members the path of elements below the component's element that are the root components, when it is not the
 *     component's element itself; their facts are those of {@code ids} and {@code schemaNames}
 * @param mustBeListed whether such a component must be a root component; one that need not be comes with another
 */
public record RootComponentRule(
        List<Integer> types, List<String> ids, List<String> schemaNames, List<String> members, boolean mustBeListed) {

    static RootComponentRule id(int type, String... keys) {
        return new RootComponentRule(List.of(type), List.of(keys), List.of(), List.of(), true);
    }

    static RootComponentRule schemaName(int type, String... keys) {
        return new RootComponentRule(List.of(type), List.of(), List.of(keys), List.of(), true);
    }

    RootComponentRule orSchemaName(String... keys) {
        return new RootComponentRule(types, ids, List.of(keys), members, mustBeListed);
    }

    RootComponentRule orTypes(Integer... more) {
        List<Integer> all = new java.util.ArrayList<>(types);
        all.addAll(List.of(more));
        return new RootComponentRule(List.copyOf(all), ids, schemaNames, members, mustBeListed);
    }

    RootComponentRule ofMembers(String... path) {
        return new RootComponentRule(types, ids, schemaNames, List.of(path), mustBeListed);
    }

    RootComponentRule notAlwaysListed() {
        return new RootComponentRule(types, ids, schemaNames, members, false);
    }
}
