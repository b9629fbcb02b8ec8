package io.github.dataversealm.solution.emulator.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.UUID;

/** What code that reads or changes an organization sees. A transaction is all or nothing, and is on disk when it has ended. */
public interface Transaction {

    /** @param entitySet the name of the entity set, such as {@code solutions} */
    Table table(String entitySet);

    /** Keeps a large value, such as a zip, outside of the rows. It is gone again when the transaction fails. */
    UUID putBlob(InputStream content) throws IOException;

    /** A file with the content; it must only be read, and stays until {@link #deleteBlob}. */
    Path blob(UUID id);

    void deleteBlob(UUID id);
}
