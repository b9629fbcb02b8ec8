package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.dataverse.CustomizationLock;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.ErrorCode;
import io.github.dataversealm.solution.dataverse.ImportJob;
import io.github.dataversealm.solution.dataverse.ImportRequest;
import io.github.dataversealm.solution.dataverse.ImportVerdict;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.StartedJob;
import io.github.dataversealm.solution.dataverse.UnknownOutcomeException;
import io.github.dataversealm.solution.deploy.JobIds.Kind;
import io.github.dataversealm.solution.job.ComponentResult;
import io.github.dataversealm.solution.job.ImportDocument;
import io.github.dataversealm.solution.job.JobOutcome;
import io.github.dataversealm.solution.job.ServiceText;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.Turnstile;
import io.github.dataversealm.solution.job.WatchedJob;
import io.github.dataversealm.solution.job.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);
    private static final int MOST_ROUNDS = 1_000;
    private static final int MOST_LOSSES = 3;

    /** So often is an import started whose answers are lost and of which nothing can be found. */
    private static final int MOST_STARTS = 3;

    private final Workplace target;
    private final Dataverse dataverse;
    private final SolutionPackage solution;
    private final ImportOptions options;
    private final List<ComponentParameter> parameters;
    private final UUID organizationId;
    private final Mandate mandate;
    private final RunRecord record;

    private final Stopwatch stopwatch;
    private final Turnstile turnstile;
    private final Explanation explanation = new Explanation();
    private final OwnJobs jobs;
    private final SolutionView view;
    private final Upload upload;
    private final JobPapers papers;
    private final Finish finish;

    private RecordEntry entry;
    private Optional<RecordEntry> before;
    private Decision decision = new Decision.Skip("");
    private ImportDocument document = ImportDocument.EMPTY;
    private final List<String> warnings = new ArrayList<>();
    private boolean parametersSent;
    private boolean startUncertain;
    private boolean startedNow;
    /** What was installed when the import was decided on is not what the zip holds: so the version will tell. */
    private boolean versionTells;

    private boolean singleStep = true;
    private int lockFailures;
    private int losses;
    private int unanswered;

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
        this.target = target;
        this.dataverse = target.dataverse();
        this.solution = solution;
        this.options = solution.isDependency() ? asked.forDependency() : asked;
        this.parameters = parameters;
        this.organizationId = organizationId;
        this.mandate = mandate;
        this.record = record;
        this.stopwatch = new Stopwatch(target.time(), options.maxWait());
        this.turnstile = target.turnstile();
        this.jobs = new OwnJobs(new JobIds(organizationId, solution.sha256(), solution.uniqueName()));
        this.view = new SolutionView(dataverse, solution);
        this.upload = new Upload(target, solution, stopwatch, turnstile);
        this.papers = new JobPapers(target, logFolder, solution.uniqueName(), commons);
        this.finish = new Finish(target, solution, options, parameters, stopwatch, turnstile);
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
                    "The environment gives contradicting answers about " + solution.label() + ".",
                    "Look at its solution history: mvn solution:history");
        } catch (InterruptedCallException e) {
            throw e;
        } catch (StepException e) {
            return end(e.state(), e.problem(), e.advice(), e.missing());
        } catch (ServiceException e) {
            StepException fault = explanation.refused(doing() + " failed.", e);
            return end(failedState(), fault.problem(), fault.advice(), fault.missing());
        } catch (DataverseException e) {
            return end(failedState(), doing() + " failed. " + e.problem(), e.advice(), List.of());
        } catch (SignInException e) {
            return end(failedState(), doing() + " failed. " + e.problem(), e.advice(), List.of());
        }
    }

    // ---------------------------------------------------------------- one round

    private void begin() {
        before = record.previous(organizationId, solution);
        entry = new RecordEntry(
                organizationId,
                solution.uniqueName(),
                solution.header().version().text(),
                solution.isManaged(),
                solution.zip().getFileName().toString(),
                solution.sha256(),
                RunState.PLANNED,
                "",
                "",
                0,
                before.flatMap(RecordEntry::importJobId),
                Optional.empty(),
                Map.of(),
                false,
                Baseline.NOTHING,
                target.time().now(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        before.flatMap(RecordEntry::importJobId).ifPresent(jobs::recorded);
        before.filter(old -> old.state().isUnfinished()).ifPresent(old -> {
            entry = old;
            startUncertain = old.isStartUncertain();
            old.importJobId().ifPresent(jobs::started);
        });
    }

    /** @return how it ended; empty: there is more to do */
    private Optional<RunState> round() throws IOException {
        look();
        Optional<Found> unfinished = unfinishedJob();
        if (unfinished.isEmpty()) {
            Turnstile.Wait wait = turnstile.await("the import of " + solution.uniqueName(), stopwatch, () -> {
                look();
                return unfinishedJob().isPresent();
            });
            if (!wait.running().isEmpty()) {
                throw StepException.failed(
                        "The import was not started: for " + stopwatch.limit().toMinutes()
                                + " minutes the environment was busy with " + Turnstile.describe(wait.running()) + ".",
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
            return lostAnswer(entry.importJobId().orElseThrow(), "the run that began it was cut off");
        }
        return act(situation());
    }

    private void look() {
        jobs.see(dataverse.importJobs(solution.uniqueName(), Instant.EPOCH));
        if (startUncertain) {
            jobs.newSince(entry.known()).ifPresent(jobs::started);
        }
    }

    /** The run that this one continues was about to start the job, a moment ago: its rows may come yet. */
    private boolean isStartUncertain() {
        return startUncertain
                && entry.isStartUncertain()
                && entry.started()
                        .filter(time -> time.plus(options.startGrace())
                                .isAfter(target.time().now()))
                        .isPresent();
    }

    /** @param isOver whether the job was over when this run saw it first */
    private record Found(WatchedJob job, boolean isOver) {}

    /** A job of ours that runs, or whose end this run has not dealt with. */
    private Optional<Found> unfinishedJob() {
        for (ImportJob job : jobs.ours()) {
            boolean over = job.completedOn().isPresent();
            if (!jobs.isJudged(job.id()) && (!over || jobs.isStarted(job.id()))) {
                return Optional.of(new Found(watched(job), over));
            }
        }
        // The record knows an operation whose import job has no row yet.
        if (entry.operationId().isPresent()
                && (entry.state() == RunState.STARTED || entry.state() == RunState.STILL_RUNNING)
                && entry.importJobId().filter(jobs::isJudged).isEmpty()) {
            return Optional.of(new Found(new WatchedJob(entry.operationId(), entry.importJobId(), task()), true));
        }
        return Optional.empty();
    }

    private WatchedJob watched(ImportJob job) {
        boolean recorded = entry.importJobId().filter(job.id()::equals).isPresent();
        return new WatchedJob(recorded ? entry.operationId() : Optional.empty(), Optional.of(job.id()), task());
    }

    private Situation situation() {
        Situation found = view.situation();
        return new Situation(
                found.installed(), found.holding(), found.parent(), found.patches(), isSameImport(found.installed()));
    }

    /** Only asked for unmanaged solutions: a managed one does not change under the same version. */
    private boolean isSameImport(Optional<InstalledSolution> installed) {
        if (solution.isManaged() || !view.isAsInZip(installed)) {
            return false;
        }
        Optional<Instant> modified = installed.get().modifiedOn();
        return jobs.newestIfOurs()
                .filter(job -> job.completedOn().isPresent())
                .filter(job -> modified.isEmpty()
                        || !modified.get().isAfter(job.completedOn().get().plus(CLOCK_TOLERANCE)))
                .filter(job -> dataverse
                        .importVerdict(job.id())
                        .map(ImportVerdict::passed)
                        .orElse(false))
                .isPresent();
    }

    // ---------------------------------------------------------------- acting on a decision

    private Optional<RunState> act(Situation situation) throws IOException {
        decide(new DecisionTable(options, target.environment().production()).decide(solution, situation));
        if (decision instanceof Decision.Refuse refuse) {
            throw StepException.failed(refuse.reason(), refuse.advice());
        }
        if (decision instanceof Decision.Skip) {
            return Optional.of(skip(situation));
        }
        StagedUpgrade staged = new StagedUpgrade(target, options.startGrace(), solution.uniqueName(), stopwatch);
        if (decision instanceof Decision.Discard) {
            staged.discard();
            return Optional.empty();
        }
        if (decision instanceof Decision.Promote promote) {
            staged.apply(situation.holding().orElseThrow().versionOrLowest());
            return promote.first() ? Optional.empty() : Optional.of(finish());
        }
        versionTells = !view.isAsInZip(situation.installed());
        remember(situation);
        return start(kind());
    }

    private void decide(Decision next) throws IOException {
        if (!next.equals(decision)) {
            target.info(solution.label() + ": " + next.word() + ". " + next.reason());
        }
        decision = next;
        entry = entry.decided(next);
        record.put(entry);
        mandate.require(solution, next);
    }

    private Kind kind() {
        if (decision instanceof Decision.Stage || decision instanceof Decision.StageAndPromote || isTwoSteps()) {
            return Kind.HOLDING;
        }
        return decision instanceof Decision.Upgrade ? Kind.UPGRADE : Kind.IMPORT;
    }

    /** The service is too old for an upgrade in one step. */
    private boolean isTwoSteps() {
        return decision instanceof Decision.Upgrade && !singleStep;
    }

    /** Keeps the state of the flows: after the import it cannot be seen any more. */
    private void remember(Situation situation) throws IOException {
        boolean known = before.filter(
                        old -> old.state().isUnfinished() && old.started().isPresent())
                .isPresent();
        if (known || entry.started().isPresent()) {
            return;
        }
        Map<String, Boolean> states = solution.contents().workflows().isEmpty()
                ? Map.of()
                : situation
                        .installed()
                        .map(row -> new FlowSwitch(target).snapshot(row.id()))
                        .orElse(Map.of());
        entry = entry.before(states);
        record.put(entry);
    }

    private RunState skip(Situation situation) throws IOException {
        finish.applySettings();
        if (!view.isAsInZip(situation.installed())) {
            return RunState.SKIPPED;
        }
        boolean begun = before.filter(old -> old.state().isUnfinished()).isPresent()
                || entry.started().isPresent();
        Optional<ImportJob> job = jobs.newestIfOurs();
        if (begun || before.isEmpty() && job.isPresent()) {
            // The run that imported it may not have come to its end.
            if (job.isPresent()) {
                document = papers.document(job.get().id());
            }
            finish.run(situation.installed().get(), entry);
        }
        return RunState.SKIPPED;
    }

    // ---------------------------------------------------------------- starting

    private Optional<RunState> start(Kind kind) throws IOException {
        Optional<UUID> uploaded = upload.send(warnings);
        int attempt = jobs.nextAttempt(kind);
        UUID id = jobs.next(kind);
        ImportRequest request = new ImportRequest(
                solution.zip(),
                uploaded,
                id,
                options.forceOverwrite(),
                options.activatePlugins(),
                options.skipDependencyCheck(),
                kind == Kind.HOLDING,
                parameters);
        entry = entry.knowing(jobs.baseline())
                .job(
                        RunState.STARTING,
                        attempt,
                        Optional.of(id),
                        Optional.empty(),
                        target.time().now());
        record.put(entry);
        try {
            StartedJob started =
                    kind == Kind.UPGRADE ? dataverse.stageAndUpgrade(request) : dataverse.importSolution(request);
            parametersSent = true;
            startedNow = true;
            UUID job = started.jobId().orElse(id);
            jobs.started(job);
            jobs.burn(kind, attempt);
            entry = entry.job(
                    RunState.STARTED,
                    attempt,
                    Optional.of(job),
                    Optional.of(started.operationId()),
                    target.time().now());
            record.put(entry);
            return follow(new WatchedJob(Optional.of(started.operationId()), Optional.of(job), task()), false);
        } catch (UnknownOutcomeException e) {
            return lostAnswer(id, e.problem());
        } catch (ServiceException e) {
            return refusedStart(kind, attempt, id, e);
        }
    }

    private Optional<RunState> refusedStart(Kind kind, int attempt, UUID id, ServiceException fault)
            throws IOException {
        if (fault.isDuplicateJob()) {
            target.info("The service knows the job " + id + " already; looking for it.");
            jobs.burn(kind, attempt);
            return lostAnswer(id, fault.problem());
        }
        if (fault.isCustomizationLock() || fault.status() == 429) {
            if (stopwatch.isOver()) {
                throw explanation.refused("The import was not started.", fault);
            }
            notStarted();
            turnstile.backOff(
                    "the import of " + solution.uniqueName(), fault.serviceMessage(), ++lockFailures, stopwatch);
            return Optional.empty();
        }
        if (fault.code().filter(ErrorCode.NO_SUCH_RECORD::equals).isPresent() && upload.isPossible()) {
            target.info("The service has forgotten the upload; the zip is sent with the import.");
            upload.giveUp();
            notStarted();
            return Optional.empty();
        }
        if (kind == Kind.UPGRADE && fault.isUnknownCall()) {
            target.info("The service cannot upgrade in one step; the upgrade is staged and then applied.");
            singleStep = false;
            notStarted();
            return Optional.empty();
        }
        if (fault.status() >= 500) {
            return lostAnswer(id, fault.problem());
        }
        throw explanation.refused("The import was not started.", fault);
    }

    private void notStarted() throws IOException {
        entry = entry.with(RunState.PLANNED);
        record.put(entry);
    }

    /**
     * Whether the job was started is not known: it is looked for, until it is found or so much time has passed that it would
     * have been seen.
     */
    private Optional<RunState> lostAnswer(UUID id, String problem) throws IOException {
        target.warn("Whether the import was started is not known (" + problem + "); looking for it.");
        startedNow = true;
        jobs.started(id);
        Stopwatch grace = new Stopwatch(target.time(), options.startGrace());
        boolean seen = false;
        while (!stopwatch.isOver() && (!grace.isOver() || seen)) {
            try {
                seen = false;
                Optional<UUID> found = findJob(id);
                if (found.isPresent()) {
                    jobs.started(found.get());
                    entry = entry.job(
                            RunState.STARTED,
                            entry.attempt(),
                            found,
                            Optional.empty(),
                            target.time().now());
                    record.put(entry);
                    target.info("It was started: import job " + found.get());
                    return follow(new WatchedJob(Optional.empty(), found, task()), false);
                }
                // Whatever runs may be ours: its import job has a row when it begins to work.
                seen = !dataverse.runningOperations().isEmpty();
            } catch (InterruptedCallException e) {
                throw e;
            } catch (DataverseException e) {
                target.debug("Cannot look yet: " + e.problem());
                seen = true;
            }
            stopwatch.pause(LOOK);
        }
        if (seen || !grace.isOver() || stopwatch.isOver()) {
            throw StepException.stillRunning(
                    "Whether the import was started is not known (" + problem
                            + "), and the time to look for it is over.",
                    "Run the same command again: it looks for the job before it starts one. To wait longer:"
                            + " -Dsolution.maxAsyncWaitTime=<minutes>");
        }
        if (++unanswered == MOST_STARTS) {
            throw StepException.failed(
                    "The import was not started: the service gave no usable answer to " + MOST_STARTS
                            + " starts, and no job of them can be found. The last one: " + problem,
                    "Run the same command again when the service is well. The ids of the requests, for Microsoft's support,"
                            + " are in trace.log.");
        }
        target.info("Nothing of it can be found: it was not started.");
        entry = entry.with(RunState.STARTING);
        return Optional.empty();
    }

    private Optional<UUID> findJob(UUID id) {
        jobs.see(dataverse.importJobs(solution.uniqueName(), Instant.EPOCH));
        if (jobs.knows(id)) {
            return Optional.of(id);
        }
        // The service may have chosen an id of its own.
        Optional<UUID> other = jobs.newSince(entry.known());
        return other.isPresent() ? other : dataverse.importJob(id).map(ImportJob::id);
    }

    // ---------------------------------------------------------------- following a job

    private Optional<RunState> follow(WatchedJob job, boolean isOver) throws IOException {
        UUID id = job.importJobId().orElseThrow();
        if (!startedNow) {
            target.info("Continuing with the import job " + id + ", which an earlier run started.");
        }
        jobs.started(id);
        entry = entry.job(
                RunState.STARTED,
                entry.attempt(),
                Optional.of(id),
                job.operationId(),
                entry.started().orElse(target.time().now()));
        record.put(entry);
        JobOutcome outcome = target.watcher().watch(job, stopwatch.left());
        if (outcome instanceof JobOutcome.StillRunning running) {
            entry = entry.with(RunState.STILL_RUNNING);
            throw StepException.stillRunning(
                    "The import goes on in the environment (import job " + id + "). " + running.why(),
                    "Run the same command again: it continues with this job and does not import twice. To wait longer:"
                            + " -Dsolution.maxAsyncWaitTime=<minutes>");
        }
        jobs.judged(id);
        document = papers.document(id);
        if (outcome instanceof JobOutcome.Succeeded) {
            if (isOver && view.asInZip().isEmpty()) {
                // Something else has happened since; what is there now decides.
                notStarted();
                return Optional.empty();
            }
            return Optional.of(succeeded(id));
        }
        if (outcome instanceof JobOutcome.Failed failed) {
            return failed(failed, isOver && !startedNow);
        }
        if (outcome instanceof JobOutcome.Lost lost) {
            return lost(id, lost);
        }
        throw StepException.failed(
                "Somebody canceled the import job " + id + ".", "Run the same command again: it starts a new one.");
    }

    private RunState succeeded(UUID id) throws IOException {
        Optional<ImportVerdict> verdict = papers.verdict(id);
        if (verdict.filter(found -> !found.passed()).isPresent()) {
            throw explanation.failed(
                    new JobOutcome.Failed(
                            String.join(System.lineSeparator(), verdict.get().errors()), "", Optional.empty()),
                    document);
        }
        verdict.map(ImportVerdict::warnings).orElse(List.of()).stream()
                .map(text -> ServiceText.read(text).text())
                .filter(text -> !text.isEmpty() && !warnings.contains(text))
                .forEach(warnings::add);
        entry = entry.with(RunState.IMPORTED);
        record.put(entry);
        return finish();
    }

    /** @param isPast whether it failed in an earlier run; then it is tried again */
    private Optional<RunState> failed(JobOutcome.Failed outcome, boolean isPast) throws IOException {
        boolean locked = CustomizationLock.hasStopped(outcome.code(), outcome.message());
        if (locked && !stopwatch.isOver()) {
            notStarted();
            turnstile.backOff("the import of " + solution.uniqueName(), outcome.message(), ++lockFailures, stopwatch);
            return Optional.empty();
        }
        StepException fault = explanation.failed(outcome, document);
        if (!isPast) {
            throw fault;
        }
        target.warn("An earlier run failed: " + fault.problem() + System.lineSeparator() + "Trying again.");
        document = ImportDocument.EMPTY;
        notStarted();
        return Optional.empty();
    }

    /** Nothing tells how the job ended; what is installed does, if it can only be there since the job. */
    private Optional<RunState> lost(UUID id, JobOutcome.Lost outcome) throws IOException {
        Optional<InstalledSolution> row = view.asInZip();
        if (row.isPresent() && (versionTells || jobs.isChangedSince(id, row.get()))) {
            return Optional.of(succeeded(id));
        }
        if (++losses >= MOST_LOSSES) {
            throw StepException.failed(
                    "The import job " + id + " ended without a result, and " + solution.uniqueName()
                            + " was not changed to version " + solution.header().version() + ". " + outcome.why(),
                    "Look what happened: mvn solution:history; then run the same command again.");
        }
        target.warn(outcome.why() + " " + solution.uniqueName() + " was not changed to version "
                + solution.header().version() + "; trying again.");
        notStarted();
        return Optional.empty();
    }

    // ---------------------------------------------------------------- after the import

    /** The upgrade is to be left for the goal upgrade. */
    private boolean isStageOnly() {
        return options.importAsHolding() && !options.stageAndUpgrade();
    }

    private RunState finish() {
        Optional<InstalledSolution> installed = view.installed();
        if (!view.isAsInZip(installed) && view.isStaged()) {
            if (isStageOnly()) {
                target.info(
                        "The upgrade of " + solution.uniqueName() + " is staged. Apply it with: mvn solution:upgrade"
                                + " -Dsolution.name=" + solution.uniqueName());
                return RunState.DONE;
            }
            installed = Optional.of(new StagedUpgrade(target, options.startGrace(), solution.uniqueName(), stopwatch)
                    .apply(solution.header().version()));
        }
        InstalledSolution row = verify(installed, solution.uniqueName());
        if (!parametersSent) {
            finish.applySettings();
        }
        finish.run(row, entry);
        return RunState.DONE;
    }

    /** The service may say that all went well when it did not: what is installed must be what was sent. */
    private InstalledSolution verify(Optional<InstalledSolution> row, String name) {
        if (!view.isAsInZip(row)) {
            throw StepException.failed(
                    "The service says that the import succeeded, and " + name + " "
                            + row.map(found -> "has version " + found.version()).orElse("is not installed")
                            + " instead of " + solution.header().version() + ".",
                    "Somebody else may have changed it meanwhile: look at its history with mvn solution:history");
        }
        return row.orElseThrow();
    }

    // ---------------------------------------------------------------- the end

    private SolutionReport end(RunState state, String problem, String advice, List<MissingDependencyRow> missing)
            throws IOException {
        List<String> messages = new ArrayList<>(warnings);
        if (!problem.isEmpty()) {
            messages.add(problem);
        }
        if (!advice.isEmpty()) {
            messages.add(advice);
        }
        // What failed after the import is done again by the next run, which would see nothing to do otherwise.
        boolean unfinished = state == RunState.FAILED && entry.state() == RunState.IMPORTED;
        entry = entry.end(
                unfinished ? RunState.UNFINISHED : state,
                messages,
                target.time().now());
        record.put(entry);
        List<ComponentResult> components = document.components();
        return new SolutionReport(
                solution.uniqueName(),
                solution.header().version().text(),
                solution.isManaged(),
                state,
                decision.word(),
                decision.reason(),
                problem,
                advice,
                components,
                SolutionReport.imported(components),
                missing,
                List.copyOf(warnings),
                finish.flows(),
                finish.settings(),
                entry.importJobId(),
                entry.operationId(),
                stopwatch.elapsed(),
                papers.log());
    }

    /** A run that cannot see the end of its job has not failed. */
    private RunState failedState() {
        return entry.state() == RunState.STARTED || entry.state() == RunState.STARTING
                ? RunState.STILL_RUNNING
                : RunState.FAILED;
    }

    private String doing() {
        switch (entry.state()) {
            case STARTED:
            case STARTING:
                return "Reading what becomes of the import of " + solution.label();
            case IMPORTED:
                return "The import of " + solution.label() + " is done; finishing it";
            default:
                return "Preparing the import of " + solution.label();
        }
    }

    private String task() {
        return "Import of " + solution.uniqueName() + " " + solution.header().version();
    }
}
