package io.github.dataversealm.solution.layout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A place in {@code customizations.xml} where elements of components stand: the rows of the table, seen from the XML. */
public final class ContainerNode {

    private final Map<String, ComponentKind> kinds = new LinkedHashMap<>();
    private final Map<String, ContainerNode> containers = new LinkedHashMap<>();

    private ContainerNode() {}

    /** The node whose children are the outermost containers of these kinds. */
    public static ContainerNode of(List<ComponentKind> kinds) {
        ContainerNode root = new ContainerNode();
        for (ComponentKind kind : kinds) {
            ContainerNode node = root;
            for (String container : kind.containers()) {
                node = node.containers.computeIfAbsent(container, name -> new ContainerNode());
            }
            node.kinds.put(kind.element(), kind);
        }
        return root;
    }

    /** The kind whose element of this name stands here; null when there is none. */
    public ComponentKind kind(String element) {
        return kinds.get(element);
    }

    /** The container of this name that stands here; null when there is none. */
    public ContainerNode container(String element) {
        return containers.get(element);
    }

    /** The kinds whose elements stand here, in the order of the table. */
    public Iterable<ComponentKind> kinds() {
        return kinds.values();
    }

    /** The containers that stand here, in the order of the table. */
    public Map<String, ContainerNode> containers() {
        return containers;
    }
}
