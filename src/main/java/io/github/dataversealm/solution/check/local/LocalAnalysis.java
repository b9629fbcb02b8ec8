package io.github.dataversealm.solution.check.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dataversealm.solution.check.CheckRequest;
import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.Checker;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.gate.Gate;
import io.github.dataversealm.solution.check.report.UriPath;
import io.github.dataversealm.solution.check.rule.RuleBook;
import io.github.dataversealm.solution.check.service.RuleSet;
import io.github.dataversealm.solution.check.service.ServiceRule;
import io.github.dataversealm.solution.check.service.ServiceRules;
import io.github.dataversealm.solution.emulator.checker.SolutionAnalysis;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Answers as the checker service would, with the offline rules that have its codes: for whoever builds a pipeline that asks
 * the service and has no tenant at hand. The Solution Checker rule set has the rules that the service's has; which are in
 * AppSource Certification is not published, so that one has all.
 */
public final class LocalAnalysis implements SolutionAnalysis {

    private static final Duration PER_FILE = Duration.ofSeconds(10);

    @Override
    public List<SolutionAnalysis.RuleGroup> ruleSets() {
        return List.of(RuleSet.APP_SOURCE, RuleSet.SOLUTION_CHECKER).stream()
                .map(set -> new SolutionAnalysis.RuleGroup(set.id(), set.name()))
                .toList();
    }

    @Override
    public List<Rule> rules(List<String> ruleSets) {
        return infos(ruleSets).stream()
                .map(info -> new Rule(
                        info.id(),
                        info.title(),
                        info.why(),
                        info.help(),
                        info.fix(),
                        info.severity().number(),
                        ServiceRule.categoryNumber(info.category())))
                .toList();
    }

    private List<RuleInfo> infos(List<String> ruleSets) {
        boolean all = ruleSets.isEmpty() || ruleSets.stream().anyMatch(set -> is(RuleSet.APP_SOURCE, set));
        RuleBook book = RuleBook.complete();
        ServiceRules service = ServiceRules.complete();
        boolean checker = ruleSets.stream().anyMatch(set -> is(RuleSet.SOLUTION_CHECKER, set));
        return service.all().stream()
                .filter(rule -> all || checker && service.isSolutionChecker(rule.code()))
                .flatMap(rule -> book.find(rule.code()).stream())
                .toList();
    }

    private static boolean is(RuleSet set, String named) {
        return set.id().equalsIgnoreCase(named) || set.name().equalsIgnoreCase(named);
    }

    @Override
    public Result analyse(Path zip, Order order) throws IOException {
        RuleBook book = RuleBook.complete();
        ServiceRules service = ServiceRules.complete();
        List<RuleInfo> rules = order.ruleCodes().isEmpty()
                ? infos(order.ruleSets())
                : order.ruleCodes().stream()
                        .filter(code -> service.find(code).isPresent())
                        .flatMap(code -> book.find(code).stream())
                        .toList();
        Map<String, Severity> levels = new LinkedHashMap<>();
        order.levels()
                .forEach((code, level) -> book.find(code)
                        .ifPresent(rule -> Severity.of(level).ifPresent(severity -> levels.put(rule.id(), severity))));
        if (rules.isEmpty()) {
            return new Result(sarif(rules, List.of(), levels), counts(List.of(), levels), true);
        }
        Map<String, String> on = new LinkedHashMap<>();
        rules.forEach(rule -> on.put(rule.id(), "on"));
        CheckResult result = new Checker().check(request(zip, on, rules));
        List<Finding> findings = result.findings().stream()
                .filter(finding -> order.fileExclusions().stream()
                        .map(LocalAnalysis::pattern)
                        .noneMatch(pattern -> pattern.test(finding.file())))
                .toList();
        return new Result(
                sarif(rules, findings, levels),
                counts(findings, levels),
                result.errors().isEmpty());
    }

    private static CheckRequest request(Path zip, Map<String, String> on, List<RuleInfo> rules) {
        return new CheckRequest(
                zip,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of(),
                on,
                rules.stream().map(RuleInfo::id).toList(),
                List.of(),
                List.of(),
                Optional.empty(),
                new Gate(Optional.empty(), 0, Map.of(), false),
                Runtime.getRuntime().availableProcessors(),
                PER_FILE,
                ZipLimits.DEFAULT);
    }

    /** The service knows a star at the start and at the end. */
    private static Predicate<String> pattern(String text) {
        String core = text.replaceAll("^\\*|\\*$", "").toLowerCase(Locale.ROOT);
        boolean open = text.startsWith("*");
        boolean after = text.endsWith("*");
        return path -> {
            String whole = path.toLowerCase(Locale.ROOT);
            String name = whole.substring(whole.lastIndexOf('/') + 1);
            return open
                    ? after ? whole.contains(core) : whole.endsWith(core)
                    : after ? name.startsWith(core) : name.equals(core);
        };
    }

    private static Severity severity(Finding finding, Map<String, Severity> levels) {
        return levels.getOrDefault(finding.rule().id(), finding.severity());
    }

    private static Map<String, Integer> counts(List<Finding> findings, Map<String, Severity> levels) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        findings.forEach(finding -> counts.merge(severity(finding, levels).title(), 1, Integer::sum));
        return counts;
    }

    // ---------------------------------------------------------------- the result in the service's form

    private static byte[] sarif(List<RuleInfo> rules, List<Finding> findings, Map<String, Severity> levels)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json =
                new JsonFactory().createGenerator(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            json.writeStartObject();
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            json.writeObjectFieldStart("tool");
            json.writeObjectFieldStart("driver");
            json.writeStringField("name", "PowerApps checker");
            json.writeArrayFieldStart("rules");
            for (RuleInfo rule : rules) {
                rule(rule, levels, json);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeArrayFieldStart("invocations");
            json.writeStartObject();
            json.writeBooleanField("executionSuccessful", true);
            json.writeEndObject();
            json.writeEndArray();
            json.writeArrayFieldStart("results");
            for (Finding finding : findings) {
                result(finding, severity(finding, levels), json);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void rule(RuleInfo rule, Map<String, Severity> levels, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", rule.id());
        json.writeObjectFieldStart("messageStrings");
        json.writeObjectFieldStart("issue");
        json.writeStringField("text", rule.title());
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeStringField(
                "level", levels.getOrDefault(rule.id(), rule.severity()).title());
        json.writeStringField("primaryCategory", rule.category());
        json.writeArrayFieldStart("howToFix");
        json.writeString(rule.fix());
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void result(Finding finding, Severity severity, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", finding.rule().id());
        json.writeStringField("level", severity.level());
        json.writeObjectFieldStart("message");
        json.writeStringField("text", finding.message());
        json.writeEndObject();
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", UriPath.encoded(finding.file()));
        json.writeEndObject();
        if (finding.line() > 0) {
            json.writeObjectFieldStart("region");
            json.writeNumberField("startLine", finding.line());
            if (finding.column() > 0) {
                json.writeNumberField("startColumn", finding.column());
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeStringField("module", finding.subject().name());
        json.writeStringField("type", finding.subject().kind());
        json.writeStringField("member", finding.member());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectFieldStart("properties");
        json.writeStringField("severity", severity.title());
        json.writeEndObject();
        json.writeEndObject();
    }
}
