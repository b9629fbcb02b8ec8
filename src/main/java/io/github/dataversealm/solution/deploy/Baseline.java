package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.ImportJob;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The import jobs of a solution that were there before a start: what is not among them is new. Times are those of the service,
 * which has whole seconds, so the clock of this machine does not matter.
 *
 * @param until when the newest of them was created; {@link Instant#MIN} when there was none
 * @param jobs those that were created then
 */
record Baseline(Instant until, Set<UUID> jobs) {

    static final Baseline NOTHING = new Baseline(Instant.MIN, Set.of());

    boolean isNew(ImportJob job) {
        Instant created = OwnJobs.created(job);
        return created.isAfter(until) || created.equals(until) && !jobs.contains(job.id());
    }
}
