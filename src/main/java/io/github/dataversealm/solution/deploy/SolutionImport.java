package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.ImportJob;
import io.github.dataversealm.solution.dataverse.ImportVerdict;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.job.ComponentResult;
import io.github.dataversealm.solution.job.Turnstile;
import io.github.dataversealm.solution.job.WatchedJob;
import io.github.dataversealm.solution.job.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings one solution to one environment (design §6 points 2 to 8).
 *
 * <p>The work goes in rounds. Each looks at what the environment has and at the jobs that are ours, does the one step that is
 * next, and ends the work or begins the next round. So a run that continues another one, or that lost an answer, needs no way
 * of its own: it sees what is there.
 */
final class SolutionImport {

    private static final int MOST_ROUNDS = 1_000;

    private final RunningImport run;
    private final UUID organizationId;
    private final Mandate mandate;
    private final RunRecord record;
    private final JobStart jobStart;
    private final JobEnd jobEnd;
    private final Finish finish;
    private final FlowCare flows;
    private final Aftermath aftermath;

    private Optional<RecordEntry> before;
    private Decision decision = new Decision.Skip("");
    private boolean startUncertain;

    SolutionImport(
            Workplace target,
            SolutionPackage solution,
            ImportOptions asked,
            List<ComponentParameter> parameters,
            UUID organizationId,
            Mandate mandate,
            RunRecord record,
            Path logFolder,
            Commons commons) {
        ImportOptions options = solution.isDependency() ? asked.forDependency() : asked;
        this.run = new RunningImport(target, solution, options, organizationId, record);
        this.organizationId = organizationId;
        this.mandate = mandate;
        this.record = record;
        this.jobStart = new JobStart(run, parameters);
        this.jobEnd = new JobEnd(run, new JobPapers(target, logFolder, solution.uniqueName(), commons));
        this.flows = new FlowCare(target, solution, options.activatePlugins(), run.stopwatch);
        this.aftermath = new Aftermath(target.dataverse(), target.time(), solution);
        this.finish = new Finish(target, solution, options, parameters, run.stopwatch, run.turnstile);
    }

    /**
     * Does the work. What goes wrong is in the report.
     *
     * @throws InterruptedCallException when the thread was interrupted; a job that was started goes on
     */
    SolutionReport run() throws IOException {
        begin();
        try {
            for (int round = 0; round < MOST_ROUNDS; round++) {
                Optional<RunState> end = round();
                if (end.isPresent()) {
                    return end(end.get(), "", "", List.of());
                }
            }
            throw StepException.failed(
                    "The environment gives contradicting answers about " + run.solution.label() + ".",
                    "Look at its solution history: mvn solution:history");
        } catch (InterruptedCallException e) {
            throw e;
        } catch (StepException e) {
            return end(e.state(), e.problem(), e.advice(), e.missing());
        } catch (ServiceException e) {
            StepException fault = run.explanation.refused(doing() + " failed.", e);
            return end(failedState(), fault.problem(), fault.advice(), fault.missing());
        } catch (DataverseException e) {
            return end(failedState(), doing() + " failed. " + e.problem(), e.advice(), List.of());
        } catch (SignInException e) {
            return end(failedState(), doing() + " failed. " + e.problem(), e.advice(), List.of());
        }
    }

    // ---------------------------------------------------------------- one round

    private void begin() {
        Optional<RecordEntry> last = record.last(organizationId, run.solution.uniqueName());
        before = last.filter(old -> old.isOf(organizationId, run.solution));
        RecordEntry.Subject subject = new RecordEntry.Subject(
                organizationId,
                run.solution.uniqueName(),
                run.solution.header().version().text(),
                run.solution.isManaged(),
                run.solution.zip().getFileName().toString(),
                run.solution
                        .origin()
                        .map(origin -> origin.coordinates().toString())
                        .orElse(""),
                run.solution.sha256());
        run.keep(RecordEntry.planned(
                        subject,
                        before.flatMap(RecordEntry::importJobId),
                        run.target.time().now())
                .knowing(last.flatMap(old -> old.otherThan(run.solution)))
                .flows(last.map(old -> old.flows().onlyDue()).orElse(FlowMemory.NOTHING)));
        before.flatMap(RecordEntry::importJobId).ifPresent(run.jobs::recorded);
        before.filter(old -> old.state().isUnfinished()).ifPresent(old -> {
            run.keep(old);
            startUncertain = old.isStartUncertain();
            if (old.state() != RunState.DISTURBED) {
                old.importJobId().ifPresent(run.jobs::started);
            }
        });
        if (before.isEmpty()) {
            last.filter(old -> old.isCutOff(run.target.time().now()))
                    .ifPresent(
                            old -> run.keep(run.entry().with(RunState.DISTURBED).flows(old.flows())));
        }
    }

    /** @return how it ended; empty: there is more to do */
    private Optional<RunState> round() throws IOException {
        look();
        Optional<Found> unfinished = unfinishedJob();
        if (unfinished.isEmpty()) {
            Turnstile.Wait wait =
                    run.turnstile.await("the import of " + run.solution.uniqueName(), run.stopwatch, () -> {
                        look();
                        return unfinishedJob().isPresent();
                    });
            if (!wait.running().isEmpty()) {
                throw StepException.failed(
                        "The import was not started: for "
                                + run.stopwatch.limit().toMinutes() + " minutes the environment was busy with "
                                + Turnstile.describe(wait.running()) + ".",
                        "Run the same command again later, or wait longer: -Dsolution.maxAsyncWaitTime=<minutes>");
            }
            if (wait.waited()) {
                look();
                unfinished = unfinishedJob();
            }
        }
        if (unfinished.isPresent()) {
            return follow(unfinished.get().job(), unfinished.get().isOver());
        }
        if (isStartUncertain()) {
            startUncertain = false;
            return follow(
                    jobStart.lostAnswer(run.entry().importJobId().orElseThrow(), "the run that began it was cut off"));
        }
        return act(situation());
    }

    private Optional<RunState> follow(Optional<WatchedJob> started) throws IOException {
        return started.isPresent() ? follow(started.get(), false) : Optional.empty();
    }

    /** @param isOver whether the job was over when this run saw it first */
    private Optional<RunState> follow(WatchedJob job, boolean isOver) throws IOException {
        return jobEnd.follow(job, isOver) ? Optional.of(finish()) : Optional.empty();
    }

    private void look() {
        run.jobs.see(run.target.dataverse().importJobs(run.solution.uniqueName(), Instant.EPOCH));
        if (startUncertain) {
            run.jobs.newSince(run.entry().start().known()).ifPresent(run.jobs::started);
        }
    }

    /** The run that this one continues was about to start the job, a moment ago: its rows may come yet. */
    private boolean isStartUncertain() {
        return startUncertain
                && run.entry().isStartUncertain()
                && run.entry()
                        .started()
                        .filter(time -> time.plus(run.options.startGrace())
                                .isAfter(run.target.time().now()))
                        .isPresent();
    }

    /** @param isOver whether the job was over when this run saw it first */
    private record Found(WatchedJob job, boolean isOver) {}

    /** A job of ours that runs, or whose end this run has not dealt with. */
    private Optional<Found> unfinishedJob() {
        for (ImportJob job : run.jobs.ours()) {
            boolean over = job.completedOn().isPresent();
            if (!run.jobs.isJudged(job.id()) && (!over || run.jobs.isStarted(job.id()))) {
                return Optional.of(new Found(watched(job), over));
            }
        }
        // The record knows an operation whose import job has no row yet.
        if (run.entry().operationId().isPresent()
                && (run.entry().state() == RunState.STARTED || run.entry().state() == RunState.STILL_RUNNING)
                && run.entry().importJobId().filter(run.jobs::isJudged).isEmpty()) {
            return Optional.of(new Found(
                    new WatchedJob(run.entry().operationId(), run.entry().importJobId(), run.task()), true));
        }
        return Optional.empty();
    }

    private WatchedJob watched(ImportJob job) {
        boolean recorded = run.entry().importJobId().filter(job.id()::equals).isPresent();
        return new WatchedJob(
                recorded ? run.entry().operationId() : Optional.empty(), Optional.of(job.id()), run.task());
    }

    private Situation situation() {
        Situation found = run.view.situation();
        return found.knowing(
                isSameImport(found.installed()),
                run.view.isVersionThere(found)
                        ? new ContentLook(
                                        run.target.dataverse(),
                                        run.solution,
                                        run.entry().other())
                                .look(run.jobs)
                        : InstalledContent.NOT_ASKED);
    }

    /** Only asked for unmanaged solutions: a managed one does not change under the same version. */
    private boolean isSameImport(Optional<InstalledSolution> installed) {
        if (run.solution.isManaged() || !run.view.isAsInZip(installed)) {
            return false;
        }
        return run.jobs
                .newestIfOurs()
                .filter(job -> job.completedOn().isPresent())
                .filter(job -> run.target
                        .dataverse()
                        .importVerdict(job.id())
                        .map(ImportVerdict::passed)
                        .orElse(false))
                .filter(job -> aftermath.isUnchanged(installed.get(), job))
                .isPresent();
    }

    // ---------------------------------------------------------------- acting on a decision

    private Optional<RunState> act(Situation situation) throws IOException {
        decide(new DecisionTable(run.options, run.target.environment()).decide(run.solution, situation));
        if (run.entry().state() == RunState.DISTURBED) {
            run.write(run.entry().flows(flows.giveBack(run.entry().flows())).with(RunState.PLANNED));
        }
        if (decision instanceof Decision.Refuse refuse) {
            throw StepException.failed(refuse.reason(), refuse.advice());
        }
        if (decision instanceof Decision.Skip) {
            return Optional.of(skip(situation));
        }
        StagedUpgrade staged =
                new StagedUpgrade(run.target, run.options.startGrace(), run.solution.uniqueName(), run.stopwatch);
        if (decision instanceof Decision.Discard) {
            disturb(situation);
            staged.discard();
            return Optional.empty();
        }
        if (decision instanceof Decision.Promote promote) {
            disturb(situation);
            staged.apply(situation.holding().orElseThrow().versionOrLowest());
            if (promote.first()) {
                return Optional.empty();
            }
            run.write(run.entry().with(RunState.IMPORTED));
            return Optional.of(finish());
        }
        run.versionTells(!run.view.isAsInZip(situation.installed()));
        remember();
        return follow(jobStart.start(decision));
    }

    private void decide(Decision next) throws IOException {
        if (!next.equals(decision)) {
            run.target.info(run.solution.label() + ": " + next.word() + ". " + next.reason());
            if (next instanceof Decision.Skip skip) {
                skip.doubt().ifPresent(run.warnings::add);
            }
        }
        decision = next;
        run.write(run.entry().decided(next));
        mandate.require(run.solution, next);
    }

    /** Keeps the state of the flows: after the import it cannot be seen any more. */
    private void remember() throws IOException {
        if (run.entry().started().isEmpty()) {
            run.write(run.entry().flows(flows.remember(run.entry().flows())));
        }
    }

    /** Keeps the state of the flows before something else than the import is done to the solution. */
    private void disturb(Situation situation) throws IOException {
        run.write(run.entry()
                .flows(flows.remember(run.entry().flows(), situation))
                .with(RunState.DISTURBED));
    }

    private RunState skip(Situation situation) throws IOException {
        finish.applySettings();
        if (!run.view.isAsInZip(situation.installed())) {
            return RunState.SKIPPED;
        }
        boolean begun = before.filter(old -> old.state().isUnfinished()).isPresent()
                || run.entry().started().isPresent();
        Optional<ImportJob> job = run.jobs.newestIfOurs();
        if (begun) {
            // The run that imported it has not come to its end.
            if (job.isPresent()) {
                jobEnd.read(job.get().id());
            }
            run.keep(run.entry().flows(flows.finish(run.entry().flows())));
            finish.publish();
        } else if (before.isEmpty() && job.isPresent()) {
            // Nothing was written down here; it may not have come to its end.
            if (aftermath.isRecent(job.get())) {
                jobEnd.read(job.get().id());
                run.keep(run.entry().flows(flows.finish(run.entry().flows())));
            }
            if (finish.isPublishing() && aftermath.isPublishingDue(job.get())) {
                finish.publish();
            }
        } else {
            run.keep(run.entry().flows(flows.retry(run.entry().flows())));
        }
        return RunState.SKIPPED;
    }

    // ---------------------------------------------------------------- after the import

    /** The upgrade is to be left for the goal upgrade. */
    private boolean isStageOnly() {
        return run.options.importAsHolding() && !run.options.stageAndUpgrade();
    }

    private RunState finish() throws IOException {
        Optional<InstalledSolution> installed = run.view.installed();
        if (!run.view.isAsInZip(installed) && run.view.isStaged()) {
            if (isStageOnly()) {
                run.keep(run.entry().flows(flows.stage(run.entry().flows())));
                run.target.info("The upgrade of " + run.solution.uniqueName()
                        + " is staged. Apply it with: mvn solution:upgrade" + " -Dsolution.name="
                        + run.solution.uniqueName());
                return RunState.DONE;
            }
            installed = Optional.of(
                    new StagedUpgrade(run.target, run.options.startGrace(), run.solution.uniqueName(), run.stopwatch)
                            .apply(run.solution.header().version()));
        }
        verify(installed, run.solution.uniqueName());
        // Also when they were sent: a service may take an import and leave its parameters out.
        finish.applySettings();
        run.keep(run.entry().flows(flows.finish(run.entry().flows())));
        finish.publish();
        return RunState.DONE;
    }

    /** The service may say that all went well when it did not: what is installed must be what was sent. */
    private void verify(Optional<InstalledSolution> row, String name) {
        if (!run.view.isAsInZip(row)) {
            throw StepException.failed(
                    "The service says that the import succeeded, and " + name + " "
                            + row.map(found -> "has version " + found.version()).orElse("is not installed")
                            + " instead of " + run.solution.header().version() + ".",
                    "Somebody else may have changed it meanwhile: look at its history with mvn solution:history");
        }
    }

    // ---------------------------------------------------------------- the end

    private SolutionReport end(RunState state, String problem, String advice, List<MissingDependencyRow> missing)
            throws IOException {
        List<String> messages = new ArrayList<>(run.warnings);
        if (!problem.isEmpty()) {
            messages.add(problem);
        }
        if (!advice.isEmpty()) {
            messages.add(advice);
        }
        // What failed after the import is done again by the next run, which would see nothing to do otherwise.
        boolean unfinished = state == RunState.FAILED && run.entry().state() == RunState.IMPORTED;
        boolean disturbed = run.entry().state() == RunState.DISTURBED;
        run.write(run.entry()
                .end(
                        disturbed ? RunState.DISTURBED : unfinished ? RunState.UNFINISHED : state,
                        messages,
                        run.target.time().now()));
        List<ComponentResult> components = jobEnd.document().components();
        return new SolutionReport(
                run.solution.uniqueName(),
                run.solution.header().version().text(),
                run.solution.isManaged(),
                state,
                decision.word(),
                decision.reason(),
                problem,
                advice,
                components,
                SolutionReport.imported(components),
                missing,
                List.copyOf(run.warnings),
                flows.report(),
                finish.settings(),
                run.entry().importJobId(),
                run.entry().operationId(),
                run.stopwatch.elapsed(),
                jobEnd.log());
    }

    /** A run that cannot see the end of its job has not failed. */
    private RunState failedState() {
        return run.entry().state() == RunState.STARTED || run.entry().state() == RunState.STARTING
                ? RunState.STILL_RUNNING
                : RunState.FAILED;
    }

    private String doing() {
        switch (run.entry().state()) {
            case STARTED:
            case STARTING:
                return "Reading what becomes of the import of " + run.solution.label();
            case IMPORTED:
                return "The import of " + run.solution.label() + " is done; finishing it";
            default:
                return "Preparing the import of " + run.solution.label();
        }
    }
}
