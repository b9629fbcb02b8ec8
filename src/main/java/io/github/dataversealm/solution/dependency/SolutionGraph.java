package io.github.dataversealm.solution.dependency;

import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Solutions and which of them need which others: because a package needs a component that another brings, because its project
 * declares the other's artifact, or because it is a patch of it. Where a package does not say which solution it needs a
 * component of, that is each one that brings it, as far as this makes no circle.
 */
public final class SolutionGraph {

    /**
     * One solution needs another.
     *
     * @param components what it needs of it; may be empty
     * @param declared whether its project declares the other's artifact
     */
    public record Edge(SolutionNode from, SolutionNode to, List<Need> components, boolean declared) {

        /** Whether nothing says that it is this solution: it only brings a component that is needed of an unknown one. */
        boolean isGuessed() {
            boolean patch = from.parent()
                    .map(SolutionNode::key)
                    .filter(to.key()::equals)
                    .isPresent();
            return !declared
                    && !patch
                    && components.stream()
                            .noneMatch(need -> need.isNamed() && need.key().equals(to.key()));
        }
    }

    private final Map<String, SolutionNode> nodes = new LinkedHashMap<>();

    /** By the name of the one that needs, then of the one that is needed. */
    private final Map<String, Map<String, Edge>> edges = new LinkedHashMap<>();

    private SolutionGraph() {}

    /**
     * Makes the graph. A need of something that none of the solutions brings is no edge.
     *
     * @throws SolutionException when a solution stands there twice
     * @throws IOException when a solution has to be read and the disk fails
     */
    public static SolutionGraph of(List<SolutionNode> solutions) throws IOException {
        SolutionGraph graph = new SolutionGraph();
        solutions.forEach(graph::add);
        for (SolutionNode solution : solutions) {
            graph.connect(solution);
        }
        graph.dropGuesses();
        return graph;
    }

    /**
     * Puts things in the order in which their solutions can be imported: what one needs comes before it. Things that do not
     * need each other keep their order.
     *
     * @throws SolutionException when a solution stands there twice, or some need each other in a circle
     * @throws IOException when a solution has to be read and the disk fails
     */
    public static <T> List<T> sort(List<T> things, Function<T, SolutionNode> solution) throws IOException {
        Map<String, T> byName = new HashMap<>();
        List<SolutionNode> solutions = new ArrayList<>();
        for (T thing : things) {
            SolutionNode node = solution.apply(thing);
            solutions.add(node);
            byName.put(node.key(), thing);
        }
        return of(solutions).order().stream()
                .map(node -> byName.get(node.key()))
                .toList();
    }

    private void add(SolutionNode solution) {
        SolutionNode other = nodes.putIfAbsent(solution.key(), solution);
        if (other != null) {
            throw new SolutionException(
                    null,
                    "Two zips hold the solution " + solution.uniqueName() + ": " + other.place() + " and "
                            + solution.place() + ".",
                    solution.coordinates().isPresent() && other.coordinates().isPresent()
                            ? "Only one of the two artifacts can be a dependency: exclude the other one with"
                                    + " <exclusions>."
                            : "Name only the one to import.");
        }
        edges.put(solution.key(), new LinkedHashMap<>());
    }

    private void connect(SolutionNode solution) throws IOException {
        solution.parent()
                .map(name -> nodes.get(SolutionNode.key(name)))
                .ifPresent(parent -> edge(solution, parent, Optional.empty(), false));
        for (String declared : solution.declared()) {
            for (SolutionNode other : nodes.values()) {
                if (other.versionless().filter(declared::equals).isPresent()) {
                    edge(solution, other, Optional.empty(), true);
                }
            }
        }
        for (Need need : solution.needs()) {
            for (SolutionNode other : suppliers(need, nodes.values())) {
                edge(solution, other, Optional.of(need), false);
            }
        }
    }

    /** A guess that closes a circle is wrong, as far as anybody can tell; the first ones count more than the later ones. */
    private void dropGuesses() {
        List<Edge> guesses = edges().stream().filter(Edge::isGuessed).toList();
        guesses.forEach(guess -> edges.get(guess.from().key()).remove(guess.to().key()));
        for (Edge guess : guesses) {
            if (!isReached(guess.from().key(), guess.to().key())) {
                edges.get(guess.from().key()).put(guess.to().key(), guess);
            }
        }
    }

    private boolean isReached(String wanted, String start) {
        Set<String> seen = new HashSet<>(Set.of(start));
        Deque<String> next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            for (String key : edges.get(next.poll()).keySet()) {
                if (key.equals(wanted)) {
                    return true;
                }
                if (seen.add(key)) {
                    next.add(key);
                }
            }
        }
        return false;
    }

    /** The solution that a need names; when that is not there, those that bring the component. */
    static List<SolutionNode> suppliers(Need need, Collection<SolutionNode> solutions) throws IOException {
        if (need.isNamed()) {
            List<SolutionNode> named = solutions.stream()
                    .filter(candidate -> candidate.key().equals(need.key()))
                    .toList();
            if (!named.isEmpty()) {
                return named;
            }
        }
        List<SolutionNode> suppliers = new ArrayList<>();
        if (need.component().isPresent()) {
            for (SolutionNode candidate : solutions) {
                if (candidate.components().brings(need.component().get().required())) {
                    suppliers.add(candidate);
                }
            }
        }
        return suppliers;
    }

    private void edge(SolutionNode from, SolutionNode to, Optional<Need> need, boolean declared) {
        if (from.key().equals(to.key())) {
            return;
        }
        edges.get(from.key())
                .merge(
                        to.key(),
                        new Edge(from, to, need.stream().toList(), declared),
                        (one, other) -> new Edge(
                                from,
                                to,
                                join(one.components(), other.components()),
                                one.declared() || other.declared()));
    }

    private static List<Need> join(List<Need> one, List<Need> other) {
        List<Need> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    /** Which solution needs which, in the order of those that need. */
    public List<Edge> edges() {
        return edges.values().stream().flatMap(all -> all.values().stream()).toList();
    }

    /**
     * The solutions in the order in which they can be imported. Solutions that do not need each other keep their order.
     *
     * @throws SolutionException when some need each other in a circle
     */
    public List<SolutionNode> order() {
        List<SolutionNode> sorted = new ArrayList<>();
        Set<String> done = new HashSet<>();
        while (sorted.size() < nodes.size()) {
            SolutionNode next = nodes.values().stream()
                    .filter(node -> !done.contains(node.key())
                            && done.containsAll(edges.get(node.key()).keySet()))
                    .findFirst()
                    .orElseThrow(() -> circular(shortestCircle(done)));
            done.add(next.key());
            sorted.add(next);
        }
        return sorted;
    }

    // ---------------------------------------------------------------- circles

    /** One of the shortest, so that it is the easiest to understand. */
    private List<Edge> shortestCircle(Set<String> done) {
        List<Edge> shortest = List.of();
        for (String start : nodes.keySet()) {
            if (!done.contains(start)) {
                List<Edge> circle = circleThrough(start);
                if (!circle.isEmpty() && (shortest.isEmpty() || circle.size() < shortest.size())) {
                    shortest = circle;
                }
            }
        }
        return shortest;
    }

    /** @return empty when no circle goes through the solution */
    private List<Edge> circleThrough(String start) {
        Map<String, Edge> reachedBy = new HashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            for (Edge edge : edges.get(next.poll()).values()) {
                if (reachedBy.putIfAbsent(edge.to().key(), edge) == null) {
                    next.add(edge.to().key());
                }
            }
        }
        Deque<Edge> circle = new ArrayDeque<>();
        Edge edge = reachedBy.get(start);
        while (edge != null) {
            circle.addFirst(edge);
            edge = edge.from().key().equals(start)
                    ? null
                    : reachedBy.get(edge.from().key());
        }
        return List.copyOf(circle);
    }

    private static SolutionException circular(List<Edge> circle) {
        NeedTexts texts = new NeedTexts();
        String names = circle.stream().map(edge -> edge.from().uniqueName()).collect(Collectors.joining(" needs "))
                + " needs " + circle.get(0).from().uniqueName();
        String reasons = circle.stream()
                .map(edge -> System.lineSeparator() + "  " + edge.from().uniqueName() + " needs "
                        + edge.to().uniqueName() + reason(edge, texts))
                .collect(Collectors.joining());
        return new SolutionException(
                null,
                "The solutions need each other in a circle: " + names + "." + reasons,
                circle.stream()
                        .filter(edge -> edge.declared() && edge.components().isEmpty())
                        .findFirst()
                        .map(edge -> "No component of " + edge.from().uniqueName() + " needs "
                                + edge.to().uniqueName() + ": remove the dependency on "
                                + edge.to().versionless().orElseThrow() + " from the pom.xml of "
                                + edge.from().versionless().orElse(edge.from().uniqueName()) + ".")
                        .orElse("Move the components that close the circle into one of them, and export again."));
    }

    private static String reason(Edge edge, NeedTexts texts) {
        if (!edge.components().isEmpty()) {
            String components = texts.components(edge.components());
            return components.isEmpty() ? "" : ": " + components;
        }
        return edge.declared()
                ? ", because its project declares the dependency "
                        + edge.to().coordinates().orElseThrow()
                : ", because it is a patch of it";
    }
}
