package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.message.MessageCall;
import io.github.dataversealm.solution.emulator.message.MessageHandler;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.store.FileStore;
import io.github.dataversealm.solution.message.Reporter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An organization without a server: messages are called, jobs run when the test says so, time passes when jobs wait. */
final class TestOrganization implements Closeable {

    static final UUID USER = UUID.fromString("11111111-1111-1111-1111-111111111111");
    static final UUID ORGANIZATION = UUID.fromString("22222222-2222-2222-2222-222222222222");

    private final FileStore store;
    private final SolutionModule module;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final TestClock clock = new TestClock();
    private Knobs knobs = Knobs.defaults().with("queueDelayMillis", 0).with("jobMillis", 0);

    TestOrganization(Path folder) throws IOException {
        store = new FileStore(folder.resolve("store"));
        OrganizationContext context = new OrganizationContext(
                store,
                () -> knobs,
                clock,
                ORGANIZATION,
                folder.resolve("temporary"),
                "9.2.25063.00180",
                Reporter.silent());
        module = SolutionModule.create(context, waiting::add, clock::pass);
        module.start();
    }

    /** A clock that only goes on when something waits. */
    static final class TestClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        private boolean broken;

        synchronized void pass(Duration time) throws InterruptedException {
            if (broken) {
                throw new InterruptedException("the process ends here");
            }
            now = now.plus(time);
        }

        /** The next wait is the end of the process. */
        synchronized void breakOff() {
            broken = true;
        }

        @Override
        public synchronized Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    SolutionModule module() {
        return module;
    }

    TestClock clock() {
        return clock;
    }

    TestOrganization with(String knob, Object value) {
        knobs = knobs.with(knob, value);
        return this;
    }

    /** The jobs that are started and have not run. */
    int waitingJobs() {
        return waiting.size();
    }

    void runJobs() {
        while (!waiting.isEmpty()) {
            waiting.poll().run();
        }
    }

    // ---------------------------------------------------------------- calls

    Optional<ObjectNode> call(String message, ObjectNode parameters, Path zip) throws IOException {
        MessageHandler handler = module.handlers().stream()
                .filter(candidate -> candidate.name().equals(message))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(message));
        return handler.handle(new MessageCall(parameters, Optional.ofNullable(zip), USER, "http://localhost"));
    }

    ObjectNode call(String message, ObjectNode parameters) throws IOException {
        return call(message, parameters, null).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    ObjectNode stage(Path zip) throws IOException {
        return (ObjectNode)
                call("StageSolution", parameters(), zip).orElseThrow().path("StageSolutionResults");
    }

    static ObjectNode parameters() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode importParameters() {
        return parameters().put("OverwriteUnmanagedCustomizations", false).put("PublishWorkflows", true);
    }

    /** Runs an import to its end. @return the row of its job */
    ObjectNode install(Path zip) throws IOException {
        return run("ImportSolutionAsync", importParameters(), zip);
    }

    ObjectNode hold(Path zip) throws IOException {
        return run("ImportSolutionAsync", importParameters().put("HoldingSolution", true), zip);
    }

    ObjectNode upgrade(Path zip) throws IOException {
        return run("StageAndUpgradeAsync", importParameters(), zip);
    }

    ObjectNode promote(String name) throws IOException {
        return run("DeleteAndPromoteAsync", parameters().put("UniqueName", name), null);
    }

    ObjectNode uninstall(String name) throws IOException {
        return run("UninstallSolutionAsync", parameters().put("SolutionUniqueName", name), null);
    }

    ObjectNode run(String message, ObjectNode parameters, Path zip) throws IOException {
        ObjectNode started = call(message, parameters, zip).orElseThrow();
        runJobs();
        return operation(started);
    }

    ObjectNode operation(ObjectNode started) throws IOException {
        return row("asyncoperations", NewRow.id(started, "AsyncOperationId").orElseThrow());
    }

    byte[] export(String name, boolean managed) throws IOException {
        ObjectNode answer =
                call("ExportSolution", parameters().put("SolutionName", name).put("Managed", managed));
        return Files.readAllBytes((Path) ((POJONode) answer.path("ExportSolutionFile")).getPojo());
    }

    // ---------------------------------------------------------------- rows

    ObjectNode row(String entitySet, UUID id) throws IOException {
        return store.read(transaction -> transaction.table(entitySet).find(id)).orElseThrow();
    }

    List<ObjectNode> rows(String entitySet) throws IOException {
        return store.read(transaction -> transaction.table(entitySet).all());
    }

    Optional<ObjectNode> solution(String name) throws IOException {
        return store.read(transaction -> transaction.table("solutions").findBy("uniquename", name));
    }

    Optional<ObjectNode> find(String entitySet, String column, String value) throws IOException {
        return store.read(transaction -> transaction.table(entitySet).findBy(column, value));
    }

    FileStore store() {
        return store;
    }

    interface Attempt {
        void run() throws IOException;
    }

    /** The error of a call that must fail. */
    static ServiceFault fault(Attempt attempt) throws IOException {
        try {
            attempt.run();
        } catch (ServiceFault fault) {
            return fault;
        }
        throw new AssertionError("The call did not fail.");
    }

    @Override
    public void close() throws IOException {
        module.close();
        store.close();
    }
}
