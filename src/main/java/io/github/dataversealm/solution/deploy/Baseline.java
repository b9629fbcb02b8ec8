package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.ImportJob;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The import jobs of a solution that were there before a start: what is not among them is new. Times are those of the service,
 * which has whole seconds, so the clock of this machine does not matter.
 *
 * @param until when the newest of them was created; {@link Instant#MIN} when there was none
 * @param jobs those that were created then
 */
public record Baseline(Instant until, Set<UUID> jobs) {

    public static final Baseline NOTHING = new Baseline(Instant.MIN, Set.of());

    static Baseline of(Collection<ImportJob> jobs) {
        return jobs.stream()
                .map(OwnJobs::created)
                .max(Comparator.naturalOrder())
                .map(newest -> new Baseline(
                        newest,
                        jobs.stream()
                                .filter(job -> OwnJobs.created(job).equals(newest))
                                .map(ImportJob::id)
                                .collect(Collectors.toUnmodifiableSet())))
                .orElse(NOTHING);
    }

    boolean isNew(ImportJob job) {
        Instant created = OwnJobs.created(job);
        return created.isAfter(until) || created.equals(until) && !jobs.contains(job.id());
    }
}
