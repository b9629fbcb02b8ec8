package io.github.dataversealm.solution.emulator.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;

/**
 * All rows as a transaction has left them. Neither the maps nor the rows are changed any more: a reader keeps the state that it
 * began with, and a writer makes new maps for the tables that it changes.
 *
 * @param tables entity set to its rows, in the order of their creation
 * @param counter the last version number or place that was given out
 */
record StoreState(Map<String, Map<UUID, Row>> tables, long counter) {

    /** A new organization of the service does not start at 1 either. */
    static final long FIRST_VERSION = 1_000_000;

    Map<UUID, Row> table(String set) {
        return tables.getOrDefault(set, Map.of());
    }

    /** @param place where the row stands in the order of creation */
    record Row(long place, ObjectNode values) {}
}
