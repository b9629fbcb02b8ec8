package io.github.dataversealm.solution.check.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.finding.AnalysisError;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * SARIF 2.1.0 as GitHub code scanning takes it (spec check-rules section 5.2): a run for the offline analysis and one for
 * Microsoft's service when it has a result, relative locations, fingerprints without lines, help in text and Markdown. A
 * service without a result has no run, since an empty one would close all that it found before.
 */
final class SarifReport {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final String HOME = "https://github.com/dataversealm/solution-maven-plugin";
    private static final String DOCUMENTATION = HOME + "/blob/main/docs/rules/";
    private static final String SERVICE_HOME =
            "https://learn.microsoft.com/power-apps/maker/data-platform/use-powerapps-checker";
    private static final int MAX_TAGS = 20;
    /** What may stand in a segment of a relative path, and the slash (RFC 3986, section 3.3). */
    private final Optional<String> sourceBase;

    private final String variant;

    /**
     * @param sourceBase the path of the source folder from the root of the repository
     * @param variant tells apart the zips of one solution; empty for the main one
     */
    SarifReport(Optional<String> sourceBase, String variant) {
        this.sourceBase = sourceBase;
        this.variant = variant;
    }

    /** @param maxResults how many results a run may have; the gravest that count are taken */
    String write(CheckResult result, int maxResults) {
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            new Run(
                            result,
                            "solution-maven-plugin",
                            HOME,
                            "offline",
                            result.rules(),
                            finding -> finding.foundBy().offline(),
                            maxResults,
                            json)
                    .write();
            if (result.service().hasResult()) {
                new Run(
                                result,
                                "Power Apps checker service",
                                SERVICE_HOME,
                                "service",
                                result.service().rules(),
                                finding -> finding.foundBy().service(),
                                maxResults,
                                json)
                        .write();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** One of the two runs. */
    private final class Run {

        private final CheckResult result;
        private final String tool;
        private final String home;
        private final String part;
        private final Map<String, RuleInfo> rules = new LinkedHashMap<>();
        private final Set<String> documented = new HashSet<>();
        private final List<Finding> all;
        private final List<Finding> findings;
        private final JsonGenerator json;
        private final boolean compared;

        Run(
                CheckResult result,
                String tool,
                String home,
                String part,
                List<RuleInfo> ran,
                Predicate<Finding> found,
                int maxResults,
                JsonGenerator json) {
            this.result = result;
            this.tool = tool;
            this.home = home;
            this.part = part;
            this.json = json;
            this.compared = result.count(Finding.State.BASELINE) > 0;
            this.all = result.findings().stream().filter(found).toList();
            this.findings = all.size() <= maxResults ? all : gravest(all, maxResults);
            ran.forEach(rule -> rules.put(rule.id(), rule));
            findings.forEach(finding -> rules.putIfAbsent(finding.rule().id(), finding.rule()));
            result.rules().forEach(rule -> documented.add(rule.id()));
            result.notRun().forEach(rule -> documented.add(rule.id()));
        }

        private static List<Finding> gravest(List<Finding> all, int max) {
            Set<Finding> kept = all.stream()
                    .sorted(Comparator.comparing((Finding finding) -> !finding.counts())
                            .thenComparing(Finding::severity))
                    .limit(max)
                    .collect(Collectors.toSet());
            return all.stream().filter(kept::contains).toList();
        }

        private boolean isService() {
            return part.equals("service");
        }

        void write() throws IOException {
            json.writeStartObject();
            json.writeObjectFieldStart("tool");
            json.writeObjectFieldStart("driver");
            json.writeStringField("name", tool);
            json.writeStringField("informationUri", home);
            Map<String, Integer> index = new HashMap<>();
            json.writeArrayFieldStart("rules");
            for (RuleInfo rule : rules.values()) {
                index.put(rule.id(), index.size());
                rule(rule);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeObjectFieldStart("automationDetails");
            json.writeStringField(
                    "id",
                    "dataverse/" + UriPath.encoded(result.solution()) + "/" + part
                            + (variant.isEmpty() ? "" : "-" + UriPath.encoded(variant)) + "/");
            json.writeEndObject();
            json.writeStringField("columnKind", "utf16CodeUnits");
            json.writeObjectFieldStart("originalUriBaseIds");
            base("%SRCROOT%", "The root of the repository.");
            base("SOLUTION_ZIP", "The root of the solution zip " + result.target() + ".");
            json.writeEndObject();
            invocation();
            json.writeArrayFieldStart("results");
            for (Finding finding : findings) {
                finding(finding, index.get(finding.rule().id()));
            }
            json.writeEndArray();
            if (isService()) {
                service(result.service());
            }
            json.writeEndObject();
        }

        private void base(String id, String text) throws IOException {
            json.writeObjectFieldStart(id);
            text("description", text);
            json.writeEndObject();
        }

        private void service(ServiceRun service) throws IOException {
            json.writeObjectFieldStart("properties");
            json.writeStringField("runId", service.runId());
            json.writeStringField("endpoint", service.endpoint());
            for (Map.Entry<String, String> setting : service.settings().entrySet()) {
                json.writeStringField(setting.getKey(), setting.getValue());
            }
            json.writeEndObject();
        }

        private void invocation() throws IOException {
            boolean complete =
                    isService() ? !result.service().isOpen() : result.errors().isEmpty();
            json.writeArrayFieldStart("invocations");
            json.writeStartObject();
            json.writeBooleanField("executionSuccessful", complete);
            json.writeArrayFieldStart("toolExecutionNotifications");
            if (isService()) {
                for (String warning : result.service().warnings()) {
                    notification("warning", warning);
                }
            } else {
                for (AnalysisError error : result.errors()) {
                    notification("error", error.what() + ": " + error.message());
                }
            }
            if (result.service().isOpen() && isService() == result.service().hasResult()) {
                notification(
                        "warning",
                        "The solution was " + result.service().state().title()
                                + (result.service().reason().isEmpty()
                                        ? "."
                                        : ": " + result.service().reason()));
            }
            if (findings.size() < all.size()) {
                notification(
                        "warning",
                        "Only the " + findings.size() + " gravest of " + all.size()
                                + " findings are listed, because GitHub takes no more. All are in the file of the same"
                                + " name with the extension .full.sarif.");
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
        }

        private void notification(String level, String text) throws IOException {
            json.writeStartObject();
            json.writeStringField("level", level);
            text("message", text);
            json.writeEndObject();
        }

        private void rule(RuleInfo rule) throws IOException {
            json.writeStartObject();
            json.writeStringField("id", rule.id());
            text("shortDescription", orId(rule.title(), rule));
            text("fullDescription", orId(rule.why().isEmpty() ? rule.title() : rule.why(), rule));
            json.writeObjectFieldStart("help");
            json.writeStringField("text", orId((rule.why() + " " + rule.fix()).strip(), rule));
            json.writeStringField(
                    "markdown",
                    orId(
                            markdown(rule.why())
                                    + (rule.fix().isEmpty() ? "" : "\n\n**What to do:** " + markdown(rule.fix())),
                            rule));
            json.writeEndObject();
            json.writeStringField("helpUri", help(rule));
            json.writeObjectFieldStart("defaultConfiguration");
            json.writeStringField("level", rule.severity().level());
            json.writeEndObject();
            json.writeObjectFieldStart("properties");
            json.writeStringField("severity", rule.severity().title());
            json.writeStringField("category", rule.category());
            json.writeStringField("impact", rule.impact().title());
            json.writeStringField("confidence", rule.confidence().title());
            json.writeStringField("precision", rule.confidence().precision());
            if (rule.isSecurity()) {
                json.writeStringField("security-severity", rule.severity().securityScore());
            }
            json.writeArrayFieldStart("tags");
            List<String> tags = new ArrayList<>(List.of("dataverse", rule.family()));
            if (rule.isSecurity()) {
                tags.add("security");
            }
            for (String tag : tags.subList(0, Math.min(MAX_TAGS, tags.size()))) {
                json.writeString(tag);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }

        private static String orId(String text, RuleInfo rule) {
            return text.isBlank() ? rule.id() : text;
        }

        /** The text of a service is no markup. */
        private static String markdown(String text) {
            return text.replace("<", "&lt;").replace("![", "!\\[");
        }

        private String help(RuleInfo rule) {
            try {
                // an address with half a surrogate pair makes URI fail in a way of its own
                byte[] address = rule.help().getBytes(StandardCharsets.UTF_8);
                URI uri = new URI(new String(address, StandardCharsets.UTF_8));
                if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                    return uri.toASCIIString();
                }
            } catch (URISyntaxException e) {
                // a service may say anything
            }
            return documented.contains(rule.id()) ? DOCUMENTATION + UriPath.encoded(rule.id()) + ".md" : SERVICE_HOME;
        }

        private void text(String field, String text) throws IOException {
            json.writeObjectFieldStart(field);
            json.writeStringField("text", text);
            json.writeEndObject();
        }

        private void finding(Finding finding, int rule) throws IOException {
            json.writeStartObject();
            json.writeStringField("ruleId", finding.rule().id());
            json.writeNumberField("ruleIndex", rule);
            json.writeStringField("level", finding.severity().level());
            text("message", finding.subject() + ": " + finding.message());
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
            // where Microsoft's service has them
            json.writeObjectFieldStart("properties");
            json.writeStringField("module", finding.subject().name());
            json.writeStringField("type", finding.subject().kind());
            member(finding);
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndArray();
            json.writeObjectFieldStart("partialFingerprints");
            json.writeStringField("dataverseComponent/v1", finding.fingerprint());
            json.writeStringField("primaryLocationLineHash", finding.fingerprint() + ":1");
            json.writeEndObject();
            json.writeNumberField(
                    "rank", finding.severity().rank() + finding.confidence().rank());
            state(finding);
            json.writeObjectFieldStart("properties");
            json.writeStringField("severity", finding.severity().title());
            json.writeStringField("confidence", finding.confidence().title());
            json.writeStringField("category", finding.rule().category());
            json.writeStringField("componentType", finding.subject().kind());
            json.writeStringField("module", finding.subject().name());
            json.writeStringField("type", finding.subject().kind());
            member(finding);
            json.writeStringField("solution", result.solution());
            json.writeStringField("solutionVersion", result.version());
            json.writeStringField("foundBy", finding.foundBy().title());
            json.writeEndObject();
            json.writeEndObject();
        }

        private void member(Finding finding) throws IOException {
            if (!finding.member().isEmpty()) {
                json.writeStringField("member", finding.member());
            }
        }

        /** With a baseline all results say how they stand to it (SARIF 3.27.24). */
        private void state(Finding finding) throws IOException {
            if (compared) {
                json.writeStringField("baselineState", finding.state() == Finding.State.BASELINE ? "unchanged" : "new");
            }
            if (finding.state() == Finding.State.SUPPRESSED) {
                json.writeArrayFieldStart("suppressions");
                json.writeStartObject();
                json.writeStringField("kind", finding.decision().inSource() ? "inSource" : "external");
                json.writeStringField("status", "accepted");
                if (!finding.reason().isEmpty()) {
                    json.writeStringField("justification", finding.reason());
                }
                json.writeEndObject();
                json.writeEndArray();
            }
        }
    }

    private String uri(Finding finding) {
        Deque<String> names = new ArrayDeque<>();
        String base = finding.inSource() ? sourceBase.orElse("") : "";
        for (String name : (base + "/" + finding.file()).split("[/\\\\]")) {
            // a file of suppressions may lie outside of the source folder
            if (name.equals("..") && !names.isEmpty()) {
                names.removeLast();
            } else if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
                names.addLast(name);
            }
        }
        return names.isEmpty() ? "." : UriPath.encoded(String.join("/", names));
    }
}
