package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.StageResult;
import io.github.dataversealm.solution.dataverse.UnknownOutcomeException;
import io.github.dataversealm.solution.job.ServiceText;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.Turnstile;
import io.github.dataversealm.solution.job.Workplace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Uploads the zip: it travels once, and is validated before anything is changed (spec §9.8 point 2). Where the service cannot
 * take uploads, or has forgotten one, the zip goes with the import instead.
 */
final class Upload {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int MOST_LOSSES = 3;

    private final Workplace target;
    private final SolutionPackage solution;
    private final boolean skipDependencyCheck;
    private final Stopwatch stopwatch;
    private final Turnstile turnstile;
    private final Explanation explanation = new Explanation();
    private boolean possible = true;
    private Optional<UUID> waiting = Optional.empty();
    private boolean fresh;

    /** @param skipDependencyCheck whether missing updates of products keep nothing out */
    Upload(
            Workplace target,
            SolutionPackage solution,
            boolean skipDependencyCheck,
            Stopwatch stopwatch,
            Turnstile turnstile) {
        this.target = target;
        this.solution = solution;
        this.skipDependencyCheck = skipDependencyCheck;
        this.stopwatch = stopwatch;
        this.turnstile = turnstile;
    }

    boolean isPossible() {
        return possible;
    }

    /** An import was started with it. */
    void used() {
        waiting = Optional.empty();
    }

    /** The service does not know an upload that it has answered. When it was not an old one, the zip goes with the import. */
    void forgotten() {
        waiting = Optional.empty();
        if (fresh) {
            target.info("The service has forgotten the upload; the zip is sent with the import.");
            giveUp();
        } else {
            target.info("The service has forgotten the upload; it is repeated.");
        }
    }

    private void giveUp() {
        possible = false;
    }

    /**
     * Uploads it, unless an upload is there that no import was started with.
     *
     * @param warnings takes what the validation warns of
     * @return empty: it has to go with the import
     * @throws StepException when the service refuses it
     */
    Optional<UUID> send(List<String> warnings) throws IOException {
        fresh = waiting.isEmpty();
        if (!fresh) {
            return waiting;
        }
        int failures = 0;
        while (possible) {
            try {
                StageResult result = target.dataverse().stage(solution.zip());
                if (skipDependencyCheck && result.lacksProductUpdatesOnly()) {
                    target.warn(
                            "The validation misses updates of products, which skipDependencyCheck leaves out; the zip"
                                    + " is sent with the import.");
                    giveUp();
                    return Optional.empty();
                }
                if (!result.passed()) {
                    throw explanation.refused(result);
                }
                result.validationResults().stream()
                        .filter(found -> found.severity().equalsIgnoreCase("Warning"))
                        .map(found -> ServiceText.read(found.message()).text())
                        .filter(text -> !warnings.contains(text))
                        .forEach(warnings::add);
                waiting = result.uploadId();
                return waiting;
            } catch (ServiceException e) {
                if (e.isUnknownCall()) {
                    target.debug("The service does not know StageSolution; the zip is sent with the import.");
                    giveUp();
                    return Optional.empty();
                }
                if (!isPassing(e) || stopwatch.isOver()) {
                    throw explanation.refused("The service refuses the zip; nothing was changed.", e);
                }
                turnstile.backOff("the upload of " + solution.uniqueName(), e, ++failures, stopwatch);
            } catch (UnknownOutcomeException e) {
                // An upload that nobody uses does no harm.
                if (++failures > MOST_LOSSES) {
                    throw e;
                }
                stopwatch.pause(LOOK);
            }
        }
        return Optional.empty();
    }

    private static boolean isPassing(ServiceException fault) {
        return fault.isCustomizationLock() || fault.status() == 429 || fault.status() >= 500;
    }
}
