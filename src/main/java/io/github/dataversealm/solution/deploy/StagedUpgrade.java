package io.github.dataversealm.solution.deploy;

import static io.github.dataversealm.solution.deploy.Situation.HOLDING_SUFFIX;

import io.github.dataversealm.solution.dataverse.AsyncOperation;
import io.github.dataversealm.solution.dataverse.CustomizationLock;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.StartedJob;
import io.github.dataversealm.solution.dataverse.UnknownOutcomeException;
import io.github.dataversealm.solution.job.ImportDocument;
import io.github.dataversealm.solution.job.JobOutcome;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.Turnstile;
import io.github.dataversealm.solution.job.WatchedJob;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Applies or removes a staged upgrade. Neither has a job id of its own, and neither needs one: whether it was done shows in
 * the solutions of the environment, so they are looked at before each start.
 */
final class StagedUpgrade {

    private static final int NOT_AVAILABLE = 0x8004853b;
    private static final int NOT_FOUND = 404;
    private static final Duration LOOK = Duration.ofSeconds(2);
    /** So often is it started without an effect. */
    private static final int MOST_STARTS = 3;

    private final Workplace target;
    private final Duration startGrace;
    private final String name;
    private final Stopwatch stopwatch;
    private final Turnstile turnstile;
    private final Explanation explanation = new Explanation();

    /** @param name the unique name of the solution, without {@code _Upgrade} */
    StagedUpgrade(Workplace target, Duration startGrace, String name, Stopwatch stopwatch) {
        this.target = target;
        this.startGrace = startGrace;
        this.name = name;
        this.stopwatch = stopwatch;
        this.turnstile = target.turnstile();
    }

    /**
     * Makes the staged upgrade the solution.
     *
     * @param version the version that the solution then has
     * @return the solution as it is now
     */
    InstalledSolution apply(SolutionVersion version) {
        until(
                "the upgrade of " + name,
                () -> holding().isEmpty(),
                () -> Optional.of(target.dataverse().deleteAndPromote(name)));
        InstalledSolution now = target.dataverse()
                .solution(name)
                .orElseThrow(() -> StepException.failed(
                        "The upgrade was applied, and " + name + " is not installed any more.",
                        "Look what happened: mvn solution:history"));
        if (now.versionOrLowest().compareTo(version) != 0) {
            throw StepException.failed(
                    "No staged upgrade is left, and " + name + " has version " + now.version() + " instead of "
                            + version + ".",
                    "Somebody else may have removed the staged upgrade. Import it again.");
        }
        return now;
    }

    /** Removes the staged upgrade; the solution stays as it is. */
    void discard() {
        until("removing " + name + HOLDING_SUFFIX, () -> holding().isEmpty(), () -> {
            return Optional.of(new StartedJob(target.dataverse().uninstall(name + HOLDING_SUFFIX), Optional.empty()));
        });
    }

    Optional<InstalledSolution> holding() {
        return target.dataverse().solution(name + HOLDING_SUFFIX);
    }

    private void until(String task, Supplier<Boolean> isDone, Supplier<Optional<StartedJob>> start) {
        int locked = 0;
        int starts = 0;
        while (!isDone.get()) {
            if (starts > 0 && stopwatch.isOver()) {
                throw StepException.stillRunning(
                        "Whether " + task + " goes on in the environment is not known, and the time to wait is over.",
                        "Run the same command again: it looks first. To wait longer:"
                                + " -Dsolution.maxAsyncWaitTime=<minutes>");
            }
            if (starts == MOST_STARTS) {
                throw StepException.failed(
                        task + " was started " + starts + " times, and the environment shows nothing of it.",
                        "Look what happened: mvn solution:history; then run the same command again: it continues.");
            }
            List<AsyncOperation> running =
                    turnstile.await(task, stopwatch, isDone::get).running();
            if (!running.isEmpty()) {
                throw StepException.failed(
                        task + " was not started: for " + stopwatch.limit().toMinutes() + " minutes there was "
                                + Turnstile.describe(running) + ".",
                        "Run the same command again later, or wait longer with -Dsolution.maxAsyncWaitTime=<minutes>.");
            }
            if (isDone.get()) {
                return;
            }
            try {
                starts++;
                Optional<StartedJob> started = start.get();
                if (started.isPresent() && follow(task, started.get())) {
                    starts--;
                    turnstile.backOff(task, "", ++locked, stopwatch);
                }
            } catch (UnknownOutcomeException e) {
                target.warn("The answer to " + task + " was lost; looking whether it was started.");
                awaitTrace(isDone);
            } catch (ServiceException e) {
                if (e.isCustomizationLock() || e.status() == 429) {
                    giveUpWhenOver(task, e);
                    starts--;
                    turnstile.backOff(task, e, ++locked, stopwatch);
                } else if (e.code()
                                .filter(code -> code.value() == NOT_AVAILABLE)
                                .isEmpty()
                        && e.status() != NOT_FOUND) {
                    throw explanation.refused("The service refused " + task + ".", e);
                } else if (!isDone.get()) {
                    throw explanation.refused("The service refused " + task + ".", e);
                }
            }
        }
    }

    /** @return whether it failed because of another operation and is to be tried again */
    private boolean follow(String task, StartedJob started) {
        JobOutcome outcome = target.watcher().watch(WatchedJob.of(started, task), stopwatch.left());
        if (outcome instanceof JobOutcome.Failed failed) {
            if (CustomizationLock.hasStopped(failed.code(), failed.message()) && !stopwatch.isOver()) {
                return true;
            }
            StepException fault = explanation.failed(failed, ImportDocument.EMPTY);
            throw new StepException(
                    fault.state(),
                    "It failed: " + task + "." + System.lineSeparator() + fault.problem(),
                    fault.advice(),
                    fault.missing());
        }
        if (outcome instanceof JobOutcome.Canceled) {
            throw StepException.failed("Somebody canceled " + task + ".", "Run the same command again.");
        }
        if (outcome instanceof JobOutcome.StillRunning running) {
            throw StepException.stillRunning(
                    "It goes on in the environment: " + task + " (operation " + started.operationId() + "). "
                            + running.why(),
                    "Run the same command again: it continues.");
        }
        return false;
    }

    private void giveUpWhenOver(String task, ServiceException fault) {
        if (stopwatch.isOver()) {
            throw explanation.refused("The service was busy until the end of the wait for " + task + ".", fault);
        }
    }

    /** Waits until there is something to see of a start whose answer was lost, or the time for that is over. */
    private void awaitTrace(Supplier<Boolean> isDone) {
        Stopwatch grace = new Stopwatch(target.time(), startGrace);
        while (!grace.isOver() && !stopwatch.isOver()) {
            try {
                if (!target.dataverse().runningOperations().isEmpty() || isDone.get()) {
                    return;
                }
            } catch (InterruptedCallException e) {
                throw e;
            } catch (DataverseException e) {
                target.debug("Cannot look yet: " + e.problem());
            }
            grace.pause(LOOK);
        }
    }
}
