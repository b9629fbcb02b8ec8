package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.AsyncOperation;
import io.github.dataversealm.solution.dataverse.ErrorAdvice;
import io.github.dataversealm.solution.dataverse.ErrorCode;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.UnknownOutcomeException;
import io.github.dataversealm.solution.job.JobOutcome;
import io.github.dataversealm.solution.job.JobWatcher;
import io.github.dataversealm.solution.job.PollPlan;
import io.github.dataversealm.solution.job.ServiceText;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.WatchedJob;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.progress.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Starts work and waits for its end. Work that another one has kept from starting (the customization lock, spec
 * dataverse-web-api §9.5) is started again later. When the answer to a start is lost, what runs is waited for and its effect
 * is looked for, before anything is started a second time.
 */
final class Jobs {

    private static final String LOCKED_TEXT = "because there is a";

    /** So often is work started whose answers are lost. */
    private static final int MOST_STARTS = 3;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final Target target;

    Jobs(Target target) {
        this.target = target;
    }

    /**
     * Does the work.
     *
     * @throws SolutionException when it failed, was canceled, or was not over within the limit
     */
    void run(Work work) {
        Stopwatch stopwatch = new Stopwatch(target.time(), target.limit());
        int unanswered = 0;
        Duration pause = FIRST_PAUSE;
        while (true) {
            Optional<UUID> operation;
            try {
                operation = work.start();
            } catch (ServiceException e) {
                if (!isLock(e.code(), e.serviceMessage())) {
                    throw e;
                }
                pause = waitForLock(work, stopwatch, pause, e.serviceMessage());
                continue;
            } catch (UnknownOutcomeException e) {
                waitForQuiet(work, stopwatch, e);
                if (work.isDone()) {
                    return;
                }
                unanswered++;
                if (unanswered == MOST_STARTS) {
                    throw e;
                }
                target.reporter()
                        .warn(work.task() + ": the answer was lost and nothing was done; it is started again.");
                continue;
            }
            if (operation.isEmpty()) {
                return;
            }
            JobOutcome outcome = watch(work, operation.get(), stopwatch);
            if (outcome instanceof JobOutcome.Succeeded || outcome instanceof JobOutcome.Lost && work.isDone()) {
                return;
            }
            if (outcome instanceof JobOutcome.Failed failed && isLock(failed.code(), failed.message())) {
                pause = waitForLock(work, stopwatch, pause, failed.message());
                continue;
            }
            throw failure(work, operation.get(), outcome);
        }
    }

    private JobOutcome watch(Work work, UUID operation, Stopwatch stopwatch) {
        return new JobWatcher(
                        target.environment(), target.dataverse(), target.time(), PollPlan.DEFAULT, target.progress())
                .watch(WatchedJob.operation(operation, work.task()), stopwatch.left());
    }

    /** The code tells; where there is none, the words do. */
    private static boolean isLock(Optional<ErrorCode> code, String message) {
        return code.flatMap(ErrorAdvice::of)
                        .filter(advice -> advice.kind() == ErrorAdvice.Kind.LOCK)
                        .isPresent()
                || message.contains("Cannot start ") && message.contains(LOCKED_TEXT);
    }

    /** @return how long to wait the next time */
    private Duration waitForLock(Work work, Stopwatch stopwatch, Duration pause, String message) {
        List<AsyncOperation> running = target.dataverse().runningOperations();
        String other = running.isEmpty() ? "another operation" : describe(running.get(0));
        if (stopwatch.isOver()) {
            throw new SolutionException(
                    null,
                    work.task() + " could not be started for " + Progress.clock(stopwatch.elapsed())
                            + ", because of " + other + ". The service says: "
                            + ServiceText.read(message).text(),
                    "Wait until it is over and run the command again, or wait longer: -Dsolution.maxAsyncWaitTime="
                            + 2 * Math.max(1, target.limit().toMinutes()) + " (minutes).");
        }
        target.progress()
                .update(new Progress(
                        target.environment(),
                        work.task(),
                        "waits for " + other,
                        OptionalDouble.empty(),
                        stopwatch.elapsed()));
        // Not all that wait should come back at once.
        stopwatch.pause(pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 4 + 1)));
        Duration longer = pause.multipliedBy(3).dividedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    private static String describe(AsyncOperation operation) {
        String name = operation.name().isEmpty() ? operation.messageName() : operation.name();
        return (name.isEmpty() ? "an operation" : "'" + name + "'")
                + (operation.ownerName().isEmpty() ? "" : " of " + operation.ownerName())
                + operation.createdOn().map(created -> ", started " + created).orElse("");
    }

    /** Waits until no solution operation is running, so that what was perhaps started has had its effect. */
    private void waitForQuiet(Work work, Stopwatch stopwatch, UnknownOutcomeException lost) {
        target.reporter().warn(work.task() + ": " + lost.problem() + " Looking for what became of it.");
        stopwatch.pause(FIRST_PAUSE);
        while (!target.dataverse().runningOperations().isEmpty()) {
            if (stopwatch.isOver()) {
                throw lost;
            }
            target.progress()
                    .update(new Progress(
                            target.environment(),
                            work.task(),
                            "waits for what was perhaps started",
                            OptionalDouble.empty(),
                            stopwatch.elapsed()));
            stopwatch.pause(PollPlan.DEFAULT.next(stopwatch.elapsed()));
        }
    }

    private SolutionException failure(Work work, UUID operation, JobOutcome outcome) {
        String where = " in " + target.environment();
        if (outcome instanceof JobOutcome.Failed failed) {
            ServiceText text = ServiceText.read(failed.message().isEmpty() ? failed.shortMessage() : failed.message());
            return new SolutionException(
                    null,
                    work.task() + where + " failed"
                            + failed.code().map(code -> " (" + code + ")").orElse("")
                            + (text.text().isEmpty() ? "." : ": " + text.text()),
                    failed.code()
                            .flatMap(ErrorAdvice::of)
                            .map(ErrorAdvice::advice)
                            .filter(advice -> !advice.isEmpty())
                            .orElse("The operation " + operation
                                    + " is listed in the environment under Settings > System"
                                    + " jobs; solution:history shows what else was going on."));
        }
        if (outcome instanceof JobOutcome.Canceled) {
            return new SolutionException(
                    null, work.task() + where + " was canceled by someone.", "Run the command again.");
        }
        String why =
                outcome instanceof JobOutcome.StillRunning running ? running.why() : ((JobOutcome.Lost) outcome).why();
        return new SolutionException(
                null,
                work.task() + where + " cannot be waited for any longer. " + why,
                "The operation " + operation
                        + " may go on in the environment. Look at solution:history, then run the command"
                        + " again, or wait longer: -Dsolution.maxAsyncWaitTime="
                        + 2 * Math.max(1, target.limit().toMinutes()) + " (minutes).");
    }
}
