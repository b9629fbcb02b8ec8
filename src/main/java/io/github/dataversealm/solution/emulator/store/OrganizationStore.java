package io.github.dataversealm.solution.emulator.store;

import java.io.Closeable;
import java.io.IOException;

/**
 * The data of one organization on disk. A write is on disk when {@link #write} returns: a kill of the process at any moment
 * loses nothing that was answered and leaves nothing half done. Writes are one after the other; reads see the last state.
 */
public interface OrganizationStore extends Closeable {

    <T> T read(Work<T> work) throws IOException;

    /** @throws RuntimeException whatever the work throws, after everything was taken back */
    <T> T write(Work<T> work) throws IOException;

    /** What is done inside a transaction. */
    interface Work<T> {
        T in(Transaction transaction) throws IOException;
    }
}
