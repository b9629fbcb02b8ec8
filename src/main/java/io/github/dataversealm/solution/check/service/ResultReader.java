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
import java.io.CharConversionException;
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
    private static final int MAX_RUNS = 1_000;
    private static final int MAX_RULES = 25_000;
    private static final int MAX_ARTIFACTS = 250_000;
    private static final int MAX_LOCATIONS = 100;
    /** The longest text; the values and the text of one rule, result or file. */
    private static final int MAX_STRING = 4 << 20;

    private static final int MAX_SHOWN = 4_000;
    private static final int MAX_PIECE_VALUES = 100_000;
    private static final long MAX_PIECE_TEXT = 16L << 20;
    /** Of all that is kept at one time. */
    private static final long MAX_VALUES = 500_000;

    private static final long MAX_TEXT = 48L << 20;
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{|\\}\\}|\\{(\\d{1,3})\\}");

    private final Function<String, Optional<ServiceRule>> known;
    private final JsonDocuments documents = new JsonDocuments(MAX_STRING);
    private final List<Found> found = new ArrayList<>();
    private final Map<String, ServiceRule> rules = new HashMap<>();
    private final TreeSet<String> notes = new TreeSet<>();
    private final TreeSet<String> gaps = new TreeSet<>();
    private int results;
    private int files;
    private int checked;
    private long text;

    /**
     * All that the files hold.
     *
     * @param results how many results there are; one may have several places
     * @param rules those that the files describe
     * @param notes what could not be understood, a sentence each
     * @param gaps why findings may be missing, a sentence each
     */
    record Reading(
            List<ServiceFinding> findings,
            int results,
            List<ServiceRule> rules,
            List<String> notes,
            List<String> gaps) {}

    /**
     * What was found at one place, before all is known of its rule: another file may describe it.
     *
     * @param said how grave the result itself says that it is
     * @param level of SARIF, which counts when nothing else says it
     */
    private record Found(
            String code,
            Optional<Severity> said,
            String level,
            String message,
            String file,
            int line,
            int column,
            String module,
            String type,
            String member) {}

    /** @param known what is known of a rule besides what the result says: the service's list, then our own */
    ResultReader(Function<String, Optional<ServiceRule>> known) {
        this.known = known;
    }

    /**
     * What all the files say together.
     *
     * @throws Outage when none of them holds the result of a check: that is not the same as a check that found nothing
     */
    Reading finish() {
        if (checked == 0) {
            throw new Outage(
                    "The result of the checker service holds no results of a check, not even an empty list of them.",
                    null);
        }
        Map<String, ServiceRule> full = new HashMap<>();
        List<ServiceFinding> findings = new ArrayList<>(found.size());
        for (Found each : found) {
            ServiceRule rule = full.computeIfAbsent(key(each.code), key -> rule(each.code));
            findings.add(new ServiceFinding(
                    rule,
                    each.said.or(rule::severity).orElseGet(() -> severity(each.level, each.code)),
                    first(each.message, rule.summary(), "The checker service gives no message."),
                    each.file,
                    each.line,
                    each.column,
                    each.module,
                    each.type,
                    each.member));
        }
        return new Reading(
                List.copyOf(findings), results, List.copyOf(rules.values()), List.copyOf(notes), List.copyOf(gaps));
    }

    private ServiceRule rule(String code) {
        Optional<ServiceRule> described = Optional.ofNullable(rules.get(key(code)));
        Optional<ServiceRule> listed = known.apply(code);
        if (described.isEmpty() && listed.isEmpty()) {
            notes.add("The result names the rule " + code + ", which neither it nor the service's list describes.");
        }
        ServiceRule rule = described.orElse(ServiceRule.unknown(code));
        return listed.map(rule::or).orElse(rule);
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
        } catch (com.fasterxml.jackson.core.JacksonException | CharConversionException e) {
            // the second: the parser takes the first bytes for a coding of text, which the others break
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
        /** Those of the driver, which indexes count, then those of its extensions. */
        private final List<Json> rules = new ArrayList<>();

        private final List<Json> more = new ArrayList<>();
        private final Map<String, Json> rulesById = new HashMap<>();
        private final List<String> artifacts = new ArrayList<>();
        private long values;

        Optional<Json> rule(int index) {
            return index < rules.size()
                    ? Optional.of(rules.get(index))
                    : Optional.of(index - rules.size())
                            .filter(rest -> rest < more.size())
                            .map(more::get);
        }
    }

    /**
     * Walks through a file.
     *
     * @param runs filled in the first walk, used in the second
     */
    private void walk(InputStream in, List<Run> runs, boolean second) throws IOException {
        try (JsonParser parser = documents.parser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Outage("The result of the checker service is no SARIF.", null);
            }
            int number = 0;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isRuns = parser.currentName().equals("runs");
                if (parser.nextToken() == JsonToken.START_ARRAY && isRuns) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        if (parser.currentToken() != JsonToken.START_OBJECT) {
                            parser.skipChildren();
                            continue;
                        }
                        if (!second) {
                            if (runs.size() == MAX_RUNS) {
                                throw new Outage("The result of the checker service has too many runs.", null);
                            }
                            runs.add(new Run());
                        }
                        run(parser, runs.get(number++), second);
                    }
                } else {
                    parser.skipChildren();
                }
            }
            if (number == 0) {
                gaps.add("A file of the service's result holds no run.");
            }
        }
    }

    private void run(JsonParser parser, Run run, boolean second) throws IOException {
        boolean hasResults = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("results") && value == JsonToken.START_ARRAY) {
                hasResults = true;
                if (second) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        result(piece(parser), run);
                    }
                } else {
                    parser.skipChildren();
                }
            } else if (!second && name.equals("tool") && value == JsonToken.START_OBJECT) {
                tool(parser, run);
            } else if (!second && name.equals("artifacts") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    artifact(start(piece(parser).at("location/uri").text()), run);
                }
            } else if (!second && name.equals("invocations") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (piece(parser).get("executionSuccessful").text().equals("false")) {
                        gaps.add("The service says in its result that the check did not succeed.");
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
        if (second && hasResults) {
            checked++;
        } else if (second) {
            gaps.add("A run in the service's result has no list of results.");
        }
    }

    private Json piece(JsonParser parser) throws IOException {
        return documents.next(parser, "result", MAX_PIECE_VALUES, MAX_PIECE_TEXT);
    }

    private void artifact(String uri, Run run) {
        if (run.artifacts.size() == MAX_ARTIFACTS) {
            throw new Outage("The result of the checker service has more than " + MAX_ARTIFACTS + " files.", null);
        }
        keep(uri);
        run.artifacts.add(uri);
    }

    /** Counts text that stays in memory. */
    private void keep(String kept) {
        text += kept.length();
        if (text > MAX_TEXT) {
            throw new Outage("The result of the checker service has more text than any check gives.", null);
        }
    }

    private void tool(JsonParser parser, Run run) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isDriver = parser.currentName().equals("driver");
            boolean isExtensions = parser.currentName().equals("extensions");
            JsonToken value = parser.nextToken();
            if (isDriver && value == JsonToken.START_OBJECT) {
                component(parser, run, run.rules);
            } else if (isExtensions && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (parser.currentToken() == JsonToken.START_OBJECT) {
                        component(parser, run, run.more);
                    } else {
                        parser.skipChildren();
                    }
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private void component(JsonParser parser, Run run, List<Json> to) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isRules = parser.currentName().equals("rules");
            if (parser.nextToken() == JsonToken.START_ARRAY && isRules) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    describe(piece(parser), run, to);
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private void describe(Json rule, Run run, List<Json> to) {
        rule.visit((name, value) -> {
            run.values++;
            keep(value.text());
        });
        if (run.rules.size() + run.more.size() >= MAX_RULES || run.values > MAX_VALUES) {
            throw new Outage("The result of the checker service has more rules than any service has.", null);
        }
        to.add(rule);
        run.rulesById.putIfAbsent(key(rule.get("id").text()), rule);
        String code = ServiceTexts.code(rule.get("id").text());
        if (!code.isEmpty()) {
            rules.merge(key(code), described(code, rule), ServiceRule::or);
        }
    }

    private static String key(String code) {
        return code.toLowerCase(Locale.ROOT);
    }

    private static ServiceRule described(String code, Json rule) {
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
        Optional<Severity> said = said(result, code);
        String level = result.get("level").text();
        String message = message(result, described);
        keep(message);
        List<Json> locations = result.get("locations").items();
        if (locations.isEmpty()) {
            add(code, said, level, message, Json.ABSENT, run);
        }
        for (Json location : locations.subList(0, Math.min(locations.size(), MAX_LOCATIONS))) {
            add(code, said, level, message, location, run);
        }
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
        Optional<Json> indexed = index.matches("\\d{1,6}") ? run.rule(Integer.parseInt(index)) : Optional.empty();
        if (indexed.isPresent()) {
            Json rule = indexed.get();
            String id = rule.get("id").text();
            String named = result.get("ruleId").text();
            return named.isEmpty() || key(named).startsWith(key(id) + "/") ? rule : Json.ABSENT;
        }
        return Json.ABSENT;
    }

    /** What the result itself says; it counts more than the rule, the service's list and the level of SARIF. */
    private Optional<Severity> said(Json result, String code) {
        Json properties = result.get("properties");
        for (String name : List.of("severity", "level")) {
            String said = properties.get(name).text();
            if (!said.isBlank()) {
                Optional<Severity> severity = Severity.of(said);
                if (severity.isEmpty()) {
                    notes.add("A result of the rule " + code + " has the severity '" + ServiceTexts.of(said)
                            + "', which is not known. It counts as High.");
                }
                return severity.or(() -> Optional.of(Severity.HIGH));
            }
        }
        return Optional.empty();
    }

    private Severity severity(String level, String code) {
        switch (level) {
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

    private static String message(Json result, Json rule) {
        Json message = result.get("message");
        String text = first(message.get("text").text(), message.get("markdown").text());
        if (text.isEmpty()) {
            String id = message.get("id").text();
            text = first(
                    rule.get("messageStrings").get(id).get("text").text(),
                    rule.at("shortDescription/text").text(),
                    rule.at("fullDescription/text").text());
        }
        List<String> arguments = message.get("arguments").items().stream()
                .map(argument -> start(argument.text()))
                .toList();
        // only what stands for other texts writes its own braces twice
        boolean isTemplate = !arguments.isEmpty() || !message.get("id").text().isEmpty();
        return ServiceTexts.of(isTemplate ? filled(start(text), arguments) : text);
    }

    /** No more than what can be shown: a text may repeat its arguments, and a path is searched by patterns. */
    private static String start(String text) {
        return ServiceTexts.start(text, MAX_SHOWN);
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

    private void add(String code, Optional<Severity> said, String level, String message, Json location, Run run) {
        if (found.size() >= MAX_FINDINGS) {
            throw new Outage("The result of the checker service has more than " + MAX_FINDINGS + " findings.", null);
        }
        Json physical = location.get("physicalLocation");
        Json region = physical.get("region");
        Json properties = location.get("properties");
        Found each = new Found(
                code,
                said,
                level.length() <= 10 ? level : "",
                message,
                file(physical, run),
                number(region.get("startLine")),
                number(region.get("startColumn")),
                ServiceTexts.of(first(properties.get("module").text(), logicalName(location))),
                ServiceTexts.of(properties.get("type").text()),
                ServiceTexts.of(properties.get("member").text()));
        for (String kept : List.of(each.file, each.module, each.type, each.member)) {
            keep(kept);
        }
        found.add(each);
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
        String path = start(uri)
                .replaceFirst("^[A-Za-z][A-Za-z0-9+.-]{1,20}:/{0,3}", "")
                .replaceFirst("[?#].*$", "");
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
