package io.github.dataversealm.solution.emulator.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** One action or function of the Web API. Handlers are listed in a registry; each is one class. */
public interface MessageHandler {

    /** The name, such as {@code StageSolution}. */
    String name();

    /** Whether it is called by POST (an action) or GET (a function). */
    boolean isAction();

    /** The parameters that it knows; any other is refused. */
    Set<String> parameters();

    /** The parameters that must be there. */
    Set<String> required();

    /**
     * Does the work.
     *
     * @return the members of the response without {@code @odata.context}; empty answers 204
     * @throws ServiceFault to answer an error
     */
    Optional<ObjectNode> handle(MessageCall call) throws IOException;
}
