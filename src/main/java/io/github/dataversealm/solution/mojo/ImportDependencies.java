package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.dependency.DemandedSolution;
import io.github.dataversealm.solution.dependency.DependencyCheck;
import io.github.dataversealm.solution.dependency.DependencyFinding;
import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.dependency.DependencyTree.Chosen;
import io.github.dataversealm.solution.dependency.SolutionGraph;
import io.github.dataversealm.solution.dependency.SolutionNames;
import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.dependency.Suppliers;
import io.github.dataversealm.solution.dependency.VersionDemand;
import io.github.dataversealm.solution.deploy.Prerequisites;
import io.github.dataversealm.solution.deploy.Prerequisites.Prerequisite;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.mojo.NeededSolution.Candidate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the packages of an import need besides each other. */
final class ImportDependencies {

    /** Reads the package of a dependency and makes sure of it. */
    @FunctionalInterface
    interface PackageReader {
        SolutionPackage read(SolutionZip zip) throws IOException;
    }

    /**
     * What came out.
     *
     * @param packages what is to be imported, in order; with the dependencies, when they are to be imported along
     * @param prerequisites what every environment has to have
     * @param trees what each artifact declares
     * @param solutions the solutions in the trees with what is asked of them, by the {@code groupId:artifactId} of their
     *     artifacts
     * @param findings where declarations and needs do not agree
     */
    record Resolved(
            List<SolutionPackage> packages,
            Prerequisites prerequisites,
            List<DependencyTree> trees,
            Map<String, DemandedSolution> solutions,
            List<DependencyFinding> findings) {

        /** Nothing but the packages. */
        static Resolved only(List<SolutionPackage> packages) {
            return new Resolved(packages, Prerequisites.NONE, List.of(), Map.of(), List.of());
        }

        /**
         * What was found when a plan was made.
         *
         * @param command what imports a solution, such as {@code mvn solution:import}
         */
        static Resolved planned(
                List<SolutionPackage> packages, List<Prerequisite> prerequisites, SolutionNames names, String command) {
            List<SolutionNode> solutions = prerequisites.stream()
                    .map(prerequisite -> prerequisite.demanded().solution())
                    .toList();
            return new Resolved(
                    packages,
                    new Prerequisites(prerequisites, new Suppliers(solutions, names), command),
                    List.of(),
                    Map.of(),
                    List.of());
        }
    }

    private final SolutionDependencies dependencies;
    private final List<DependencyTree> sets;
    private final SolutionNames names;
    private final String command;

    private final Set<DependencyTree> trees = new LinkedHashSet<>();
    private final Map<String, NeededSolution> needed = new LinkedHashMap<>();
    private final List<DependencyFinding> findings = new ArrayList<>();

    /**
     * @param sets what projects that list solutions need: what stands there counts for the packages that they list
     * @param command what imports a solution, such as {@code mvn solution:import}
     */
    ImportDependencies(
            SolutionDependencies dependencies, List<DependencyTree> sets, SolutionNames names, String command) {
        this.dependencies = dependencies;
        this.sets = List.copyOf(sets);
        this.names = names;
        this.command = command;
    }

    /**
     * What a package needs.
     *
     * @param tree what it declares
     * @param chosen what of it counts
     */
    private record Declared(DependencyTree tree, List<Chosen> chosen) {}

    /**
     * Finds everything that the packages need.
     *
     * @param reader when it is there, dependencies are imported along, and this reads them
     * @throws SolutionException when dependencies cannot be resolved, or contradict what is to be imported
     */
    Resolved of(List<SolutionPackage> packages, Optional<PackageReader> reader) throws IOException {
        Map<String, SolutionNode> own = new LinkedHashMap<>();
        Map<String, Declared> declared = new HashMap<>();
        for (SolutionPackage solution : packages) {
            Optional<Declared> found =
                    solution.origin().map(Origin::coordinates).map(this::declared);
            found.ifPresent(what -> declared.put(solution.uniqueName(), what));
            own.put(
                    solution.uniqueName(),
                    found.map(what -> solution.node(what.tree().declared())).orElseGet(solution::node));
        }
        for (SolutionPackage solution : packages) {
            Declared what = declared.get(solution.uniqueName());
            if (what != null) {
                take(solution, own, what);
            }
        }
        demandRecorded(own.values());
        return reader.isPresent() ? along(packages, own, reader.get()) : before(packages, own);
    }

    /** As the project says that lists the artifact, else as its own does. */
    private Declared declared(Coordinates artifact) {
        for (DependencyTree set : sets) {
            Optional<DependencyTree> branch = set.branch(artifact);
            if (branch.isPresent()) {
                trees.add(set);
                return new Declared(branch.get(), set.chosenBy(branch.get()));
            }
        }
        DependencyTree tree = dependencies.tree(artifact);
        trees.add(tree);
        return new Declared(tree, tree.chosen());
    }

    private void take(SolutionPackage solution, Map<String, SolutionNode> own, Declared declared) throws IOException {
        List<SolutionNode> nodes = new ArrayList<>();
        for (Chosen chosen : declared.chosen()) {
            SolutionNode node = dependencies.node(chosen);
            VersionDemand demand = VersionDemand.of(chosen, node.version());
            Optional<SolutionNode> imported = own.values().stream()
                    .filter(candidate -> candidate.uniqueName().equalsIgnoreCase(node.uniqueName()))
                    .findFirst();
            nodes.add(imported.orElse(node));
            if (imported.isPresent()) {
                requireEnough(solution, new DemandedSolution(node, demand), imported.get());
            } else {
                needed.merge(
                        chosen.coordinates().versionless(),
                        NeededSolution.of(new Candidate(chosen, node), solution.uniqueName(), demand),
                        NeededSolution::and);
            }
        }
        findings.addAll(new DependencyCheck(own.get(solution.uniqueName()), declared.tree(), nodes, names, Map.of())
                .findings());
    }

    private static void requireEnough(SolutionPackage by, DemandedSolution wanted, SolutionNode imported) {
        if (!wanted.demand().isMetBy(imported.version())) {
            throw new SolutionException(
                    null,
                    by.label() + " needs " + wanted.label() + ", and only " + imported.label()
                            + " is to be imported with it. Nothing was changed.",
                    "Import " + wanted.solution().coordinates().orElseThrow() + " instead"
                            + (wanted.demand().ranges().isEmpty() ? ", or a higher version." : "."));
        }
    }

    /** A package records which version it was made with: less than that the environment would refuse, whatever is declared. */
    private void demandRecorded(Collection<SolutionNode> own) {
        List<SolutionNode> all = new ArrayList<>(own);
        needed.values().forEach(dependency -> dependency.candidates().forEach(found -> all.add(found.solution())));
        needed.replaceAll((name, dependency) -> {
            String solution = dependency.candidates().get(0).solution().uniqueName();
            return all.stream()
                    .flatMap(node -> node.needs().stream())
                    .filter(need -> need.solution().equalsIgnoreCase(solution))
                    .flatMap(need -> need.version().stream())
                    .filter(version -> dependency.candidates().stream()
                            .anyMatch(found -> found.solution().version().suffices(version)))
                    .max(Comparator.naturalOrder())
                    .map(version -> dependency.and(VersionDemand.atLeast(version)))
                    .orElse(dependency);
        });
    }

    // ---------------------------------------------------------------- what becomes of them

    private Resolved before(List<SolutionPackage> packages, Map<String, SolutionNode> own) throws IOException {
        Map<SolutionNode, NeededSolution> solutions = new LinkedHashMap<>();
        needed.values()
                .forEach(dependency -> solutions.put(dependency.candidate().solution(), dependency));
        List<SolutionNode> all = new ArrayList<>(own.values());
        all.addAll(solutions.keySet());
        List<Prerequisite> prerequisites = SolutionGraph.of(all).order().stream()
                .filter(solutions::containsKey)
                .map(solutions::get)
                .map(ImportDependencies::prerequisite)
                .toList();
        return resolved(SolutionGraph.sort(packages, solution -> own.get(solution.uniqueName())), prerequisites, own);
    }

    private static Prerequisite prerequisite(NeededSolution dependency) {
        return new Prerequisite(dependency.demanded(), dependency.names(), dependency.provided());
    }

    private Resolved along(List<SolutionPackage> packages, Map<String, SolutionNode> own, PackageReader reader)
            throws IOException {
        List<SolutionPackage> all = new ArrayList<>();
        Map<String, SolutionNode> nodes = new HashMap<>(own);
        List<Prerequisite> prerequisites = new ArrayList<>();
        for (NeededSolution dependency : needed.values()) {
            if (dependency.provided()) {
                prerequisites.add(prerequisite(dependency));
            } else {
                Chosen chosen = dependency.candidate().dependency();
                SolutionPackage read =
                        reader.read(dependencies.zip(chosen.coordinates())).asDependency(dependency.demand());
                all.add(read);
                nodes.put(read.uniqueName(), read.node(chosen.declared()));
            }
        }
        all.addAll(packages);
        return resolved(SolutionGraph.sort(all, solution -> nodes.get(solution.uniqueName())), prerequisites, own);
    }

    private Resolved resolved(
            List<SolutionPackage> packages, List<Prerequisite> prerequisites, Map<String, SolutionNode> own) {
        Map<String, DemandedSolution> solutions = new LinkedHashMap<>();
        own.values()
                .forEach(node -> node.versionless()
                        .ifPresent(name -> solutions.put(
                                name, new DemandedSolution(node, VersionDemand.atLeast(node.version())))));
        needed.forEach((name, dependency) -> solutions.put(name, dependency.demanded()));
        List<SolutionNode> known =
                solutions.values().stream().map(DemandedSolution::solution).toList();
        return new Resolved(
                packages,
                new Prerequisites(prerequisites, new Suppliers(known, names), command),
                List.copyOf(trees),
                solutions,
                List.copyOf(findings));
    }
}
