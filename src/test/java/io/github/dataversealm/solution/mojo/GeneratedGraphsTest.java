package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dependency.DependencyCheck;
import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.dependency.DependencyTree.Chosen;
import io.github.dataversealm.solution.dependency.SolutionGraph;
import io.github.dataversealm.solution.dependency.SolutionNames;
import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.deploy.Prerequisites;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.mojo.GraphModel.Declaration;
import io.github.dataversealm.solution.mojo.GraphModel.Kind;
import io.github.dataversealm.solution.mojo.GraphModel.PackageNeed;
import io.github.dataversealm.solution.testkit.ChoiceSolution;
import io.github.dataversealm.solution.testkit.FileRepository;
import io.github.dataversealm.solution.testkit.StandIn;
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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
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
    private static final int ENVIRONMENTS = 12;
    private static final String GROUP = "g";

    @TempDir
    Path folder;

    static IntStream seeds() {
        return IntStream.range(0, GRAPHS);
    }

    /** What is installed in an environment, if anything is: below, between and above what is published, and builds of it. */
    private static final List<String> INSTALLED = List.of(
            "0.9.0.0", "1.0.0.0", "1.0.0.7", "1.0.1.0", "1.1.0.0", "1.1.4.0", "1.2.0.0", "1.2.0.3", "1.3.0.0",
            "1.8.5.0", "2.0.0.0", "2.1.0.0");

    private static GraphModel model(int seed) {
        return new GraphModel(Kind.values()[seed % Kind.values().length], new Random(seed * 7_919L + 1));
    }

    private static GraphModel ranges(int seed) {
        return new GraphModel(Kind.RANGES, new Random(seed * 104_729L + 3));
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
        if (oracle.circular().isEmpty()) {
            environments(model, oracle, new Random(seed), ENVIRONMENTS);
        }
    }

    /** Sixty more with nothing but ranges, single versions and needs that name one, each for many environments. */
    @ParameterizedTest
    @MethodSource("seeds")
    void what_environments_lack_of_ranges_is_what_the_oracle_says(int seed) throws IOException {
        GraphModel model = ranges(seed);
        GraphOracle oracle = new GraphOracle(model);
        publish(model);
        if (oracle.unsolvable) {
            assertThatThrownBy(() -> MavenResolution.collector(folder).of(coordinates(0, 0)))
                    .as("%s", model)
                    .isInstanceOf(SolutionException.class);
            return;
        }
        DependencyTree tree = MavenResolution.collector(folder).of(coordinates(0, 0));
        assertThat(versions(tree)).as("%s", model).isEqualTo(versions(oracle));
        findings(model, oracle, tree, nodes(tree));
        environments(model, oracle, new Random(seed), 10 * ENVIRONMENTS);
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

    /** What an import of the first solution asks of environments. */
    private void environments(GraphModel model, GraphOracle oracle, Random random, int count) throws IOException {
        SolutionDependencies dependencies = new SolutionDependencies(
                MavenResolution.collector(folder),
                MavenResolution.offline(folder, Verification.OFF, Reporter.silent()),
                List.of());
        SolutionZip zip = dependencies.zip(coordinates(0, 0));
        SolutionPackage root =
                SolutionPackage.of(zip.file(), SolutionReader.read(zip.file(), ZipLimits.DEFAULT), zip.origin());
        Prerequisites prerequisites = new ImportDependencies(
                        dependencies, List.of(), new SolutionNames(Map.of(), List.of()), "mvn solution:import")
                .of(List.of(root), Optional.empty())
                .prerequisites();
        List<Integer> order = prerequisites.required().stream()
                .map(required ->
                        GraphModel.solution(required.demanded().solution().uniqueName()))
                .toList();
        assertThat(GraphOracle.isInOrder(order, oracle.needs())).as("%s", model).isTrue();
        assertThat(order).hasSize(versions(oracle).size());

        Map<Integer, String> asChosen = new HashMap<>();
        order.forEach(solution -> asChosen.put(solution, GraphModel.version(oracle.chosen[solution]) + ".0"));
        assertThat(prerequisites.lacking(environment(asChosen))).as("%s", model).isEmpty();
        for (int i = 0; i < count; i++) {
            Map<Integer, String> installed = installed(order, random);
            Set<String> lacking = new TreeSet<>();
            prerequisites
                    .lacking(environment(installed))
                    .forEach(lack -> lacking.add(
                            lack.prerequisite().demanded().solution().uniqueName()
                                    + lack.text().substring(lack.text().lastIndexOf(": "))));
            assertThat(lacking).as("%s of %s", installed, model).isEqualTo(oracle.lacking(installed));
        }
    }

    private static Map<Integer, String> installed(List<Integer> solutions, Random random) {
        Map<Integer, String> installed = new HashMap<>();
        for (int solution : solutions) {
            int version = random.nextInt(INSTALLED.size() + 1);
            if (version < INSTALLED.size()) {
                installed.put(solution, INSTALLED.get(version));
            }
        }
        return installed;
    }

    /** Nothing but what an environment has. */
    private record Installed(Map<Integer, String> versions) {

        @SuppressWarnings("unused") // called by its name
        Optional<InstalledSolution> solution(String uniqueName) {
            return Optional.ofNullable(versions.get(GraphModel.solution(uniqueName)))
                    .map(version -> new InstalledSolution(
                            new UUID(1, GraphModel.solution(uniqueName)),
                            uniqueName,
                            uniqueName,
                            version,
                            true,
                            true,
                            Optional.empty(),
                            "contoso",
                            "ctr",
                            Optional.empty(),
                            Optional.empty()));
        }
    }

    private static Dataverse environment(Map<Integer, String> installed) {
        return StandIn.of(Dataverse.class, new Installed(installed), (call, real) -> real.proceed());
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

    @Test
    void the_environments_have_what_they_are_to_have() {
        int unsolvable = 0;
        int several = 0;
        int tooWide = 0;
        Map<String, Integer> states = new TreeMap<>();
        for (int seed = 0; seed < GRAPHS; seed++) {
            GraphModel model = ranges(seed);
            GraphOracle oracle = new GraphOracle(model);
            if (oracle.unsolvable) {
                unsolvable++;
                continue;
            }
            tooWide += oracle.findings().toString().contains("TOO_WIDE") ? 1 : 0;
            several += model.declarations.values().stream()
                            .flatMap(List::stream)
                            .filter(Declaration::isRange)
                            .collect(Collectors.groupingBy(Declaration::to, Collectors.counting()))
                            .values()
                            .stream()
                            .anyMatch(count -> count > 1)
                    ? 1
                    : 0;
            List<Integer> solutions = IntStream.range(1, model.size).boxed().toList();
            for (int i = 0; i < ENVIRONMENTS; i++) {
                Map<Integer, String> installed = installed(solutions, new Random(seed * 100L + i));
                Set<String> lacking = oracle.lacking(installed);
                states.merge("enough", solutions.size() - lacking.size(), Integer::sum);
                lacking.forEach(line ->
                        states.merge(line.replaceFirst(".*: ", "").replaceFirst("[\\d.]+ ", ""), 1, Integer::sum));
            }
        }
        System.out.println("generated graphs with ranges: " + unsolvable + " unsolvable, " + several
                + " with several ranges of one artifact, " + tooWide + " with a range that is too wide; installed: "
                + states);
        assertThat(unsolvable).isBetween(1, GRAPHS / 3);
        assertThat(several).isGreaterThanOrEqualTo(20);
        assertThat(tooWide).isGreaterThanOrEqualTo(10);
        assertThat(states)
                .containsOnlyKeys("enough", "not installed", "only is installed", "is installed, which is too high")
                .allSatisfy((state, count) -> assertThat(count).as(state).isGreaterThan(100));
    }
}
