package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.dependency.DemandedSolution;
import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.dependency.DependencyTree.Chosen;
import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.dependency.VersionDemand;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A solution that packages need besides each other.
 *
 * @param candidates the versions that were chosen for the packages
 * @param by who needs it, and which versions
 * @param demand all of what is asked for
 * @param provided whether all of them leave it to somebody else to install
 */
record NeededSolution(
        List<Candidate> candidates, Map<String, VersionDemand> by, VersionDemand demand, boolean provided) {

    /** An artifact that was chosen, and its solution. */
    record Candidate(Chosen dependency, SolutionNode solution) {}

    static NeededSolution of(Candidate candidate, String by, VersionDemand demand) {
        return new NeededSolution(
                List.of(candidate),
                Map.of(by, demand),
                demand,
                candidate.dependency().scope().equals(DependencyTree.PROVIDED));
    }

    NeededSolution and(NeededSolution other) {
        Map<String, VersionDemand> all = new LinkedHashMap<>(by);
        all.putAll(other.by);
        return new NeededSolution(
                Stream.concat(candidates.stream(), other.candidates.stream()).toList(),
                all,
                demand.and(other.demand),
                provided && other.provided);
    }

    NeededSolution and(VersionDemand more) {
        return new NeededSolution(candidates, by, demand.and(more), provided);
    }

    /** Of what was chosen for the packages, the highest that does for all of them. */
    Candidate candidate() {
        return candidates.stream()
                .filter(candidate -> demand.isMetBy(candidate.solution().version()))
                .max(Comparator.comparing(candidate -> candidate.solution().version()))
                .orElseThrow(this::contradiction);
    }

    private SolutionException contradiction() {
        return new SolutionException(
                null,
                "No version of " + candidates.get(0).solution().uniqueName() + " that was found does for all: "
                        + by.entrySet().stream()
                                .map(entry -> entry.getKey() + " needs " + entry.getValue())
                                .collect(Collectors.joining(", "))
                        + "; found " + (candidates.size() == 1 ? "is " : "are ")
                        + candidates.stream()
                                .map(candidate -> candidate.solution().label())
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + ". Nothing was changed.",
                "Import versions of them that agree; or list them in a pom.xml with packaging pom, whose"
                        + " <dependencyManagement> says which version counts for all.");
    }

    DemandedSolution demanded() {
        return new DemandedSolution(candidate().solution(), demand);
    }

    String names() {
        return String.join(", ", by.keySet());
    }
}
