package io.github.dataversealm.solution.manifest;

import io.github.dataversealm.solution.layout.ComponentFacts;
import io.github.dataversealm.solution.layout.ComponentKind;
import io.github.dataversealm.solution.layout.ComponentKinds;
import io.github.dataversealm.solution.layout.RootComponentRule;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The components that a zip or a source folder has, to be held against the root components of the manifest
 * (spec solution-packager-behavior §8.4).
 */
public final class ComponentRegister {

    /**
     * A component that is there.
     *
     * @param element its element
     * @param rule how it is listed
     * @param id its id, lower case and without braces; may be empty
     * @param schemaName its schema name in lower case; may be empty
     * @param file the file it came from
     */
    private record Packed(String element, RootComponentRule rule, String id, String schemaName, String file) {

        boolean is(int type, String wantedId, String wantedName) {
            if (!rule.types().contains(type)) {
                return false;
            }
            return !wantedId.isEmpty() && wantedId.equals(id)
                    || !wantedName.isEmpty() && wantedName.equals(schemaName)
                    || wantedId.isEmpty() && wantedName.isEmpty();
        }
    }

    private final UnaryOperator<String> names;
    private final List<Packed> components = new ArrayList<>();

    /** @param names what schema names become before they are compared, because plug-in assemblies may be renamed */
    public ComponentRegister(UnaryOperator<String> names) {
        this.names = names;
    }

    /**
     * Notes a component.
     *
     * @param file the file or zip it is in, for messages
     */
    public void add(ComponentKind kind, RootComponentRule rule, ComponentFacts facts, String file) {
        String schemaName = names.apply(first(rule.schemaNames(), facts));
        components.add(new Packed(kind.element(), rule, guid(first(rule.ids(), facts)), lower(schemaName), file));
    }

    private static String first(List<String> keys, ComponentFacts facts) {
        for (String key : keys) {
            String value = key.startsWith("'") ? key.substring(1, key.length() - 1) : facts.first(key);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private static String guid(String id) {
        String bare = lower(id);
        return bare.startsWith("{") && bare.endsWith("}") ? bare.substring(1, bare.length() - 1) : bare;
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** The root components of types that the table knows and that are not there. */
    public List<RootComponent> missing(SolutionManifest manifest) {
        List<RootComponent> missing = new ArrayList<>();
        for (RootComponent root : manifest.rootComponents()) {
            int type = Integer.parseInt(root.type());
            if (!kinds(type).isEmpty() && !find(root, type)) {
                missing.add(root);
            }
        }
        return missing;
    }

    /** A root component as a line of a message, with the file that it would be. */
    public static String describe(RootComponent root) {
        List<ComponentKind> kinds = kinds(Integer.parseInt(root.type()));
        StringBuilder expected = new StringBuilder();
        for (ComponentKind kind : kinds) {
            expected.append(expected.length() == 0 ? "" : " or ")
                    .append(kind.files().get(0).description());
        }
        String name = root.schemaName().isEmpty() ? root.id() : root.schemaName();
        return kinds.get(0).element() + (name.isEmpty() ? "" : " '" + name + "'") + " (type " + root.type()
                + "), expected in " + expected;
    }

    private boolean find(RootComponent root, int type) {
        String id = guid(root.id());
        String name = lower(names.apply(root.schemaName()));
        for (Packed component : components) {
            if (component.is(type, id, name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the table has a kind of that type whose components are found by reading one element. */
    public static boolean isKnown(RootComponent root) {
        List<ComponentKind> kinds = kinds(Integer.parseInt(root.type()));
        for (ComponentKind kind : kinds) {
            if (!kind.rootComponent().orElseThrow().members().isEmpty()) {
                return false;
            }
        }
        return !kinds.isEmpty();
    }

    private static List<ComponentKind> kinds(int type) {
        List<ComponentKind> kinds = new ArrayList<>(1);
        for (ComponentKind kind : ComponentKinds.ALL) {
            add(kind, type, kinds);
            for (ComponentKind part : kind.parts()) {
                add(part, type, kinds);
            }
        }
        return kinds;
    }

    private static void add(ComponentKind kind, int type, List<ComponentKind> kinds) {
        if (kind.rootComponent().isPresent()
                && kind.rootComponent().get().types().contains(type)) {
            kinds.add(kind);
        }
    }

    /** The packed components that the manifest does not list though it must, as lines of a message. */
    public List<String> unlisted(SolutionManifest manifest) {
        Set<String> listed = new HashSet<>();
        for (RootComponent root : manifest.rootComponents()) {
            String id = guid(root.id());
            String name = lower(names.apply(root.schemaName()));
            if (!id.isEmpty()) {
                listed.add(root.type() + '#' + id);
            }
            if (!name.isEmpty()) {
                listed.add(root.type() + ':' + name);
            }
            if (id.isEmpty() && name.isEmpty()) {
                listed.add(root.type());
            }
        }
        List<String> unlisted = new ArrayList<>();
        for (Packed component : components) {
            if (component.rule.mustBeListed() && !isListed(component, listed)) {
                String name = component.schemaName.isEmpty() ? component.id : component.schemaName;
                unlisted.add(component.element + " '" + name + "' (type "
                        + component.rule.types().get(0) + ") of " + component.file);
            }
        }
        return unlisted;
    }

    private static boolean isListed(Packed component, Set<String> listed) {
        for (int type : component.rule.types()) {
            if (listed.contains(type + "#" + component.id)
                    || listed.contains(type + ":" + component.schemaName)
                    || listed.contains(String.valueOf(type))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Refuses a list of root components that Dataverse would refuse.
     *
     * @param file the manifest, for messages
     */
    public static void checkList(SolutionManifest manifest, String file) {
        Set<String> ids = new HashSet<>();
        for (RootComponent root : manifest.rootComponents()) {
            if (!isInteger(root.type())) {
                throw new SolutionException(
                        Location.of(file),
                        "the root component '" + (root.schemaName().isEmpty() ? root.id() : root.schemaName())
                                + "' has the type '" + root.type() + "', which is no number",
                        "The type of a root component is the number of its component type, such as 1 for a table.");
            }
            if (!root.id().isEmpty() && !ids.add(guid(root.id()))) {
                throw new SolutionException(
                        Location.of(file),
                        "the root component " + root.id() + " (type " + root.type() + ") is listed twice",
                        "Remove one of the two <RootComponent> elements.");
            }
        }
    }

    private static boolean isInteger(String text) {
        return !text.isEmpty() && text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
