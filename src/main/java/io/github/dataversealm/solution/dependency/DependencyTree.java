package io.github.dataversealm.solution.dependency;

import io.github.dataversealm.solution.model.Coordinates;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    /**
     * A dependency that counts.
     *
     * @param declared what its project declares, as {@code groupId:artifactId}
     * @param ranges all that are declared for it, wherever; Maven chooses none that one of them does not take
     * @param versions those that are declared for it without a range, but for what gave way to a lower one
     */
    public record Chosen(
            Coordinates coordinates,
            String scope,
            boolean direct,
            List<String> declared,
            List<String> ranges,
            List<String> versions) {

        public Chosen {
            declared = List.copyOf(declared);
            ranges = List.copyOf(ranges);
            versions = List.copyOf(versions);
        }
    }

    /** The dependencies that count, each once, in the order of the tree from above. */
    public List<Chosen> chosen() {
        Map<Coordinates, Chosen> chosen = new LinkedHashMap<>();
        Map<String, List<Node>> places = new HashMap<>();
        children.forEach(child -> collectPlaces(child, places));
        children.forEach(child -> collect(child, true, places, chosen));
        return List.copyOf(chosen.values());
    }

    private static void collectPlaces(Node node, Map<String, List<Node>> places) {
        places.computeIfAbsent(node.coordinates().versionless(), name -> new ArrayList<>())
                .add(node);
        node.children().forEach(child -> collectPlaces(child, places));
    }

    private static void collect(
            Node node, boolean direct, Map<String, List<Node>> places, Map<Coordinates, Chosen> chosen) {
        if (node.omission().isEmpty()) {
            List<Node> all = places.get(node.coordinates().versionless());
            chosen.putIfAbsent(
                    node.coordinates(),
                    new Chosen(
                            node.coordinates(),
                            scope(node, direct, all),
                            direct,
                            declared(node.children()),
                            all.stream()
                                    .flatMap(place -> place.range().stream())
                                    .distinct()
                                    .toList(),
                            all.stream()
                                    .filter(place -> place.range().isEmpty() && !isLowered(place))
                                    .map(place -> place.coordinates().version())
                                    .distinct()
                                    .toList()));
            node.children().forEach(child -> collect(child, false, places, chosen));
        }
    }

    /** What somebody else installs for one is imported along when another one needs it of us; the root has the last word. */
    private static String scope(Node node, boolean direct, List<Node> places) {
        return direct
                ? node.scope()
                : Stream.concat(Stream.of(node), places.stream())
                        .map(Node::scope)
                        .filter(scope -> !scope.equals(PROVIDED))
                        .findFirst()
                        .orElse(PROVIDED);
    }

    private static boolean isLowered(Node node) {
        return node.omission()
                .filter(omission -> omission.reason() == Reason.LOWERED)
                .isPresent();
    }

    /**
     * What one of the artifacts that this one lists needs of what counts here: the nodes below it, and everything that is
     * reached from them, wherever it stands.
     */
    public List<Chosen> chosenBy(DependencyTree branch) {
        Map<String, Chosen> all = new LinkedHashMap<>();
        chosen().forEach(found -> all.putIfAbsent(found.coordinates().versionless(), found));
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(branch.declared());
        while (!open.isEmpty()) {
            String next = open.poll();
            if (all.containsKey(next) && reached.add(next)) {
                open.addAll(all.get(next).declared());
            }
        }
        return all.values().stream()
                .filter(found -> reached.contains(found.coordinates().versionless()))
                .toList();
    }

    /** What stands below the place that counts of an artifact, as a tree of its own; empty when it is not in this one. */
    public Optional<DependencyTree> branch(Coordinates artifact) {
        List<Node> path = pathTo(artifact.versionless());
        return path.isEmpty()
                ? Optional.empty()
                : Optional.of(path.get(path.size() - 1))
                        .filter(node -> node.coordinates().equals(artifact))
                        .map(node -> new DependencyTree(artifact, node.children()));
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
