package io.github.dataversealm.solution.job;

import io.github.dataversealm.solution.dataverse.AsyncOperation;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.ImportJob;
import io.github.dataversealm.solution.dataverse.ImportVerdict;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.progress.Progress;
import io.github.dataversealm.solution.progress.ProgressListener;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Looks at a job until it is over. Reads that fail do not end the watch: a service that is away for minutes is a part of the
 * wait. The end of the limit is no failure either, because the job goes on without us.
 */
public final class JobWatcher {

    /** How often the percentage is read, which is for people only. */
    private static final Duration PERCENT = Duration.ofSeconds(5);

    /** How long rows that should be there may be missing: recorded queue times are up to half a minute (spec §3.4). */
    private static final Duration ABSENT = Duration.ofSeconds(60);

    /** Answers such as 403 that waiting does not mend, before the watch gives up. */
    private static final int REFUSALS = 5;

    private final String environment;
    private final Dataverse dataverse;
    private final JobTime time;
    private final PollPlan plan;
    private final ProgressListener progress;

    /** @param environment the id of the environment, for the progress */
    public JobWatcher(String environment, Dataverse dataverse, JobTime time, PollPlan plan, ProgressListener progress) {
        this.environment = environment;
        this.dataverse = dataverse;
        this.time = time;
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Watches a job.
     *
     * @throws InterruptedCallException when the thread is interrupted; the job goes on
     */
    public JobOutcome watch(WatchedJob job, Duration limit) {
        Watch watch = new Watch(job, limit);
        try {
            return watch.run();
        } finally {
            progress.done(watch.progress());
        }
    }

    /** One watch: what has been seen so far. */
    private final class Watch {
        private final WatchedJob job;
        private final Stopwatch stopwatch;
        private Optional<UUID> operationId;
        private boolean operationSeen;
        private int refusals;
        private String trouble = "";
        private String state = "queued";
        private OptionalDouble percent = OptionalDouble.empty();
        private Duration percentRead = Duration.ZERO;
        private Optional<Duration> missingSince = Optional.empty();

        Watch(WatchedJob job, Duration limit) {
            this.job = job;
            this.stopwatch = new Stopwatch(time, limit);
            this.operationId = job.operationId();
        }

        JobOutcome run() {
            while (true) {
                stopwatch.pause(plan.next(stopwatch.elapsed()));
                boolean last = stopwatch.isOver();
                Optional<JobOutcome> outcome = tolerant(this::look);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
                if (refusals >= REFUSALS) {
                    return new JobOutcome.StillRunning(
                            stopwatch.elapsed(), "The service refuses to tell about the job: " + trouble);
                }
                if (last) {
                    return new JobOutcome.StillRunning(
                            stopwatch.elapsed(),
                            "It was not over after " + Progress.clock(stopwatch.elapsed()) + "; last seen: " + state
                                    + (trouble.isEmpty() ? "." : ", " + trouble));
                }
                progress.update(progress());
            }
        }

        Progress progress() {
            return new Progress(
                    environment,
                    job.task(),
                    trouble.isEmpty() ? state : state + " (the service cannot be read at the moment)",
                    percent,
                    stopwatch.elapsed());
        }

        private Optional<JobOutcome> tolerant(Supplier<Optional<JobOutcome>> look) {
            try {
                Optional<JobOutcome> outcome = look.get();
                trouble = "";
                refusals = 0;
                return outcome;
            } catch (InterruptedCallException e) {
                throw e;
            } catch (ServiceException e) {
                trouble = e.problem();
                refusals = isPassing(e) ? 0 : refusals + 1;
            } catch (DataverseException e) {
                trouble = e.problem();
            }
            return Optional.empty();
        }

        private Optional<JobOutcome> look() {
            return operationId.isPresent() ? lookAtOperation(operationId.get()) : lookAtImportJob();
        }

        private Optional<JobOutcome> lookAtOperation(UUID id) {
            Optional<AsyncOperation> found = dataverse.operation(id);
            if (found.isEmpty()) {
                return missingOperation();
            }
            operationSeen = true;
            missingSince = Optional.empty();
            AsyncOperation operation = found.get();
            switch (operation.state()) {
                case SUCCEEDED:
                    return Optional.of(new JobOutcome.Succeeded(found));
                case FAILED:
                    return Optional.of(JobOutcome.Failed.of(operation));
                case CANCELED:
                    return Optional.of(new JobOutcome.Canceled());
                case WAITING:
                    state = "queued";
                    break;
                case RUNNING:
                    state = "running";
                    readPercent();
                    break;
            }
            return Optional.empty();
        }

        private void readPercent() {
            if (job.importJobId().isPresent()
                    && stopwatch.elapsed().minus(percentRead).compareTo(PERCENT) >= 0) {
                percentRead = stopwatch.elapsed();
                dataverse
                        .importJob(job.importJobId().get())
                        .ifPresent(row -> percent = OptionalDouble.of(row.progress()));
            }
        }

        /** The row comes late, or it has been cleaned up: then the import job tells. */
        private Optional<JobOutcome> missingOperation() {
            boolean tooLong = isMissingTooLong();
            if (job.importJobId().isPresent() && (operationSeen || tooLong)) {
                operationId = Optional.empty();
                missingSince = Optional.empty();
                return lookAtImportJob();
            }
            if (operationSeen || tooLong) {
                return Optional.of(new JobOutcome.Lost(
                        operationSeen
                                ? "The row of the job was removed before its result was read."
                                : "The service has shown no row of the job."));
            }
            return Optional.empty();
        }

        private Optional<JobOutcome> lookAtImportJob() {
            UUID id = job.importJobId().orElseThrow();
            Optional<ImportJob> found = dataverse.importJob(id);
            if (found.isPresent() && found.get().completedOn().isPresent()) {
                return Optional.of(ending(id));
            }
            found.ifPresent(row -> {
                state = "running";
                percent = OptionalDouble.of(row.progress());
            });
            // A worker that died leaves a row without an end; nothing runs then.
            if (!dataverse.runningOperations().isEmpty()) {
                missingSince = Optional.empty();
                return Optional.empty();
            }
            return isMissingTooLong()
                    ? Optional.of(new JobOutcome.Lost(
                            found.isPresent()
                                    ? "The import job has no end, and no solution operation is running."
                                    : "The service has shown no row of the import job."))
                    : Optional.empty();
        }

        private JobOutcome ending(UUID id) {
            Optional<ImportVerdict> verdict = dataverse.importVerdict(id);
            if (verdict.isPresent()) {
                return verdict.get().passed()
                        ? new JobOutcome.Succeeded(Optional.empty())
                        : new JobOutcome.Failed(
                                String.join(
                                        System.lineSeparator(), verdict.get().errors()),
                                "",
                                Optional.empty());
            }
            ImportDocument document =
                    dataverse.importJobData(id).map(ImportDocument::read).orElse(ImportDocument.EMPTY);
            if (document.isSuccess()) {
                return new JobOutcome.Succeeded(Optional.empty());
            }
            return document.firstFailure()
                    .<JobOutcome>map(row -> new JobOutcome.Failed(row.text(), "", row.code()))
                    .orElseGet(() -> new JobOutcome.Lost("The import job is over and holds no result."));
        }

        private boolean isMissingTooLong() {
            Duration now = stopwatch.elapsed();
            Duration since = missingSince.orElse(now);
            missingSince = Optional.of(since);
            return now.minus(since).compareTo(ABSENT) >= 0;
        }
    }

    /** Whether waiting may help: the service is busy or away. */
    private static boolean isPassing(ServiceException fault) {
        return fault.status() >= 500 || fault.status() == 429 || fault.status() == 408;
    }
}
