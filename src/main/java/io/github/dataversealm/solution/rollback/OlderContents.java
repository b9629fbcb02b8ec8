package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.contents.Component;
import io.github.dataversealm.solution.contents.MissingDependency;
import io.github.dataversealm.solution.dataverse.ComponentSummary;
import io.github.dataversealm.solution.model.ComponentType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which components of an environment the older package has: by type and id, or by type and name, with their table where
 * names are given within tables. What it only refers to it does not have.
 */
final class OlderContents {

    /** Kinds that are named within their table. */
    private static final Set<String> IN_TABLE = Set.of("2", "14");

    /** Kinds whose names are titles, which others may have too. */
    private static final Set<String> TITLED = Set.of("26", "29", "59", "60", "92", "93");

    private final Set<String> keys = new HashSet<>();
    private final List<Component> components;

    OlderContents(List<Component> packaged) {
        components = packaged.stream()
                .filter(component -> component.behavior().isPresent() || !component.unmanagedReference())
                .toList();
        components.forEach(component -> keys.addAll(keys(component)));
    }

    private static Set<String> keys(Component component) {
        Set<String> keys = new HashSet<>();
        String type = ComponentType.canonical(component.key().type());
        if (!component.key().id().isEmpty()) {
            keys.add(id(type, component.key().id()));
        }
        if (component.key().schemaName().isEmpty() ? component.key().id().isEmpty() : !TITLED.contains(type)) {
            keys.add(named(type, component.parent().orElse(""), component.key().schemaName()));
        }
        return keys;
    }

    /** Whether the older version has the component too. */
    boolean has(ComponentSummary row) {
        return keysOf(row).stream().anyMatch(keys::contains);
    }

    boolean hasColumn(String table, String column) {
        return keys.contains(named(ComponentType.canonical("2"), table, column));
    }

    /** Which of the rows is a component that the older version needs and does not bring. */
    static List<ComponentSummary> needed(List<MissingDependency> missing, List<ComponentSummary> rows) {
        Set<String> needed = new HashSet<>();
        for (MissingDependency dependency : missing) {
            MissingDependency.Side side = dependency.required();
            String type = ComponentType.canonical(side.key().type());
            if (!side.key().id().isEmpty()) {
                needed.add(id(type, side.key().id()));
            }
            if (!side.key().schemaName().isEmpty() && !TITLED.contains(type)) {
                needed.add(named(type, side.parentSchemaName(), side.key().schemaName()));
            }
            side.columns().values().forEach(value -> needed.addAll(Set.of(id(type, value), named(type, "", value))));
        }
        return rows.stream()
                .filter(row -> keysOf(row).stream().anyMatch(needed::contains))
                .toList();
    }

    /** The components that none of the rows is, as lines for people. */
    List<Component> missingIn(List<ComponentSummary> rows) {
        Set<String> present = new HashSet<>();
        rows.forEach(row -> present.addAll(keysOf(row)));
        return components.stream()
                .filter(component -> keys(component).stream().noneMatch(present::contains))
                .toList();
    }

    private static Set<String> keysOf(ComponentSummary row) {
        Set<String> keys = new HashSet<>();
        String number = ComponentType.canonical(String.valueOf(row.componentType()));
        for (String type : List.of(number, row.logicalName().toLowerCase(Locale.ROOT))) {
            if (type.isEmpty()) {
                continue;
            }
            keys.add(id(type, row.objectId().toString()));
            if (TITLED.contains(type)) {
                continue;
            }
            // the only one of its kind may have no name, such as the site map of old solutions
            String name = row.schemaName().isEmpty() ? row.name() : row.schemaName();
            keys.add(named(type, row.tableName(), name.equals(row.objectId().toString()) ? "" : name));
        }
        return keys;
    }

    private static String id(String type, String id) {
        return (type + "#" + id).toLowerCase(Locale.ROOT);
    }

    private static String named(String type, String table, String name) {
        String within = IN_TABLE.contains(type) ? table + "." : "";
        return (type + ":" + within + name).toLowerCase(Locale.ROOT);
    }
}
