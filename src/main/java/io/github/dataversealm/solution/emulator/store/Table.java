package io.github.dataversealm.solution.emulator.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** The rows of one entity set inside a transaction. A row is a JSON object: column name to value; the key column is in it. */
public interface Table {

    Optional<ObjectNode> find(UUID id);

    /** All rows, in the order of their creation. They are copies: a change must be put. */
    List<ObjectNode> all();

    List<ObjectNode> where(Predicate<ObjectNode> condition);

    /** The first row whose column has the text, ignoring case. */
    Optional<ObjectNode> findBy(String column, String value);

    /** Adds or replaces a row, and gives it a new {@code versionnumber}. */
    void put(UUID id, ObjectNode row);

    /** @return whether there was such a row */
    boolean delete(UUID id);
}
