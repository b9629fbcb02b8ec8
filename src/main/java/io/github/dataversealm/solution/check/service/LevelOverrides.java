package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Levels that rules get in place of their own, in the form of {@code pac solution check --ruleLevelOverride}: a file or text
 * {@code [{"Id": "web-use-async", "OverrideLevel": "Medium"}]}, or a list {@code web-use-async=Medium,web-avoid-eval=High}.
 */
public final class LevelOverrides {

    private static final String FORM =
            "Write [{\"Id\": \"web-use-async\", \"OverrideLevel\": \"Medium\"}] with one of Critical,"
                    + " High, Medium, Low and Informational, or web-use-async=Medium.";
    private static final long MAX_FILE = 1 << 20;

    private LevelOverrides() {}

    /**
     * Reads a parameter.
     *
     * @param resolve makes the path of a file
     * @throws SolutionException when it is neither of the forms, or there is no such file
     */
    public static Map<String, Severity> of(String text, Function<String, Path> resolve) throws IOException {
        String given = text.strip();
        if (given.isEmpty()) {
            return Map.of();
        }
        if (given.startsWith("[")) {
            return list(new JsonDocuments().read(given, "ruleLevelOverride"), "ruleLevelOverride");
        }
        if (given.contains("=")) {
            return pairs(given);
        }
        Path file = resolve.apply(given);
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE) {
            throw new SolutionException(Location.of(file), "There is no such file of rule levels.", FORM);
        }
        return list(new JsonDocuments().read(Files.readAllBytes(file), file.toString()), file.toString());
    }

    private static Map<String, Severity> pairs(String text) {
        Map<String, Severity> levels = new LinkedHashMap<>();
        for (String piece : text.split(",")) {
            if (piece.isBlank()) {
                continue;
            }
            String[] sides = piece.split("=", 2);
            put(levels, sides[0].strip(), sides.length == 2 ? sides[1].strip() : "", Location.of("ruleLevelOverride"));
        }
        return levels;
    }

    private static Map<String, Severity> list(Json json, String name) {
        if (!json.isArray()) {
            throw new SolutionException(Location.of(name), "This is no list of rule levels.", FORM);
        }
        Map<String, Severity> levels = new LinkedHashMap<>();
        for (Json item : json.items()) {
            put(
                    levels,
                    field(item, "id"),
                    field(item, "overridelevel"),
                    new Location(name, item.line(), item.column()));
        }
        return levels;
    }

    private static String field(Json item, String lowerCaseName) {
        return item.fields().entrySet().stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseName))
                .map(entry -> entry.getValue().text().strip())
                .findFirst()
                .orElse("");
    }

    private static void put(Map<String, Severity> levels, String rule, String level, Location at) {
        // numbers are the service's own and run the other way in other places
        Optional<Severity> severity = level.matches("[0-9]+") ? Optional.empty() : Severity.of(level);
        if (rule.isEmpty() || severity.isEmpty()) {
            throw new SolutionException(at, "A rule level names no rule, or '" + level + "' is no level.", FORM);
        }
        levels.put(rule, severity.get());
    }
}
