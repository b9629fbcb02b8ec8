package io.github.dataversealm.solution.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.path.WholeFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The file {@code import-<env>.json}: what a run does in an environment, written before a job is started, after it and at
 * each change, so that a run that was killed can be continued. It is a help, not the truth: a record that is lost, damaged or
 * of another environment counts as none.
 */
final class RunRecord {

    private static final int LARGEST = 8 << 20;

    private final ObjectMapper json = new ObjectMapper();
    private final Path file;
    private final Environment environment;
    private final Mandate mandate;
    private final List<RecordEntry> previous;
    private final Map<String, RecordEntry> entries = new LinkedHashMap<>();

    private RunRecord(Path file, Environment environment, Mandate mandate) throws IOException {
        this.file = file;
        this.environment = environment;
        this.mandate = mandate;
        this.previous = read();
        // What other runs left unfinished stays known.
        previous.stream().filter(RecordEntry::isOpen).forEach(entry -> entries.put(key(entry), entry));
    }

    static RunRecord open(Path folder, Environment environment, Mandate mandate) throws IOException {
        return new RunRecord(folder.resolve("import-" + environment.id() + ".json"), environment, mandate);
    }

    /** What an earlier run wrote down about the same zip. */
    Optional<RecordEntry> previous(UUID organization, SolutionPackage solution) {
        return last(organization, solution.uniqueName()).filter(entry -> entry.isOf(organization, solution));
    }

    /** What an earlier run wrote down about a solution, whatever its zip. */
    Optional<RecordEntry> last(UUID organization, String solution) {
        return previous.stream()
                .filter(entry -> entry.isOf(organization, solution))
                .findFirst();
    }

    /** Keeps what earlier runs wrote down, for work that goes on with it and is no new import. */
    void keepAll() {
        previous.forEach(entry -> entries.putIfAbsent(key(entry), entry));
    }

    /** Adds or replaces what is known of a solution; on disk when it returns. */
    void put(RecordEntry entry) throws IOException {
        entries.put(key(entry), entry);
        write(document());
    }

    /** Writes down that nothing was done; what earlier runs left unfinished is kept. */
    void notStarted(String why) throws IOException {
        ObjectNode document = document();
        document.put("notStarted", why);
        write(document);
    }

    /**
     * Writes down that the run did not come to its end; what earlier runs have done is kept.
     *
     * @param problem what kept it, in words for people
     * @param notReached the solutions that nothing was done with
     */
    void cutShort(Optional<String> problem, List<String> notReached) throws IOException {
        previous.forEach(entry -> entries.putIfAbsent(key(entry), entry));
        ObjectNode document = document();
        problem.ifPresent(text -> document.put("problem", text));
        ArrayNode names = document.putArray("notReached");
        notReached.forEach(names::add);
        write(document);
    }

    /** Forgets what was written down about a solution, since something else was done to it; what else was done stays. */
    void forget(UUID organization, String solution) throws IOException {
        keepAll();
        if (entries.remove(organization + "\n" + solution.toLowerCase(Locale.ROOT)) != null) {
            write(document());
        }
    }

    private void write(ObjectNode document) throws IOException {
        WholeFile.write(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(document));
    }

    private static String key(RecordEntry entry) {
        return entry.subject().organizationId() + "\n"
                + entry.subject().solution().toLowerCase(Locale.ROOT);
    }

    // ---------------------------------------------------------------- writing

    private ObjectNode document() {
        ObjectNode document = json.createObjectNode();
        document.put("format", 1);
        document.put("environment", environment.id());
        document.put("url", environment.url().toString());
        mandate.plan().ifPresent(digest -> document.put("plan", digest));
        if (!mandate.verdicts().isEmpty()) {
            ArrayNode rules = document.putArray("promotion");
            mandate.verdicts()
                    .forEach(verdict -> rules.addObject()
                            .put("solution", verdict.solution())
                            .put("rule", verdict.rule())
                            .put("result", verdict.outcome().name().toLowerCase(Locale.ROOT))
                            .put("text", verdict.text()));
        }
        ArrayNode solutions = document.putArray("solutions");
        entries.values().forEach(entry -> write(entry, solutions.addObject()));
        return document;
    }

    private static void write(RecordEntry entry, ObjectNode node) {
        node.put("solution", entry.subject().solution());
        node.put("version", entry.subject().version());
        node.put("managed", entry.subject().managed());
        node.put("organizationId", entry.subject().organizationId().toString());
        node.put("zip", entry.subject().zip());
        if (!entry.subject().artifact().isEmpty()) {
            node.put("artifact", entry.subject().artifact());
        }
        node.put("sha256", entry.subject().sha256());
        node.put("state", entry.state().toString());
        node.put("decision", entry.decision());
        node.put("reason", entry.reason());
        node.put("attempt", entry.start().attempt());
        entry.importJobId().ifPresent(id -> node.put("importJobId", id.toString()));
        entry.operationId().ifPresent(id -> node.put("asyncOperationId", id.toString()));
        node.put("flowsKnown", entry.flows().known());
        ObjectNode flows = node.putObject("flowsBefore");
        entry.flows().before().forEach(flows::put);
        if (!entry.flows().due().isEmpty()) {
            ObjectNode due = node.putObject("flowsDue");
            entry.flows().due().forEach(due::put);
        }
        if (!entry.start().known().equals(Baseline.NOTHING)) {
            node.put("knownUntil", entry.start().known().until().toString());
            ArrayNode jobs = node.putArray("knownJobs");
            entry.start().known().jobs().forEach(id -> jobs.add(id.toString()));
        }
        entry.other()
                .ifPresent(other -> node.putObject("otherImport")
                        .put("importJobId", other.job().toString())
                        .put("sha256", other.sha256()));
        node.put("began", entry.began().toString());
        entry.started().ifPresent(time -> node.put("started", time.toString()));
        entry.ended().ifPresent(time -> node.put("ended", time.toString()));
        ArrayNode messages = node.putArray("messages");
        entry.messages().forEach(messages::add);
    }

    // ---------------------------------------------------------------- reading

    private List<RecordEntry> read() throws IOException {
        List<RecordEntry> read = new ArrayList<>();
        try {
            if (Files.size(file) > LARGEST) {
                return read;
            }
            JsonNode document = json.readTree(Files.readString(file, StandardCharsets.UTF_8));
            for (JsonNode node : document.path("solutions")) {
                read.add(entry(node));
            }
        } catch (NoSuchFileException
                | JsonProcessingException
                | CharacterCodingException
                | IllegalArgumentException
                | DateTimeParseException e) {
            // absent or damaged: the environment itself knows
            return List.of();
        }
        return read;
    }

    private static RecordEntry entry(JsonNode node) {
        List<String> messages = new ArrayList<>();
        node.path("messages").forEach(message -> messages.add(message.asText()));
        return new RecordEntry(
                new RecordEntry.Subject(
                        UUID.fromString(node.path("organizationId").asText()),
                        node.path("solution").asText(),
                        node.path("version").asText(),
                        node.path("managed").asBoolean(),
                        node.path("zip").asText(),
                        node.path("artifact").asText(),
                        node.path("sha256").asText()),
                RunState.valueOf(
                        node.path("state").asText().toUpperCase(Locale.ROOT).replace('-', '_')),
                node.path("decision").asText(),
                node.path("reason").asText(),
                new RecordEntry.Start(
                        node.path("attempt").asInt(),
                        text(node, "importJobId").map(UUID::fromString),
                        text(node, "asyncOperationId").map(UUID::fromString),
                        baseline(node),
                        text(node, "started").map(Instant::parse)),
                new FlowMemory(
                        states(node.path("flowsBefore")),
                        node.path("flowsKnown").asBoolean(),
                        states(node.path("flowsDue"))),
                text(node.path("otherImport"), "importJobId")
                        .map(job -> new RecordEntry.Imported(
                                UUID.fromString(job),
                                node.path("otherImport").path("sha256").asText())),
                Instant.parse(node.path("began").asText()),
                text(node, "ended").map(Instant::parse),
                messages);
    }

    private static Map<String, Boolean> states(JsonNode node) {
        Map<String, Boolean> states = new LinkedHashMap<>();
        node.properties()
                .forEach(flow -> states.put(
                        UUID.fromString(flow.getKey()).toString(),
                        flow.getValue().asBoolean()));
        return states;
    }

    private static Baseline baseline(JsonNode node) {
        Set<UUID> jobs = new LinkedHashSet<>();
        node.path("knownJobs").forEach(id -> jobs.add(UUID.fromString(id.asText())));
        return text(node, "knownUntil")
                .map(time -> new Baseline(Instant.parse(time), jobs))
                .orElse(Baseline.NOTHING);
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.path(name).textValue());
    }
}
