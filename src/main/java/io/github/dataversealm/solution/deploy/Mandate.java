package io.github.dataversealm.solution.deploy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an import in one environment may do, and who says so.
 *
 * @param verdicts what the rules of the environment say of the solutions; kept in the record
 * @param plan the digest of the plan that is applied; empty when there is none
 * @param decisions what the plan lets be done, by the unique name of the solution: the words of decisions
 */
public record Mandate(List<Verdict> verdicts, Optional<String> plan, Map<String, Set<String>> decisions) {

    /** Whatever is decided may be done. */
    public static final Mandate FREE = new Mandate(List.of(), Optional.empty(), Map.of());

    public Mandate {
        verdicts = List.copyOf(verdicts);
        decisions = Map.copyOf(decisions);
    }

    /** @param verdicts of the environment that the import is for */
    public static Mandate of(List<Verdict> verdicts) {
        return new Mandate(verdicts, Optional.empty(), Map.of());
    }

    /**
     * Refuses what the plan does not say. Nothing may always be done.
     *
     * @throws StepException when the environment has changed since the plan was looked at
     */
    void require(SolutionPackage solution, Decision decision) {
        Set<String> allowed = decisions.get(solution.uniqueName());
        if (plan.isEmpty()
                || decision instanceof Decision.Skip
                || decision instanceof Decision.Refuse
                || allowed != null && allowed.contains(decision.word())) {
            return;
        }
        throw StepException.failed(
                "The plan does not say: " + decision.word()
                        + ". The environment has changed while the plan was applied: " + decision.reason(),
                "Plan again: mvn solution:plan");
    }
}
