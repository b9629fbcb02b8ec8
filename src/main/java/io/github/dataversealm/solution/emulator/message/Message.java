package io.github.dataversealm.solution.emulator.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A row of the registry of messages: what a message is called, what it takes, and what it does. */
public record Message(String name, boolean isAction, Set<String> parameters, Set<String> required, Body body)
        implements MessageHandler {

    /** What a message does. */
    public interface Body {
        Optional<ObjectNode> handle(MessageCall call) throws IOException;
    }

    public static Message action(String name, List<String> required, List<String> optional, Body body) {
        return new Message(name, true, union(required, optional), Set.copyOf(required), body);
    }

    public static Message function(String name, List<String> required, List<String> optional, Body body) {
        return new Message(name, false, union(required, optional), Set.copyOf(required), body);
    }

    private static Set<String> union(List<String> required, List<String> optional) {
        Set<String> all = new LinkedHashSet<>(required);
        all.addAll(optional);
        return Set.copyOf(all);
    }

    @Override
    public Optional<ObjectNode> handle(MessageCall call) throws IOException {
        return body.handle(call);
    }
}
