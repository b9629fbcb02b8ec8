package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.dataverse.WhoAmI;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What has to be so in an environment before the first of some solutions is imported there: a deployment that must end half way
 * is not begun. It only looks.
 */
record Admission(
        Workplace target,
        ImportOptions options,
        SettingsSource settings,
        Prerequisites prerequisites,
        EnvironmentDeployment.Condition condition) {

    /**
     * What was found out on the way.
     *
     * @param parameters what the imports set, by the unique name of the solution
     */
    record Admitted(UUID organization, Map<String, List<ComponentParameter>> parameters) {}

    /**
     * Looks at an environment whose turn has come. A single solution is not judged by what the environment has of it: its own
     * import begins with that.
     *
     * @param record what earlier runs have written down
     * @throws SolutionException when the work must not be begun
     */
    Admitted require(List<SolutionPackage> solutions, RunRecord record, Commons commons) throws IOException {
        Admitted admitted = admitted(solutions, commons, Foreseen.NOTHING);
        if (solutions.size() > 1) {
            requireFeasible(solutions, record, admitted.organization());
        }
        return admitted;
    }

    /**
     * Looks at an environment whose turn is to come.
     *
     * @param before what other imports bring there first
     * @throws SolutionException when the work could not be begun
     */
    void requireLater(List<SolutionPackage> solutions, RunRecord record, Commons commons, Foreseen before)
            throws IOException {
        Admitted admitted = admitted(solutions, commons, before);
        List<SolutionPackage> known = solutions.stream()
                .filter(solution -> !before.isParentOf(solution))
                .toList();
        requireFeasible(known, record, admitted.organization());
    }

    private Admitted admitted(List<SolutionPackage> solutions, Commons commons, Foreseen before) throws IOException {
        requireAllowed(solutions);
        condition.require(target);
        WhoAmI identity = target.dataverse().whoAmI();
        commons.take(identity.organizationId(), target.id());
        prerequisites
                .without(before)
                .require(target.dataverse(), target.environment().id());
        return new Admitted(identity.organizationId(), settings.parameters(solutions, target.dataverse(), options));
    }

    /** One zip that must not come here keeps all of them out. */
    private void requireAllowed(List<SolutionPackage> solutions) {
        DecisionTable table = new DecisionTable(options, target.environment());
        for (SolutionPackage solution : solutions) {
            table.forbidden(solution.header()).ifPresent(refuse -> {
                throw refused(solution, refuse);
            });
        }
    }

    /**
     * Also what the environment has of one keeps all of them out. What an earlier run has left unfinished, or what runs now,
     * is not judged: it is dealt with when its turn comes. Nor is a patch of something unfinished, which is not there yet.
     */
    private void requireFeasible(List<SolutionPackage> solutions, RunRecord record, UUID organization) {
        if (!target.dataverse().runningOperations().isEmpty()) {
            return;
        }
        List<SolutionPackage> unfinished = solutions.stream()
                .filter(solution -> record.previous(organization, solution)
                        .filter(entry -> entry.state().isUnfinished())
                        .isPresent())
                .toList();
        List<SolutionPackage> fresh = solutions.stream()
                .filter(solution -> !unfinished.contains(solution))
                .filter(solution -> unfinished.stream().noneMatch(parent -> isPatch(solution, parent)))
                .toList();
        new DeploymentPlan(target, options, false)
                .recorded(record).refused(fresh).entrySet().stream().findFirst().ifPresent(refused -> {
                    throw refused(refused.getKey(), refused.getValue());
                });
    }

    private static boolean isPatch(SolutionPackage solution, SolutionPackage parent) {
        return solution.header()
                .parent()
                .filter(parent.uniqueName()::equalsIgnoreCase)
                .isPresent();
    }

    private static SolutionException refused(SolutionPackage solution, Decision.Refuse refuse) {
        return new SolutionException(
                null, solution.label() + ": " + refuse.reason() + " Nothing was changed.", refuse.advice());
    }
}
