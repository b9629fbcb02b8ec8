package io.github.dataversealm.solution.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.checker.CheckerService;
import io.github.dataversealm.solution.emulator.fault.FaultInjector;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.identity.Certificates;
import io.github.dataversealm.solution.emulator.identity.IdentityService;
import io.github.dataversealm.solution.emulator.identity.Registration;
import io.github.dataversealm.solution.emulator.message.MessageHandler;
import io.github.dataversealm.solution.emulator.message.MessageModule;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.emulator.server.ControlApi;
import io.github.dataversealm.solution.emulator.server.Gate;
import io.github.dataversealm.solution.emulator.server.HttpFront;
import io.github.dataversealm.solution.emulator.server.OrganizationFacts;
import io.github.dataversealm.solution.emulator.server.Pipeline;
import io.github.dataversealm.solution.emulator.server.WebApi;
import io.github.dataversealm.solution.emulator.store.FileStore;
import io.github.dataversealm.solution.emulator.store.OrganizationStore;
import io.github.dataversealm.solution.emulator.table.EntityRules;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * A local environment: one organization, its tenant and the server for both, in a folder. A second one on the same folder cannot be
 * started while this one runs; {@link LocalEnvironment} shares one.
 */
public final class Emulator implements Closeable {

    private static final int RESTART_ATTEMPTS = 100;
    private static final Duration ANSWER_TIME = Duration.ofMillis(50);

    private final EmulatorOptions options;
    private final OrganizationFile organization;
    private final OffsetClock clock;
    private final FaultInjector faults = new FaultInjector();
    private final Gate gate = new Gate();
    private final ControlServer control = new ControlServer();
    private final Optional<Certificates> certificates;
    private final Leases leases;
    private volatile Knobs knobs;
    private volatile Running running;
    private final int port;
    private final int plainPort;
    private boolean closed;

    /** What ends at a restart. */
    private record Running(
            OrganizationStore store,
            List<MessageModule> modules,
            IdentityService identity,
            CheckerService checker,
            HttpFront front,
            Optional<HttpFront> plain) {}

    private Emulator(EmulatorOptions options, Runnable whenUnused) throws IOException {
        this.options = options;
        clock = new OffsetClock(options.clock());
        knobs = options.knobs();
        leases = new Leases(whenUnused);
        faults.plan(options.faults());
        LocalFolder.create(options.directory());
        organization = OrganizationFile.open(options.directory().resolve("organization.json"));
        certificates = options.tls() ? Optional.of(new Certificates(folder("tls"), options.clock())) : Optional.empty();
        running = open(options.port(), 0);
        port = running.front().port();
        plainPort = running.plain().orElse(running.front()).port();
    }

    /** Starts a local environment, and goes on with the jobs that an earlier one left. */
    public static Emulator start(EmulatorOptions options) throws IOException {
        return start(options, () -> {});
    }

    /** @param whenUnused runs when the last lease was given back */
    static Emulator start(EmulatorOptions options, Runnable whenUnused) throws IOException {
        return new Emulator(options, whenUnused);
    }

    private Path folder(String name) {
        return options.directory().resolve(name);
    }

    private Running open(int wantedPort, int wantedPlainPort) throws IOException {
        List<Closeable> opened = new ArrayList<>();
        try {
            OrganizationStore store = new FileStore(options.directory());
            opened.add(store);
            Path temporary = emptied(folder("tmp"));
            OrganizationContext context = new OrganizationContext(
                    store,
                    () -> knobs,
                    clock,
                    organization.organizationId(),
                    temporary,
                    options.version(),
                    options.reporter());
            List<MessageModule> modules = new ArrayList<>();
            List<MessageHandler> handlers = new ArrayList<>();
            Map<String, EntityRules> rules = new LinkedHashMap<>();
            for (MessageModule.Factory factory : options.modules()) {
                MessageModule module = factory.create(context);
                opened.add(module);
                modules.add(module);
                handlers.addAll(module.handlers());
                rules.putAll(module.rules());
            }
            IdentityService identity = new IdentityService(
                    folder("identity"), organization.tenantId(), organization.token(), () -> knobs, clock);
            SystemRows rows = new SystemRows(organization, options, clock);
            rows.seed(store, identity.directory().all());
            for (MessageModule module : modules) {
                module.start();
            }
            WebApi api = new WebApi(context, facts(), handlers, rules);
            CheckerService checker = new CheckerService(options.analysis(), identity, temporary, () -> knobs, clock);
            opened.add(checker);
            Pipeline pipeline = new Pipeline(
                    new ControlApi(control, faults, gate), faults, gate, identity, api, checker, clock, control);
            Optional<SSLContext> tls = certificates.map(Certificates::context);
            HttpFront front = new HttpFront(wantedPort, tls, pipeline, options.reporter());
            opened.add(front);
            Optional<HttpFront> plain = tls.isPresent()
                    ? Optional.of(new HttpFront(wantedPlainPort, Optional.empty(), pipeline, options.reporter()))
                    : Optional.empty();
            return new Running(store, List.copyOf(modules), identity, checker, front, plain);
        } catch (IOException | RuntimeException e) {
            for (int i = opened.size() - 1; i >= 0; i--) {
                opened.get(i).close();
            }
            throw e;
        }
    }

    private OrganizationFacts facts() {
        return new OrganizationFacts(
                organization.organizationId(),
                organization.businessUnitId(),
                organization.environmentId(),
                organization.tenantId(),
                options.uniqueName(),
                options.friendlyName(),
                options.version());
    }

    /** A folder for files of the moment, without those of a process that died. */
    private static Path emptied(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (Files.isRegularFile(file)) {
                    Files.delete(file);
                }
            }
        }
        return folder;
    }

    /** The address of the organization, without a slash at its end. */
    public String url() {
        return (options.tls() ? "https://localhost:" : "http://127.0.0.1:") + port();
    }

    /** The address over plain HTTP, which is there besides HTTPS: for those on this machine who need no certificate. */
    public String plainUrl() {
        return "http://127.0.0.1:" + plainPort;
    }

    public int port() {
        return port;
    }

    /** The address of the tenant, for those who sign in. */
    public String authority() {
        return url() + "/" + organization.tenantId();
    }

    public UUID tenantId() {
        return organization.tenantId();
    }

    public UUID organizationId() {
        return organization.organizationId();
    }

    /** A bearer token that is always good and stands for the default application. It is a secret of this machine's user. */
    public String token() {
        return organization.token();
    }

    /** The certificate that clients must trust, in PEM; empty without TLS. */
    public Optional<Path> certificateAuthority() {
        return certificates.map(Certificates::authority);
    }

    public Knobs knobs() {
        return knobs;
    }

    /** Sets the switches from now on. */
    public void knobs(Knobs own) {
        knobs = own;
    }

    /** The faults from now on; those of before are forgotten. */
    public void faults(FaultPlan plan) {
        faults.plan(plan);
    }

    /** The counts of requests and faults. */
    public FaultInjector faults() {
        return faults;
    }

    /** Lets requests wait until {@link #resume}. */
    public void pause() {
        gate.close();
    }

    public void resume() {
        gate.open();
    }

    /** Puts the time of the environment forward, for example past the end of a token. */
    public void advanceClock(Duration by) {
        clock.advance(by);
    }

    /** Adds or replaces an application or person. */
    public void register(Registration registration) throws IOException {
        control.register(registration);
    }

    /** Agrees to, or refuses, a sign-in with a device code, as the person would do on its page. */
    public boolean decideDeviceCode(String userCode, String userName, boolean agreed) {
        return running.identity().decide(userCode, userName, agreed);
    }

    /** Asks the modules for something that no client can, see {@code POST /emulator/organization}. */
    public ObjectNode organization(ObjectNode request) throws IOException {
        return control.organization(request);
    }

    /** The data, for tests that look behind the service. */
    public OrganizationStore store() {
        return running.store();
    }

    /** Whether jobs are queued or running. */
    public boolean isBusy() {
        return running.modules().stream().anyMatch(MessageModule::isBusy);
    }

    Leases leases() {
        return leases;
    }

    /** Stops the server and starts it again on the same port and folder, as after an outage. */
    public void restart(Duration down) throws IOException {
        synchronized (this) {
            if (closed) {
                return;
            }
            stop();
            pauseFor(down);
            start(0);
        }
    }

    /** The port can be taken for a moment by a client's own end of a connection. */
    private void start(int attempt) throws IOException {
        try {
            running = open(port, plainPort);
        } catch (BindException e) {
            if (attempt == RESTART_ATTEMPTS) {
                throw e;
            }
            pauseFor(Duration.ofMillis(50));
            start(attempt + 1);
        }
    }

    private static void pauseFor(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops at once. Jobs that have not ended go on at the next start. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (!closed) {
                closed = true;
                gate.open();
                stop();
            }
        }
    }

    private void stop() throws IOException {
        Running old = running;
        old.front().close();
        old.plain().ifPresent(HttpFront::close);
        old.checker().close();
        try {
            for (MessageModule module : old.modules()) {
                module.close();
            }
        } finally {
            old.store().close();
        }
    }

    /** What the control requests and the faults do to the server. */
    private final class ControlServer implements ControlApi.Server, Pipeline.Outside {

        @Override
        public ObjectNode status() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("organizationId", organization.organizationId().toString())
                    .put("url", url())
                    .put("authority", authority())
                    .put("tenantId", organization.tenantId().toString())
                    .put("uniqueName", options.uniqueName())
                    .put("version", options.version())
                    .put("time", clock.instant().toString())
                    .put("busy", isBusy());
        }

        @Override
        public ObjectNode knobs() {
            return knobs.toJson();
        }

        @Override
        public void setKnobs(Map<String, Object> values) {
            knobs = knobs.with(values);
        }

        @Override
        public void register(Registration registration) throws IOException {
            Running now = running;
            now.identity().directory().put(registration);
            new SystemRows(organization, options, clock).seed(now.store(), List.of(registration));
        }

        @Override
        public boolean decideDeviceCode(String userCode, String userName, boolean agreed) {
            return running.identity().decide(userCode, userName, agreed);
        }

        @Override
        public ObjectNode organization(ObjectNode request) throws IOException {
            for (MessageModule module : running.modules()) {
                Optional<ObjectNode> answer = module.control(request);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
            throw new SolutionException(null, "The local environment does not know what to do with this request.", "");
        }

        @Override
        public void advanceClock(Duration by) {
            clock.advance(by);
        }

        @Override
        public UUID lease(long processId) {
            try {
                return leases.add(processId);
            } catch (IllegalStateException e) {
                throw new ServiceFault(503, 0, e.getMessage());
            }
        }

        @Override
        public ObjectNode release(UUID lease) {
            Leases.Released released = leases.remove(lease);
            if (released.last()) {
                // Later, in a thread of its own: the answer should leave before the server ends.
                inBackground("solution-emulator-stop", () -> {
                    pauseFor(ANSWER_TIME);
                    leases.stop();
                });
            }
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("known", released.known())
                    .put("last", released.last());
        }

        @Override
        public void holdLock(long millis) throws IOException {
            ObjectNode request = JsonNodeFactory.instance.objectNode();
            request.putObject("lock").put("kind", "Import").put("millis", millis);
            organization(request);
        }

        @Override
        public void restart(long millis) {
            inBackground("solution-emulator-restart", () -> {
                try {
                    Emulator.this.restart(Duration.ofMillis(millis));
                } catch (IOException | UncheckedIOException e) {
                    options.reporter().warn("The local environment could not start again: " + e);
                }
            });
        }

        private static void inBackground(String name, Runnable work) {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            thread.start();
        }
    }
}
