package io.github.dataversealm.solution.report;

import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dependency.DemandedSolution;
import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.dependency.DependencyTree.Node;
import io.github.dataversealm.solution.dependency.DependencyTree.Omission;
import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The dependencies of an artifact as a tree for people, with what an environment has of each. */
public final class DependencyTreeLines {

    private final Map<String, DemandedSolution> solutions;
    private final Map<String, InstalledSolution> installed;

    /**
     * @param solutions the solutions by the {@code groupId:artifactId} of their artifacts
     * @param installed what the environment has, by unique name
     */
    public DependencyTreeLines(Map<String, DemandedSolution> solutions, Map<String, InstalledSolution> installed) {
        this.solutions = Map.copyOf(solutions);
        this.installed = Map.copyOf(installed);
    }

    /** The lines of one tree, the artifact itself first; none for an artifact without dependencies. */
    public List<String> of(DependencyTree tree) {
        List<String> lines = new ArrayList<>();
        if (!tree.children().isEmpty()) {
            lines.add(tree.root()
                    + solution(tree.root().versionless()).map(this::state).orElse(""));
            children(tree.children(), "", lines);
        }
        return lines;
    }

    private void children(List<Node> nodes, String indent, List<String> lines) {
        for (int i = 0; i < nodes.size(); i++) {
            boolean last = i == nodes.size() - 1;
            Node node = nodes.get(i);
            lines.add(indent + (last ? "\\- " : "+- ") + line(node));
            children(node.children(), indent + (last ? "   " : "|  "), lines);
        }
    }

    private String line(Node node) {
        StringBuilder text = new StringBuilder(node.coordinates().toString());
        if (node.scope().equals(DependencyTree.PROVIDED)) {
            text.append(" provided");
        }
        if (node.optional()) {
            text.append(" optional");
        }
        node.range().ifPresent(range -> text.append(", chosen from ").append(range));
        node.managedFrom().ifPresent(version -> text.append(", managed from ").append(version));
        if (node.omission().isPresent()) {
            return text.append(" (")
                    .append(omitted(node.omission().get()))
                    .append(')')
                    .toString();
        }
        solution(node.coordinates().versionless()).ifPresent(solution -> text.append(state(solution)));
        return text.toString();
    }

    private static String omitted(Omission omission) {
        return switch (omission.reason()) {
            case DUPLICATE -> "omitted, it stands elsewhere";
            case RAISED, LOWERED -> "omitted for " + omission.version();
            case CIRCLE -> "omitted, it is above";
        };
    }

    private Optional<DemandedSolution> solution(String versionless) {
        return Optional.ofNullable(solutions.get(versionless));
    }

    private String state(DemandedSolution demanded) {
        SolutionNode solution = demanded.solution();
        InstalledSolution has = installed.get(solution.uniqueName());
        return ": " + solution.uniqueName() + " " + solution.version() + ", "
                + (has == null
                        ? "not installed"
                        : "installed " + has.version() + judged(has.versionOrLowest(), demanded));
    }

    private static String judged(SolutionVersion version, DemandedSolution demanded) {
        return demanded.demand().isMetBy(version) ? "" : demanded.isExceededBy(version) ? ", too high" : ", lower";
    }
}
