package io.github.dataversealm.solution.plan;

import io.github.dataversealm.solution.dependency.VersionDemand;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.Prerequisites.Prerequisite;
import io.github.dataversealm.solution.deploy.TargetState;
import io.github.dataversealm.solution.deploy.UpgradePreview;
import io.github.dataversealm.solution.deploy.Verdict;
import io.github.dataversealm.solution.model.Coordinates;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a deployment would do.
 *
 * @param created when the environments were looked at
 * @param builder the plugin with its version
 * @param options as they were typed or configured; how long to wait is not among them
 * @param rollout in which order the environments get it
 * @param command how the plan was made
 * @param overrides the rules of promotion that are overridden
 * @param problems what is wrong in no environment but with the solutions, such as a declared dependency that is missing
 * @param prerequisites what each environment has to have, in the order in which it would be imported
 */
public record PlanDocument(
        Instant created,
        String builder,
        ImportOptions options,
        Rollout rollout,
        PlanCommand command,
        List<String> overrides,
        List<String> problems,
        List<PlannedPackage> solutions,
        List<Prerequisite> prerequisites,
        List<PlannedEnvironment> environments) {

    public PlanDocument {
        overrides = List.copyOf(overrides);
        problems = List.copyOf(problems);
        solutions = List.copyOf(solutions);
        prerequisites = List.copyOf(prerequisites);
        environments = List.copyOf(environments);
    }

    /**
     * A zip.
     *
     * @param file its path as messages show it
     * @param demand what others ask of it, when it is imported only where they need it
     */
    public record PlannedPackage(
            String solution,
            String version,
            boolean managed,
            String file,
            String sha256,
            Optional<Coordinates> coordinates,
            Optional<VersionDemand> demand) {

        public String label() {
            return solution + " " + version + (managed ? " (managed)" : " (unmanaged)");
        }
    }

    /**
     * What is done in an environment.
     *
     * @param organizationId what it is, whatever its address
     * @param organization its name; may be empty
     * @param settings where its connections and values come from
     * @param verdicts what its rules of promotion say
     * @param problems what keeps the import from working, such as a setting that is missing
     */
    public record PlannedEnvironment(
            String id,
            URI url,
            boolean local,
            boolean production,
            UUID organizationId,
            String organization,
            SettingsPin settings,
            List<Verdict> verdicts,
            List<String> problems,
            List<PlannedSolution> solutions) {

        public PlannedEnvironment {
            verdicts = List.copyOf(verdicts);
            problems = List.copyOf(problems);
            solutions = List.copyOf(solutions);
        }
    }

    /**
     * What is decided about a solution.
     *
     * @param state what the environment had
     * @param steps in order
     * @param upgrade what an upgrade takes away
     * @param problems what would make the import fail
     */
    public record PlannedSolution(
            String solution,
            TargetState state,
            List<Step> steps,
            Optional<UpgradePreview> upgrade,
            List<String> problems,
            List<String> notes) {

        public PlannedSolution {
            steps = List.copyOf(steps);
            problems = List.copyOf(problems);
            notes = List.copyOf(notes);
        }

        public List<String> words() {
            return steps.stream().map(Step::word).toList();
        }
    }

    /** A decision and why. */
    public record Step(String word, String reason) {}

    /** Everything that keeps the plan from being applied, one sentence each. */
    public List<String> obstacles() {
        List<String> obstacles = new ArrayList<>(problems);
        for (PlannedEnvironment environment : environments) {
            String prefix = "[" + environment.id() + "] ";
            environment.problems().forEach(problem -> obstacles.add(prefix + problem));
            environment.verdicts().stream()
                    .filter(Verdict::isViolated)
                    .forEach(verdict ->
                            obstacles.add(prefix + verdict.solution() + ": " + verdict.rule() + ": " + verdict.text()));
            for (PlannedSolution solution : environment.solutions()) {
                solution.problems().forEach(problem -> obstacles.add(prefix + solution.solution() + ": " + problem));
                solution.steps().stream()
                        .filter(step -> step.word().equals("refuse"))
                        .forEach(step -> obstacles.add(prefix + solution.solution() + ": " + step.reason()));
            }
        }
        return obstacles;
    }
}
