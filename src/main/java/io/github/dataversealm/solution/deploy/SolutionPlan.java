package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import java.util.List;
import java.util.Optional;

/**
 * What an import would do with one solution.
 *
 * @param state what the environment has of it now
 * @param steps in order; the last one is the decision about the zip itself
 * @param upgrade what an upgrade would take away
 * @param problems what would make the import fail, one text each
 * @param notes what to know besides, such as an operation that runs now
 */
public record SolutionPlan(
        SolutionPackage solution,
        TargetState state,
        List<Decision> steps,
        Optional<UpgradePreview> upgrade,
        List<MissingDependencyRow> missing,
        List<String> problems,
        List<String> notes) {

    /** Why what is decided may not be what the user expects, one text each. */
    public List<String> doubts() {
        return steps.stream()
                .filter(Decision.Skip.class::isInstance)
                .flatMap(step -> ((Decision.Skip) step).doubt().stream())
                .toList();
    }

    public boolean isPossible() {
        return problems.isEmpty() && steps.stream().noneMatch(Decision.Refuse.class::isInstance);
    }
}
