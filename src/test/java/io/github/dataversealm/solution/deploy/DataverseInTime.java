package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.contents.Workflow;
import io.github.dataversealm.solution.dataverse.AsyncOperation;
import io.github.dataversealm.solution.dataverse.AsyncOperation.State;
import io.github.dataversealm.solution.dataverse.ComponentSummary;
import io.github.dataversealm.solution.dataverse.ConnectionReferenceRow;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.Dependency;
import io.github.dataversealm.solution.dataverse.EnvironmentVariableRow;
import io.github.dataversealm.solution.dataverse.ErrorCode;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.dataverse.ImportJob;
import io.github.dataversealm.solution.dataverse.ImportRequest;
import io.github.dataversealm.solution.dataverse.ImportVerdict;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.StageResult;
import io.github.dataversealm.solution.dataverse.StartedJob;
import io.github.dataversealm.solution.dataverse.UnknownOutcomeException;
import io.github.dataversealm.solution.dataverse.UnreachableException;
import io.github.dataversealm.solution.dataverse.WhoAmI;
import io.github.dataversealm.solution.dataverse.WorkflowRow;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.testkit.StandIn;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * An environment in memory, for tests of what a client does when things go wrong: jobs take their time by a clock of the
 * test, answers get lost, rows come late. What it does with solutions is the least that decisions need.
 */
final class DataverseInTime {

    static final UUID ORGANIZATION = UUID.fromString("0f0e0d0c-0b0a-4908-8706-050403020100");

    /** What happens to a call that starts work. */
    enum Mishap {
        NONE,
        /** The request is lost: nothing happens, and the caller does not know. */
        REQUEST_LOST,
        /** The work is started, and the caller does not know. */
        ANSWER_LOST
    }

    private final JobTime time;
    private final Dataverse proxy;
    final Map<String, InstalledSolution> solutions = new LinkedHashMap<>();
    final Map<UUID, Job> jobs = new LinkedHashMap<>();
    final Map<String, Integer> calls = new LinkedHashMap<>();
    final List<String> effects = new ArrayList<>();
    final Map<UUID, WorkflowRow> workflows = new LinkedHashMap<>();
    final Map<UUID, ConnectionReferenceRow> connections = new LinkedHashMap<>();
    final Map<UUID, EnvironmentVariableRow> variables = new LinkedHashMap<>();
    /** The flows of each solution, by its id. */
    final Map<UUID, Set<UUID>> members = new LinkedHashMap<>();
    /** When flows, and the membership of solutions, were changed. */
    final Map<UUID, Instant> changed = new LinkedHashMap<>();
    /** When all was published, the newest first. */
    final List<Instant> published = new ArrayList<>();
    /** What applying or removing a staged upgrade does to all flows. */
    Optional<Boolean> flowsAfterPromotion = Optional.empty();

    Duration flowDuration = Duration.ZERO;
    Duration settingDuration = Duration.ZERO;
    boolean noFlows;
    final Map<UUID, String> refusedFlows = new LinkedHashMap<>();
    final Map<UUID, UUID> flowNeeds = new LinkedHashMap<>();
    final List<ComponentSummary> summaries = new ArrayList<>();
    final Deque<Mishap> mishaps = new ArrayDeque<>();
    final Deque<RuntimeException> startFaults = new ArrayDeque<>();
    final Deque<String> jobFaults = new ArrayDeque<>();
    final Deque<ServiceException> publishFaults = new ArrayDeque<>();
    UUID organization = ORGANIZATION;
    Supplier<String> log = () -> "<importexportxml><entities><entity id=\"contoso_trip\" LocalizedName=\"Trip\">"
            + "<result result=\"success\" errorcode=\"0\" errortext=\"\"/></entity></entities></importexportxml>";
    Optional<StageResult> staged = Optional.empty();
    Duration queue = Duration.ofSeconds(1);
    Duration duration = Duration.ofSeconds(3);
    Duration rowDelay = Duration.ZERO;
    Duration operationDelay = Duration.ZERO;
    boolean ignoresJobIds;
    boolean forgetsEffects;
    boolean hidesLogs;
    Runnable beforeStage = () -> {};
    boolean flowsOnAfterImport = true;
    /** Reads fail from and until these times. */
    Duration awayFrom = Duration.ofDays(1);

    Duration awayUntil = Duration.ofDays(1);
    private final Instant began;
    private Instant free;
    private Instant modified;

    DataverseInTime(JobTime time) {
        this.time = time;
        this.began = time.now();
        this.free = began;
        this.proxy = StandIn.of(Dataverse.class, this, this::around);
    }

    Dataverse dataverse() {
        return proxy;
    }

    /** A job with its two rows. */
    final class Job {
        final UUID operation = UUID.randomUUID();
        final String message;
        final String solution;
        final Optional<UUID> importJob;
        final Instant created = time.now();
        final Instant starts;
        final Instant ends;
        final Optional<String> fault;
        final Runnable effect;
        private boolean over;

        Job(String message, String solution, Optional<UUID> importJob, Optional<String> fault, Runnable effect) {
            this.message = message;
            this.solution = solution;
            this.importJob = importJob;
            this.fault = fault;
            this.effect = effect;
            Instant queued = created.plus(queue);
            this.starts = queued.isAfter(free) ? queued : free;
            this.ends = starts.plus(duration);
            free = ends;
        }

        State state() {
            Instant now = time.now();
            if (now.isBefore(starts)) {
                return State.WAITING;
            }
            if (now.isBefore(ends)) {
                return State.RUNNING;
            }
            return fault.isPresent() ? State.FAILED : State.SUCCEEDED;
        }

        AsyncOperation row() {
            State state = state();
            boolean failed = state == State.FAILED;
            return new AsyncOperation(
                    operation,
                    message,
                    message,
                    state,
                    failed ? fault.orElseThrow() : "",
                    "",
                    failed ? code(fault.orElseThrow()) : Optional.empty(),
                    Optional.of(created),
                    time.now().isBefore(starts) ? Optional.empty() : Optional.of(starts),
                    state.isOver() ? Optional.of(ends) : Optional.empty(),
                    "Jane Doe");
        }

        boolean hasImportRow() {
            boolean lock = fault.filter(text -> text.contains("Cannot start")).isPresent();
            return importJob.isPresent() && !lock && !time.now().isBefore(starts.plus(rowDelay));
        }

        ImportJob importRow() {
            State state = state();
            return new ImportJob(
                    importJob.orElseThrow(),
                    solution,
                    state.isOver() ? 100 : 40,
                    Optional.of(starts),
                    Optional.of(starts),
                    state.isOver() ? Optional.of(ends) : Optional.empty());
        }
    }

    private static Optional<ErrorCode> code(String message) {
        return message.contains("Cannot start")
                ? Optional.of(new ErrorCode(0x80071151))
                : message.startsWith("0x") ? ErrorCode.parse(message.substring(0, 10)) : Optional.empty();
    }

    static ServiceException fault(int status, int code, String message) {
        return new ServiceException(status, Optional.of(new ErrorCode(code)), message, message, "");
    }

    static ServiceException locked() {
        return fault(
                429,
                0x80071151,
                "Cannot start another [Import] because there is a previous [Import] running at this moment.");
    }

    int count(String method) {
        return calls.getOrDefault(method, 0);
    }

    int requests() {
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Starts the work of somebody else. */
    Job foreign(Duration takes) {
        Duration mine = duration;
        duration = takes;
        Job job = new Job("ImportSolutionAsync", "Other", Optional.of(UUID.randomUUID()), Optional.empty(), () -> {});
        jobs.put(job.operation, job);
        duration = mine;
        return job;
    }

    InstalledSolution install(String name, String version, boolean managed) {
        InstalledSolution row = new InstalledSolution(
                UUID.nameUUIDFromBytes(name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)),
                name,
                name,
                version,
                managed,
                true,
                Optional.empty(),
                "contoso",
                "contoso",
                Optional.of(modified == null ? time.now() : modified),
                Optional.of(modified == null ? time.now() : modified));
        solutions.put(name.toLowerCase(Locale.ROOT), row);
        return row;
    }

    // ---------------------------------------------------------------- calls

    private Object around(String call, StandIn.Next next) throws Throwable {
        calls.merge(call, 1, Integer::sum);
        tick();
        Duration now = Duration.between(began, time.now());
        if (now.compareTo(awayFrom) >= 0 && now.compareTo(awayUntil) < 0) {
            throw new UnreachableException("The connection failed.", "Try again.", new IOException("reset"));
        }
        return next.proceed();
    }

    /** Lets every job that is over have its effect. */
    void tick() {
        for (Job job : jobs.values()) {
            if (!job.over && job.state().isOver()) {
                job.over = true;
                if (job.fault.isEmpty() && !forgetsEffects) {
                    modified = job.ends;
                    job.effect.run();
                    modified = null;
                }
            }
        }
    }

    WhoAmI whoAmI() {
        return new WhoAmI(UUID.randomUUID(), UUID.randomUUID(), organization);
    }

    Optional<InstalledSolution> solution(String name) {
        return Optional.ofNullable(solutions.get(name.toLowerCase(Locale.ROOT)));
    }

    List<InstalledSolution> patches(UUID id) {
        return solutions.values().stream()
                .filter(row -> row.parentId().equals(Optional.of(id)))
                .toList();
    }

    List<ComponentSummary> componentSummaries(UUID id) {
        return summaries;
    }

    List<Dependency> dependenciesForUninstall(String name) {
        return List.of();
    }

    StageResult stage(Path zip) {
        beforeStage.run();
        return staged.orElseGet(
                () -> new StageResult(Optional.of(UUID.randomUUID()), true, false, List.of(), List.of(), List.of()));
    }

    StartedJob importSolution(ImportRequest request) {
        return start("ImportSolutionAsync", request, request.holdingSolution());
    }

    StartedJob stageAndUpgrade(ImportRequest request) {
        return start("StageAndUpgradeAsync", request, false);
    }

    private StartedJob start(String message, ImportRequest request, boolean holding) {
        Mishap mishap = mishaps.isEmpty() ? Mishap.NONE : mishaps.poll();
        if (mishap == Mishap.REQUEST_LOST) {
            throw new UnknownOutcomeException("The connection failed.", "", new IOException("reset"));
        }
        if (!startFaults.isEmpty()) {
            throw startFaults.poll();
        }
        boolean known =
                jobs.values().stream().anyMatch(job -> job.importJob.equals(Optional.of(request.importJobId())));
        if (known) {
            throw fault(400, 0x80071152, "Parameter ImportJobId must be unique.");
        }
        UUID id = ignoresJobIds ? UUID.randomUUID() : request.importJobId();
        SolutionContents contents = contents(request.zip());
        String name = contents.header().uniqueName() + (holding ? "_Upgrade" : "");
        Job job = new Job(
                message, contents.header().uniqueName(), Optional.of(id), Optional.ofNullable(jobFaults.poll()), () -> {
                    effects.add(message + " " + name + " " + contents.header().version());
                    install(
                            name,
                            contents.header().version().text(),
                            contents.header().packageType() == PackageType.MANAGED);
                    (noFlows ? List.<Workflow>of() : contents.workflows())
                            .forEach(flow -> workflows.put(
                                    UUID.fromString(flow.id()),
                                    new WorkflowRow(
                                            UUID.fromString(flow.id()), flow.name(), 5, flowsOnAfterImport, "owner")));
                });
        jobs.put(job.operation, job);
        if (mishap == Mishap.ANSWER_LOST) {
            throw new UnknownOutcomeException("The connection failed.", "", new IOException("reset"));
        }
        return new StartedJob(job.operation, Optional.of(id));
    }

    private static SolutionContents contents(Path zip) {
        try {
            return SolutionReader.read(zip, ZipLimits.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    StartedJob deleteAndPromote(String name) {
        Mishap mishap = mishaps.isEmpty() ? Mishap.NONE : mishaps.poll();
        if (mishap == Mishap.REQUEST_LOST) {
            throw new UnknownOutcomeException("The connection failed.", "", new IOException("reset"));
        }
        if (!startFaults.isEmpty()) {
            throw startFaults.poll();
        }
        Job job =
                new Job("DeleteAndPromoteAsync", name, Optional.empty(), Optional.ofNullable(jobFaults.poll()), () -> {
                    InstalledSolution holding = solutions.remove((name + "_Upgrade").toLowerCase(Locale.ROOT));
                    effects.add("promote " + name + " " + holding.version());
                    install(name, holding.version(), true);
                    flowsAfterPromotion.ifPresent(this::turnAll);
                });
        jobs.put(job.operation, job);
        if (mishap == Mishap.ANSWER_LOST) {
            throw new UnknownOutcomeException("The connection failed.", "", new IOException("reset"));
        }
        return new StartedJob(job.operation, Optional.empty());
    }

    private void turnAll(boolean on) {
        workflows.replaceAll((id, row) -> new WorkflowRow(id, row.name(), row.category(), on, row.ownerId()));
    }

    UUID uninstall(String name) {
        Job job = new Job("UninstallSolutionAsync", name, Optional.empty(), Optional.empty(), () -> {
            effects.add("uninstall " + name);
            solutions.remove(name.toLowerCase(Locale.ROOT));
            flowsAfterPromotion.ifPresent(this::turnAll);
        });
        jobs.put(job.operation, job);
        return job.operation;
    }

    Optional<ImportJob> importJob(UUID id) {
        return jobs.values().stream()
                .filter(job -> job.importJob.equals(Optional.of(id)) && job.hasImportRow())
                .map(Job::importRow)
                .findFirst();
    }

    List<ImportJob> importJobs(String name, Instant since) {
        List<ImportJob> rows = new ArrayList<>();
        jobs.values().stream()
                .filter(job -> job.solution.equalsIgnoreCase(name) && job.hasImportRow())
                .forEach(job -> rows.add(0, job.importRow()));
        return rows;
    }

    Optional<String> importJobData(UUID id) {
        if (hidesLogs) {
            throw new UnreachableException("The answer is too large.", "", new IOException("too large"));
        }
        return importJob(id).filter(row -> row.completedOn().isPresent()).map(row -> log.get());
    }

    Optional<ImportVerdict> importVerdict(UUID id) {
        return jobs.values().stream()
                .filter(job -> job.importJob.equals(Optional.of(id)) && job.hasImportRow())
                .map(job -> new ImportVerdict(
                        job.state() == State.SUCCEEDED,
                        List.of(),
                        job.fault.map(List::of).orElse(List.of())))
                .findFirst();
    }

    Optional<AsyncOperation> operation(UUID id) {
        return Optional.ofNullable(jobs.get(id))
                .filter(job -> !time.now().isBefore(job.created.plus(operationDelay)))
                .map(Job::row);
    }

    List<AsyncOperation> runningOperations() {
        return jobs.values().stream()
                .filter(job -> !job.state().isOver())
                .filter(job -> !time.now().isBefore(job.created.plus(operationDelay)))
                .map(Job::row)
                .toList();
    }

    Optional<UUID> publishAll() {
        if (!publishFaults.isEmpty()) {
            throw publishFaults.poll();
        }
        effects.add("publish");
        published.add(0, time.now());
        return Optional.empty();
    }

    Dataverse within(Duration time, int attempts) {
        return proxy;
    }

    /** All of them are in all solutions, unless {@link #members} says which. */
    List<WorkflowRow> workflows(UUID solutionId) {
        return workflows.values().stream()
                .filter(row -> members.isEmpty()
                        || members.getOrDefault(solutionId, Set.of()).contains(row.id()))
                .toList();
    }

    List<WorkflowRow> workflows(Collection<UUID> ids) {
        return workflows.values().stream().filter(row -> ids.contains(row.id())).toList();
    }

    boolean workflowsChangedSince(Collection<UUID> ids, Instant since) {
        return changed.entrySet().stream()
                .anyMatch(row -> ids.contains(row.getKey()) && row.getValue().isAfter(since));
    }

    boolean componentsChangedSince(UUID solutionId, Instant since) {
        return Optional.ofNullable(changed.get(solutionId))
                .filter(time -> time.isAfter(since))
                .isPresent();
    }

    List<HistoryEntry> history(Optional<String> name, int limit) {
        return published.stream()
                .map(time -> new HistoryEntry(
                        "", "", 4, 0, true, true, "", "", Optional.of(time), Optional.of(time), "", false, false))
                .toList();
    }

    private void take(Duration duration) {
        try {
            time.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException("interrupted");
        }
    }

    void setWorkflowState(UUID id, boolean on) {
        take(flowDuration);
        if (on && refusedFlows.containsKey(id)) {
            throw fault(400, 0x80060467, refusedFlows.get(id));
        }
        UUID child = flowNeeds.get(id);
        if (on && child != null && !workflows.get(child).on()) {
            throw fault(400, 0x80060467, "Flow client error: the child flow is off.");
        }
        WorkflowRow row = workflows.get(id);
        workflows.put(id, new WorkflowRow(id, row.name(), row.category(), on, row.ownerId()));
        changed.put(id, time.now());
        effects.add((on ? "on " : "off ") + row.name());
    }

    List<ConnectionReferenceRow> connectionReferences() {
        return List.copyOf(connections.values());
    }

    void setConnection(UUID id, String connection) {
        take(settingDuration);
        ConnectionReferenceRow row = connections.get(id);
        connections.put(
                id,
                new ConnectionReferenceRow(id, row.logicalName(), row.displayName(), row.connectorId(), connection));
        effects.add("connect " + row.logicalName());
    }

    List<EnvironmentVariableRow> environmentVariables() {
        return List.copyOf(variables.values());
    }

    void setEnvironmentVariable(EnvironmentVariableRow row, String value) {
        take(settingDuration);
        variables.put(
                row.definitionId(),
                new EnvironmentVariableRow(
                        row.definitionId(),
                        row.schemaName(),
                        row.displayName(),
                        row.type(),
                        row.defaultValue(),
                        row.valueId(),
                        Optional.of(value)));
        effects.add("set " + row.schemaName());
    }
}
