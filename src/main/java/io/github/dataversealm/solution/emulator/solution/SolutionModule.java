package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.contents.MissingDependency;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.emulator.job.CustomizationLock;
import io.github.dataversealm.solution.emulator.job.JobQueue;
import io.github.dataversealm.solution.emulator.job.LockKind;
import io.github.dataversealm.solution.emulator.job.Pause;
import io.github.dataversealm.solution.emulator.job.Work;
import io.github.dataversealm.solution.emulator.message.MessageHandler;
import io.github.dataversealm.solution.emulator.message.MessageModule;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.message.OrganizationContext;
import io.github.dataversealm.solution.emulator.table.EntityRules;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What makes an organization understand solutions: the messages, the jobs behind them, the rules of their tables
 * (spec dataverse-web-api §2, §3, §5, §9).
 */
public final class SolutionModule implements MessageModule {

    private final OrganizationContext context;
    private final CustomizationLock lock;
    private final JobQueue jobs;
    private final Optional<ExecutorService> threads;
    private final List<MessageHandler> handlers = new ArrayList<>();

    private SolutionModule(
            OrganizationContext context, Executor executor, Optional<ExecutorService> threads, Pause pause) {
        this.context = context;
        this.threads = threads;
        this.lock = new CustomizationLock(context.clock());
        this.jobs = new JobQueue(context, lock, executor, pause, works(context));
        handlers.addAll(new ImportMessages(context, jobs).all());
        handlers.addAll(new LifecycleMessages(context, jobs).all());
        handlers.addAll(new ComponentMessages(context).all());
    }

    /** The module with threads of its own. */
    public static SolutionModule create(OrganizationContext context) {
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "dataverse-job");
            thread.setDaemon(true);
            return thread;
        });
        return new SolutionModule(
                context, threads, Optional.of(threads), time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    }

    /** The module with jobs that run and wait as the caller says. */
    public static SolutionModule create(OrganizationContext context, Executor executor, Pause pause) {
        return new SolutionModule(context, executor, Optional.empty(), pause);
    }

    private static List<Work> works(OrganizationContext context) {
        Optional<LockKind> importing = Optional.of(LockKind.IMPORT);
        return List.of(
                new Work(
                        "ImportSolutionAsync",
                        "ImportSolution",
                        203,
                        importing,
                        12,
                        job -> new ImportExecution(context, job, false)),
                new Work(
                        "StageAndUpgradeAsync",
                        "StageAndUpgrade",
                        211,
                        importing,
                        12,
                        job -> new ImportExecution(context, job, true)),
                new Work(
                        "DeleteAndPromoteAsync",
                        "DeleteAndPromote",
                        207,
                        Optional.of(LockKind.UNINSTALL),
                        2,
                        PromoteExecution::new),
                new Work(
                        "UninstallSolutionAsync",
                        "UninstallSolution",
                        208,
                        Optional.of(LockKind.UNINSTALL),
                        2,
                        UninstallExecution::new),
                new Work(
                        "ExportSolutionAsync",
                        "ExportSolution",
                        202,
                        Optional.empty(),
                        2,
                        job -> new ExportExecution(context, job)),
                new Work(
                        "PublishAllXmlAsync",
                        "PublishAll",
                        204,
                        Optional.of(LockKind.PUBLISH_ALL),
                        2,
                        job -> new PublishExecution(job, History.PUBLISH_ALL)),
                new Work(
                        "PublishXml",
                        "PublishXml",
                        54,
                        Optional.of(LockKind.PUBLISH),
                        2,
                        job -> new PublishExecution(job, History.PUBLISH)));
    }

    @Override
    public List<MessageHandler> handlers() {
        return List.copyOf(handlers);
    }

    @Override
    public Map<String, EntityRules> rules() {
        return SolutionRules.all(context, jobs);
    }

    @Override
    public void start() throws IOException {
        context.store().write(transaction -> {
            WellKnownRows.seed(transaction, context.clock().instant());
            new Staging(context).forgetOld(transaction);
            return null;
        });
        jobs.resume();
    }

    @Override
    public boolean isBusy() {
        return jobs.isBusy();
    }

    /** The customization lock, which can be held from outside. */
    public CustomizationLock lock() {
        return lock;
    }

    /** Declares that the environment has what a zip says it needs. @return how many components that are */
    public int declareDependenciesPresent(Path zip) throws IOException {
        List<MissingDependency> missing =
                SolutionReader.read(zip, ZipLimits.DEFAULT).missingDependencies();
        context.store().write(transaction -> {
            PresentComponents.declare(transaction, missing);
            return null;
        });
        return missing.size();
    }

    /** Declares that the environment has a solution of which no package is at hand. */
    public void declareSolutionPresent(String uniqueName, String version) throws IOException {
        SolutionPackage.checkUniqueName(uniqueName);
        SolutionPackage.checkVersion(version);
        context.store().write(transaction -> {
            PresentComponents.declareSolution(
                    transaction, uniqueName, version, context.clock().instant());
            return null;
        });
    }

    /** Declares a connection; from the first one on, others do not exist. */
    public void declareConnection(String name, String connectorId) throws IOException {
        context.store().write(transaction -> {
            Connections.declare(transaction, name, connectorId);
            return null;
        });
    }

    /**
     * Understands {@code presentSolutions} (objects with name and version), {@code presentDependenciesOf} (paths of zips on
     * this machine), {@code connections} (objects with name and connectorId), {@code lock} (kind and millis) and
     * {@code notModelled}.
     */
    @Override
    public Optional<ObjectNode> control(ObjectNode request) throws IOException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        for (JsonNode solution : request.path("presentSolutions")) {
            declareSolutionPresent(NewRow.text(solution, "name"), NewRow.text(solution, "version"));
            answer.withArray("presentSolutions").add(NewRow.text(solution, "name"));
        }
        for (JsonNode zip : request.path("presentDependenciesOf")) {
            answer.withArray("presentDependenciesOf").add(declareDependenciesPresent(Path.of(zip.asText())));
        }
        for (JsonNode connection : request.path("connections")) {
            declareConnection(NewRow.text(connection, "name"), NewRow.text(connection, "connectorId"));
            answer.withArray("connections").add(NewRow.text(connection, "name"));
        }
        if (request.has("lock")) {
            JsonNode wanted = request.path("lock");
            LockKind kind = lockKind(NewRow.text(wanted, "kind"));
            lock.holdFor(kind, Duration.ofMillis(wanted.path("millis").asLong()));
            answer.put("lock", kind.toString());
        }
        if (request.has("notModelled")) {
            ArrayNode list = answer.putArray("notModelled");
            NotModelled.all().forEach(list::add);
        }
        return answer.isEmpty() ? Optional.empty() : Optional.of(answer);
    }

    private static LockKind lockKind(String name) {
        return Arrays.stream(LockKind.values())
                .filter(kind -> name.isEmpty() && kind == LockKind.IMPORT
                        || kind.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new SolutionException(
                        null,
                        "The customization lock has no kind '" + name + "'.",
                        "Its kinds are: " + Arrays.toString(LockKind.values())));
    }

    @Override
    public void close() throws IOException {
        jobs.close();
        if (threads.isPresent()) {
            threads.get().shutdownNow();
            try {
                threads.get().awaitTermination(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
