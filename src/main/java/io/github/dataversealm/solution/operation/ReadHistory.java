package io.github.dataversealm.solution.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.message.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was done to the solutions of an environment, newest first (spec dataverse-web-api §3.6). */
public final class ReadHistory {

    /** The words of {@code msdyn_operation}, by number. */
    private static final List<String> OPERATIONS = List.of(
            "import",
            "uninstall",
            "export",
            "publish",
            "publish all",
            "add a language",
            "import translations",
            "generate ribbons",
            "switch a flow",
            "none");

    /** The words of {@code msdyn_suboperation}, by number; empty: it adds nothing. */
    private static final List<String> SUB_OPERATIONS =
            List.of("", "first installation", "staged upgrade", "update", "delete", "upgrade in one step");

    private static final int LONGEST_MESSAGE = 100;

    private final List<HistoryEntry> entries;

    /**
     * @param solutionName only this solution; empty: all
     * @param limit how many entries at most, at least 1
     */
    public ReadHistory(Dataverse dataverse, Optional<String> solutionName, int limit) {
        entries = dataverse.history(solutionName, limit);
    }

    public List<HistoryEntry> entries() {
        return entries;
    }

    /** The lines of a table; times are UTC. */
    public List<String> table() {
        TextTable table = new TextTable("Started", "Solution", "Version", "Type", "Operation", "Took", "Result");
        for (HistoryEntry entry : entries) {
            table.row(
                    ListSolutions.minute(entry.startTime()),
                    entry.solutionName(),
                    entry.solutionVersion(),
                    (entry.managed() ? "managed" : "unmanaged") + (entry.patch() ? ", patch" : ""),
                    describe(entry),
                    took(entry),
                    result(entry));
        }
        return table.lines();
    }

    /** The operation in words, such as {@code import (update)}. */
    static String describe(HistoryEntry entry) {
        String operation = word(OPERATIONS, entry.operation(), "operation ");
        String sub = word(SUB_OPERATIONS, entry.subOperation(), "kind ");
        return sub.isEmpty() ? operation : operation + " (" + sub + ")";
    }

    private static String word(List<String> words, int number, String other) {
        return number >= 0 && number < words.size() ? words.get(number) : other + number;
    }

    private static String took(HistoryEntry entry) {
        if (entry.startTime().isEmpty() || entry.endTime().isEmpty()) {
            return "";
        }
        Duration duration =
                Duration.between(entry.startTime().get(), entry.endTime().get());
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 60 ? seconds + " s" : String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
    }

    private static String result(HistoryEntry entry) {
        if (!entry.completed()) {
            return "running";
        }
        if (entry.succeeded()) {
            return "succeeded";
        }
        String message = entry.errorMessage().strip().replaceAll("\\s+", " ");
        String shortened =
                message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE - 1) + "…" : message;
        return "failed" + (entry.errorCode().isEmpty() ? "" : " (" + entry.errorCode() + ")")
                + (shortened.isEmpty() ? "" : ": " + shortened);
    }

    /** Writes the same as a JSON array of objects, with the whole error messages. */
    public void write(Path file) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (HistoryEntry entry : entries) {
            ObjectNode row = array.addObject();
            row.put("solution", entry.solutionName());
            row.put("version", entry.solutionVersion());
            row.put("managed", entry.managed());
            row.put("patch", entry.patch());
            row.put("publisher", entry.publisherName());
            row.put("operation", word(OPERATIONS, entry.operation(), "operation "));
            row.put("subOperation", word(SUB_OPERATIONS, entry.subOperation(), "kind "));
            row.put("operationCode", entry.operation());
            row.put("subOperationCode", entry.subOperation());
            row.put("completed", entry.completed());
            row.put("succeeded", entry.completed() && entry.succeeded());
            row.put("errorCode", entry.errorCode().isEmpty() ? null : entry.errorCode());
            row.put("errorMessage", entry.errorMessage().isEmpty() ? null : entry.errorMessage());
            row.put("startTime", entry.startTime().map(Instant::toString).orElse(null));
            row.put("endTime", entry.endTime().map(Instant::toString).orElse(null));
        }
        JsonFile.write(file, array);
    }
}
