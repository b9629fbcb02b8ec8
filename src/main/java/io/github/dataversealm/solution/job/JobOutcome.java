package io.github.dataversealm.solution.job;

import io.github.dataversealm.solution.dataverse.AsyncOperation;
import io.github.dataversealm.solution.dataverse.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/** How the watch over a job ended. */
public sealed interface JobOutcome {

    /** @param operation empty when only the import job was left to tell */
    record Succeeded(Optional<AsyncOperation> operation) implements JobOutcome {}

    /**
     * The service says that it failed; what it did was taken back.
     *
     * @param message the service's words, not cleaned
     * @param shortMessage the service's short words; may be empty
     */
    record Failed(String message, String shortMessage, Optional<ErrorCode> code) implements JobOutcome {

        static Failed of(AsyncOperation operation) {
            return new Failed(operation.message(), operation.friendlyMessage(), operation.errorCode());
        }
    }

    /** Somebody canceled it. */
    record Canceled() implements JobOutcome {}

    /**
     * The watch ended before the job did: this is no failure of the job.
     *
     * @param why one sentence
     */
    record StillRunning(Duration waited, String why) implements JobOutcome {}

    /** Nothing of it can be found any more: whether it had an effect must be seen from what it should have changed. */
    record Lost(String why) implements JobOutcome {}
}
