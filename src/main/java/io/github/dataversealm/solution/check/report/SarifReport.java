package io.github.dataversealm.solution.check.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.finding.AnalysisError;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * SARIF 2.1.0 as GitHub code scanning takes it (spec check-rules section 5.2): relative locations, fingerprints without
 * lines, help in text and Markdown, at most 25,000 results.
 */
final class SarifReport {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final String DOCUMENTATION =
            "https://github.com/dataversealm/solution-maven-plugin/blob/main/docs/rules/";
    private static final int MAX_RESULTS = 25_000;

    private final Optional<String> sourceBase;

    SarifReport(Optional<String> sourceBase) {
        this.sourceBase = sourceBase;
    }

    String write(CheckResult result) {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            run(result, json);
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void run(CheckResult result, JsonGenerator json) throws IOException {
        Map<String, Integer> index = new HashMap<>();
        json.writeStartObject();
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "solution-maven-plugin");
        json.writeStringField("informationUri", "https://github.com/dataversealm/solution-maven-plugin");
        json.writeArrayFieldStart("rules");
        for (RuleInfo rule : result.rules()) {
            index.put(rule.id(), index.size());
            rule(rule, json);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectFieldStart("automationDetails");
        json.writeStringField("id", "dataverse/" + uriSegment(result.solution()) + "/offline/");
        json.writeEndObject();
        json.writeStringField("columnKind", "utf16CodeUnits");
        invocation(result, json);
        json.writeArrayFieldStart("results");
        for (Finding finding : result.findings()
                .subList(0, Math.min(MAX_RESULTS, result.findings().size()))) {
            finding(finding, index.getOrDefault(finding.rule().id(), -1), result, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void invocation(CheckResult result, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", result.errors().isEmpty());
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (AnalysisError error : result.errors()) {
            notification("error", error.what() + ": " + error.message(), json);
        }
        if (result.findings().size() > MAX_RESULTS) {
            notification(
                    "warning",
                    "Only the " + MAX_RESULTS + " gravest of "
                            + result.findings().size() + " findings are listed.",
                    json);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void notification(String level, String text, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", level);
        json.writeObjectFieldStart("message");
        json.writeStringField("text", text);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void rule(RuleInfo rule, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", rule.id());
        text("shortDescription", rule.title(), json);
        text("fullDescription", rule.why(), json);
        json.writeObjectFieldStart("help");
        json.writeStringField("text", rule.why() + " " + rule.fix());
        json.writeStringField("markdown", rule.why() + "\n\n**What to do:** " + rule.fix());
        json.writeEndObject();
        json.writeStringField("helpUri", rule.help().isEmpty() ? DOCUMENTATION + rule.id() + ".md" : rule.help());
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", rule.severity().level());
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeStringField("severity", rule.severity().title());
        json.writeStringField("category", rule.category());
        if (rule.isSecurity()) {
            json.writeStringField("security-severity", rule.severity().securityScore());
        }
        json.writeArrayFieldStart("tags");
        json.writeString("dataverse");
        json.writeString(rule.family());
        if (rule.isSecurity()) {
            json.writeString("security");
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void text(String field, String text, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private void finding(Finding finding, int rule, CheckResult result, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", finding.rule().id());
        if (rule >= 0) {
            json.writeNumberField("ruleIndex", rule);
        }
        json.writeStringField("level", finding.severity().level());
        text("message", finding.subject() + ": " + finding.message(), json);
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(finding));
        json.writeStringField("uriBaseId", finding.inSource() ? "%SRCROOT%" : "SOLUTION_ZIP");
        json.writeEndObject();
        // code scanning wants a line; a finding about a file as a whole stands on its first
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", Math.max(1, finding.line()));
        if (finding.column() > 0) {
            json.writeNumberField("startColumn", finding.column());
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("name", finding.subject().name());
        json.writeStringField("fullyQualifiedName", finding.subject().toString());
        json.writeStringField("kind", "resource");
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("dataverseComponent/v1", finding.fingerprint());
        json.writeStringField("primaryLocationLineHash", finding.fingerprint() + ":1");
        json.writeEndObject();
        state(finding, result.count(Finding.State.BASELINE) > 0, json);
        json.writeObjectFieldStart("properties");
        json.writeStringField("severity", finding.severity().title());
        json.writeStringField("category", finding.rule().category());
        json.writeStringField("componentType", finding.subject().kind());
        json.writeStringField("module", finding.subject().name());
        json.writeStringField("solution", result.solution());
        json.writeStringField("solutionVersion", result.version());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** With a baseline all results say how they stand to it (SARIF 3.27.24). */
    private static void state(Finding finding, boolean compared, JsonGenerator json) throws IOException {
        if (compared) {
            json.writeStringField("baselineState", finding.state() == Finding.State.BASELINE ? "unchanged" : "new");
        }
        if (finding.state() == Finding.State.SUPPRESSED) {
            json.writeArrayFieldStart("suppressions");
            json.writeStartObject();
            json.writeStringField("kind", "external");
            if (!finding.reason().isEmpty()) {
                json.writeStringField("justification", finding.reason());
            }
            json.writeEndObject();
            json.writeEndArray();
        }
    }

    private String uri(Finding finding) {
        String base = finding.inSource()
                ? sourceBase
                        .filter(path -> !path.isEmpty())
                        .map(path -> path + "/")
                        .orElse("")
                : "";
        return uriSegment(base + finding.file());
    }

    /** Percent-encodes what must not stand in the path of a URI; slashes stay. */
    private static String uriSegment(String path) {
        try {
            String encoded = new URI(null, null, "/" + path, null).toASCIIString();
            return encoded.substring(1).replace(":", "%3A");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A path is always legal in a URI.", e);
        }
    }
}
