package io.github.dataversealm.solution.rollback;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The file {@code rollback-<env>.json}: written before anything is changed, and after each step, so that a rollback that was
 * cut off can be continued. It is a help, not the truth: what is lost or damaged counts as none.
 */
final class RollbackRecord {

    private static final int LARGEST = 8 << 20;

    private final ObjectMapper json = new ObjectMapper();
    private final Path file;
    private final Environment environment;
    private final Map<String, RecordedRollback> entries = new LinkedHashMap<>();

    private RollbackRecord(Path file, Environment environment) {
        this.file = file;
        this.environment = environment;
    }

    static RollbackRecord open(Path folder, Environment environment) throws IOException {
        RollbackRecord record =
                new RollbackRecord(folder.resolve("rollback-" + environment.id() + ".json"), environment);
        record.read().forEach(entry -> record.entries.put(key(entry.organizationId(), entry.solution()), entry));
        return record;
    }

    Optional<RecordedRollback> of(UUID organization, String solution) {
        return Optional.ofNullable(entries.get(key(organization, solution)));
    }

    /** Adds or replaces what is known of a solution; on disk when it returns. */
    void put(RecordedRollback entry) throws IOException {
        entries.put(key(entry.organizationId(), entry.solution()), entry);
        WholeFile.write(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(document()));
    }

    private static String key(UUID organization, String solution) {
        return organization + "\n" + solution.toLowerCase(Locale.ROOT);
    }

    private ObjectNode document() {
        ObjectNode document = json.createObjectNode();
        document.put("format", 1);
        document.put("environment", environment.id());
        document.put("url", environment.url().toString());
        ArrayNode solutions = document.putArray("solutions");
        for (RecordedRollback entry : entries.values()) {
            ObjectNode node = solutions.addObject();
            node.put("solution", entry.solution());
            node.put("organizationId", entry.organizationId().toString());
            node.put("state", entry.state().toString());
            node.put("way", entry.way().toString());
            node.put("why", entry.why());
            node.put("from", entry.from());
            node.put("to", entry.to());
            node.put("installedAfterwards", entry.after());
            node.put("goes", entry.goes());
            node.put("zip", entry.zip());
            node.put("sha256", entry.sha256());
            ArrayNode losses = node.putArray("losses");
            entry.losses().forEach(losses::add);
            node.put("began", entry.began().toString());
            entry.ended().ifPresent(time -> node.put("ended", time.toString()));
            ArrayNode messages = node.putArray("messages");
            entry.messages().forEach(messages::add);
        }
        return document;
    }

    private List<RecordedRollback> read() throws IOException {
        List<RecordedRollback> read = new ArrayList<>();
        try {
            if (Files.size(file) > LARGEST) {
                return List.of();
            }
            JsonNode document = json.readTree(Files.readString(file, StandardCharsets.UTF_8));
            for (JsonNode node : document.path("solutions")) {
                read.add(new RecordedRollback(
                        UUID.fromString(node.path("organizationId").asText()),
                        node.path("solution").asText(),
                        RecordedRollback.State.valueOf(
                                node.path("state").asText().toUpperCase(Locale.ROOT)),
                        way(node.path("way").asText()),
                        node.path("why").asText(),
                        node.path("from").asText(),
                        node.path("to").asText(),
                        node.path("installedAfterwards").asText(),
                        node.path("goes").asText(),
                        node.path("zip").asText(),
                        node.path("sha256").asText(),
                        texts(node.path("losses")),
                        Instant.parse(node.path("began").asText()),
                        Optional.ofNullable(node.path("ended").textValue()).map(Instant::parse),
                        texts(node.path("messages"))));
            }
            return read;
        } catch (NoSuchFileException
                | JsonProcessingException
                | CharacterCodingException
                | IllegalArgumentException
                | DateTimeParseException e) {
            // absent or damaged: the environment itself knows
            return List.of();
        }
    }

    private static Way way(String word) {
        for (Way way : Way.values()) {
            if (way.toString().equals(word)) {
                return way;
            }
        }
        throw new IllegalArgumentException(word);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
