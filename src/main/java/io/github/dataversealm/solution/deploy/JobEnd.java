package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.CustomizationLock;
import io.github.dataversealm.solution.dataverse.ImportVerdict;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.job.ImportDocument;
import io.github.dataversealm.solution.job.JobOutcome;
import io.github.dataversealm.solution.job.ServiceText;
import io.github.dataversealm.solution.job.WatchedJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Follows the import job of a solution and finds out how it ended (design §6 points 5 and 6). */
final class JobEnd {

    private static final int MOST_LOSSES = 3;

    private final RunningImport run;
    private final JobPapers papers;
    private ImportDocument document = ImportDocument.EMPTY;
    private int losses;

    JobEnd(RunningImport run, JobPapers papers) {
        this.run = run;
        this.papers = papers;
    }

    /** What the service has written of the job, component by component. */
    ImportDocument document() {
        return document;
    }

    /** Reads what the service has written of a job that an earlier run has followed. */
    void read(UUID job) throws IOException {
        document = papers.document(job);
    }

    /** The file with the log of the job. */
    Optional<Path> log() {
        return papers.log();
    }

    /**
     * Follows it to its end.
     *
     * @param isOver whether it was over when this run saw it first
     * @return true: the solution is imported; false: the environment is to be looked at again
     * @throws StepException when it failed, was canceled or goes on after the wait
     */
    boolean follow(WatchedJob job, boolean isOver) throws IOException {
        UUID id = job.importJobId().orElseThrow();
        if (!run.isStartedNow()) {
            run.target.info("Continuing with the import job " + id + ", which an earlier run started.");
        }
        run.jobs.started(id);
        run.write(run.entry()
                .job(
                        RunState.STARTED,
                        run.entry().start().attempt(),
                        Optional.of(id),
                        job.operationId(),
                        run.entry().started().orElse(run.target.time().now())));
        JobOutcome outcome = run.target.watcher().watch(job, run.stopwatch.left());
        if (outcome instanceof JobOutcome.StillRunning running) {
            run.keep(run.entry().with(RunState.STILL_RUNNING));
            throw StepException.stillRunning(
                    "The import goes on in the environment (import job " + id + "). " + running.why(),
                    "Run the same command again: it continues with this job and does not import twice. To wait longer:"
                            + " -Dsolution.maxAsyncWaitTime=<minutes>");
        }
        run.jobs.judged(id);
        document = papers.document(id);
        if (outcome instanceof JobOutcome.Succeeded) {
            if (isOver && run.view.asInZip().isEmpty()) {
                // Something else has happened since; what is there now decides.
                run.notStarted();
                return false;
            }
            succeeded(id);
            return true;
        }
        if (outcome instanceof JobOutcome.Failed failed) {
            return failed(failed, isOver && !run.isStartedNow());
        }
        if (outcome instanceof JobOutcome.Lost lost) {
            return lost(id, lost);
        }
        throw StepException.failed(
                "Somebody canceled the import job " + id + ".", "Run the same command again: it starts a new one.");
    }

    private void succeeded(UUID id) throws IOException {
        Optional<ImportVerdict> verdict = papers.verdict(id);
        if (verdict.filter(found -> !found.passed()).isPresent()) {
            throw run.explanation.failed(
                    new JobOutcome.Failed(
                            String.join(System.lineSeparator(), verdict.get().errors()), "", Optional.empty()),
                    document);
        }
        verdict.map(ImportVerdict::warnings).orElse(List.of()).stream()
                .map(text -> ServiceText.read(text).text())
                .filter(text -> !text.isEmpty() && !run.warnings.contains(text))
                .forEach(run.warnings::add);
        run.write(run.entry().with(RunState.IMPORTED));
    }

    /** @param isPast whether it failed in an earlier run; then it is tried again */
    private boolean failed(JobOutcome.Failed outcome, boolean isPast) throws IOException {
        boolean locked = CustomizationLock.hasStopped(outcome.code(), outcome.message());
        if (locked && !run.stopwatch.isOver()) {
            run.notStarted();
            run.backOff(outcome.message());
            return false;
        }
        StepException fault = run.explanation.failed(outcome, document);
        if (!isPast) {
            throw fault;
        }
        run.target.warn("An earlier run failed: " + fault.problem() + System.lineSeparator() + "Trying again.");
        document = ImportDocument.EMPTY;
        run.notStarted();
        return false;
    }

    /** Nothing tells how the job ended; what is installed does, if it can only be there since the job. */
    private boolean lost(UUID id, JobOutcome.Lost outcome) throws IOException {
        Optional<InstalledSolution> row = run.view.asInZip();
        if (row.isPresent() && (run.isVersionTelling() || run.jobs.isChangedSince(id, row.get()))) {
            succeeded(id);
            return true;
        }
        if (++losses >= MOST_LOSSES) {
            throw StepException.failed(
                    "The import job " + id + " ended without a result, and " + run.solution.uniqueName()
                            + " was not changed to version "
                            + run.solution.header().version() + ". " + outcome.why(),
                    "Look what happened: mvn solution:history; then run the same command again.");
        }
        run.target.warn(outcome.why() + " " + run.solution.uniqueName() + " was not changed to version "
                + run.solution.header().version() + "; trying again.");
        run.notStarted();
        return false;
    }
}
