package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.dependency.DependencyCheck;
import io.github.dataversealm.solution.dependency.DependencyFinding;
import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.dependency.DependencyTree.Chosen;
import io.github.dataversealm.solution.dependency.SolutionGraph;
import io.github.dataversealm.solution.dependency.SolutionNames;
import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.dependency.Suppliers;
import io.github.dataversealm.solution.deploy.Prerequisites;
import io.github.dataversealm.solution.deploy.Prerequisites.Prerequisite;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * @param solutions the solutions in the trees, by the {@code groupId:artifactId} of their artifacts
     * @param findings where declarations and needs do not agree
     */
    record Resolved(
            List<SolutionPackage> packages,
            Prerequisites prerequisites,
            List<DependencyTree> trees,
            Map<String, SolutionNode> solutions,
            List<DependencyFinding> findings) {

        /** Nothing but the packages. */
        static Resolved only(List<SolutionPackage> packages) {
            return new Resolved(packages, Prerequisites.NONE, List.of(), Map.of(), List.of());
        }
    }

    private final SolutionDependencies dependencies;
    private final SolutionNames names;
    private final String command;

    private final List<DependencyTree> trees = new ArrayList<>();
    private final Map<String, Needed> needed = new LinkedHashMap<>();
    private final List<DependencyFinding> findings = new ArrayList<>();

    /** @param command what imports a solution, such as {@code mvn solution:import} */
    ImportDependencies(SolutionDependencies dependencies, SolutionNames names, String command) {
        this.dependencies = dependencies;
        this.names = names;
        this.command = command;
    }

    /** A dependency that counts; of several versions that artifacts ask for, the highest. */
    private record Needed(Chosen dependency, SolutionNode solution, String by, boolean provided) {

        Needed and(Needed other) {
            boolean higher = other.solution.version().compareTo(solution.version()) > 0;
            return new Needed(
                    higher ? other.dependency : dependency,
                    higher ? other.solution : solution,
                    by,
                    provided && other.provided);
        }
    }

    /**
     * Finds everything that the packages need.
     *
     * @param reader when it is there, dependencies are imported along, and this reads them
     * @throws SolutionException when dependencies cannot be resolved, or contradict what is to be imported
     */
    Resolved of(List<SolutionPackage> packages, Optional<PackageReader> reader) throws IOException {
        Map<String, SolutionNode> own = new LinkedHashMap<>();
        Map<String, DependencyTree> treeOf = new HashMap<>();
        for (SolutionPackage solution : packages) {
            Optional<DependencyTree> tree =
                    solution.origin().map(Origin::coordinates).map(dependencies::tree);
            tree.ifPresent(trees::add);
            tree.ifPresent(found -> treeOf.put(solution.uniqueName(), found));
            own.put(
                    solution.uniqueName(),
                    tree.map(DependencyTree::declared).map(solution::node).orElseGet(solution::node));
        }
        for (SolutionPackage solution : packages) {
            DependencyTree tree = treeOf.get(solution.uniqueName());
            if (tree != null) {
                take(solution, own, tree);
            }
        }
        return reader.isPresent() ? along(packages, own, reader.get()) : before(packages, own);
    }

    private void take(SolutionPackage solution, Map<String, SolutionNode> own, DependencyTree tree) throws IOException {
        List<SolutionNode> nodes = new ArrayList<>();
        for (Chosen chosen : tree.chosen()) {
            SolutionNode node = dependencies.node(chosen);
            Optional<SolutionNode> imported = own.values().stream()
                    .filter(candidate -> candidate.uniqueName().equalsIgnoreCase(node.uniqueName()))
                    .findFirst();
            nodes.add(imported.orElse(node));
            if (imported.isPresent()) {
                requireEnough(solution, node, imported.get());
            } else {
                needed.merge(
                        chosen.coordinates().versionless(),
                        new Needed(
                                chosen,
                                node,
                                solution.uniqueName(),
                                chosen.scope().equals(DependencyTree.PROVIDED)),
                        Needed::and);
            }
        }
        findings.addAll(new DependencyCheck(own.get(solution.uniqueName()), tree, nodes, names, Map.of()).findings());
    }

    private static void requireEnough(SolutionPackage by, SolutionNode wanted, SolutionNode imported) {
        if (imported.version().compareTo(wanted.version()) < 0) {
            throw new SolutionException(
                    null,
                    by.label() + " needs " + wanted.label() + ", and only " + imported.label()
                            + " is to be imported with it. Nothing was changed.",
                    "Import " + wanted.coordinates().orElseThrow() + " or a higher version instead.");
        }
    }

    // ---------------------------------------------------------------- what becomes of them

    private Resolved before(List<SolutionPackage> packages, Map<String, SolutionNode> own) throws IOException {
        List<SolutionNode> all = new ArrayList<>(own.values());
        needed.values().forEach(dependency -> all.add(dependency.solution()));
        List<SolutionNode> order = SolutionGraph.of(all).order();
        List<Prerequisite> prerequisites = new ArrayList<>();
        for (SolutionNode node : order) {
            needed.values().stream()
                    .filter(dependency -> dependency.solution().equals(node))
                    .forEach(dependency ->
                            prerequisites.add(new Prerequisite(node, dependency.by(), dependency.provided())));
        }
        return resolved(SolutionGraph.sort(packages, solution -> own.get(solution.uniqueName())), prerequisites, own);
    }

    private Resolved along(List<SolutionPackage> packages, Map<String, SolutionNode> own, PackageReader reader)
            throws IOException {
        List<SolutionPackage> all = new ArrayList<>();
        Map<String, SolutionNode> nodes = new HashMap<>(own);
        List<Prerequisite> prerequisites = new ArrayList<>();
        for (Needed dependency : needed.values()) {
            if (dependency.provided()) {
                prerequisites.add(new Prerequisite(dependency.solution(), dependency.by(), true));
            } else {
                SolutionPackage read = reader.read(
                                dependencies.zip(dependency.dependency().coordinates()))
                        .asDependency();
                all.add(read);
                nodes.put(read.uniqueName(), read.node(dependency.dependency().declared()));
            }
        }
        all.addAll(packages);
        return resolved(SolutionGraph.sort(all, solution -> nodes.get(solution.uniqueName())), prerequisites, own);
    }

    private Resolved resolved(
            List<SolutionPackage> packages, List<Prerequisite> prerequisites, Map<String, SolutionNode> own) {
        Map<String, SolutionNode> solutions = new LinkedHashMap<>();
        own.values().forEach(node -> node.versionless().ifPresent(name -> solutions.put(name, node)));
        needed.forEach((name, dependency) -> solutions.put(name, dependency.solution()));
        return new Resolved(
                packages,
                new Prerequisites(prerequisites, new Suppliers(List.copyOf(solutions.values()), names), command),
                List.copyOf(trees),
                solutions,
                List.copyOf(findings));
    }
}
