package io.github.dataversealm.solution.check.report;

import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.finding.AnalysisError;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * JUnit XML in Surefire's form: a case for each rule, so that a trend shows and cases do not come and go with findings
 * (spec check-rules section 5.3).
 */
final class JunitReport {

    private static final int MAX_LINES = 200;

    String write(CheckResult result) {
        Map<String, List<Finding>> byRule = new TreeMap<>();
        for (Finding finding : result.findings()) {
            byRule.computeIfAbsent(finding.rule().id(), rule -> new ArrayList<>())
                    .add(finding);
        }
        StringBuilder cases = new StringBuilder();
        int failures = 0;
        int skipped = 0;
        for (RuleInfo rule : result.rules()) {
            List<Finding> findings = byRule.getOrDefault(rule.id(), List.of());
            List<Finding> counting = findings.stream().filter(Finding::counts).toList();
            open(cases, result, rule.family(), rule.id());
            if (!counting.isEmpty()) {
                failures++;
                cases.append(">\n    <failure message=\"")
                        .append(Escaped.xml(
                                counting.size() + (counting.size() == 1 ? " finding: " : " findings: ") + rule.title()))
                        .append("\" type=\"")
                        .append(counting.get(0).severity())
                        .append("\">")
                        .append(Escaped.xml(lines(counting) + rule.fix()))
                        .append("</failure>\n  </testcase>\n");
            } else if (!findings.isEmpty()) {
                skipped++;
                cases.append(">\n    <skipped message=\"")
                        .append(Escaped.xml(findings.size() + " known or suppressed: "
                                + findings.get(0).reason()))
                        .append("\"/>\n  </testcase>\n");
            } else {
                cases.append("/>\n");
            }
        }
        for (RuleInfo rule : result.notRun()) {
            skipped++;
            open(cases, result, rule.family(), rule.id());
            cases.append(">\n    <skipped message=\"not run\"/>\n  </testcase>\n");
        }
        int number = 0;
        for (AnalysisError error : result.errors()) {
            open(cases, result, "analysis", "analysis-" + ++number);
            cases.append(">\n    <error message=\"")
                    .append(Escaped.xml(error.what() + ": " + error.message()))
                    .append("\" type=\"AnalysisError\"/>\n  </testcase>\n");
        }
        int tests =
                result.rules().size() + result.notRun().size() + result.errors().size();
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\""
                + Escaped.xml("solution:check " + result.solution())
                + "\" time=\"0\" tests=\"" + tests + "\" errors=\""
                + result.errors().size() + "\" skipped=\"" + skipped
                + "\" failures=\"" + failures + "\">\n" + cases + "</testsuite>\n";
    }

    private static void open(StringBuilder cases, CheckResult result, String family, String name) {
        cases.append("  <testcase name=\"")
                .append(Escaped.xml(name))
                .append("\" classname=\"")
                .append(Escaped.xml(result.solution() + "." + family))
                .append("\" time=\"0\"");
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
                    .append(finding.message())
                    .append('\n');
        }
        if (findings.size() > MAX_LINES) {
            text.append("and ").append(findings.size() - MAX_LINES).append(" more\n");
        }
        return text.toString();
    }
}
