package io.github.dataversealm.solution.job;

import io.github.dataversealm.solution.dataverse.StartedJob;
import java.util.Optional;
import java.util.UUID;

/**
 * A job to watch, by either of its rows or both.
 *
 * @param task what it does, for people, such as {@code Import of ContosoTrips 1.2.0.0}
 */
public record WatchedJob(Optional<UUID> operationId, Optional<UUID> importJobId, String task) {

    public WatchedJob {
        if (operationId.isEmpty() && importJobId.isEmpty()) {
            throw new IllegalArgumentException("a job without an id");
        }
    }

    public static WatchedJob operation(UUID operationId, String task) {
        return new WatchedJob(Optional.of(operationId), Optional.empty(), task);
    }

    public static WatchedJob of(StartedJob started, String task) {
        return new WatchedJob(Optional.of(started.operationId()), started.jobId(), task);
    }
}
