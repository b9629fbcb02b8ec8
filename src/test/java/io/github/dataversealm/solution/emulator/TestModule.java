package io.github.dataversealm.solution.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.github.dataversealm.solution.emulator.message.MessageCall;
import io.github.dataversealm.solution.emulator.message.MessageHandler;
import io.github.dataversealm.solution.emulator.message.MessageModule;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Messages that only do what the tests of the server need. */
final class TestModule implements MessageModule {

    private final OrganizationContext context;

    TestModule(OrganizationContext context) {
        this.context = context;
    }

    /** Does the work of a message. */
    private interface Work {
        Optional<ObjectNode> of(MessageCall call) throws IOException;
    }

    private record Message(String name, Set<String> parameters, Set<String> required, Work work)
            implements MessageHandler {

        @Override
        public boolean isAction() {
            return true;
        }

        @Override
        public Optional<ObjectNode> handle(MessageCall call) throws IOException {
            return work.of(call);
        }
    }

    @Override
    public List<MessageHandler> handlers() {
        return List.of(
                new Message("Echo", Set.of("Text", "CustomizationFile"), Set.of("Text"), TestModule::echo),
                new Message("Size", Set.of("CustomizationFile"), Set.of("CustomizationFile"), TestModule::size),
                new Message("Count", Set.of(), Set.of(), call -> count()),
                new Message("Download", Set.of(), Set.of(), call -> download()),
                new Message("Fail", Set.of(), Set.of(), call -> {
                    throw new IllegalStateException("on purpose");
                }));
    }

    private static Optional<ObjectNode> echo(MessageCall call) throws IOException {
        String file =
                call.binary().isPresent() ? " " + Files.readString(call.binary().get()) : "";
        return Optional.of(JsonNodeFactory.instance
                .objectNode()
                .put("Said", call.parameters().get("Text").asText() + file));
    }

    private static Optional<ObjectNode> size(MessageCall call) throws IOException {
        return Optional.of(JsonNodeFactory.instance
                .objectNode()
                .put("Bytes", Files.size(call.binary().orElseThrow())));
    }

    /** Each call leaves a row: a test can tell how often the work was done. */
    private Optional<ObjectNode> count() throws IOException {
        context.store().write(tx -> {
            tx.table("$counted").put(UUID.randomUUID(), JsonNodeFactory.instance.objectNode());
            return null;
        });
        return Optional.of(JsonNodeFactory.instance.objectNode().put("Text", "x".repeat(100)));
    }

    private Optional<ObjectNode> download() throws IOException {
        Path file = Files.createTempFile(context.temporaryDirectory(), "download", "");
        byte[] bytes = new byte[1_000_000];
        Arrays.fill(bytes, (byte) 7);
        Files.write(file, bytes);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("File", new POJONode(file));
        return Optional.of(answer);
    }

    @Override
    public Optional<ObjectNode> control(ObjectNode request) {
        return request.has("lock") ? Optional.of(request) : Optional.empty();
    }

    @Override
    public void close() {
        // nothing runs
    }
}
