package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.ErrorCode;
import io.github.dataversealm.solution.dataverse.ImportJob;
import io.github.dataversealm.solution.dataverse.ImportRequest;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.StartedJob;
import io.github.dataversealm.solution.dataverse.UnknownOutcomeException;
import io.github.dataversealm.solution.deploy.JobIds.Kind;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.WatchedJob;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Starts the import job of a solution, once: an answer that is lost is looked for before anything is started again
 * (design §6 point 4).
 */
final class JobStart {

    private static final Duration LOOK = Duration.ofSeconds(2);
    /** So often is an import started whose answers are lost and of which nothing can be found. */
    private static final int MOST_STARTS = 3;

    private final RunningImport run;
    private final List<ComponentParameter> parameters;
    private final Upload upload;
    private boolean singleStep = true;
    private int unanswered;

    JobStart(RunningImport run, List<ComponentParameter> parameters) {
        this.run = run;
        this.parameters = parameters;
        this.upload =
                new Upload(run.target, run.solution, run.options.skipDependencyCheck(), run.stopwatch, run.turnstile);
    }

    /**
     * Uploads the zip and starts the import that was decided on.
     *
     * @return the job to follow; empty: nothing was started, and the environment is to be looked at again
     */
    Optional<WatchedJob> start(Decision decision) throws IOException {
        Kind kind = kind(decision);
        Optional<UUID> uploaded = upload.send(run.warnings);
        int attempt = run.jobs.nextAttempt(kind);
        UUID id = run.jobs.next(kind);
        ImportRequest request = new ImportRequest(
                run.solution.zip(),
                uploaded,
                id,
                run.options.forceOverwrite(),
                run.options.activatePlugins(),
                run.options.skipDependencyCheck(),
                kind == Kind.HOLDING,
                parameters);
        run.write(run.entry()
                .knowing(run.jobs.baseline())
                .job(
                        RunState.STARTING,
                        attempt,
                        Optional.of(id),
                        Optional.empty(),
                        run.target.time().now()));
        try {
            StartedJob started = kind == Kind.UPGRADE
                    ? run.target.dataverse().stageAndUpgrade(request)
                    : run.target.dataverse().importSolution(request);
            upload.used();
            run.startedNow();
            UUID job = started.jobId().orElse(id);
            run.jobs.started(job);
            run.jobs.burn(kind, attempt);
            run.write(run.entry()
                    .job(
                            RunState.STARTED,
                            attempt,
                            Optional.of(job),
                            Optional.of(started.operationId()),
                            run.target.time().now()));
            return Optional.of(new WatchedJob(Optional.of(started.operationId()), Optional.of(job), run.task()));
        } catch (UnknownOutcomeException e) {
            return lostAnswer(id, e.problem());
        } catch (ServiceException e) {
            return refusedStart(kind, attempt, id, e);
        }
    }

    private Optional<WatchedJob> refusedStart(Kind kind, int attempt, UUID id, ServiceException fault)
            throws IOException {
        if (fault.isDuplicateJob()) {
            run.target.info("The service knows the job " + id + " already; looking for it.");
            run.jobs.burn(kind, attempt);
            return lostAnswer(id, fault.problem());
        }
        if (fault.isCustomizationLock() || fault.status() == 429) {
            if (run.stopwatch.isOver()) {
                throw run.explanation.refused("The import was not started.", fault);
            }
            run.notStarted();
            run.backOff(fault);
            return Optional.empty();
        }
        if (fault.code().filter(ErrorCode.NO_SUCH_RECORD::equals).isPresent() && upload.isPossible()) {
            upload.forgotten();
            run.notStarted();
            return Optional.empty();
        }
        if (kind == Kind.UPGRADE && fault.isUnknownCall()) {
            run.target.info("The service cannot upgrade in one step; the upgrade is staged and then applied.");
            singleStep = false;
            run.notStarted();
            return Optional.empty();
        }
        if (fault.status() >= 500) {
            return lostAnswer(id, fault.problem());
        }
        throw run.explanation.refused("The import was not started.", fault);
    }

    /**
     * Whether the job was started is not known: it is looked for, until it is found or so much time has passed that it would
     * have been seen.
     *
     * @param id the id that it was started with
     * @param problem why it is not known
     * @return the job to follow; empty: it was not started
     */
    Optional<WatchedJob> lostAnswer(UUID id, String problem) throws IOException {
        run.target.warn("Whether the import was started is not known (" + problem + "); looking for it.");
        run.startedNow();
        run.jobs.started(id);
        Stopwatch grace = new Stopwatch(run.target.time(), run.options.startGrace());
        boolean seen = false;
        while (!run.stopwatch.isOver() && (!grace.isOver() || seen)) {
            try {
                seen = false;
                Optional<UUID> found = findJob(id);
                if (found.isPresent()) {
                    run.jobs.started(found.get());
                    run.write(run.entry()
                            .job(
                                    RunState.STARTED,
                                    run.entry().start().attempt(),
                                    found,
                                    Optional.empty(),
                                    run.target.time().now()));
                    run.target.info("It was started: import job " + found.get());
                    return Optional.of(new WatchedJob(Optional.empty(), found, run.task()));
                }
                // Whatever runs may be ours: its import job has a row when it begins to work.
                seen = !run.target.dataverse().runningOperations().isEmpty();
            } catch (InterruptedCallException e) {
                throw e;
            } catch (DataverseException e) {
                run.target.debug("Cannot look yet: " + e.problem());
                seen = true;
            }
            run.stopwatch.pause(LOOK);
        }
        if (seen || !grace.isOver() || run.stopwatch.isOver()) {
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
        run.target.info("Nothing of it can be found: it was not started.");
        run.keep(run.entry().with(RunState.STARTING));
        return Optional.empty();
    }

    private Optional<UUID> findJob(UUID id) {
        run.jobs.see(run.target.dataverse().importJobs(run.solution.uniqueName(), Instant.EPOCH));
        if (run.jobs.knows(id)) {
            return Optional.of(id);
        }
        // The service may have chosen an id of its own.
        Optional<UUID> other = run.jobs.newSince(run.entry().start().known());
        return other.isPresent() ? other : run.target.dataverse().importJob(id).map(ImportJob::id);
    }

    private Kind kind(Decision decision) {
        if (decision instanceof Decision.Stage
                || decision instanceof Decision.StageAndPromote
                || isTwoSteps(decision)) {
            return Kind.HOLDING;
        }
        return decision instanceof Decision.Upgrade ? Kind.UPGRADE : Kind.IMPORT;
    }

    /** The service is too old for an upgrade in one step. */
    private boolean isTwoSteps(Decision decision) {
        return decision instanceof Decision.Upgrade && !singleStep;
    }
}
