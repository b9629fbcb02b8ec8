package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.message.SolutionException;
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
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Reads the checker result out of an {@code .msapp}, which is a zip. Read from its beginning, since some apps have more
 * than 64 KiB of zeros behind the zip's end (spec check-rules section 3, {@code canvas-msapp-unreadable}).
 */
final class CanvasReader {

    private static final String RESULT = "AppCheckerResult.sarif";
    private static final List<String> LEVELS = List.of("High", "Medium", "Low");
    private static final Pattern SLOT = Pattern.compile("\\{([0-9]{1,3})\\}");
    private static final int MAX_RESULT = 64 << 20;
    private static final int MAX_ENTRIES = 50_000;
    private static final int JUDGED = 1 << 20;
    private static final int READ_AHEAD = 1 << 10;
    private static final long MAX_TOTAL = 4L << 30;

    private final JsonDocuments documents;

    CanvasReader(JsonDocuments documents) {
        this.documents = documents;
    }

    CanvasFile read(Part app, Origin origin, InputStream in, Deadline deadline) throws IOException {
        Optional<byte[]> result = Optional.empty();
        int entries = 0;
        TimedStream packed = new TimedStream(in, deadline);
        try (ZipInputStream zip = new ZipInputStream(packed)) {
            ZipEntry entry = zip.getNextEntry();
            byte[] buffer = new byte[1 << 14];
            long total = 0;
            while (entry != null && result.isEmpty()) {
                if (++entries > MAX_ENTRIES) {
                    return broken(app, origin, "It has more than " + MAX_ENTRIES + " entries.");
                }
                String name = entry.getName().replace('\\', '/');
                if (name.equalsIgnoreCase(RESULT) || name.equalsIgnoreCase("Entropy/" + RESULT)) {
                    result = Optional.of(zip.readNBytes(MAX_RESULT + 1));
                } else {
                    long start = packed.count();
                    long unpacked = 0;
                    int read;
                    while ((read = zip.read(buffer)) > 0) {
                        deadline.check();
                        total += read;
                        unpacked += read;
                        if (unpacked > JUDGED
                                && unpacked / (packed.count() - start + READ_AHEAD) > ZipLimits.DEFAULT.maxRatio()) {
                            return broken(
                                    app,
                                    origin,
                                    "An entry unpacks to more than " + ZipLimits.DEFAULT.maxRatio()
                                            + " times its size.");
                        }
                        if (total > MAX_TOTAL) {
                            return broken(app, origin, "It unpacks to more than " + MAX_TOTAL + " bytes.");
                        }
                    }
                }
                entry = result.isPresent() ? null : zip.getNextEntry();
            }
        } catch (ZipException | java.io.EOFException e) {
            return broken(app, origin, "It is not a sound zip: " + e.getClass().getSimpleName() + ".");
        } catch (IllegalArgumentException e) {
            return broken(app, origin, "An entry has a name that cannot be decoded.");
        }
        if (entries == 0) {
            return broken(app, origin, "It is not a zip.");
        }
        if (result.isEmpty()) {
            return new CanvasFile(app, origin, Optional.empty(), false, List.of());
        }
        if (result.get().length > MAX_RESULT) {
            return broken(app, origin, "Its checker result has more than " + MAX_RESULT + " bytes.");
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
