package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.Turnstile;
import io.github.dataversealm.solution.job.Workplace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One import while it goes on: what its steps work with, and what is known and written down of it so far. */
final class RunningImport {

    final Workplace target;
    final SolutionPackage solution;
    final ImportOptions options;
    final Stopwatch stopwatch;
    final OwnJobs jobs;
    final SolutionView view;
    final Explanation explanation = new Explanation();
    /** One for the whole import: it says once whose operation is waited for. */
    final Turnstile turnstile;

    final List<String> warnings = new ArrayList<>();

    private final RunRecord record;
    private RecordEntry entry;
    private int lockFailures;
    private boolean startedNow;
    private boolean versionTells;

    RunningImport(
            Workplace target, SolutionPackage solution, ImportOptions options, UUID organizationId, RunRecord record) {
        this.target = target;
        this.solution = solution;
        this.options = options;
        this.record = record;
        this.stopwatch = new Stopwatch(target.time(), options.maxWait());
        this.turnstile = target.turnstile();
        this.jobs = new OwnJobs(new JobIds(organizationId, solution.sha256(), solution.uniqueName()));
        this.view = new SolutionView(target.dataverse(), solution);
    }

    /** What is known of it. */
    RecordEntry entry() {
        return entry;
    }

    /** Keeps what is known now; it is written down with what comes next. */
    void keep(RecordEntry now) {
        entry = now;
    }

    /** Keeps and writes down what is known now; on disk when it returns. */
    void write(RecordEntry now) throws IOException {
        entry = now;
        record.put(now);
    }

    /** Nothing was started, or it does not count any more. */
    void notStarted() throws IOException {
        write(entry.with(RunState.PLANNED));
    }

    /** The job that is followed was started by this run. */
    void startedNow() {
        startedNow = true;
    }

    boolean isStartedNow() {
        return startedNow;
    }

    /** @param tells whether what was installed before the start is not what the zip holds, so that the version shows success */
    void versionTells(boolean tells) {
        versionTells = tells;
    }

    boolean isVersionTelling() {
        return versionTells;
    }

    /** Waits after the service said that something else is running, longer each time. */
    void backOff(ServiceException fault) {
        turnstile.backOff("the import of " + solution.uniqueName(), fault, ++lockFailures, stopwatch);
    }

    /** The same after a job said so. */
    void backOff(String message) {
        turnstile.backOff("the import of " + solution.uniqueName(), message, ++lockFailures, stopwatch);
    }

    /** The words for its job. */
    String task() {
        return "Import of " + solution.uniqueName() + " " + solution.header().version();
    }
}
