package io.github.dataversealm.solution.contents;

import io.github.dataversealm.solution.contents.MissingDependency.Side;
import io.github.dataversealm.solution.model.ComponentType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Components, to be found by what a dependency says of them: type and id, schema name with the table that it is in, or the
 * columns that name it ({@code id.<column>}). Types are compared by {@link ComponentType#canonical}, names without regard
 * to letter case.
 */
public final class ComponentIndex {

    /** Types whose name is a title for people, so that only the id tells two of them apart. */
    private static final Set<String> TITLED = Set.of("26", "29", "59", "60", "92", "93");

    /** Types that are named within their table. */
    private static final Set<String> IN_TABLE = Set.of("2", "14");

    private final Map<String, Component> components = new HashMap<>();

    private ComponentIndex() {}

    public static ComponentIndex of(Collection<Component> components) {
        ComponentIndex index = new ComponentIndex();
        components.forEach(index::add);
        return index;
    }

    private void add(Component component) {
        ComponentKey key = component.key();
        String type = ComponentType.canonical(key.type());
        if (!key.id().isEmpty()) {
            put(type + "#" + key.id(), component);
        }
        String name = key.schemaName();
        if (!name.isEmpty() && !TITLED.contains(type)) {
            put(named(type, name, component.parent().orElse("")), component);
            if (IN_TABLE.contains(type)) {
                put(named(type, name, ""), component);
            }
        }
        if (!component.columns().isEmpty()) {
            put(columns(type, component.columns()), component);
        }
    }

    /** One that defines the component goes before one that only refers to it. */
    private void put(String key, Component component) {
        components.merge(
                key, component, (one, other) -> one.unmanagedReference() && !other.unmanagedReference() ? other : one);
    }

    private static String named(String type, String name, String table) {
        String parent = IN_TABLE.contains(type) && !table.isEmpty() ? table + '.' : "";
        return type + ":" + (parent + name).toLowerCase(Locale.ROOT);
    }

    private static String columns(String type, Map<String, String> columns) {
        StringBuilder key = new StringBuilder(type).append('?');
        columns.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(column -> key.append(column.getKey())
                        .append('=')
                        .append(column.getValue())
                        .append('&'));
        return key.toString().toLowerCase(Locale.ROOT);
    }

    /** The component that a side of a dependency names, whether it is defined or only referred to. */
    public Optional<Component> find(Side side) {
        String type = ComponentType.canonical(side.key().type());
        Optional<Component> found = Optional.empty();
        if (!side.columns().isEmpty()) {
            found = Optional.ofNullable(components.get(columns(type, side.columns())));
            if (found.isEmpty() && side.columns().size() == 1) {
                String value = side.columns().values().iterator().next();
                found = first(List.of(named(type, value, ""), type + "#" + Ids.normal(value)));
            }
        }
        if (found.isEmpty() && !side.key().id().isEmpty()) {
            found = first(List.of(type + "#" + side.key().id(), type + "#" + side.parentId()));
        }
        if (found.isEmpty() && !side.key().schemaName().isEmpty() && !TITLED.contains(type)) {
            found = Optional.ofNullable(components.get(named(type, side.key().schemaName(), side.parentSchemaName())));
        }
        return found;
    }

    private Optional<Component> first(List<String> keys) {
        return keys.stream()
                .map(components::get)
                .filter(component -> component != null)
                .findFirst();
    }

    /** Whether one of the components is what a dependency requires; one that is only referred to is not. */
    public boolean satisfies(Side required) {
        return find(required)
                .filter(component -> !component.unmanagedReference())
                .isPresent();
    }
}
