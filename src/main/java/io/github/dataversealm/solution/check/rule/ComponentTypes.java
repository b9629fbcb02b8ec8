package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.index.Manifest;
import io.github.dataversealm.solution.model.ComponentType;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the numbers of component types mean to a person: the names of {@link ComponentType}. The kind of a component is a part
 * of the fingerprints of its findings, so that those which were chosen before stay as they are.
 */
final class ComponentTypes {

    /** The kinds that have another name here, or a number that differs between environments. */
    private static final Map<String, String> OWN_NAMES = Map.of(
            "29", "Process",
            "36", "Email template",
            "50", "Ribbon",
            "60", "Form",
            "70", "Field security profile",
            "80", "App",
            "371", "Connector",
            "10013", "Connection reference");

    /** The kinds that have the name of the model; all others are told by their number. */
    private static final Set<String> NAMED = Set.of(
            "1",
            "2",
            "3",
            "9",
            "10",
            "14",
            "20",
            "24",
            "26",
            "31",
            "38",
            "39",
            "59",
            "61",
            "62",
            "63",
            "66",
            "90",
            "91",
            "92",
            "95",
            "300",
            "372",
            "380",
            "381",
            "connectionreference");

    private ComponentTypes() {}

    /** The kind of a component, as a part of a fingerprint: never another one for the same type. */
    static String name(String type) {
        String own = OWN_NAMES.get(type);
        if (own != null) {
            return own;
        }
        return NAMED.contains(type) ? capitalized(ComponentType.describe(type)) : "Component of type " + type;
    }

    /** What a message calls a component. */
    static String describe(Manifest.Root root) {
        return described(root.type()) + " " + (root.schemaName().isEmpty() ? root.id() : root.schemaName());
    }

    /** What a message calls a type, also one that is told by its number elsewhere. */
    static String described(String type) {
        return OWN_NAMES.containsKey(type) || ComponentType.parse(type).isEmpty()
                ? name(type)
                : capitalized(ComponentType.describe(type));
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
