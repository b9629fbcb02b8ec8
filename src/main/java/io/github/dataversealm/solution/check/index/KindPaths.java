package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.layout.ComponentKind;
import io.github.dataversealm.solution.layout.ComponentKinds;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds of components by where they stand: made once, since the table of kinds never changes. */
final class KindPaths {

    static final KindPaths ALL = new KindPaths();

    private final Map<String, ComponentKind> kinds = new HashMap<>();
    private final Map<String, ComponentKind> parts = new HashMap<>();
    private final Map<String, ComponentKind> roots = new HashMap<>();
    private final Set<String> containers = new HashSet<>();

    private KindPaths() {
        for (ComponentKind kind : ComponentKinds.ALL) {
            String path = path(kind);
            kinds.put(path, kind);
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                containers.add(path.substring(0, slash));
            }
            roots.put(kind.element(), kind);
            for (ComponentKind part : kind.parts()) {
                parts.put(path(part), part);
                roots.put(part.wrapper().isEmpty() ? part.element() : part.wrapper(), part);
            }
        }
    }

    private static String path(ComponentKind kind) {
        return kind.containers().isEmpty()
                ? kind.element()
                : String.join("/", kind.containers()) + '/' + kind.element();
    }

    /** The kind of the components at a path of names in {@code customizations.xml}. */
    Optional<ComponentKind> kind(String path) {
        return Optional.ofNullable(kinds.get(path));
    }

    /** The kind of the part at a path below a table. */
    Optional<ComponentKind> part(String path) {
        return Optional.ofNullable(parts.get(path));
    }

    /** The kind whose source files have that root element. */
    Optional<ComponentKind> root(String element) {
        return Optional.ofNullable(roots.get(element));
    }

    /** Whether components of some kind stand below that path. */
    boolean isContainer(String path) {
        return containers.contains(path);
    }
}
