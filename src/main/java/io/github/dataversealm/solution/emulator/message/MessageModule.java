package io.github.dataversealm.solution.emulator.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.table.EntityRules;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of what an organization can do: messages, rules of tables, and the work that goes on behind them. */
public interface MessageModule extends Closeable {

    /** Makes the module for an organization whose store is open. */
    interface Factory {
        MessageModule create(OrganizationContext context) throws IOException;
    }

    List<MessageHandler> handlers();

    /** What tables do beyond keeping rows, by entity set. */
    default Map<String, EntityRules> rules() {
        return Map.of();
    }

    /** Seeds what must be there and goes on with the jobs that an earlier process left; called once, before the first request. */
    default void start() throws IOException {}

    /** Whether jobs are queued or running. */
    default boolean isBusy() {
        return false;
    }

    /**
     * What the tests and scripts of a user ask for with {@code POST /emulator/organization}, such as solutions that are
     * declared present.
     *
     * @return what is answered; empty when the module does not know the request
     */
    default Optional<ObjectNode> control(ObjectNode request) throws IOException {
        return Optional.empty();
    }

    /** Stops the work; what is unfinished goes on at the next start. */
    @Override
    void close() throws IOException;
}
