package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.contents.MissingDependency;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The texts by which a component can be found: by id, by its name in its parent, by its name. A dependency names a component
 * by some of them only (spec dataverse-web-api §9.3: by schema name, id or {@code id.<column>}, with the type).
 *
 * @param parent the schema name of the table that it is part of; empty for none
 * @param columns what {@code id.<column>} says
 */
record ComponentKeys(String type, String id, String schemaName, String parent, Map<String, String> columns) {

    static ComponentKeys of(MissingDependency.Side side) {
        return new ComponentKeys(
                side.key().type(), side.key().id(), side.key().schemaName(), side.parentSchemaName(), side.columns());
    }

    /** The texts that a component of this description is kept under. */
    Set<String> stored() {
        Set<String> keys = new LinkedHashSet<>();
        if (!id.isEmpty()) {
            keys.add(key("#", id, ""));
        }
        for (String name : names()) {
            keys.add(key("=", name, parent));
            keys.add(key("*", name, ""));
        }
        if (keys.isEmpty()) {
            // the only one of its kind, such as the site map of old solutions
            keys.add(key("=", "", ""));
        }
        return keys;
    }

    /** The texts to look for, the surest first. */
    List<String> searched() {
        List<String> keys = new ArrayList<>();
        if (!schemaName.isEmpty()) {
            if (!parent.isEmpty()) {
                keys.add(key("=", schemaName, parent));
                keys.add(key("=", schemaName, ""));
            } else {
                keys.add(key("*", schemaName, ""));
            }
        }
        if (!id.isEmpty()) {
            keys.add(key("#", id, ""));
        }
        columns.values().forEach(value -> keys.add(key("*", value, "")));
        if (keys.isEmpty()) {
            keys.add(key("=", "", ""));
        }
        return keys;
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        if (!schemaName.isEmpty()) {
            names.add(schemaName);
        }
        names.addAll(columns.values());
        return names;
    }

    private String key(String form, String name, String inParent) {
        return (type + form + name + "@" + inParent).toLowerCase(Locale.ROOT);
    }
}
