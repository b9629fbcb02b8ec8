package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.dependency.DependencyCheck;
import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.dependency.DependencyTree.Chosen;
import io.github.dataversealm.solution.dependency.SolutionGraph;
import io.github.dataversealm.solution.dependency.SolutionNames;
import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.mojo.GraphModel.Declaration;
import io.github.dataversealm.solution.mojo.GraphModel.Kind;
import io.github.dataversealm.solution.mojo.GraphModel.PackageNeed;
import io.github.dataversealm.solution.testkit.ChoiceSolution;
import io.github.dataversealm.solution.testkit.FileRepository;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sixty made-up graphs, as poms and zips in a Maven repository: what Maven resolves, the order, the circles and the findings
 * are those of an oracle that gets at them in other ways.
 */
class GeneratedGraphsTest {

    private static final int GRAPHS = 60;
    private static final String GROUP = "g";

    @TempDir
    Path folder;

    static IntStream seeds() {
        return IntStream.range(0, GRAPHS);
    }

    private static GraphModel model(int seed) {
        return new GraphModel(Kind.values()[seed % Kind.values().length], new Random(seed * 7_919L + 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_outcome_is_that_of_the_oracle(int seed) throws IOException {
        GraphModel model = model(seed);
        GraphOracle oracle = new GraphOracle(model);
        publish(model);
        Coordinates root = coordinates(0, 0);
        if (oracle.unsolvable) {
            assertThatThrownBy(() -> MavenResolution.collector(folder).of(root))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining("cannot be resolved")
                    .hasMessageContaining("solution-");
            return;
        }
        DependencyTree tree = MavenResolution.collector(folder).of(root);
        assertThat(versions(tree)).as("%s", model).isEqualTo(versions(oracle));
        List<SolutionNode> nodes = nodes(tree);
        order(model, oracle, nodes, new Random(seed));
        findings(model, oracle, tree, nodes);
    }

    // ---------------------------------------------------------------- the parts

    private static Map<String, String> versions(DependencyTree tree) {
        return tree.chosen().stream()
                .collect(Collectors.toMap(
                        chosen -> chosen.coordinates().artifactId(),
                        chosen -> chosen.coordinates().version()));
    }

    private static Map<String, String> versions(GraphOracle oracle) {
        Map<String, String> versions = new HashMap<>();
        for (int i = 1; i < oracle.chosen.length; i++) {
            if (oracle.chosen[i] >= 0) {
                versions.put(GraphModel.artifact(i), GraphModel.version(oracle.chosen[i]));
            }
        }
        return versions;
    }

    private static void order(GraphModel model, GraphOracle oracle, List<SolutionNode> nodes, Random random)
            throws IOException {
        List<SolutionNode> given = new ArrayList<>(nodes);
        Collections.shuffle(given, random);
        List<Integer> numbers = given.stream()
                .map(node -> GraphModel.solution(node.uniqueName()))
                .toList();
        Optional<List<Integer>> expected = oracle.order(numbers);
        SolutionGraph graph = SolutionGraph.of(given);
        if (expected.isPresent()) {
            List<Integer> order = graph.order().stream()
                    .map(node -> GraphModel.solution(node.uniqueName()))
                    .toList();
            assertThat(GraphOracle.isInOrder(order, oracle.needs()))
                    .as("%s", model)
                    .isTrue();
            assertThat(order).as("%s", model).isEqualTo(expected.get());
            return;
        }
        Set<Integer> circular = oracle.circular();
        assertThat(circular).as("%s", model).isNotEmpty();
        assertThatThrownBy(graph::order)
                .as("%s", model)
                .isInstanceOfSatisfying(SolutionException.class, fault -> circle(fault, circular, oracle.needs()));
    }

    /** The circle that is told is one: each needs the next, and the last the first. */
    private static void circle(SolutionException fault, Set<Integer> circular, boolean[][] needs) {
        String line = fault.problem().lines().findFirst().orElseThrow();
        List<Integer> told = new ArrayList<>();
        for (String name :
                line.substring(line.indexOf(": ") + 2, line.length() - 1).split(" needs ")) {
            told.add(GraphModel.solution(name));
        }
        assertThat(circular).containsAll(told);
        assertThat(told.get(0)).isEqualTo(told.get(told.size() - 1));
        for (int i = 1; i < told.size(); i++) {
            assertThat(needs[told.get(i - 1)][told.get(i)]).as(fault.problem()).isTrue();
        }
        assertThat(fault.problem().lines().skip(1))
                .hasSize(told.size() - 1)
                .allMatch(reason -> reason.contains("choice '") || reason.contains("declares the dependency"));
    }

    private static void findings(GraphModel model, GraphOracle oracle, DependencyTree tree, List<SolutionNode> nodes)
            throws IOException {
        Set<String> found = new TreeSet<>();
        new DependencyCheck(
                        nodes.get(0),
                        tree,
                        nodes.subList(1, nodes.size()),
                        new SolutionNames(Map.of(), List.of()),
                        Map.of())
                .findings()
                .forEach(finding -> {
                    found.add(finding.kind() + " " + finding.solution());
                    assertThat(finding.problem()).contains(finding.solution());
                });
        assertThat(found).as("%s", model).isEqualTo(oracle.findings());
    }

    // ---------------------------------------------------------------- the repository

    private void publish(GraphModel model) throws IOException {
        FileRepository repository = new FileRepository(folder.toFile());
        for (int solution = 0; solution < model.size; solution++) {
            StringBuilder dependencies = new StringBuilder();
            for (Declaration declaration : model.declarations.get(solution)) {
                dependencies.append(FileRepository.dependency(
                        GROUP, GraphModel.artifact(declaration.to()), declaration.version(), ""));
            }
            for (int version = 0; version < model.versions[solution]; version++) {
                ChoiceSolution zip = new ChoiceSolution(GraphModel.name(solution), GraphModel.version(version) + ".0");
                for (PackageNeed need : model.needs.get(solution)) {
                    zip.needs(
                            ChoiceSolution.choiceOf(GraphModel.name(need.to())),
                            need.version() == 0
                                    ? "Active"
                                    : GraphModel.name(need.to()) + " (" + GraphModel.version(need.version() - 1)
                                            + ".0)");
                }
                repository.publish(
                        GROUP,
                        GraphModel.artifact(solution),
                        GraphModel.version(version),
                        dependencies.toString(),
                        "",
                        zip);
            }
        }
    }

    private static Coordinates coordinates(int solution, int version) {
        return Coordinates.of(GROUP, GraphModel.artifact(solution), GraphModel.version(version));
    }

    /** The root and what comes along, read from the zips. */
    private List<SolutionNode> nodes(DependencyTree tree) throws IOException {
        List<SolutionNode> nodes = new ArrayList<>();
        nodes.add(node(tree.root(), tree.declared()));
        for (Chosen chosen : tree.chosen()) {
            nodes.add(node(chosen.coordinates(), chosen.declared()));
        }
        return nodes;
    }

    private SolutionNode node(Coordinates name, List<String> declared) throws IOException {
        Path zip = folder.resolve(GROUP)
                .resolve(name.artifactId())
                .resolve(name.version())
                .resolve(name.artifactId() + "-" + name.version() + ".zip");
        return SolutionNode.of(
                SolutionReader.read(zip, ZipLimits.DEFAULT), Optional.of(name), declared, name.toString());
    }

    // ---------------------------------------------------------------- what the graphs are

    @Test
    void the_graphs_have_what_they_are_to_have() {
        Map<Kind, Integer> interesting = new EnumMap<>(Kind.class);
        int unsolvable = 0;
        for (int seed = 0; seed < GRAPHS; seed++) {
            GraphModel model = model(seed);
            GraphOracle oracle = new GraphOracle(model);
            unsolvable += oracle.unsolvable ? 1 : 0;
            String findings = oracle.findings().toString();
            boolean shows =
                    switch (model.kind) {
                        case CHAIN, DIAMOND -> oracle.circular().isEmpty();
                        case RANGES ->
                            model.declarations.values().stream()
                                    .flatMap(List::stream)
                                    .anyMatch(Declaration::isRange);
                        case GAPS -> findings.contains("UNDECLARED");
                        case CYCLES -> !oracle.circular().isEmpty();
                        case WRONG_VERSIONS -> findings.contains("TOO_LOW");
                    };
            if (shows) {
                interesting.merge(model.kind, 1, Integer::sum);
            }
        }
        assertThat(interesting)
                .hasSize(Kind.values().length)
                .allSatisfy((kind, count) -> assertThat(count).as("%s", kind).isGreaterThanOrEqualTo(7));
        assertThat(unsolvable).isLessThan(10);
    }
}
