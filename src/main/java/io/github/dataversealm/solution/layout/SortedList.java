package io.github.dataversealm.solution.layout;

import java.util.List;

/**
 * A list whose order means nothing to Dataverse, so that a source folder keeps it sorted.
 *
 * @param list the name of the list's element
 * @param item the name of its items; null when they are not looked at
 * @param keyElement the child of an item that has the key attributes; null when the item itself has them
 * @param keys the attributes to sort by, in this order, compared as text
 */
public record SortedList(String list, String item, String keyElement, List<String> keys) {

    public static final SortedList ROOT_COMPONENTS =
            new SortedList("RootComponents", "RootComponent", null, List.of("type", "schemaName", "id"));
    public static final SortedList MISSING_DEPENDENCIES =
            new SortedList("MissingDependencies", "MissingDependency", "Required", List.of("type", "schemaName"));
    public static final SortedList APP_MODULE_COMPONENTS =
            new SortedList("AppModuleComponents", "AppModuleComponent", null, List.of("type", "schemaName"));
}
