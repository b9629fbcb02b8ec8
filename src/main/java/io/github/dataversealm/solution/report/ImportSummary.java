package io.github.dataversealm.solution.report;

import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.deploy.EnvironmentReport;
import io.github.dataversealm.solution.deploy.RunState;
import io.github.dataversealm.solution.deploy.SolutionReport;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What became of a deployment, for the log and for the message of a failure. */
public final class ImportSummary {

    private static final int MOST_NAMES = 10;
    private static final int MOST_SINGLE = 8;

    private final Function<Path, String> shown;

    /** @param shown how a path is written in the log */
    public ImportSummary(Function<Path, String> shown) {
        this.shown = shown;
    }

    /** Whether so many are told of together, and not one after the other. */
    public static boolean isFleet(int environments) {
        return environments > MOST_SINGLE;
    }

    /** Logs one line for each solution, and what else is to be known of it; of many environments together. */
    public void log(List<EnvironmentReport> reports, Reporter reporter) {
        if (isFleet(reports.size())) {
            FleetSummary.log(reports, reporter);
            return;
        }
        for (EnvironmentReport report : reports) {
            String prefix = "[" + report.environment().id() + "] ";
            for (SolutionReport solution : report.solutions()) {
                reporter.info(prefix + line(solution));
                details(solution).forEach(text -> reporter.info(prefix + "  " + text));
                warnings(solution).forEach(text -> reporter.warn(prefix + "  " + text));
            }
            if (report.notStarted().isPresent()) {
                reporter.warn(prefix + "not started: " + report.notStarted().get());
            } else {
                report.notReached().forEach(name -> reporter.warn(prefix + name + ": not reached"));
            }
        }
    }

    /** What became of an environment, in a line without its id. */
    public static String line(EnvironmentReport report) {
        if (report.fault().isPresent()) {
            return "FAILED: " + firstLine(JUnitReport.problem(report.fault().get()));
        }
        return report.solutions().stream().map(ImportSummary::line).collect(Collectors.joining("; "))
                + (report.notReached().isEmpty() ? "" : "; not reached: " + some(report.notReached()));
    }

    private static String line(SolutionReport solution) {
        String time = Progress.clock(solution.duration());
        return switch (solution.state()) {
            case DONE -> result(solution) + " in " + time;
            case SKIPPED -> result(solution);
            default -> result(solution) + " after " + time;
        };
    }

    /** What became of a solution, such as {@code ContosoTrips 1.4.2.0: installed}. */
    static String result(SolutionReport solution) {
        String name = solution.solution() + " " + solution.version();
        return switch (solution.state()) {
            case DONE -> name + ": " + done(solution);
            case SKIPPED -> name + ": skipped";
            case STILL_RUNNING -> name + ": still running";
            default -> name + ": FAILED";
        };
    }

    private static String done(SolutionReport solution) {
        return switch (solution.decision()) {
            case "install" -> "installed";
            case "update" -> "updated";
            case "upgrade", "stage and apply", "apply the staged upgrade" -> "upgraded";
            case "stage" -> "upgrade staged";
            default -> "imported";
        };
    }

    private List<String> details(SolutionReport solution) {
        List<String> lines = new ArrayList<>();
        if (solution.imported() > 0 && solution.state() != RunState.SKIPPED) {
            lines.add(solution.imported() + " components imported");
        }
        if (!solution.settings().isEmpty()) {
            lines.add("set: " + some(solution.settings()));
        }
        lines.addAll(FlowLines.details(solution.flows()));
        solution.log().ifPresent(file -> lines.add("import log: " + shown.apply(file)));
        return lines;
    }

    static List<String> warnings(SolutionReport solution) {
        List<String> lines = new ArrayList<>(solution.brief().warnings());
        lines.addAll(FlowLines.warnings(solution.flows()));
        return lines;
    }

    /** The message of the failed goal; empty when all is well. What is the same in several environments stands there once. */
    public String failure(List<EnvironmentReport> reports) {
        Map<String, List<EnvironmentReport>> failures = new LinkedHashMap<>();
        for (EnvironmentReport report : reports) {
            String text = failure(report);
            if (!text.isEmpty()) {
                failures.computeIfAbsent(text, key -> new ArrayList<>()).add(report);
            }
        }
        StringBuilder text = new StringBuilder();
        failures.entrySet().stream().limit(MOST_NAMES).forEach(entry -> {
            block(text, "[" + EnvironmentNames.some(ids(entry.getValue())) + "] " + entry.getKey());
            entry.getValue().get(0).solutions().stream()
                    .filter(solution -> !solution.isGood())
                    .flatMap(solution -> solution.log().stream())
                    .forEach(file -> block(text, "The service's own import log: " + shown.apply(file)));
        });
        if (failures.size() > MOST_NAMES) {
            List<EnvironmentReport> others = failures.values().stream()
                    .skip(MOST_NAMES)
                    .flatMap(List::stream)
                    .toList();
            block(
                    text,
                    "It failed in " + EnvironmentNames.some(ids(others))
                            + " for other reasons: see their JUnit reports.");
        }
        notStarted(reports).ifPresent(line -> block(text, line));
        return text.toString();
    }

    private static Optional<String> notStarted(List<EnvironmentReport> reports) {
        List<EnvironmentReport> left = reports.stream()
                .filter(report -> report.notStarted().isPresent())
                .toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of("Not started, because " + left.get(0).notStarted().orElseThrow() + ": "
                        + EnvironmentNames.some(ids(left)) + ".");
    }

    private static List<String> ids(List<EnvironmentReport> reports) {
        return reports.stream().map(report -> report.environment().id()).toList();
    }

    private static String failure(EnvironmentReport report) {
        StringBuilder text = new StringBuilder();
        report.solutions().stream().filter(solution -> !solution.isGood()).forEach(solution -> append(text, solution));
        report.fault().ifPresent(fault -> block(text, describe(fault)));
        return text.toString();
    }

    /** Whether nothing failed, and something goes on in an environment. */
    public static boolean isOnlyWaiting(List<EnvironmentReport> reports) {
        return reports.stream()
                .allMatch(report -> report.fault().isEmpty()
                        && report.solutions().stream()
                                .allMatch(solution -> solution.isGood() || solution.state() == RunState.STILL_RUNNING));
    }

    private static void append(StringBuilder text, SolutionReport solution) {
        block(
                text,
                solution.solution() + " " + solution.version()
                        + (solution.state() == RunState.STILL_RUNNING ? " is still being imported: " : ": ")
                        + solution.problem());
        DependencyTable.brief(solution.missing(), "; all of them are in the JUnit report of the environment")
                .forEach(line -> block(text, line));
        if (!solution.advice().isEmpty()) {
            block(text, solution.advice());
        }
    }

    private static void block(StringBuilder text, String block) {
        text.append(text.length() == 0 ? "" : System.lineSeparator()).append(block);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** Faults for the user say all in their message; of others the kind counts too. */
    private static String describe(Throwable fault) {
        boolean forUsers = fault instanceof SolutionException
                || fault instanceof DataverseException
                || fault instanceof SignInException;
        return forUsers ? fault.getMessage() : String.valueOf(fault);
    }

    static String some(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }
}
