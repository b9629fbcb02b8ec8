package io.github.dataversealm.solution.dataverse;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of {@code asyncoperations} (spec §3.4).
 *
 * @param message the long text, as the service wrote it
 * @param errorCode empty when there was no error
 */
public record AsyncOperation(
        UUID id,
        String name,
        String messageName,
        State state,
        String message,
        String friendlyMessage,
        Optional<ErrorCode> errorCode,
        Optional<Instant> createdOn,
        Optional<Instant> startedOn,
        Optional<Instant> completedOn,
        String ownerName) {

    /** What {@code statecode} and {@code statuscode} together mean. */
    public enum State {
        WAITING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELED;

        public boolean isOver() {
            return this == SUCCEEDED || this == FAILED || this == CANCELED;
        }
    }
}
