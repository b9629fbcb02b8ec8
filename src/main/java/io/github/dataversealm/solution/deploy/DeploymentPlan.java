package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.AsyncOperation;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.StageResult;
import io.github.dataversealm.solution.job.ServiceText;
import io.github.dataversealm.solution.job.Turnstile;
import io.github.dataversealm.solution.job.Workplace;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Says what an import would do. Nothing is changed; with {@code validate} the zips are uploaded, so that the service itself
 * says what it thinks of them, which leaves nothing behind but the upload.
 */
public final class DeploymentPlan {

    private static final int MOST_STEPS = 3;

    private final Workplace target;
    private final ImportOptions options;
    private final boolean validate;

    public DeploymentPlan(Workplace target, ImportOptions options, boolean validate) {
        this.target = target;
        this.options = options;
        this.validate = validate;
    }

    /** @param solutions in the order in which they would be imported */
    public List<SolutionPlan> of(List<SolutionPackage> solutions) throws IOException {
        List<AsyncOperation> running = target.dataverse().runningOperations();
        List<SolutionPlan> plans = new ArrayList<>();
        for (SolutionPackage solution : solutions) {
            plans.add(plan(solution, running, plans));
        }
        return plans;
    }

    private SolutionPlan plan(SolutionPackage solution, List<AsyncOperation> running, List<SolutionPlan> before)
            throws IOException {
        Dataverse dataverse = target.dataverse();
        Situation found = new SolutionView(dataverse, solution).situation();
        TargetState state = TargetState.of(found, dataverse.importJobs(solution.uniqueName(), Instant.EPOCH));
        Situation situation = after(before, solution, found);
        Optional<InstalledSolution> installed = situation.installed();
        List<Decision> steps = steps(solution, situation);
        Decision last = steps.get(steps.size() - 1);
        List<String> notes = new ArrayList<>();
        if (!running.isEmpty() && before.isEmpty()) {
            notes.add("The import would wait for " + Turnstile.describe(running) + ".");
        }
        boolean deletes = last instanceof Decision.Upgrade
                || last instanceof Decision.StageAndPromote
                || last instanceof Decision.Stage;
        Optional<UpgradePreview> preview = deletes && installed.isPresent()
                ? Optional.of(UpgradePreview.of(
                        dataverse, installed.get(), solution.contents().components()))
                : Optional.empty();
        List<String> problems = new ArrayList<>();
        List<MissingDependencyRow> missing = new ArrayList<>();
        if (validate && last.needsZip()) {
            validate(solution, before, problems, missing, notes);
        }
        return new SolutionPlan(solution, state, steps, preview, missing, problems, notes);
    }

    /** What a patch finds when the solution that it patches is imported before it. */
    private static Situation after(List<SolutionPlan> before, SolutionPackage patch, Situation found) {
        Optional<SolutionPlan> parent = before.stream()
                .filter(plan -> patch.header()
                        .parent()
                        .filter(plan.solution().uniqueName()::equalsIgnoreCase)
                        .isPresent())
                .filter(plan -> plan.steps().get(plan.steps().size() - 1).needsZip())
                .findFirst();
        if (parent.isEmpty()) {
            return found;
        }
        SolutionPackage solution = parent.get().solution();
        InstalledSolution row = new InstalledSolution(
                new UUID(0, 0),
                solution.uniqueName(),
                solution.uniqueName(),
                solution.header().version().text(),
                solution.isManaged(),
                true,
                Optional.empty(),
                solution.header().publisher().uniqueName(),
                "",
                Optional.empty(),
                Optional.empty());
        boolean upgraded = parent.get().upgrade().isPresent();
        return new Situation(
                found.installed(),
                found.holding(),
                Optional.of(row),
                upgraded ? List.of() : found.patches(),
                found.sameImport());
    }

    /** What is left over of an upgrade is dealt with first, and changes what is decided then. */
    private List<Decision> steps(SolutionPackage solution, Situation situation) {
        DecisionTable table = new DecisionTable(
                solution.isDependency() ? options.forDependency() : options,
                target.environment().production());
        List<Decision> steps = new ArrayList<>();
        Situation now = situation;
        while (steps.size() < MOST_STEPS) {
            Decision decision = table.decide(solution, now);
            steps.add(decision);
            if (decision instanceof Decision.Promote promote && promote.first()) {
                now = new Situation(now.holding(), Optional.empty(), now.parent(), now.patches(), false);
            } else if (decision instanceof Decision.Discard) {
                now = new Situation(now.installed(), Optional.empty(), now.parent(), now.patches(), false);
            } else {
                break;
            }
        }
        return steps;
    }

    private void validate(
            SolutionPackage solution,
            List<SolutionPlan> before,
            List<String> problems,
            List<MissingDependencyRow> missing,
            List<String> notes)
            throws IOException {
        StageResult result;
        try {
            result = target.dataverse().stage(solution.zip());
        } catch (ServiceException e) {
            problems.add(
                    new Explanation().refused("The service refuses the zip.", e).problem());
            return;
        }
        missing.addAll(result.missingDependencies());
        List<String> texts = result.validationResults().stream()
                .map(found -> ServiceText.read(found.message()).text())
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        if (result.passed()) {
            notes.addAll(texts);
        } else if (before.stream()
                .anyMatch(plan -> plan.steps().get(plan.steps().size() - 1).needsZip())) {
            notes.add("The service refuses the zip as the environment is now; solutions that are imported before it may"
                    + " mend that.");
            notes.addAll(texts);
        } else {
            problems.add(new Explanation().refused(result).problem());
        }
    }
}
