package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.AsyncOperation;
import io.github.dataversealm.solution.dataverse.CustomizationLock;
import io.github.dataversealm.solution.dataverse.ErrorAdvice;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.UnknownOutcomeException;
import io.github.dataversealm.solution.job.JobOutcome;
import io.github.dataversealm.solution.job.ServiceText;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.Turnstile;
import io.github.dataversealm.solution.job.WatchedJob;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.progress.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Starts work and waits for its end. Work that another one has kept from starting (the customization lock, spec
 * dataverse-web-api §9.5) is started again later. When the answer to a start is lost, what runs is waited for and its effect
 * is looked for, before anything is started a second time.
 */
final class Jobs {

    /** So often is work started whose answers are lost. */
    private static final int MOST_STARTS = 3;

    /** How long what was perhaps started has to show up, or its effect: work that is answered at its end has no row. */
    private static final Duration APPEARANCE = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Target target;
    private final Turnstile turnstile;

    Jobs(Target target) {
        this.target = target;
        this.turnstile = target.place().turnstile();
    }

    /**
     * Does the work.
     *
     * @throws SolutionException when it failed, was canceled, or was not over within the limit
     */
    void run(Work work) {
        Stopwatch stopwatch = new Stopwatch(target.time(), target.limit());
        int unanswered = 0;
        int refused = 0;
        while (true) {
            Optional<UUID> operation;
            try {
                operation = work.start();
            } catch (ServiceException e) {
                if (!e.isCustomizationLock()) {
                    throw e;
                }
                requireTime(work, stopwatch, e.serviceMessage());
                turnstile.backOff(work.task(), e, ++refused, stopwatch);
                if (unanswered > 0 && work.isDone()) {
                    return;
                }
                continue;
            } catch (UnknownOutcomeException e) {
                if (isDoneWhenQuiet(work, stopwatch, e)) {
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
            if (outcome instanceof JobOutcome.Failed failed
                    && CustomizationLock.hasStopped(failed.code(), failed.message())) {
                requireTime(work, stopwatch, failed.message());
                turnstile.backOff(work.task(), failed.message(), ++refused, stopwatch);
                if (unanswered > 0 && work.isDone()) {
                    return;
                }
                continue;
            }
            throw failure(work, operation.get(), outcome);
        }
    }

    private JobOutcome watch(Work work, UUID operation, Stopwatch stopwatch) {
        return target.place().watcher().watch(WatchedJob.operation(operation, work.task()), stopwatch.left());
    }

    private void requireTime(Work work, Stopwatch stopwatch, String message) {
        if (!stopwatch.isOver()) {
            return;
        }
        List<AsyncOperation> running = target.dataverse().runningOperations();
        throw new SolutionException(
                null,
                work.task() + " could not be started for " + Progress.clock(stopwatch.elapsed())
                        + ", because another operation holds " + target.environment()
                        + (running.isEmpty() ? "" : ": " + Turnstile.describe(running)) + ". The service says: "
                        + ServiceText.read(message).text(),
                "Wait until it is over and run the command again, or wait longer: " + longer());
    }

    /** Waits until no solution operation is running, so that what was perhaps started has had its effect. */
    private boolean isDoneWhenQuiet(Work work, Stopwatch stopwatch, UnknownOutcomeException lost) {
        target.reporter().warn(work.task() + ": " + lost.problem() + " Looking for what became of it.");
        Stopwatch appearance = new Stopwatch(target.time(), APPEARANCE);
        do {
            stopwatch.pause(LOOK);
            if (!turnstile.await(work.task(), stopwatch, () -> false).running().isEmpty()) {
                throw lost;
            }
            if (work.isDone()) {
                return true;
            }
        } while (!appearance.isOver() && !stopwatch.isOver());
        return false;
    }

    private String longer() {
        return "-Dsolution.maxAsyncWaitTime=" + 2 * Math.max(1, target.limit().toMinutes()) + " (minutes).";
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
                                    + " jobs; mvn solution:history shows what else was going on."));
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
                        + " may go on in the environment. Look at mvn solution:history, then run the command"
                        + " again, or wait longer: " + longer());
    }
}
