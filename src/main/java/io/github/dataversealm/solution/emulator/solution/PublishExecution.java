package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.emulator.job.Execution;
import io.github.dataversealm.solution.emulator.job.Job;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.time.Instant;

/** Publishes customizations: what can be seen of it is a row of the history. */
final class PublishExecution implements Execution {

    private final Job job;
    private final int operation;

    /** @param operation {@link History#PUBLISH} or {@link History#PUBLISH_ALL} */
    PublishExecution(Job job, int operation) {
        this.job = job;
        this.operation = operation;
    }

    @Override
    public void started(Transaction transaction, Instant now) {
        History.started(transaction, job.id(), History.Entry.of(operation), now);
    }

    @Override
    public void apply(Transaction transaction, Instant now) {
        History.succeeded(transaction, job.id(), now);
    }
}
