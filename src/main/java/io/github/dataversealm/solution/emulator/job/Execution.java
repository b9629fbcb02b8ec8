package io.github.dataversealm.solution.emulator.job;

import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.io.IOException;
import java.time.Instant;

/** One run of a job. The methods are called in this order; a run that was killed begins again from the start. */
public interface Execution {

    /** Writes the rows that can be seen while the job works, in the transaction that says so; they may be there from an earlier run. */
    default void started(Transaction transaction, Instant now) throws IOException {}

    /** @param percent how much of the work is done */
    default void progress(Transaction transaction, double percent, Instant now) throws IOException {}

    /** What can be done without the organization, such as reading the package. @throws ServiceFault when that fails */
    default void prepare() throws IOException {}

    /** Does the work, in one transaction with the end of the job. @throws ServiceFault to take everything back and fail */
    void apply(Transaction transaction, Instant now) throws IOException;

    /** Writes what is left of work that failed, in one transaction with the end of the job. */
    default void failed(Transaction transaction, ServiceFault fault, Instant now) throws IOException {}

    /** The {@code message} of the failed job. */
    default String message(ServiceFault fault) {
        return fault.getMessage();
    }
}
