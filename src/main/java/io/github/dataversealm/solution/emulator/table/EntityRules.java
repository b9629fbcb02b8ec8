package io.github.dataversealm.solution.emulator.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.store.Transaction;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a table does beyond keeping rows. Every method may throw a {@code ServiceFault} to refuse. */
public interface EntityRules {

    /**
     * The rows of a virtual table, made anew for each request.
     *
     * @param filter the text of {@code $filter}, for tables that cannot be read without one
     * @return empty: the rows are in the store
     */
    default Optional<List<ObjectNode>> rows(Transaction transaction, Optional<String> filter) throws IOException {
        return Optional.empty();
    }

    /** Whether clients can read the row yet. */
    default boolean isVisible(ObjectNode row) {
        return true;
    }

    /** Checks and completes a row before it is added. */
    default void create(Transaction transaction, ObjectNode row) throws IOException {}

    /**
     * Checks and completes a row before it replaces another.
     *
     * @return whether the row is to be put; false when the rule has done all there is to do
     */
    default boolean update(Transaction transaction, ObjectNode before, ObjectNode after) throws IOException {
        return true;
    }

    /** @return whether the row is to be deleted; false when the rule has done all there is to do */
    default boolean delete(Transaction transaction, UUID id, ObjectNode row) throws IOException {
        return true;
    }
}
