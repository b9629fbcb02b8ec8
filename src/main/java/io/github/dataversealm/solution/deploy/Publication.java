package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.CustomizationLock;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.UnknownOutcomeException;
import io.github.dataversealm.solution.job.JobOutcome;
import io.github.dataversealm.solution.job.PublishHistory;
import io.github.dataversealm.solution.job.ServiceText;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.Turnstile;
import io.github.dataversealm.solution.job.WatchedJob;
import io.github.dataversealm.solution.job.Workplace;
import java.util.Optional;
import java.util.UUID;

/**
 * Publishes all customizations. Publishing twice does no harm, so a lost answer is followed by another try; right after an
 * import the environment may still hold its lock (spec §9.5), which is waited for.
 */
final class Publication {

    private static final String TASK = "publishing all customizations";

    /** So often it is repeated when nothing tells how it ended, which does no harm. */
    private static final int MOST_REPETITIONS = 3;

    private final Workplace target;
    private final Stopwatch stopwatch;
    private final Turnstile turnstile;
    private final Explanation explanation = new Explanation();

    Publication(Workplace target, Stopwatch stopwatch, Turnstile turnstile) {
        this.target = target;
        this.stopwatch = stopwatch;
        this.turnstile = turnstile;
    }

    void run() {
        if (stopwatch.isOver()) {
            throw StepException.failed(
                    "The import is done, and was not published: the time to wait was over before.",
                    "Run the same command again: it goes on with that. To wait longer:"
                            + " -Dsolution.maxAsyncWaitTime=<minutes>");
        }
        int failures = 0;
        while (!tryOnce(failures)) {
            failures++;
        }
    }

    private boolean tryOnce(int failures) {
        try {
            Optional<UUID> operation = target.dataverse()
                    .within(stopwatch.left(), Integer.MAX_VALUE)
                    .publishAll();
            return operation.isEmpty() || isPublished(operation.get(), failures);
        } catch (ServiceException e) {
            if (stopwatch.isOver() || !(e.isCustomizationLock() || e.status() == 429 || e.status() >= 500)) {
                throw explanation.refused("The import is done, and publishing was refused.", e);
            }
            turnstile.backOff(TASK, e, failures + 1, stopwatch);
            return false;
        } catch (UnknownOutcomeException e) {
            if (stopwatch.isOver()) {
                throw StepException.failed(
                        "The import is done, and whether it was published is not known. " + e.problem(),
                        "Run: mvn solution:publish");
            }
            turnstile.backOff(TASK, "", failures + 1, stopwatch);
            return isSeen();
        }
    }

    /** Whether the history shows what the job does not. */
    private boolean isSeen() {
        return PublishHistory.read(target.dataverse()).isPublishedSinceLastImport();
    }

    private boolean isPublished(UUID operation, int failures) {
        JobOutcome outcome = target.watcher().watch(WatchedJob.operation(operation, "Publishing"), stopwatch.left());
        if (outcome instanceof JobOutcome.Succeeded) {
            return true;
        }
        if (outcome instanceof JobOutcome.Failed failed) {
            if (CustomizationLock.hasStopped(failed.code(), failed.message()) && !stopwatch.isOver()) {
                turnstile.backOff(TASK, failed.message(), failures + 1, stopwatch);
                return false;
            }
            throw StepException.failed(
                    "The import is done, and publishing failed: "
                            + ServiceText.read(failed.message()).text(),
                    "Run: mvn solution:publish");
        }
        if (outcome instanceof JobOutcome.StillRunning running) {
            throw StepException.stillRunning(
                    "The import is done; publishing goes on in the environment. " + running.why(),
                    "Look whether it ends well: mvn solution:history");
        }
        if (outcome instanceof JobOutcome.Lost) {
            if (isSeen()) {
                return true;
            }
            if (failures < MOST_REPETITIONS && !stopwatch.isOver()) {
                return false;
            }
        }
        throw StepException.failed(
                "The import is done, and whether publishing ended well cannot be seen.", "Run: mvn solution:publish");
    }
}
