package io.github.dataversealm.solution.dependency;

import io.github.dataversealm.solution.model.Coordinates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a solution's project declares of type {@code dataverse-solution}, and what that declares in turn, as Maven resolves
 * it: versions chosen, ranges, what is managed and what gives way.
 *
 * @param root the artifact that has the dependencies
 */
public record DependencyTree(Coordinates root, List<Node> children) {

    /** The scope of what the environment has to have already, because no build of this project supplies it. */
    public static final String PROVIDED = "provided";

    public DependencyTree {
        children = List.copyOf(children);
    }

    /** A project without any. */
    public static DependencyTree empty(Coordinates root) {
        return new DependencyTree(root, List.of());
    }

    /**
     * A dependency.
     *
     * @param coordinates in the version that this place asks for
     * @param range the range that was asked for, when it was one
     * @param managedFrom the version that was declared, when dependency management chose another
     * @param omission why this place does not count; empty for one that does
     */
    public record Node(
            Coordinates coordinates,
            String scope,
            boolean optional,
            Optional<String> range,
            Optional<String> managedFrom,
            Optional<Omission> omission,
            List<Node> children) {

        public Node {
            children = List.copyOf(children);
        }
    }

    /**
     * Why a place in the tree gives way.
     *
     * @param version the version that counts instead
     */
    public record Omission(Reason reason, String version) {}

    /** How a place in the tree gives way. */
    public enum Reason {
        /** The same version stands elsewhere. */
        DUPLICATE,
        /** A higher version stands elsewhere, nearer or before. */
        RAISED,
        /** A lower version stands elsewhere, nearer or before. */
        LOWERED,
        /** It is one of those above it. */
        CIRCLE
    }

    /** A dependency that counts. */
    public record Chosen(Coordinates coordinates, String scope, boolean direct, List<String> declared) {}

    /** The dependencies that count, each once, in the order of the tree from above. */
    public List<Chosen> chosen() {
        Map<Coordinates, Chosen> chosen = new LinkedHashMap<>();
        children.forEach(child -> collect(child, true, chosen));
        return List.copyOf(chosen.values());
    }

    private static void collect(Node node, boolean direct, Map<Coordinates, Chosen> chosen) {
        if (node.omission().isEmpty()) {
            chosen.putIfAbsent(
                    node.coordinates(),
                    new Chosen(node.coordinates(), node.scope(), direct, declared(node.children())));
            node.children().forEach(child -> collect(child, false, chosen));
        }
    }

    /** What the root declares itself, as {@code groupId:artifactId}. */
    public List<String> declared() {
        return declared(children);
    }

    private static List<String> declared(List<Node> nodes) {
        return nodes.stream()
                .map(node -> node.coordinates().versionless())
                .distinct()
                .toList();
    }

    /**
     * The way from the root to the place that counts of an artifact, without the root.
     *
     * @return empty when it is not in the tree
     */
    List<Node> pathTo(String versionless) {
        List<Node> path = new ArrayList<>();
        return find(children, versionless, path) ? path : List.of();
    }

    private static boolean find(List<Node> nodes, String versionless, List<Node> path) {
        for (Node node : nodes) {
            if (node.omission().isEmpty()) {
                path.add(node);
                if (node.coordinates().versionless().equals(versionless) || find(node.children(), versionless, path)) {
                    return true;
                }
                path.remove(path.size() - 1);
            }
        }
        return false;
    }
}
