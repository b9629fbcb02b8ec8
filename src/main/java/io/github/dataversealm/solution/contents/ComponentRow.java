package io.github.dataversealm.solution.contents;

import io.github.dataversealm.solution.layout.RootComponentRule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One kind of component in {@code customizations.xml}: where its element stands and what names it. Keys are those of
 * {@link io.github.dataversealm.solution.layout.ComponentFacts}, and paths may end with an attribute
 * ({@code EntityInfo/entity/@unmodified}); {@code 'text'} is the text itself, and two keys with a blank between them are
 * one name of two parts.
 *
 * @param path the elements from below the root of the document to the component's own
 * @param type the component type, a number or a logical name
 * @param ids the keys that hold the id; the first that has a value counts
 * @param schemaNames the keys that hold the schema name, likewise
 * @param definedBy the key of what is there only when the component is defined and not merely referred to; empty for none
 * @param more other keys that the reader wants
 * @param attributesName whether the attributes of the element are the columns that name it
 */
record ComponentRow(
        String path,
        String type,
        List<String> ids,
        List<String> schemaNames,
        String definedBy,
        List<String> more,
        boolean attributesName) {

    /** What the display name is taken from, the first that has a value; the same for all kinds. */
    static final List<String> DISPLAY = List.of(
            "EntityInfo/entity/LocalizedNames/LocalizedName/@description",
            "LocalizedNames/LocalizedName/@description",
            "displaynames/displayname/@description",
            "displayname/@default",
            "DisplayName/LocalizedNames/LocalizedName/@description",
            "Name/@LocalizedName",
            "DisplayName",
            "displayname",
            "connectionreferencedisplayname",
            "@Name",
            "@name",
            "Name",
            "name",
            "msdyn_name");

    /** The attributes that say that an element is only there for the sake of what is in it. */
    static final List<String> UNMODIFIED = List.of("@unmodified", "EntityInfo/entity/@unmodified");

    static ComponentRow id(String type, String path, String... keys) {
        return new ComponentRow(path, type, List.of(keys), List.of(), "", List.of(), false);
    }

    static ComponentRow name(String type, String path, String... keys) {
        return new ComponentRow(path, type, List.of(), List.of(keys), "", List.of(), false);
    }

    static ComponentRow columns(String type, String path) {
        return new ComponentRow(path, type, List.of(), List.of(), "", List.of(), true);
    }

    static ComponentRow of(RootComponentRule rule, String path) {
        return new ComponentRow(
                path, String.valueOf(rule.types().get(0)), rule.ids(), rule.schemaNames(), "", List.of(), false);
    }

    ComponentRow orName(String... keys) {
        return new ComponentRow(path, type, ids, List.of(keys), definedBy, more, attributesName);
    }

    ComponentRow definedBy(String key) {
        return new ComponentRow(path, type, ids, schemaNames, key, more, attributesName);
    }

    ComponentRow with(String... keys) {
        return new ComponentRow(path, type, ids, schemaNames, definedBy, List.of(keys), attributesName);
    }

    /** Everything that is to be noted of the element. */
    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        keys.addAll(ids);
        schemaNames.forEach(name -> keys.addAll(List.of(name.split(" "))));
        keys.add(definedBy);
        keys.addAll(more);
        keys.addAll(DISPLAY);
        keys.addAll(UNMODIFIED);
        keys.removeIf(key -> key.isEmpty() || key.startsWith("'"));
        return keys;
    }
}
