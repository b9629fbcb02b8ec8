package io.github.dataversealm.solution.check.service;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipItem;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the result of a run: zips with SARIF files (spec check-rules §5.1, dataverse-web-api §6.4). Nothing is lost: a result
 * whose severity or rule is not understood counts as High, one without a place is kept, and what could not be understood is
 * told. The files are read in pieces, so that a large one costs time and no memory.
 */
final class ResultReader {

    private static final ZipLimits LIMITS = new ZipLimits(1_000, 512L << 20, 1L << 30, 400);
    private static final int MAX_FINDINGS = 250_000;
    private static final int MAX_RULES = 25_000;
    private static final int MAX_LOCATIONS = 100;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{|\\}\\}|\\{(\\d{1,3})\\}");

    private final Function<String, Optional<ServiceRule>> known;
    private final List<ServiceFinding> findings = new ArrayList<>();
    private final Map<String, ServiceRule> rules = new HashMap<>();
    private final TreeSet<String> notes = new TreeSet<>();
    private int results;
    private int files;

    /** @param known what is known of a rule besides what the result says: the service's list, then our own */
    ResultReader(Function<String, Optional<ServiceRule>> known) {
        this.known = known;
    }

    /** What was found so far. */
    List<ServiceFinding> findings() {
        return List.copyOf(findings);
    }

    /** How many results there were; one may have several places. */
    int results() {
        return results;
    }

    /** The rules that the result files describe. */
    List<ServiceRule> rules() {
        return List.copyOf(rules.values());
    }

    /** What could not be understood, a sentence each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** @throws Outage when the file is no result that can be read */
    void read(Path zip) throws IOException {
        try (ZipArchive archive = ZipArchive.open(zip, LIMITS)) {
            int before = files;
            for (ZipItem item : archive.items()) {
                if (item.name().toLowerCase(Locale.ROOT).endsWith(".sarif")) {
                    files++;
                    sarif(archive, item);
                }
            }
            if (files == before) {
                throw new Outage("The result of the checker service holds no SARIF file.", null);
            }
        } catch (SolutionException e) {
            // its place would be a file of the moment, which is gone
            throw new Outage("The result of the checker service cannot be read: " + e.problem(), e);
        }
    }

    private void sarif(ZipArchive archive, ZipItem item) throws IOException {
        List<Run> runs = new ArrayList<>();
        try {
            try (InputStream in = plain(archive.open(item))) {
                walk(in, runs, false);
            }
            try (InputStream in = plain(archive.open(item))) {
                walk(in, runs, true);
            }
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new Outage("The result of the checker service is damaged: it is no well-formed JSON.", null);
        }
    }

    private static InputStream plain(InputStream in) throws IOException {
        PushbackInputStream start = new PushbackInputStream(in, 3);
        byte[] mark = start.readNBytes(3);
        boolean isMark = mark.length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB && mark[2] == (byte) 0xBF;
        if (!isMark) {
            start.unread(mark);
        }
        return start;
    }

    /** What a run says before its results can be understood: they may stand before it. */
    private static final class Run {
        private final List<Json> rules = new ArrayList<>();
        private final Map<String, Json> rulesById = new HashMap<>();
        private List<String> artifacts = List.of();
    }

    /**
     * Walks through a file.
     *
     * @param runs filled in the first walk, used in the second
     */
    private void walk(InputStream in, List<Run> runs, boolean second) throws IOException {
        JsonDocuments documents = new JsonDocuments();
        try (JsonParser parser = documents.parser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Outage("The result of the checker service is no SARIF.", null);
            }
            int number = 0;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isRuns = parser.currentName().equals("runs");
                if (parser.nextToken() == JsonToken.START_ARRAY && isRuns) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        if (!second) {
                            runs.add(new Run());
                        }
                        run(parser, documents, runs.get(number++), second);
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    private void run(JsonParser parser, JsonDocuments documents, Run run, boolean second) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (!second && name.equals("tool")) {
                tool(documents.next(parser, "result"), run);
            } else if (!second && name.equals("artifacts")) {
                run.artifacts = documents.next(parser, "result").items().stream()
                        .map(artifact -> artifact.at("location/uri").text())
                        .toList();
            } else if (second && name.equals("results") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    result(documents.next(parser, "result"), run);
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private void tool(Json tool, Run run) {
        List<Json> components = new ArrayList<>();
        components.add(tool.get("driver"));
        components.addAll(tool.get("extensions").items());
        for (Json component : components) {
            for (Json rule : component.get("rules").items()) {
                if (run.rules.size() >= MAX_RULES) {
                    throw new Outage("The result of the checker service has more rules than any service has.", null);
                }
                run.rules.add(rule);
                run.rulesById.putIfAbsent(key(rule.get("id").text()), rule);
                String code = ServiceTexts.code(rule.get("id").text());
                if (!code.isEmpty()) {
                    rules.putIfAbsent(key(code), describe(code, rule));
                }
            }
        }
    }

    private static String key(String code) {
        return code.toLowerCase(Locale.ROOT);
    }

    private static ServiceRule describe(String code, Json rule) {
        Json properties = rule.get("properties");
        Json fix = properties.get("howToFix");
        return new ServiceRule(
                code,
                severity(properties, "severity").or(() -> severity(properties, "level")),
                ServiceRule.category(first(
                        properties.get("primaryCategory").text(),
                        properties.get("category").text())),
                ServiceTexts.of(first(
                        rule.at("shortDescription/text").text(),
                        rule.at("fullDescription/text").text())),
                ServiceTexts.of(first(
                        rule.at("fullDescription/text").text(),
                        properties.get("whyFix").text(),
                        rule.at("help/text").text())),
                ServiceTexts.of(
                        fix.isArray()
                                ? String.join(
                                        " ",
                                        fix.items().stream().map(Json::text).toList())
                                : fix.text()),
                ServiceTexts.link(first(
                        rule.get("helpUri").text(),
                        properties.get("guidanceUrl").text())));
    }

    private static String first(String... texts) {
        for (String text : texts) {
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    private static Optional<Severity> severity(Json properties, String name) {
        return Severity.of(properties.get(name).text());
    }

    // ---------------------------------------------------------------- results

    private void result(Json result, Run run) {
        String kind = result.get("kind").text();
        if (kind.equals("pass") || kind.equals("notApplicable")) {
            return;
        }
        results++;
        Json described = described(result, run);
        String code = ServiceTexts.code(first(
                result.get("ruleId").text(),
                result.at("rule/id").text(),
                described.get("id").text()));
        if (code.isEmpty()) {
            code = "unknown-rule";
        }
        ServiceRule rule = Optional.ofNullable(rules.get(key(code))).orElse(ServiceRule.unknown(code));
        Optional<ServiceRule> listed = known.apply(code);
        boolean isKnown = described.isPresent() || listed.isPresent();
        ServiceRule full = listed.map(rule::or).orElse(rule);
        if (!isKnown) {
            notes.add("The result names the rule " + code + ", which neither it nor the service's list describes.");
        }
        Severity severity = severity(result, full, code);
        String message = message(result, described, run);
        List<Json> locations = result.get("locations").items();
        if (locations.isEmpty()) {
            add(full, severity, message, Json.ABSENT, run);
        }
        locations.stream().limit(MAX_LOCATIONS).forEach(location -> add(full, severity, message, location, run));
        if (locations.size() > MAX_LOCATIONS) {
            notes.add("A result of the rule " + code + " has more than " + MAX_LOCATIONS
                    + " places; the others are not shown.");
        }
    }

    private static Json described(Json result, Run run) {
        Json byId = run.rulesById.get(
                key(first(result.get("ruleId").text(), result.at("rule/id").text())));
        if (byId != null) {
            return byId;
        }
        String index =
                first(result.get("ruleIndex").text(), result.at("rule/index").text());
        if (index.matches("\\d{1,6}") && Integer.parseInt(index) < run.rules.size()) {
            Json rule = run.rules.get(Integer.parseInt(index));
            String id = rule.get("id").text();
            String named = result.get("ruleId").text();
            return named.isEmpty() || key(named).startsWith(key(id) + "/") ? rule : Json.ABSENT;
        }
        return Json.ABSENT;
    }

    /** The first of these that says it: the result, the rule, the service's list, the level of SARIF. */
    private Severity severity(Json result, ServiceRule rule, String code) {
        Json properties = result.get("properties");
        for (String name : List.of("severity", "level")) {
            String text = properties.get(name).text();
            if (!text.isBlank()) {
                Optional<Severity> said = Severity.of(text);
                if (said.isPresent()) {
                    return said.get();
                }
                notes.add("A result of the rule " + code + " has the severity '" + ServiceTexts.of(text)
                        + "', which is not known. It counts as High.");
                return Severity.HIGH;
            }
        }
        if (rule.severity().isPresent()) {
            return rule.severity().get();
        }
        switch (result.get("level").text()) {
            case "error":
                return Severity.HIGH;
            case "warning":
                return Severity.MEDIUM;
            case "note":
                return Severity.LOW;
            case "none":
                return Severity.INFORMATIONAL;
            default:
                notes.add("Nothing says how grave the rule " + code + " is. Its results count as High.");
                return Severity.HIGH;
        }
    }

    private static String message(Json result, Json rule, Run run) {
        Json message = result.get("message");
        String text = first(message.get("text").text(), message.get("markdown").text());
        if (text.isEmpty()) {
            String id = message.get("id").text();
            text = first(
                    rule.get("messageStrings").get(id).get("text").text(),
                    rule.at("shortDescription/text").text(),
                    rule.at("fullDescription/text").text());
        }
        List<String> arguments =
                message.get("arguments").items().stream().map(Json::text).toList();
        // only what stands for other texts writes its own braces twice
        boolean isTemplate = !arguments.isEmpty() || !message.get("id").text().isEmpty();
        String shown = ServiceTexts.of(isTemplate ? filled(text, arguments) : text);
        return shown.isEmpty() ? "The checker service gives no message." : shown;
    }

    private static String filled(String text, List<String> arguments) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            if (match.group(1) == null) {
                return match.group().substring(1);
            }
            int number = Integer.parseInt(match.group(1));
            return Matcher.quoteReplacement(number < arguments.size() ? arguments.get(number) : match.group());
        });
    }

    private void add(ServiceRule rule, Severity severity, String message, Json location, Run run) {
        if (findings.size() >= MAX_FINDINGS) {
            throw new Outage("The result of the checker service has more than " + MAX_FINDINGS + " findings.", null);
        }
        Json physical = location.get("physicalLocation");
        Json region = physical.get("region");
        Json properties = location.get("properties");
        findings.add(new ServiceFinding(
                rule,
                severity,
                message,
                file(physical, run),
                number(region.get("startLine")),
                number(region.get("startColumn")),
                ServiceTexts.of(first(properties.get("module").text(), logicalName(location))),
                ServiceTexts.of(properties.get("type").text()),
                ServiceTexts.of(properties.get("member").text())));
    }

    private static String logicalName(Json location) {
        for (Json place : List.of(location, location.get("physicalLocation"))) {
            for (Json logical : place.get("logicalLocations").items()) {
                String name = first(
                        logical.get("fullyQualifiedName").text(),
                        logical.get("name").text());
                if (!name.isEmpty()) {
                    return name;
                }
            }
        }
        return location.at("physicalLocation/address/fullyQualifiedName").text();
    }

    private static String file(Json physical, Run run) {
        Json artifact = physical.get("artifactLocation");
        String uri = artifact.get("uri").text();
        if (uri.isEmpty()) {
            String index = artifact.get("index").text();
            if (index.matches("\\d{1,6}") && Integer.parseInt(index) < run.artifacts.size()) {
                uri = run.artifacts.get(Integer.parseInt(index));
            }
        }
        String path =
                uri.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]{1,20}:/{0,3}", "").replaceFirst("[?#].*$", "");
        return ServiceTexts.of(decoded(path).replace('\\', '/').replaceFirst("^(\\./|/)+", ""));
    }

    /** Percent-encoded, unless it only looks so. */
    private static String decoded(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    private static int number(Json value) {
        return value.text().matches("\\d{1,9}") ? Integer.parseInt(value.text()) : 0;
    }
}
