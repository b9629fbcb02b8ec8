package io.github.dataversealm.solution.check.report;

import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.finding.AnalysisError;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.Impact;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.gate.Suppression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** One page that needs nothing but itself: no request leaves it, and without scripts everything is still there to read. */
final class HtmlReport {

    private final StringBuilder html = new StringBuilder(1 << 16);

    String write(CheckResult result) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';"
                                + " script-src 'unsafe-inline'; img-src data:\">\n")
                .append("<link rel=\"icon\" href=\"data:,\">\n<title>Check of ")
                .append(Escaped.xml(result.solution()))
                .append("</title>\n<style>\n")
                .append(resource("report.css"))
                .append("</style>\n</head>\n<body>\n");
        head(result);
        filters(result);
        findings(result);
        rest(result);
        html.append("<script>\n").append(resource("report.js")).append("</script>\n</body>\n</html>\n");
        return html.toString();
    }

    private void head(CheckResult result) {
        html.append("<header>\n<h1>")
                .append(Escaped.xml(result.solution()))
                .append(" <small>")
                .append(Escaped.xml(result.version()))
                .append("</small></h1>\n<p class=\"verdict ")
                .append(
                        result.passed()
                                ? "passed\">Passed"
                                : "failed\">Failed: " + Escaped.xml(String.join("; ", result.failures())))
                .append("</p>\n<p class=\"counts\">");
        result.counts()
                .forEach((severity, count) -> html.append("<span class=\"count ")
                        .append(css(severity))
                        .append("\"><b>")
                        .append(count)
                        .append("</b> ")
                        .append(severity)
                        .append("</span> "));
        html.append("</p>\n<p class=\"counts\">");
        for (Impact impact : Impact.values()) {
            long count = result.findings().stream()
                    .filter(finding -> finding.counts() && finding.rule().impact() == impact)
                    .count();
            html.append("<span class=\"count\"><b>")
                    .append(count)
                    .append("</b> ")
                    .append(impact.title())
                    .append("</span> ");
        }
        html.append("<span class=\"count\"><b>")
                .append(result.count(Finding.State.BASELINE))
                .append("</b> known</span> <span class=\"count\"><b>")
                .append(result.count(Finding.State.SUPPRESSED))
                .append("</b> suppressed</span></p>\n<p>")
                .append(Escaped.xml(result.target()))
                .append(", ")
                .append(result.rules().size())
                .append(" rules.</p>\n</header>\n");
    }

    private void filters(CheckResult result) {
        TreeSet<String> rules = new TreeSet<>();
        TreeSet<String> components = new TreeSet<>();
        for (Finding finding : result.findings()) {
            rules.add(finding.rule().id());
            components.add(finding.subject().toString());
        }
        html.append("<form id=\"filters\" aria-label=\"Filters\">\n<fieldset><legend>Severity</legend>");
        for (Severity severity : Severity.values()) {
            html.append("<label><input type=\"checkbox\" name=\"severity\" value=\"")
                    .append(css(severity))
                    .append("\" checked> ")
                    .append(severity)
                    .append("</label> ");
        }
        html.append("</fieldset>\n");
        select("rule", "Rule", rules);
        select("component", "Component", components);
        html.append("<label>Text <input type=\"search\" id=\"text\"></label>\n")
                .append("<label><input type=\"checkbox\" id=\"known\"> with known and suppressed</label>\n")
                .append("<output id=\"shown\"></output>\n</form>\n");
    }

    private void select(String id, String label, TreeSet<String> values) {
        html.append("<label>")
                .append(label)
                .append(" <select id=\"")
                .append(id)
                .append("\"><option value=\"\">all</option>");
        for (String value : values) {
            html.append("<option>").append(Escaped.xml(value)).append("</option>");
        }
        html.append("</select></label>\n");
    }

    private void findings(CheckResult result) {
        Map<String, List<Finding>> byComponent = new LinkedHashMap<>();
        for (Finding finding : result.findings()) {
            byComponent
                    .computeIfAbsent(finding.subject().toString(), key -> new ArrayList<>())
                    .add(finding);
        }
        html.append("<main>\n");
        if (byComponent.isEmpty()) {
            html.append("<p>Nothing was found.</p>\n");
        }
        byComponent.forEach((component, findings) -> {
            html.append("<section class=\"component\">\n<h2>")
                    .append(Escaped.xml(component))
                    .append("</h2>\n");
            findings.forEach(this::finding);
            html.append("</section>\n");
        });
        html.append("</main>\n");
    }

    private void finding(Finding finding) {
        RuleInfo rule = finding.rule();
        html.append("<article class=\"finding ")
                .append(css(finding.severity()))
                .append("\" data-severity=\"")
                .append(css(finding.severity()))
                .append("\" data-rule=\"")
                .append(Escaped.xml(rule.id()))
                .append("\" data-component=\"")
                .append(Escaped.xml(finding.subject().toString()))
                .append("\" data-state=\"")
                .append(finding.state().name().toLowerCase(Locale.ROOT))
                .append("\">\n<p><span class=\"severity\">")
                .append(finding.severity())
                .append("</span> <code>")
                .append(Escaped.xml(rule.id()))
                .append("</code> <span class=\"impact\">")
                .append(rule.impact().title())
                .append("</span></p>\n<p class=\"message\">")
                .append(Escaped.xml(finding.message()))
                .append("</p>\n<p class=\"place\">")
                .append(Escaped.xml(finding.location()))
                .append("</p>\n");
        if (!finding.counts()) {
            html.append("<p class=\"state\">")
                    .append(finding.state() == Finding.State.BASELINE ? "Known" : "Suppressed")
                    .append(finding.reason().isEmpty() ? "." : ": " + Escaped.xml(finding.reason()))
                    .append("</p>\n");
        }
        html.append("<details><summary>Why, and what to do</summary><p>")
                .append(Escaped.xml(rule.why()))
                .append("</p><p><b>")
                .append(Escaped.xml(rule.fix()))
                .append("</b></p>");
        if (!rule.help().isEmpty()) {
            html.append("<p><a rel=\"noreferrer\" href=\"")
                    .append(Escaped.xml(rule.help()))
                    .append("\">")
                    .append(Escaped.xml(rule.help()))
                    .append("</a></p>");
        }
        html.append("</details>\n</article>\n");
    }

    private void rest(CheckResult result) {
        if (!result.errors().isEmpty()) {
            html.append("<section><h2>Not analysed</h2><ul>\n");
            for (AnalysisError error : result.errors()) {
                html.append("<li>")
                        .append(Escaped.xml(error.what() + ": " + error.message()))
                        .append("</li>\n");
            }
            html.append("</ul></section>\n");
        }
        if (!result.unusedSuppressions().isEmpty()) {
            html.append("<section><h2>Suppressions that nothing needs</h2><ul>\n");
            for (Suppression suppression : result.unusedSuppressions()) {
                html.append("<li>").append(Escaped.xml(suppression.toString())).append("</li>\n");
            }
            html.append("</ul></section>\n");
        }
    }

    private static String css(Severity severity) {
        return severity.title().toLowerCase(Locale.ROOT);
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The plugin is incomplete: " + name + " is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
