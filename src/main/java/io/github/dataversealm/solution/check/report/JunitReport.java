package io.github.dataversealm.solution.check.report;

import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.finding.AnalysisError;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * JUnit XML in Surefire's form: a suite for each family of rules and in it a case for each rule, so that a trend shows and
 * cases do not come and go with findings (spec check-rules section 5.3). A case fails when a finding can close the gate.
 */
final class JunitReport {

    /** The suite of what could not be analysed. */
    static final String ANALYSIS = "analysis";

    private static final String SCHEMA =
            "https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd";
    private static final int MAX_LINES = 200;
    private static final int MAX_TEXT = 2_000;

    private final CheckResult result;
    private final Map<String, List<Finding>> byRule = new HashMap<>();
    private final Map<String, Suite> suites = new TreeMap<>();

    JunitReport(CheckResult result) {
        this.result = result;
        for (Finding finding : result.findings()) {
            byRule.computeIfAbsent(finding.rule().id(), rule -> new ArrayList<>())
                    .add(finding);
        }
    }

    /** The files by the family that each is about. */
    Map<String, String> write() {
        List<RuleInfo> ran = result.allRules();
        ran.forEach(this::ran);
        Set<String> known = ran.stream().map(RuleInfo::id).collect(Collectors.toSet());
        for (RuleInfo rule : result.notRun()) {
            known.add(rule.id());
            suite(rule.family()).skipped(rule.id(), "not run");
        }
        // a finding of a rule that nobody listed must not vanish
        result.findings().stream()
                .map(Finding::rule)
                .filter(rule -> known.add(rule.id()))
                .forEach(this::ran);
        int number = 0;
        for (AnalysisError error : result.errors()) {
            suite(ANALYSIS).error("analysis-" + ++number, error.what() + ": " + error.message());
        }
        service(result.service());
        Map<String, String> files = new TreeMap<>();
        suites.forEach((family, suite) -> files.put(family, suite.xml()));
        return files;
    }

    private void ran(RuleInfo rule) {
        List<Finding> findings = byRule.getOrDefault(rule.id(), List.of());
        List<Finding> counting = findings.stream().filter(Finding::counts).toList();
        List<Finding> failing = counting.stream()
                .filter(finding -> result.gate().isReachedBy(finding.severity()))
                .toList();
        Suite suite = suite(rule.family());
        if (!failing.isEmpty()) {
            suite.failure(
                    rule.id(),
                    failing.size() + (failing.size() == 1 ? " finding: " : " findings: ") + rule.title(),
                    failing.get(0).severity().title(),
                    lines(counting) + rule.fix());
        } else if (!counting.isEmpty()) {
            suite.passed(rule.id(), lines(counting) + rule.fix());
        } else if (!findings.isEmpty()) {
            String reasons = findings.stream()
                    .map(Finding::reason)
                    .filter(reason -> !reason.isEmpty())
                    .distinct()
                    .collect(Collectors.joining("; "));
            suite.skipped(
                    rule.id(), findings.size() + " known or suppressed" + (reasons.isEmpty() ? "" : ": " + reasons));
        } else {
            suite.passed(rule.id(), "");
        }
    }

    /** A service that gave no answer is neither a pass nor a failure, unless the gate asks for one. */
    private void service(ServiceRun service) {
        if (!service.isOpen()) {
            return;
        }
        String text = service.state().title() + (service.reason().isEmpty() ? "" : ": " + service.reason());
        if (result.gate().failOnAnalysisError()) {
            suite(ANALYSIS).error("checker-service", text);
        } else {
            suite(ANALYSIS).skipped("checker-service", text);
        }
    }

    /** The family is in the name of a file, so it has letters that all file systems have and tell apart. */
    private Suite suite(String family) {
        return suites.computeIfAbsent(
                family.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_"),
                name -> new Suite(result.solution() + "." + name));
    }

    private static String lines(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings.subList(0, Math.min(MAX_LINES, findings.size()))) {
            text.append(finding.severity())
                    .append(' ')
                    .append(finding.location())
                    .append(' ')
                    .append(finding.subject())
                    .append(": ")
                    .append(Escaped.shortened(finding.message(), MAX_TEXT))
                    .append('\n');
        }
        if (findings.size() > MAX_LINES) {
            text.append("and ").append(findings.size() - MAX_LINES).append(" more\n");
        }
        return text.toString();
    }

    /** The cases of a family. */
    private static final class Suite {

        private final String name;
        private final StringBuilder cases = new StringBuilder();
        private int tests;
        private int failures;
        private int errors;
        private int skipped;

        Suite(String name) {
            this.name = name;
        }

        void passed(String test, String output) {
            open(test);
            if (output.isEmpty()) {
                cases.append("/>\n");
            } else {
                cases.append(">\n    <system-out>")
                        .append(Escaped.xml(output))
                        .append("</system-out>\n  </testcase>\n");
            }
        }

        void failure(String test, String message, String type, String text) {
            failures++;
            open(test);
            element("failure", message, type, text);
        }

        void error(String test, String message) {
            errors++;
            open(test);
            element("error", message, "AnalysisError", "");
        }

        void skipped(String test, String message) {
            skipped++;
            open(test);
            cases.append(">\n    <skipped message=\"")
                    .append(Escaped.xml(Escaped.shortened(message, MAX_TEXT)))
                    .append("\"/>\n  </testcase>\n");
        }

        private void open(String test) {
            tests++;
            cases.append("  <testcase name=\"")
                    .append(Escaped.xml(test))
                    .append("\" classname=\"")
                    .append(Escaped.xml(name))
                    .append("\" time=\"0\"");
        }

        private void element(String element, String message, String type, String text) {
            cases.append(">\n    <")
                    .append(element)
                    .append(" message=\"")
                    .append(Escaped.xml(Escaped.shortened(message, MAX_TEXT)))
                    .append("\" type=\"")
                    .append(type)
                    .append("\">")
                    .append(Escaped.xml(text))
                    .append("</")
                    .append(element)
                    .append(">\n  </testcase>\n");
        }

        String xml() {
            return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite"
                    + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\""
                    + SCHEMA
                    + "\" version=\"3.0.2\" name=\"" + Escaped.xml(name) + "\" time=\"0\" tests=\"" + tests
                    + "\" errors=\"" + errors + "\" skipped=\"" + skipped + "\" failures=\"" + failures + "\">\n"
                    + cases
                    + "</testsuite>\n";
        }
    }
}
