package io.github.dataversealm.solution.dependency;

import io.github.dataversealm.solution.dependency.DependencyFinding.Kind;
import io.github.dataversealm.solution.dependency.DependencyTree.Chosen;
import io.github.dataversealm.solution.dependency.DependencyTree.Node;
import io.github.dataversealm.solution.dependency.DependencyTree.Reason;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what a package needs with what its project declares. */
public final class DependencyCheck {

    private final SolutionNode subject;
    private final DependencyTree tree;
    private final List<SolutionNode> dependencies;
    private final SolutionNames names;
    private final Map<String, Coordinates> known;

    private final NeedTexts texts = new NeedTexts();
    private final Set<String> used = new HashSet<>();
    private final List<DependencyFinding> findings = new ArrayList<>();

    /**
     * @param subject the package
     * @param tree what its project declares
     * @param dependencies the solutions of the dependencies that count, all that the tree has
     * @param known the artifacts of solutions that are no dependencies, by unique name, such as other modules of the build
     */
    public DependencyCheck(
            SolutionNode subject,
            DependencyTree tree,
            List<SolutionNode> dependencies,
            SolutionNames names,
            Map<String, Coordinates> known) {
        this.subject = subject;
        this.tree = tree;
        this.dependencies = List.copyOf(dependencies);
        this.names = names;
        this.known = Map.copyOf(known);
    }

    /**
     * What does not agree, gravest first.
     *
     * @throws IOException when a dependency has to be read and the disk fails
     */
    public List<DependencyFinding> findings() throws IOException {
        needs();
        for (SolutionNode dependency : dependencies) {
            versions(dependency, byName(dependency.needs()));
        }
        lowered();
        unneeded();
        findings.sort(Comparator.comparing(DependencyFinding::kind));
        return List.copyOf(findings);
    }

    // ---------------------------------------------------------------- what the package needs

    private void needs() throws IOException {
        subject.parent().ifPresent(this::parent);
        Map<String, List<Need>> named = byName(subject.needs());
        versions(subject, named);
        ranges(named);
        Map<String, List<Need>> open = new LinkedHashMap<>();
        Map<String, List<Need>> absent = new LinkedHashMap<>();
        for (Need need : subject.needs()) {
            Optional<SolutionNode> solution = need.isNamed() ? solution(need.key()) : Optional.empty();
            List<SolutionNode> suppliers = SolutionGraph.suppliers(need, dependencies);
            suppliers.forEach(supplier -> used.add(supplier.key()));
            if (solution.isPresent()) {
                if (!isBrought(need)) {
                    absent.computeIfAbsent(need.key(), key -> new ArrayList<>()).add(need);
                }
            } else if (suppliers.isEmpty() && !isElsewhere(need)) {
                open.computeIfAbsent(need.isNamed() ? need.key() : "", key -> new ArrayList<>())
                        .add(need);
            }
        }
        open.forEach(this::undeclared);
        absent.forEach(this::notBrought);
    }

    /** A patch needs its solution, whose components its package does not name as missing. */
    private void parent(String name) {
        Optional<SolutionNode> solution = solution(SolutionNode.key(name));
        if (solution.isPresent()) {
            used.add(solution.get().key());
        } else if (!names.isPlatform(name)) {
            findings.add(new DependencyFinding(
                    Kind.UNDECLARED,
                    name,
                    subject.uniqueName() + " is a patch of " + name + ", and no dependency brings it.",
                    declare(name, Optional.empty())));
        }
    }

    private boolean isBrought(Need need) throws IOException {
        if (need.component().isEmpty()) {
            return true;
        }
        for (SolutionNode dependency : dependencies) {
            if (dependency.components().brings(need.component().get().required())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the need is none of the project's affair, or met under another name. */
    private boolean isElsewhere(Need need) {
        if (names.isPlatform(need.solution())) {
            return true;
        }
        Optional<SolutionNode> mapped = names.artifactOf(need.solution()).flatMap(this::artifact);
        mapped.ifPresent(dependency -> used.add(dependency.key()));
        return mapped.isPresent();
    }

    private void undeclared(String key, List<Need> needs) {
        if (key.isEmpty()) {
            findings.add(new DependencyFinding(
                    Kind.UNDECLARED,
                    "",
                    subject.uniqueName()
                            + " needs what no dependency brings, and the package does not say which solution"
                            + " has it: " + texts.components(needs) + ".",
                    "Where it was exported the component was unmanaged. Add it to this solution, or declare the"
                            + " dependency whose solution has it."));
            return;
        }
        String name = needs.get(0).solution();
        Optional<SolutionVersion> version = highest(needs);
        findings.add(new DependencyFinding(
                Kind.UNDECLARED,
                name,
                subject.uniqueName() + " needs " + name
                        + version.map(v -> " " + v).orElse("") + ", and no dependency brings it" + components(needs)
                        + ".",
                declare(name, version)));
    }

    private void notBrought(String key, List<Need> needs) {
        SolutionNode solution = solution(key).orElseThrow();
        findings.add(new DependencyFinding(
                Kind.NOT_BROUGHT,
                solution.uniqueName(),
                solution.label() + " does not have what " + subject.uniqueName() + " needs of it" + components(needs)
                        + ".",
                "Either it was removed in that version, or it is in a solution that is not declared."));
    }

    // ---------------------------------------------------------------- versions

    private void versions(SolutionNode needing, Map<String, List<Need>> needs) {
        needs.forEach((key, all) -> solution(key).ifPresent(dependency -> {
            List<Need> higher = all.stream()
                    .filter(need -> need.version()
                            .filter(version -> !dependency.version().suffices(version))
                            .isPresent())
                    .toList();
            highest(higher).ifPresent(version -> tooLow(needing, dependency, version, higher));
        }));
    }

    private void tooLow(SolutionNode needing, SolutionNode dependency, SolutionVersion version, List<Need> needs) {
        String way = way(dependency);
        findings.add(new DependencyFinding(
                Kind.TOO_LOW,
                dependency.uniqueName(),
                dependency.label() + " is too low: " + needing.label() + " needs " + dependency.uniqueName() + " "
                        + version + " or higher" + components(needs) + "." + way,
                dependency
                        .coordinates()
                        .map(name -> "Declare a version that has it:"
                                + xml(name.groupId(), name.artifactId(), mavenVersion(version)))
                        .orElse("Take a zip of at least that version.")));
    }

    /** An environment may have any version of the range that is declared, not only the one that was chosen. */
    private void ranges(Map<String, List<Need>> needs) {
        for (Chosen chosen : tree.chosen()) {
            Optional<SolutionNode> found = artifact(chosen.coordinates().versionless());
            if (chosen.ranges().isEmpty() || found.isEmpty()) {
                continue;
            }
            SolutionNode dependency = found.get();
            VersionDemand demand = VersionDemand.of(chosen, dependency.version());
            List<Need> higher = needs.getOrDefault(dependency.key(), List.of()).stream()
                    .filter(need -> need.version()
                            .filter(version -> dependency.version().suffices(version) && !demand.isAtLeast(version))
                            .isPresent())
                    .toList();
            highest(higher)
                    .ifPresent(version -> findings.add(new DependencyFinding(
                            Kind.TOO_WIDE,
                            dependency.uniqueName(),
                            chosen.coordinates().versionless() + " is declared as " + demand + ", and "
                                    + subject.label() + " needs " + dependency.uniqueName() + " " + version
                                    + " or higher" + components(higher)
                                    + "." + System.lineSeparator()
                                    + "  An environment with a lower one is refused when the package is imported.",
                            "Let the range begin with " + mavenVersion(version) + ".")));
        }
    }

    /** Where another project's dependency got a lower version than it declares; an error of its own stands there already. */
    private void lowered() {
        Set<String> found = new HashSet<>();
        findings.forEach(finding -> found.add(SolutionNode.key(finding.solution())));
        lowered(tree.root(), tree.children(), found);
    }

    private void lowered(Coordinates parent, List<Node> nodes, Set<String> found) {
        for (Node node : nodes) {
            if (node.omission().filter(o -> o.reason() == Reason.LOWERED).isPresent()) {
                artifact(node.coordinates().versionless())
                        .filter(dependency -> found.add(dependency.key()))
                        .ifPresent(dependency -> findings.add(new DependencyFinding(
                                Kind.LOWERED,
                                dependency.uniqueName(),
                                parent + " declares " + node.coordinates() + ", and Maven chose the lower "
                                        + dependency.label() + "." + way(dependency),
                                "If that is not wanted, declare the higher version:"
                                        + xml(
                                                node.coordinates().groupId(),
                                                node.coordinates().artifactId(),
                                                node.coordinates().version()))));
            }
            lowered(node.coordinates(), node.children(), found);
        }
    }

    /** Says how a dependency that is not declared by the project itself came to its version. */
    private String way(SolutionNode dependency) {
        List<Node> path = dependency.versionless().map(tree::pathTo).orElse(List.of());
        if (path.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(System.lineSeparator())
                .append("  It comes by ")
                .append(tree.root().versionless());
        for (Node node : path) {
            text.append(" -> ").append(node.coordinates());
            node.range().ifPresent(range -> text.append(" of ").append(range));
            node.managedFrom()
                    .ifPresent(version ->
                            text.append(" (managed from ").append(version).append(')'));
        }
        return text.append('.').toString();
    }

    private static Optional<SolutionVersion> highest(List<Need> needs) {
        return needs.stream().flatMap(need -> need.version().stream()).max(Comparator.naturalOrder());
    }

    // ---------------------------------------------------------------- what nothing needs

    private void unneeded() {
        Set<String> told = new HashSet<>();
        for (Node node : tree.children()) {
            // A declaration that gave way to a range elsewhere is one all the same; one that closes a circle is an
            // error.
            boolean circle =
                    node.omission().filter(o -> o.reason() == Reason.CIRCLE).isPresent();
            if (circle || isUsed(node) || !told.add(node.coordinates().versionless())) {
                continue;
            }
            artifact(node.coordinates().versionless())
                    .ifPresent(dependency -> findings.add(new DependencyFinding(
                            Kind.UNNEEDED,
                            dependency.uniqueName(),
                            "The dependency " + dependency.label() + " is declared, and nothing in "
                                    + subject.uniqueName() + " needs it.",
                            "If it is not there for the order of the imports alone, remove it from the pom.xml:"
                                    + xml(
                                            node.coordinates().groupId(),
                                            node.coordinates().artifactId(),
                                            node.coordinates().version()))));
        }
    }

    /** Whether the package needs it, or what comes by it alone. */
    private boolean isUsed(Node node) {
        String name = node.coordinates().versionless();
        Set<String> byOthers = tree.declared().stream()
                .filter(other -> !other.equals(name))
                .flatMap(other -> reached(other).stream())
                .collect(Collectors.toSet());
        return reached(name).stream()
                .filter(reached -> reached.equals(name) || !byOthers.contains(reached))
                .anyMatch(reached -> artifact(reached)
                        .filter(dependency -> used.contains(dependency.key()))
                        .isPresent());
    }

    /** What comes by a dependency, itself included. */
    private Set<String> reached(String versionless) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(versionless));
        while (!open.isEmpty()) {
            String next = open.poll();
            if (reached.add(next)) {
                artifact(next).ifPresent(dependency -> open.addAll(dependency.declared()));
            }
        }
        return reached;
    }

    // ---------------------------------------------------------------- looking up

    private static Map<String, List<Need>> byName(List<Need> needs) {
        Map<String, List<Need>> named = new LinkedHashMap<>();
        needs.stream()
                .filter(Need::isNamed)
                .forEach(need -> named.computeIfAbsent(need.key(), key -> new ArrayList<>())
                        .add(need));
        return named;
    }

    private Optional<SolutionNode> solution(String key) {
        return dependencies.stream()
                .filter(candidate -> candidate.key().equals(key))
                .findFirst();
    }

    private Optional<SolutionNode> artifact(String versionless) {
        return dependencies.stream()
                .filter(candidate ->
                        candidate.versionless().filter(versionless::equals).isPresent())
                .findFirst();
    }

    // ---------------------------------------------------------------- texts

    private String components(List<Need> needs) {
        String components = texts.components(needs);
        return components.isEmpty() ? "" : ": " + components;
    }

    private String declare(String name, Optional<SolutionVersion> version) {
        Optional<Coordinates> module = known.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
        if (module.isPresent()) {
            return "Declare it:"
                    + xml(
                            module.get().groupId(),
                            module.get().artifactId(),
                            module.get().version());
        }
        String wanted = version.map(DependencyCheck::mavenVersion).orElse("1.0.0");
        Optional<String[]> artifact = names.artifactOf(name).map(text -> text.split(":"));
        if (artifact.isPresent()) {
            return "Declare it:" + xml(artifact.get()[0], artifact.get()[1], wanted);
        }
        return "If it is an artifact, declare it:" + xml("...", "...", wanted) + System.lineSeparator()
                + "If it comes with the environment, say so in the plugin's <configuration>:"
                + System.lineSeparator() + "  <solutionNames>" + System.lineSeparator() + "    <" + name + ">"
                + SolutionNames.PLATFORM + "</" + name + ">" + System.lineSeparator() + "  </solutionNames>";
    }

    private static String xml(String groupId, String artifactId, String version) {
        return String.join(
                System.lineSeparator(),
                "",
                "  <dependency>",
                "    <groupId>" + groupId + "</groupId>",
                "    <artifactId>" + artifactId + "</artifactId>",
                "    <version>" + version + "</version>",
                "    <type>dataverse-solution</type>",
                "  </dependency>");
    }

    /** {@code 1.4.2} for 1.4.2.0: the version that a project has which packs it. */
    private static String mavenVersion(SolutionVersion version) {
        int[] parts = version.parts();
        return parts[0] + "." + parts[1] + "." + parts[2];
    }
}
