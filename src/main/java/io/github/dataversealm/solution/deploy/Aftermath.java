package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.contents.Workflow;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.ImportJob;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.WorkflowRow;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.job.PublishHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What an environment shows of the time since the last import of a zip: whether the import came to its end, with publishing,
 * and whether anything was changed since. Times are compared with times of the service only, except for whether the import is
 * recent.
 */
final class Aftermath {

    /** The row of the solution is changed by the import itself, at its end. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);
    /** So long after its job an import may still be at work with settings, flows and publishing. */
    private static final Duration WORK = Duration.ofHours(1);

    private final Dataverse dataverse;
    private final JobTime time;
    private final SolutionPackage solution;
    private Optional<PublishHistory> history = Optional.empty();

    Aftermath(Dataverse dataverse, JobTime time, SolutionPackage solution) {
        this.dataverse = dataverse;
        this.time = time;
        this.solution = solution;
    }

    /**
     * Whether the solution is as the job has left it, as far as can be seen: its row, its membership and its flows. What was
     * changed within other components has no time that could be asked for in a few requests.
     */
    boolean isUnchanged(InstalledSolution row, ImportJob job) {
        Instant completed = job.completedOn().orElse(Instant.MAX);
        if (row.modifiedOn()
                .filter(modified -> modified.minus(CLOCK_TOLERANCE).isAfter(completed))
                .isPresent()) {
            return false;
        }
        Instant settled = settled(completed);
        List<UUID> flows = FlowSwitch.uuids(
                solution.contents().workflows().stream().map(Workflow::id).toList());
        try {
            return !dataverse.componentsChangedSince(row.id(), settled)
                    && (!dataverse.workflowsChangedSince(flows, settled)
                            || !dataverse.workflowsChangedSince(unpatched(flows, row, completed), settled));
        } catch (ServiceException e) {
            // a service that does not tell: then importing again is right, and saying that nothing has changed is not
            return false;
        }
    }

    /**
     * Those that no patch has brought since: what it did to them is no change that somebody has made, and importing the
     * solution again would undo it.
     */
    private List<UUID> unpatched(List<UUID> flows, InstalledSolution row, Instant completed) {
        Set<UUID> patched = dataverse.patches(row.id()).stream()
                .filter(patch -> patch.modifiedOn()
                        .filter(modified -> !modified.isBefore(completed))
                        .isPresent())
                .flatMap(patch -> dataverse.workflows(patch.id()).stream())
                .map(WorkflowRow::id)
                .collect(Collectors.toSet());
        return flows.stream().filter(flow -> !patched.contains(flow)).toList();
    }

    /** When the import had done its own changes: at the end of the publishing that followed, if it did follow. */
    private Instant settled(Instant completed) {
        Instant latest = completed.plus(WORK);
        return history()
                .publishedSince(completed)
                .filter(end -> end.isBefore(latest))
                .map(end -> end.plus(CLOCK_TOLERANCE))
                .orElse(latest);
    }

    /** Whether what follows an import may be missing: nobody has published since, as far as the history goes back. */
    boolean isPublishingDue(ImportJob job) {
        Instant completed = job.completedOn().orElse(Instant.MAX);
        return history().publishedSince(completed).isEmpty() && (history().reachesBackTo(completed) || isRecent(job));
    }

    /** Whether the job ended so shortly ago that the run that started it may have been cut off in what follows. */
    boolean isRecent(ImportJob job) {
        return job.completedOn()
                .filter(end -> end.plus(WORK).isAfter(time.now()))
                .isPresent();
    }

    private PublishHistory history() {
        if (history.isEmpty()) {
            history = Optional.of(PublishHistory.read(dataverse));
        }
        return history.get();
    }
}
