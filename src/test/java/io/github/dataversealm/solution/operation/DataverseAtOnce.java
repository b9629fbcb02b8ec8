package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.AddComponentRequest;
import io.github.dataversealm.solution.dataverse.AsyncOperation;
import io.github.dataversealm.solution.dataverse.ComponentDefinition;
import io.github.dataversealm.solution.dataverse.ComponentSummary;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.Dependency;
import io.github.dataversealm.solution.dataverse.ErrorCode;
import io.github.dataversealm.solution.dataverse.ExportRequest;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.SolutionComponent;
import io.github.dataversealm.solution.dataverse.StartedJob;
import io.github.dataversealm.solution.dataverse.UnknownOutcomeException;
import io.github.dataversealm.solution.testkit.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An environment in memory whose jobs are over at once, with the few rules that the operations meet, and with faults on request. */
public final class DataverseAtOnce {

    static final Instant DAY = Instant.parse("2026-02-01T09:30:00Z");

    /** What a call does instead of, or after, its work. */
    private record Fault(RuntimeException exception, boolean afterwards) {}

    /** Writes the zip of a solution. */
    interface Exporter {
        void write(InstalledSolution solution, boolean managed, Path zip) throws IOException;
    }

    final Map<UUID, InstalledSolution> solutions = new LinkedHashMap<>();
    final Map<UUID, List<SolutionComponent>> components = new HashMap<>();
    final Map<UUID, List<ComponentSummary>> summaries = new HashMap<>();
    final Map<String, List<Dependency>> dependencies = new HashMap<>();
    final List<ComponentDefinition> definitions = new ArrayList<>();
    final List<HistoryEntry> history = new ArrayList<>();

    /** Rows of the history that come with the next publishing of all. */
    final List<HistoryEntry> publishing = new ArrayList<>();

    final Map<String, List<UUID>> ids = new HashMap<>();
    final Deque<AsyncOperation> running = new ArrayDeque<>();
    final List<String> calls = new ArrayList<>();
    final Deque<AsyncOperation> endings = new ArrayDeque<>();
    boolean forgetsDeletes;
    Exporter exporter;

    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final Map<UUID, AsyncOperation> operations = new HashMap<>();
    private final Map<UUID, ExportRequest> exports = new HashMap<>();

    /** The environment as the engine sees it; a call that is not written here fails. */
    Dataverse api() {
        return StandIn.of(Dataverse.class, this, (call, next) -> {
            calls.add(call);
            Fault fault = faults.getOrDefault(call, new ArrayDeque<>()).poll();
            if (fault != null && !fault.afterwards()) {
                throw fault.exception();
            }
            Object answer = next.proceed();
            if (fault != null) {
                throw fault.exception();
            }
            return answer;
        });
    }

    // ---------------------------------------------------------------- faults

    /** The next call fails and does nothing. */
    void failing(String call, RuntimeException fault) {
        faults.computeIfAbsent(call, name -> new ArrayDeque<>()).add(new Fault(fault, false));
    }

    /** The next call does its work, and its answer is lost. */
    void losingAnswer(String call) {
        faults.computeIfAbsent(call, name -> new ArrayDeque<>()).add(new Fault(lost(), true));
    }

    /** The next call is lost on its way. */
    void losingRequest(String call) {
        failing(call, lost());
    }

    private static UnknownOutcomeException lost() {
        return new UnknownOutcomeException("The connection broke before the answer came.", "Look.", null);
    }

    static ServiceException locked() {
        return new ServiceException(
                429,
                ErrorCode.parse("0x80071151"),
                "Cannot start another [Publish] because there is a previous [Import] running at this moment.",
                "Locked.",
                "Wait.");
    }

    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    // ---------------------------------------------------------------- what there is

    InstalledSolution add(String name, String version, boolean managed) {
        return add(name, version, managed, null);
    }

    InstalledSolution add(String name, String version, boolean managed, UUID parent) {
        InstalledSolution solution = new InstalledSolution(
                id("solution " + name),
                name,
                name + " Display",
                version,
                managed,
                true,
                Optional.ofNullable(parent),
                "Contoso",
                "ctr",
                Optional.of(DAY),
                Optional.of(DAY));
        solutions.put(solution.id(), solution);
        return solution;
    }

    static UUID id(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
    }

    static AsyncOperation operation(UUID id, AsyncOperation.State state, String message, String code) {
        return new AsyncOperation(
                id,
                "Import of Other",
                "ImportSolutionAsync",
                state,
                message,
                "",
                ErrorCode.parse(code),
                Optional.of(DAY),
                Optional.empty(),
                Optional.empty(),
                "Ada");
    }

    /** How the next job ends. */
    void nextJobEnds(AsyncOperation.State state, String message, String code) {
        endings.add(operation(null, state, message, code));
    }

    private UUID start() {
        UUID id = UUID.randomUUID();
        AsyncOperation ending =
                endings.isEmpty() ? operation(id, AsyncOperation.State.SUCCEEDED, "", "") : endings.poll();
        operations.put(id, ending);
        return id;
    }

    private InstalledSolution named(String name) {
        return solution(name).orElseThrow();
    }

    private void change(InstalledSolution solution, String version) {
        solutions.put(
                solution.id(),
                new InstalledSolution(
                        solution.id(),
                        solution.uniqueName(),
                        solution.friendlyName(),
                        version,
                        solution.managed(),
                        solution.visible(),
                        solution.parentId(),
                        solution.publisherUniqueName(),
                        solution.publisherPrefix(),
                        solution.installedOn(),
                        solution.modifiedOn()));
    }

    // ---------------------------------------------------------------- the calls

    Optional<InstalledSolution> solution(String uniqueName) {
        return solutions.values().stream()
                .filter(solution -> solution.uniqueName().equals(uniqueName))
                .findFirst();
    }

    List<InstalledSolution> solutions(boolean all) {
        return solutions.values().stream()
                .filter(solution -> all || solution.visible())
                .toList();
    }

    List<InstalledSolution> patches(UUID solutionId) {
        return solutions.values().stream()
                .filter(solution -> solution.parentId().equals(Optional.of(solutionId)))
                .sorted(Comparator.comparing(InstalledSolution::version))
                .toList();
    }

    void setSolutionVersion(UUID solutionId, String version) {
        change(solutions.get(solutionId), version);
    }

    List<SolutionComponent> components(UUID solutionId) {
        return components.getOrDefault(solutionId, List.of());
    }

    List<ComponentSummary> componentSummaries(UUID solutionId) {
        return summaries.getOrDefault(solutionId, List.of());
    }

    Optional<AsyncOperation> operation(UUID operationId) {
        return Optional.ofNullable(operations.get(operationId));
    }

    List<AsyncOperation> runningOperations() {
        AsyncOperation now = running.poll();
        return now == null ? List.of() : List.of(now);
    }

    StartedJob exportSolution(ExportRequest request) {
        UUID job = UUID.randomUUID();
        exports.put(job, request);
        return new StartedJob(start(), Optional.of(job));
    }

    void downloadExport(UUID exportJobId, Path target) throws IOException {
        ExportRequest request = exports.get(exportJobId);
        exporter.write(named(request.solutionName()), request.managed(), target);
        if (!Files.exists(target)) {
            throw new IOException("nothing was written");
        }
    }

    Optional<UUID> publishAll() {
        history.addAll(publishing);
        publishing.clear();
        return Optional.of(start());
    }

    void publish(String parameterXml) {
        calls.add(parameterXml);
    }

    UUID uninstall(String uniqueName) {
        calls.add("uninstall " + uniqueName);
        UUID operation = start();
        if (operations.get(operation).state() == AsyncOperation.State.SUCCEEDED && !forgetsDeletes) {
            InstalledSolution gone = named(uniqueName);
            solutions.remove(gone.id());
            patches(gone.id()).forEach(patch -> solutions.remove(patch.id()));
        }
        return operation;
    }

    void deleteSolution(UUID solutionId) {
        calls.add("delete " + solutions.get(solutionId).uniqueName());
        solutions.remove(solutionId);
    }

    UUID cloneAsPatch(String parentUniqueName, String displayName, String version) {
        InstalledSolution parent = named(parentUniqueName);
        return add(parentUniqueName + "_Patch_" + Integer.toHexString(version.hashCode()), version, false, parent.id())
                .id();
    }

    UUID cloneAsSolution(String parentUniqueName, String displayName, String version) {
        InstalledSolution parent = named(parentUniqueName);
        patches(parent.id()).forEach(patch -> solutions.remove(patch.id()));
        change(parent, version);
        return parent.id();
    }

    UUID addComponent(AddComponentRequest request) {
        UUID membership = UUID.randomUUID();
        components
                .computeIfAbsent(named(request.solutionUniqueName()).id(), id -> new ArrayList<>())
                .add(new SolutionComponent(
                        membership,
                        request.componentId(),
                        request.componentType(),
                        request.doNotIncludeSubcomponents() ? 1 : 0));
        return membership;
    }

    List<Dependency> dependenciesForUninstall(String uniqueName) {
        return dependencies.getOrDefault(uniqueName, List.of());
    }

    List<ComponentDefinition> componentDefinitions() {
        return definitions;
    }

    List<HistoryEntry> history(Optional<String> solutionName, int limit) {
        return history.stream()
                .filter(entry -> solutionName.isEmpty() || entry.solutionName().equals(solutionName.get()))
                .limit(limit)
                .toList();
    }

    Optional<UUID> findId(String entitySet, String idColumn, String column, String value) {
        return findIds(entitySet, idColumn, column, value, "").stream().findFirst();
    }

    List<UUID> findIds(String entitySet, String idColumn, String column, String value, String condition) {
        return ids.getOrDefault(
                entitySet + "/" + column + "=" + value + (condition.isEmpty() ? "" : "," + condition), List.of());
    }
}
