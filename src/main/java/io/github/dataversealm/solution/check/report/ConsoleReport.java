package io.github.dataversealm.solution.check.report;

import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.finding.AnalysisError;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.gate.Baseline;
import io.github.dataversealm.solution.check.gate.Suppression;
import io.github.dataversealm.solution.message.Reporter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The log of a check: grouped by rule, the gravest first, each rule with what to do; what is less than Medium is counted and
 * left to the reports.
 */
public final class ConsoleReport {

    /** A rule that is broken a thousand times is not read a thousand times. */
    private static final int MAX_LINES = 10;

    private static final int MAX_MESSAGE = 500;

    private final Reporter reporter;

    public ConsoleReport(Reporter reporter) {
        this.reporter = reporter;
    }

    public void write(CheckResult result) {
        Map<String, List<Finding>> groups = new LinkedHashMap<>();
        int quiet = 0;
        for (Finding finding : result.findings()) {
            if (!finding.counts()) {
                continue;
            }
            if (finding.severity().reaches(Severity.MEDIUM)) {
                groups.computeIfAbsent(finding.rule().id(), rule -> new ArrayList<>())
                        .add(finding);
            } else {
                quiet++;
                reporter.debug(line(finding));
            }
        }
        groups.values().forEach(this::group);
        if (quiet > 0) {
            reporter.info(quiet + (quiet == 1 ? " finding" : " findings") + " of severity Low or Informational "
                    + (quiet == 1 ? "is" : "are") + " in the reports only.");
        }
        for (AnalysisError error : result.errors()) {
            reporter.warn(oneLine("Not analysed: " + error.what() + ": " + error.message()));
        }
        service(result);
        for (Suppression suppression : result.unusedSuppressions()) {
            reporter.warn(oneLine("No finding needs the suppression " + suppression + ": remove it."));
        }
        sweeping(result);
        result.expired().forEach(line -> reporter.warn(line + " Its findings count again."));
        int gone = result.unusedBaseline().size();
        if (gone > 0) {
            reporter.warn(
                    (gone == 1 ? "A finding of the baseline is gone: " : gone + " findings of the baseline are gone: ")
                            + result.unusedBaseline().stream()
                                    .limit(MAX_LINES)
                                    .map(Baseline.Entry::toString)
                                    .collect(Collectors.joining("; "))
                            + (gone > MAX_LINES ? " and " + (gone - MAX_LINES) + " more" : "")
                            + ". To take what is gone out of it: -Dsolution.pruneBaseline=true");
        }
        reporter.info(summary(result));
    }

    /** Whoever builds learns it here, and not from the environment that refuses the zip. */
    private void sweeping(CheckResult result) {
        result.sweeping().forEach((suppression, findings) -> {
            String grave = findings.entrySet().stream()
                    .filter(count -> count.getKey().reaches(Severity.HIGH)
                            || result.gate().isReachedBy(count.getKey()))
                    .map(count -> count.getValue() + " " + count.getKey())
                    .collect(Collectors.joining(", "));
            if (!grave.isEmpty()) {
                reporter.warn(oneLine("The suppression '" + suppression + "' names no rule or no component, and lets "
                        + grave + " pass: an environment with checkedOnly refuses the zip. Name what it is about."));
            }
        });
    }

    /** An outage must not be overlooked among findings: the build is green, and nobody has looked. */
    private void service(CheckResult result) {
        ServiceRun run = result.service();
        if (!run.asked()) {
            return;
        }
        run.warnings().forEach(reporter::warn);
        if (run.isOpen()) {
            reporter.warn(
                    run.state().title().toUpperCase(Locale.ROOT) + ": " + run.reason()
                            + (result.gate().failOnAnalysisError()
                                    ? ""
                                    : " The check does not fail for that, unless -Dsolution.failOnAnalysisError=true is given."));
        }
        if (run.hasResult()) {
            long of = result.findings().stream()
                    .filter(finding -> finding.foundBy().service())
                    .count();
            long alone = result.findings().stream()
                    .filter(finding -> !finding.foundBy().offline())
                    .count();
            reporter.info("Microsoft's checker service: " + of + (of == 1 ? " finding" : " findings")
                    + (alone == 0 ? "" : ", " + alone + " of them not found offline") + " (run " + run.runId() + ").");
        }
    }

    private void group(List<Finding> findings) {
        RuleInfo rule = findings.get(0).rule();
        Severity worst = findings.get(0).severity();
        reporter.warn(worst + " " + rule.id() + " (" + rule.impact().title() + "): " + rule.title());
        for (Finding finding : findings.subList(0, Math.min(MAX_LINES, findings.size()))) {
            reporter.warn("  " + line(finding));
        }
        if (findings.size() > MAX_LINES) {
            reporter.warn("  and " + (findings.size() - MAX_LINES) + " more");
        }
        reporter.warn("  To mend it: " + rule.fix());
    }

    private static String line(Finding finding) {
        return oneLine(finding.location() + " " + finding.subject() + ": "
                + Escaped.shortened(finding.message(), MAX_MESSAGE));
    }

    /** A message may quote what somebody wrote; it must not look like other lines of the log. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.chars()
                .forEach(
                        c -> line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : (char) c));
        return line.toString();
    }

    private static String summary(CheckResult result) {
        String counts = result.counts().entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        long known = result.count(Finding.State.BASELINE);
        long suppressed = result.count(Finding.State.SUPPRESSED);
        return result.solution() + ": " + (counts.isEmpty() ? "nothing found" : counts)
                + (known > 0 ? ", " + known + " known" : "") + (suppressed > 0 ? ", " + suppressed + " suppressed" : "")
                + " (" + result.allRules().size() + " rules).";
    }
}
