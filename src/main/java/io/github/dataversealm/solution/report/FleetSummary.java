package io.github.dataversealm.solution.report;

import io.github.dataversealm.solution.deploy.EnvironmentReport;
import io.github.dataversealm.solution.deploy.SolutionReport;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a deployment in many environments: what is the same in several is told once, and what is wrong first. The
 * length of it does not depend on how many they are.
 */
final class FleetSummary {

    private static final int MOST_TEXTS = 10;

    private FleetSummary() {}

    static void log(List<EnvironmentReport> reports, Reporter reporter) {
        List<String> notStarted = ids(reports.stream()
                .filter(report -> report.notStarted().isPresent())
                .toList());
        List<String> failed = ids(reports.stream()
                .filter(report -> !report.isGood() && report.notStarted().isEmpty())
                .toList());
        reporter.info("Of " + reports.size() + " environments " + failed.size() + " failed, " + notStarted.size()
                + " were not started, " + (reports.size() - failed.size() - notStarted.size()) + " are done.");
        if (!failed.isEmpty()) {
            reporter.warn("FAILED: " + EnvironmentNames.some(failed));
        }
        if (!notStarted.isEmpty()) {
            reporter.warn("not started: " + EnvironmentNames.some(notStarted));
        }
        logSolutions(reports, reporter);
        logWarnings(reports, reporter);
    }

    private static void logSolutions(List<EnvironmentReport> reports, Reporter reporter) {
        Map<String, List<Ended>> ended = new LinkedHashMap<>();
        for (EnvironmentReport report : reports) {
            for (SolutionReport solution : report.solutions()) {
                ended.computeIfAbsent(ImportSummary.result(solution), key -> new ArrayList<>())
                        .add(new Ended(report.environment().id(), solution.duration()));
            }
        }
        ended.forEach((result, environments) -> reporter.info(result + " in "
                + EnvironmentNames.some(
                        environments.stream().map(Ended::environment).toList()) + slowest(environments)));
    }

    private record Ended(String environment, Duration duration) {}

    private static String slowest(List<Ended> environments) {
        Ended slowest =
                environments.stream().max(Comparator.comparing(Ended::duration)).orElseThrow();
        return environments.size() == 1
                ? " (" + Progress.clock(slowest.duration()) + ")"
                : " (" + Progress.clock(slowest.duration()) + " at most, in " + slowest.environment() + ")";
    }

    private static void logWarnings(List<EnvironmentReport> reports, Reporter reporter) {
        Map<String, List<String>> warned = new LinkedHashMap<>();
        for (EnvironmentReport report : reports) {
            for (SolutionReport solution : report.solutions()) {
                for (String text : ImportSummary.warnings(solution)) {
                    List<String> environments =
                            warned.computeIfAbsent(solution.solution() + ": " + text, key -> new ArrayList<>());
                    environments.add(report.environment().id());
                }
            }
        }
        warned.entrySet().stream()
                .limit(MOST_TEXTS)
                .forEach(entry ->
                        reporter.warn(entry.getKey() + " (in " + EnvironmentNames.some(entry.getValue()) + ")"));
        if (warned.size() > MOST_TEXTS) {
            reporter.warn("and " + (warned.size() - MOST_TEXTS) + " more warnings: see the JUnit reports");
        }
    }

    private static List<String> ids(List<EnvironmentReport> reports) {
        return reports.stream().map(report -> report.environment().id()).toList();
    }
}
