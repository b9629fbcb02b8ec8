package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.zip.StreamedZip;
import io.github.dataversealm.solution.zip.StreamedZip.BrokenZipException;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the checker result out of an {@code .msapp}, which is a zip, and shows its texts to whoever wants them. */
final class CanvasReader {

    private static final String RESULT = "AppCheckerResult.sarif";
    private static final List<String> LEVELS = List.of("High", "Medium", "Low");
    private static final Pattern SLOT = Pattern.compile("\\{([0-9]{1,3})\\}");
    private static final int MAX_RESULT = 64 << 20;
    private static final int MAX_TEXT = 32 << 20;
    private static final ZipLimits LIMITS = new ZipLimits(50_000, 2L << 30, 4L << 30, ZipLimits.DEFAULT.maxRatio());

    private final JsonDocuments documents;

    CanvasReader(JsonDocuments documents) {
        this.documents = documents;
    }

    /** Is shown the parts of an app that are text, in the order of the app. */
    @FunctionalInterface
    interface TextListener {

        /**
         * @param name the path in the app
         * @param content empty when it is too large to be looked at
         */
        void text(String name, Optional<byte[]> content);
    }

    /**
     * Reads an app.
     *
     * @param in closed in any case
     * @param listener is shown the texts that {@link CanvasText#isOne} wants
     */
    CanvasFile read(Part app, Origin origin, InputStream in, Deadline deadline, TextListener listener)
            throws IOException {
        Optional<byte[]> result = Optional.empty();
        try (StreamedZip zip = new StreamedZip(new TimedStream(in, deadline), LIMITS)) {
            while (zip.next()) {
                if (result.isEmpty()
                        && (zip.name().equalsIgnoreCase(RESULT) || zip.name().equalsIgnoreCase("Entropy/" + RESULT))) {
                    result = Optional.of(zip.read(MAX_RESULT));
                } else if (CanvasText.isOne(zip.name())) {
                    listener.text(zip.name(), zip.readIfSmall(MAX_TEXT));
                }
            }
        } catch (BrokenZipException e) {
            String problem = e.getMessage();
            return broken(app, origin, Character.toUpperCase(problem.charAt(0)) + problem.substring(1) + ".");
        }
        if (result.isEmpty()) {
            return new CanvasFile(app, origin, Optional.empty(), false, List.of());
        }
        try {
            return new CanvasFile(app, origin, Optional.empty(), true, issues(documents.read(result.get(), RESULT)));
        } catch (SolutionException e) {
            return broken(app, origin, "Its " + RESULT + " is not well-formed JSON.");
        }
    }

    private static CanvasFile broken(Part app, Origin origin, String problem) {
        return new CanvasFile(app, origin, Optional.of(problem), false, List.of());
    }

    private static List<AppIssue> issues(Json sarif) {
        List<AppIssue> issues = new ArrayList<>();
        for (Json run : sarif.get("runs").items()) {
            List<Json> list = run.at("tool/driver/rules").items();
            Map<String, Json> rules = new HashMap<>();
            for (Json rule : list) {
                rules.put(rule.get("id").text(), rule);
            }
            for (Json result : run.get("results").items()) {
                issues.add(issue(result, rule(result, rules, list)));
            }
        }
        return issues;
    }

    /** SARIF lets a result name its rule by its id, or by its place in the list. */
    private static Json rule(Json result, Map<String, Json> rules, List<Json> list) {
        Json named = rules.get(result.get("ruleId").text());
        String index = result.get("ruleIndex").text();
        if (named == null && index.matches("[0-9]{1,6}") && Integer.parseInt(index) < list.size()) {
            return list.get(Integer.parseInt(index));
        }
        return named == null ? Json.ABSENT : named;
    }

    private static AppIssue issue(Json result, Json rule) {
        Json message = result.get("message");
        String text = message.get("text").text();
        if (text.isEmpty()) {
            text = filled(
                    rule.get("messageStrings")
                            .get(message.get("id").text())
                            .get("text")
                            .text(),
                    message.get("arguments").items());
        }
        String id = result.get("ruleId").text();
        Json fix = rule.at("properties/howToFix");
        return new AppIssue(
                id.isEmpty() ? rule.get("id").text() : id,
                rule.at("properties/primaryCategory").text(),
                level(result, rule),
                where(result.get("locations").items()),
                text,
                fix.isArray() ? fix.items().stream().map(Json::text).collect(Collectors.joining(" ")) : fix.text());
    }

    /** In one pass: what an argument looks like is no slot. */
    private static String filled(String text, List<Json> arguments) {
        return SLOT.matcher(text).replaceAll(slot -> {
            int number = Integer.parseInt(slot.group(1));
            return Matcher.quoteReplacement(
                    number < arguments.size() ? arguments.get(number).text() : slot.group());
        });
    }

    private static String where(List<Json> locations) {
        Json location = locations.isEmpty() ? Json.ABSENT : locations.get(0);
        String name = location.at("physicalLocation/address/fullyQualifiedName").text();
        if (!name.isEmpty()) {
            return name;
        }
        String member = location.at("properties/member").text();
        String type = location.at("properties/type").text();
        return type.isEmpty() || member.isEmpty() ? type + member : type + '.' + member;
    }

    /** What has no level that is known counts as the gravest: nothing may vanish because it is new. */
    private static String level(Json result, Json rule) {
        for (Json properties : List.of(result.get("properties"), rule.get("properties"))) {
            String level = properties.get("level").text();
            if (LEVELS.stream().anyMatch(level::equalsIgnoreCase)) {
                return level;
            }
        }
        return switch (result.get("level").text()) {
            case "warning" -> "Medium";
            case "note", "none" -> "Low";
            default -> "High";
        };
    }
}
