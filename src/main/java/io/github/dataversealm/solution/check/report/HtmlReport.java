package io.github.dataversealm.solution.check.report;

import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.finding.AnalysisError;
import io.github.dataversealm.solution.check.finding.Confidence;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.Impact;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.gate.Baseline;
import io.github.dataversealm.solution.check.gate.Suppression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One page that needs nothing but itself. No request leaves it, its policy lets no script run but its own, and where scripts
 * may not run at all, as on some build servers, everything is still there to read.
 */
final class HtmlReport {

    private final Markup html = new Markup();

    String write(CheckResult result) {
        String style = resource("report.css");
        String script = resource("report.js");
        html.tag("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .tag("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .tag("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none';"
                        + " form-action 'none'; img-src data:; style-src '" + hash(style) + "'; script-src '"
                        + hash(script) + "'\">\n")
                .tag(
                        "<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" href=\"data:,\">\n<title>Check of ")
                .text(result.solution())
                .tag("</title>\n<style>" + style + "</style>\n</head>\n<body>\n")
                .tag("<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n");
        head(result);
        filters(result);
        findings(result);
        rest(result);
        html.tag("<script>" + script + "</script>\n</body>\n</html>\n");
        return html.toString();
    }

    private void head(CheckResult result) {
        html.tag("<header>\n<p class=\"eyebrow\">Solution check</p>\n<h1>")
                .text(result.solution())
                .tag(" <small>")
                .text(result.version())
                .tag("</small></h1>\n");
        if (result.passed()) {
            html.tag("<p class=\"verdict passed\">Passed</p>\n");
        } else {
            html.tag("<p class=\"verdict failed\"><b>Failed</b>: ")
                    .text(String.join("; ", result.failures()))
                    .tag("</p>\n");
        }
        html.tag("<div class=\"sums\">\n<ul class=\"tiles\" aria-label=\"Findings by severity\">\n");
        result.counts()
                .forEach((severity, count) -> html.tag(
                                "<li class=\"tile " + css(severity) + (count == 0 ? " none" : "") + "\"><b>")
                        .number(count)
                        .tag("</b> " + severity + "</li>\n"));
        html.tag("</ul>\n<ul class=\"tiles\" aria-label=\"Findings by what they do\">\n");
        for (Impact impact : Impact.values()) {
            long count = result.findings().stream()
                    .filter(finding -> finding.counts() && finding.rule().impact() == impact)
                    .count();
            html.tag("<li class=\"tile" + (count == 0 ? " none" : "") + "\"><b>")
                    .number(count)
                    .tag("</b> " + impact.title() + "</li>\n");
        }
        html.tag("</ul>\n</div>\n<p class=\"about\">")
                .text(result.target())
                .tag(", ")
                .number(result.allRules().size())
                .tag(" rules run, ")
                .number(result.notRun().size())
                .tag(" off.</p>\n");
        service(result.service());
        html.tag("</header>\n");
    }

    private void service(ServiceRun service) {
        if (!service.asked()) {
            return;
        }
        html.tag("<div class=\"service" + (service.isOpen() ? " open" : "")
                        + "\"><p><b>Microsoft's checker service:</b> ")
                .text(service.state().title())
                .text(service.reason().isEmpty() ? "." : ": " + service.reason());
        service.settings().forEach((name, value) -> html.tag(" ").text(name + ": " + value + "."));
        // what Microsoft's support asks for
        named("Run", service.runId());
        named("Endpoint", service.endpoint());
        html.tag("</p>\n");
        if (!service.warnings().isEmpty()) {
            html.tag("<ul>");
            service.warnings().forEach(warning -> html.tag("<li>").text(warning).tag("</li>"));
            html.tag("</ul>\n");
        }
        html.tag("</div>\n");
    }

    private void named(String name, String value) {
        if (!value.isEmpty()) {
            html.tag(" " + name + ": <code>").text(value).tag("</code>.");
        }
    }

    private void filters(CheckResult result) {
        TreeSet<String> rules = new TreeSet<>();
        TreeSet<String> components = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Finding finding : result.findings()) {
            rules.add(finding.rule().id());
            components.add(finding.subject().toString());
        }
        // without scripts there is nothing to filter with
        html.tag("<form id=\"filters\" role=\"search\" aria-label=\"Filter the findings\" hidden>\n")
                .tag("<fieldset><legend>Severity</legend>");
        for (Severity severity : Severity.values()) {
            html.tag("<label class=\"chip " + css(severity) + "\"><input type=\"checkbox\" name=\"severity\" value=\""
                    + css(severity) + "\" checked> " + severity + "</label> ");
        }
        html.tag("</fieldset>\n<label>Class <select id=\"impact\"><option value=\"\">all</option>");
        for (Impact impact : Impact.values()) {
            html.tag("<option value=\"" + css(impact) + "\">" + impact.title() + "</option>");
        }
        html.tag("</select></label>\n<label>Confidence <select id=\"confidence\"><option value=\"\">all</option>");
        for (Confidence confidence : Confidence.values()) {
            html.tag("<option value=\"" + css(confidence) + "\">" + confidence.title() + "</option>");
        }
        html.tag("</select></label>\n");
        select("rule", "Rule", rules);
        select("component", "Component", components);
        html.tag("<label>Text <input type=\"search\" id=\"text\" autocomplete=\"off\" spellcheck=\"false\"></label>\n")
                .tag("<fieldset><legend>Group by</legend>")
                .tag("<label><input type=\"radio\" name=\"group\" value=\"rule\" checked> rule</label> ")
                .tag("<label><input type=\"radio\" name=\"group\" value=\"component\"> component</label></fieldset>\n");
        state("baseline", "known", result.count(Finding.State.BASELINE));
        state("suppressed", "suppressed", result.count(Finding.State.SUPPRESSED));
        html.tag("<span class=\"end\"><button type=\"reset\">Reset</button>")
                .tag(" <button type=\"button\" id=\"fold\">Close all</button></span>\n")
                .tag("<output id=\"shown\" aria-live=\"polite\"></output>\n</form>\n");
    }

    private void state(String id, String title, long count) {
        if (count > 0) {
            html.tag("<label><input type=\"checkbox\" id=\"" + id + "\"> with " + count + " " + title + "</label>\n");
        }
    }

    private void select(String id, String label, TreeSet<String> values) {
        html.tag("<label>" + label + " <select id=\"" + id + "\"><option value=\"\">all</option>");
        for (String value : values) {
            html.tag("<option").attribute("value", value).tag(">").text(value).tag("</option>");
        }
        html.tag("</select></label>\n");
    }

    private void findings(CheckResult result) {
        // by its name: a service may say two things of one rule
        Map<String, List<Finding>> byRule = new LinkedHashMap<>();
        for (Finding finding : result.findings()) {
            byRule.computeIfAbsent(finding.rule().id(), rule -> new ArrayList<>())
                    .add(finding);
        }
        html.tag("<main id=\"findings\" tabindex=\"-1\">\n");
        html.tag("<p class=\"empty\" id=\"empty\"" + (byRule.isEmpty() ? "" : " hidden") + ">")
                .tag(byRule.isEmpty() ? "Nothing was found." : "No finding fits the filters.")
                .tag("</p>\n");
        boolean asked = result.service().asked();
        byRule.values().forEach(group -> group(group, asked));
        html.tag("</main>\n");
    }

    private void group(List<Finding> findings, boolean asked) {
        RuleInfo rule = findings.get(0).rule();
        html.tag("<details class=\"group " + css(findings.get(0).severity()) + "\" open")
                .attribute("data-rule", rule.id())
                .tag(">\n<summary><h2><code>")
                .text(rule.id())
                .tag("</code> <span class=\"title\">")
                .text(rule.title())
                .tag("</span> <span class=\"number\">")
                .number(findings.size())
                .tag("</span></h2></summary>\n<div class=\"rule\">\n<p>")
                .text(rule.why())
                .tag("</p>\n<p class=\"fix\"><b>What to do:</b> ")
                .text(rule.fix())
                .tag("</p>\n<p class=\"more\">" + rule.impact().title() + " · ")
                .text(rule.category());
        if (isWeb(rule.help())) {
            html.tag(" · <a rel=\"noreferrer\"")
                    .attribute("href", rule.help())
                    .tag(">")
                    .text(rule.help())
                    .tag("</a>");
        }
        html.tag("</p>\n</div>\n<ul class=\"list\">\n");
        findings.forEach(finding -> finding(finding, asked));
        html.tag("</ul>\n</details>\n");
    }

    private void finding(Finding finding, boolean asked) {
        RuleInfo rule = finding.rule();
        html.tag("<li class=\"finding " + css(finding.severity()) + "\"")
                .attribute("data-severity", css(finding.severity()))
                .attribute("data-rule", rule.id())
                .attribute("data-component", finding.subject().toString())
                .attribute("data-impact", css(rule.impact()))
                .attribute("data-confidence", css(finding.confidence()))
                .attribute("data-state", finding.state().name().toLowerCase(Locale.ROOT))
                .tag("><p class=\"head\"><span class=\"severity\">" + finding.severity()
                        + "</span> <code class=\"id\">")
                .text(rule.id())
                .tag("</code> <span class=\"subject\">")
                .text(finding.subject().toString())
                .tag("</span>")
                .tag(
                        finding.confidence() == Confidence.EXACT
                                ? ""
                                : " <span class=\"by\">" + finding.confidence().title() + "</span>")
                .tag(asked ? " <span class=\"by\">by " + finding.foundBy().title() + "</span>" : "")
                .tag("</p><p class=\"message\">")
                .text(finding.message())
                .tag("</p><p class=\"place\">")
                .text(finding.location())
                .tag("</p>");
        if (!finding.counts()) {
            html.tag("<p class=\"state\">")
                    .text((finding.state() == Finding.State.BASELINE ? "Known" : "Suppressed")
                            + (finding.reason().isEmpty() ? "" : ": " + finding.reason())
                            + (finding.decision().written().isEmpty()
                                    ? ""
                                    : " (" + finding.decision().written() + ")"))
                    .tag("</p>");
        }
        html.tag("</li>\n");
    }

    private void rest(CheckResult result) {
        html.tag("<footer>\n");
        list(
                "Not analysed",
                true,
                result.errors().stream().map(HtmlReport::line).toList());
        list("Decisions that have expired, so that their findings count again", true, result.expired());
        list(
                "Findings of the baseline that are gone",
                true,
                result.unusedBaseline().stream().map(Baseline.Entry::toString).toList());
        list(
                "Suppressions that nothing needs",
                true,
                result.unusedSuppressions().stream().map(Suppression::toString).toList());
        list(
                "Suppressions that name no rule or no component, and what they let pass",
                true,
                result.sweeping().entrySet().stream()
                        .map(one -> one.getKey() + ": "
                                + one.getValue().entrySet().stream()
                                        .map(count -> count.getValue() + " " + count.getKey())
                                        .collect(Collectors.joining(", ")))
                        .toList());
        list(
                "Rules that were off",
                false,
                result.notRun().stream()
                        .map(rule -> rule.id() + ": " + rule.title())
                        .toList());
        html.tag("</footer>\n");
    }

    private static String line(AnalysisError error) {
        return error.what() + ": " + error.message();
    }

    private void list(String title, boolean open, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        html.tag("<details class=\"rest\"" + (open ? " open" : "") + "><summary><h2>" + title
                + " <span class=\"number\">" + lines.size() + "</span></h2></summary><ul>\n");
        lines.forEach(line -> html.tag("<li>").text(line).tag("</li>\n"));
        html.tag("</ul></details>\n");
    }

    /** An address of a service's answer could be a script. */
    private static boolean isWeb(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }

    private static String css(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String hash(String content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The plugin is incomplete: " + name + " is missing.");
            }
            // a browser hashes what it parsed, where all line ends are \n
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
