package io.github.dataversealm.solution.check.gate;

import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The file of suppressions: {@code {"suppressions": [{"rule": "web-use-async", "component": "new_/*", "reason": "..."}]}}.
 * A text parameter has the form {@code rule | component | reason}.
 */
public final class SuppressionFile {

    private static final Set<String> FIELDS = Set.of("rule", "component", "file", "reason");

    private SuppressionFile() {}

    /**
     * Reads a file.
     *
     * @throws SolutionException when it is missing or not of that form
     */
    public static List<Suppression> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new SolutionException(
                    Location.of(file), "There is no such file of suppressions.", "Check solution.suppressionFile.");
        }
        Json json = new JsonDocuments().read(Files.readAllBytes(file), file.toString());
        Json list = json.get("suppressions");
        if (!list.isArray()) {
            throw new SolutionException(
                    Location.of(file),
                    "The file has no list 'suppressions'.",
                    "Write {\"suppressions\": [{\"rule\": \"...\", \"component\": \"...\", \"reason\": \"...\"}]}.");
        }
        List<Suppression> all = new ArrayList<>();
        for (Json item : list.items()) {
            for (String field : item.fields().keySet()) {
                if (!FIELDS.contains(field)) {
                    throw new SolutionException(
                            new Location(file.toString(), item.line(), item.column()),
                            "A suppression has no field '" + field + "'.",
                            "Use rule, component, file and reason.");
                }
            }
            if (item.get("rule").text().isEmpty()) {
                throw new SolutionException(
                        new Location(file.toString(), item.line(), item.column()),
                        "A suppression names no rule.",
                        "Add \"rule\": the id of the rule, or a family such as \"web-*\".");
            }
            all.add(new Suppression(
                    item.get("rule").text(),
                    item.get("component").text(),
                    item.get("file").text(),
                    item.get("reason").text().strip(),
                    file.getFileName() + ":" + item.line()));
        }
        return all;
    }

    /** Reads {@code rule | component | reason}; the component may be {@code *}. */
    public static Suppression parse(String text) {
        String[] pieces = text.split("\\|", 3);
        String rule = pieces[0].strip();
        if (rule.isEmpty()) {
            throw new SolutionException(
                    null,
                    "The suppression '" + text + "' names no rule.",
                    "Write rule | component | reason, such as web-use-async | new_/legacy.js | replaced in June");
        }
        String component = pieces.length > 1 ? pieces[1].strip() : "";
        return new Suppression(
                rule,
                component.equals("*") ? "" : component,
                "",
                pieces.length > 2 ? pieces[2].strip() : "",
                "solution.suppressions");
    }
}
