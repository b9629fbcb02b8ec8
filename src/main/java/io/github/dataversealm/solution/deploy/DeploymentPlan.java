package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.AsyncOperation;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.ImportJob;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.StageResult;
import io.github.dataversealm.solution.job.ServiceText;
import io.github.dataversealm.solution.job.Turnstile;
import io.github.dataversealm.solution.job.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Optional<RunRecord> record;
    private Optional<UUID> organization = Optional.empty();

    public DeploymentPlan(Workplace target, ImportOptions options, boolean validate) {
        this(target, options, validate, Optional.empty());
    }

    private DeploymentPlan(Workplace target, ImportOptions options, boolean validate, Optional<RunRecord> record) {
        this.target = target;
        this.options = options;
        this.validate = validate;
        this.record = record;
    }

    /**
     * The same with what imports have written down on this machine.
     *
     * @param folder where the record of the imports is
     */
    public DeploymentPlan recordedIn(Path folder) throws IOException {
        return recorded(RunRecord.open(folder, target.environment(), Mandate.FREE));
    }

    DeploymentPlan recorded(RunRecord known) {
        return new DeploymentPlan(target, options, validate, Optional.of(known));
    }

    /** @param solutions in the order in which they would be imported */
    public List<SolutionPlan> of(List<SolutionPackage> solutions) throws IOException {
        List<AsyncOperation> running = target.dataverse().runningOperations();
        List<SolutionPlan> plans = new ArrayList<>();
        List<Outlook> outlooks = new ArrayList<>();
        for (SolutionPackage solution : solutions) {
            plans.add(plan(solution, running, outlooks));
        }
        return plans;
    }

    /**
     * The solutions that would be refused for what the environment has of them, with the reasons.
     *
     * @param solutions in the order in which they would be imported
     */
    Map<SolutionPackage, Decision.Refuse> refused(List<SolutionPackage> solutions) {
        Map<SolutionPackage, Decision.Refuse> refused = new LinkedHashMap<>();
        List<Outlook> outlooks = new ArrayList<>();
        for (SolutionPackage solution : solutions) {
            SolutionView view = new SolutionView(target.dataverse(), solution);
            Situation found = view.situation();
            Outlook outlook = outlook(
                    solution, view.isVersionThere(found) ? knowing(solution, found, jobs(solution)) : found, outlooks);
            outlooks.add(outlook);
            if (outlook.last() instanceof Decision.Refuse refuse) {
                refused.put(solution, refuse);
            }
        }
        return refused;
    }

    private SolutionPlan plan(SolutionPackage solution, List<AsyncOperation> running, List<Outlook> before)
            throws IOException {
        Dataverse dataverse = target.dataverse();
        SolutionView view = new SolutionView(dataverse, solution);
        Situation found = view.situation();
        List<ImportJob> jobs = jobs(solution);
        TargetState state = TargetState.of(found, jobs);
        Outlook outlook =
                outlook(solution, view.isVersionThere(found) ? knowing(solution, found, jobs) : found, before);
        List<String> notes = new ArrayList<>();
        if (!running.isEmpty() && before.isEmpty()) {
            notes.add("The import would wait for " + Turnstile.describe(running) + ".");
        }
        Optional<UpgradePreview> preview = outlook.upgraded()
                .map(installed -> UpgradePreview.of(
                        dataverse, installed, solution.contents().components()));
        List<String> problems = new ArrayList<>();
        List<MissingDependencyRow> missing = new ArrayList<>();
        if (validate && outlook.last().needsZip()) {
            validate(solution, before, problems, missing, notes);
        }
        before.add(outlook);
        return new SolutionPlan(solution, state, outlook.steps(), preview, missing, problems, notes);
    }

    private List<ImportJob> jobs(SolutionPackage solution) {
        return target.dataverse().importJobs(solution.uniqueName(), Instant.EPOCH);
    }

    /** With what the import jobs tell of the content that is there. */
    private Situation knowing(SolutionPackage solution, Situation found, List<ImportJob> rows) {
        UUID own = organization();
        Optional<RecordEntry> last = record.flatMap(known -> known.last(own, solution.uniqueName()));
        OwnJobs jobs = new OwnJobs(new JobIds(own, solution.sha256(), solution.uniqueName()));
        last.filter(entry -> entry.isOf(own, solution))
                .flatMap(RecordEntry::importJobId)
                .ifPresent(jobs::recorded);
        jobs.see(rows);
        return found.knowing(
                false,
                new ContentLook(target.dataverse(), solution, last.flatMap(entry -> entry.otherThan(solution)))
                        .look(jobs));
    }

    /** The same for all solutions, so it is asked for once. */
    private UUID organization() {
        if (organization.isEmpty()) {
            organization = Optional.of(target.dataverse().whoAmI().organizationId());
        }
        return organization.get();
    }

    // ---------------------------------------------------------------- what is decided

    /** @param steps never empty */
    private record Outlook(SolutionPackage solution, Optional<InstalledSolution> installed, List<Decision> steps) {

        /** The decision about the zip itself. */
        Decision last() {
            return steps.get(steps.size() - 1);
        }

        /** What the zip takes the place of, and what of it would go. */
        Optional<InstalledSolution> upgraded() {
            return installed.filter(row -> last() instanceof Decision.Upgrade
                    || last() instanceof Decision.StageAndPromote
                    || last() instanceof Decision.Stage);
        }
    }

    private Outlook outlook(SolutionPackage solution, Situation found, List<Outlook> before) {
        Situation situation = after(before, solution, found);
        return new Outlook(solution, situation.installed(), steps(solution, situation));
    }

    /** What a patch finds when the solution that it patches is imported before it. */
    private static Situation after(List<Outlook> before, SolutionPackage patch, Situation found) {
        Optional<Outlook> parent = before.stream()
                .filter(outlook -> patch.header()
                        .parent()
                        .filter(outlook.solution().uniqueName()::equalsIgnoreCase)
                        .isPresent())
                .filter(outlook -> outlook.last().needsZip())
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
        boolean upgraded = parent.get().upgraded().isPresent();
        return found.below(row, upgraded ? List.of() : found.patches());
    }

    /** What is left over of an upgrade is dealt with first, and changes what is decided then. */
    private List<Decision> steps(SolutionPackage solution, Situation situation) {
        DecisionTable table =
                new DecisionTable(solution.isDependency() ? options.forDependency() : options, target.environment());
        List<Decision> steps = new ArrayList<>();
        Situation now = situation;
        while (steps.size() < MOST_STEPS) {
            Decision decision = table.decide(solution, now);
            steps.add(decision);
            if (decision instanceof Decision.Promote promote && promote.first()) {
                now = now.applied();
            } else if (decision instanceof Decision.Discard) {
                now = now.discarded();
            } else {
                break;
            }
        }
        return steps;
    }

    private void validate(
            SolutionPackage solution,
            List<Outlook> before,
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
        List<SolutionPackage> first = before.stream()
                .filter(outlook -> outlook.last().needsZip())
                .map(Outlook::solution)
                .toList();
        BroughtBefore brought = BroughtBefore.of(result.missingDependencies(), first);
        missing.addAll(brought.rest());
        if (!brought.solutions().isEmpty()) {
            notes.add("It needs " + String.join(", ", brought.solutions()) + ", which "
                    + (brought.solutions().size() == 1 ? "is" : "are") + " imported before it.");
        }
        if (!brought.solutions().isEmpty() && brought.rest().isEmpty() && result.lacksComponentsOnly()) {
            return;
        }
        List<String> texts = result.validationResults().stream()
                .map(found -> ServiceText.read(found.message()).text())
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        if (result.passed()) {
            notes.addAll(texts);
        } else if (options.skipDependencyCheck() && result.lacksProductUpdatesOnly()) {
            notes.add("The validation misses updates of products, which skipDependencyCheck leaves out.");
            notes.addAll(texts);
        } else if (!first.isEmpty()) {
            notes.add("The service refuses the zip as the environment is now; solutions that are imported before it may"
                    + " mend that.");
            notes.addAll(texts);
        } else {
            problems.add(new Explanation().refused(result).problem());
        }
    }
}
