package io.github.dataversealm.solution.report;

import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.deploy.EnvironmentReport;
import io.github.dataversealm.solution.deploy.FlowReport.FailedFlow;
import io.github.dataversealm.solution.deploy.RunState;
import io.github.dataversealm.solution.deploy.SolutionReport;
import io.github.dataversealm.solution.job.ComponentResult;
import io.github.dataversealm.solution.job.ComponentResult.Result;
import io.github.dataversealm.solution.job.ServiceText;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What became of a deployment, for the log and for the message of a failure. */
public final class ImportSummary {

    private static final int MOST_NAMES = 10;

    private final Function<Path, String> shown;

    /** @param shown how a path is written in the log */
    public ImportSummary(Function<Path, String> shown) {
        this.shown = shown;
    }

    /** Logs one line for each solution, and what else is to be known of it. */
    public void log(List<EnvironmentReport> reports, Reporter reporter) {
        for (EnvironmentReport report : reports) {
            String prefix = "[" + report.environment().id() + "] ";
            for (SolutionReport solution : report.solutions()) {
                reporter.info(prefix + line(solution));
                details(solution).forEach(text -> reporter.info(prefix + "  " + text));
                warnings(solution).forEach(text -> reporter.warn(prefix + "  " + text));
            }
            report.notReached().forEach(name -> reporter.warn(prefix + name + ": not reached"));
        }
    }

    private static String line(SolutionReport solution) {
        String name = solution.solution() + " " + solution.version();
        String time = Progress.clock(solution.duration());
        return switch (solution.state()) {
            case DONE -> name + ": " + done(solution) + " in " + time;
            case SKIPPED -> name + ": skipped";
            case STILL_RUNNING -> name + ": still running after " + time;
            default -> name + ": FAILED after " + time;
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
        long good = solution.components().stream()
                .filter(row -> row.result() == Result.SUCCESS || row.result() == Result.WARNING)
                .count();
        if (good > 0 && solution.state() != RunState.SKIPPED) {
            lines.add(good + " components imported");
        }
        if (!solution.settings().isEmpty()) {
            lines.add("set: " + some(solution.settings()));
        }
        if (!solution.flows().turnedOn().isEmpty()) {
            lines.add("turned on: " + some(solution.flows().turnedOn()));
        }
        if (!solution.flows().keptOff().isEmpty()) {
            lines.add("left off, as before: " + some(solution.flows().keptOff()));
        }
        if (!solution.flows().undecided().isEmpty()) {
            lines.add("left off, because it is not known whether they were on before: "
                    + some(solution.flows().undecided()));
        }
        solution.log().ifPresent(file -> lines.add("import log: " + shown.apply(file)));
        return lines;
    }

    private static List<String> warnings(SolutionReport solution) {
        List<String> lines = new ArrayList<>(solution.warnings());
        List<ComponentResult> warned = solution.components().stream()
                .filter(row -> row.result() == Result.WARNING)
                .toList();
        warned.stream()
                .limit(MOST_NAMES)
                .map(row -> row.label() + ": " + ServiceText.read(row.text()).text())
                .forEach(lines::add);
        if (warned.size() > MOST_NAMES) {
            lines.add("and " + (warned.size() - MOST_NAMES) + " more warnings: see the import log");
        }
        for (FailedFlow flow : solution.flows().failed()) {
            lines.add("not " + flow.wantedState() + ": " + flow.name() + ": " + flow.reason());
        }
        return lines;
    }

    /** The message of the failed goal; empty when all is well. */
    public String failure(List<EnvironmentReport> reports) {
        StringBuilder text = new StringBuilder();
        for (EnvironmentReport report : reports) {
            String prefix = "[" + report.environment().id() + "] ";
            report.solutions().stream()
                    .filter(solution -> !solution.isGood())
                    .forEach(solution -> append(text, prefix, solution));
            report.fault().ifPresent(fault -> block(text, prefix + describe(fault)));
        }
        return text.toString();
    }

    /** Whether nothing failed, and something goes on in an environment. */
    public static boolean isOnlyWaiting(List<EnvironmentReport> reports) {
        return reports.stream()
                .allMatch(report -> report.fault().isEmpty()
                        && report.solutions().stream()
                                .allMatch(solution -> solution.isGood() || solution.state() == RunState.STILL_RUNNING));
    }

    private void append(StringBuilder text, String prefix, SolutionReport solution) {
        block(
                text,
                prefix + solution.solution() + " " + solution.version()
                        + (solution.state() == RunState.STILL_RUNNING ? " is still being imported: " : ": ")
                        + solution.problem());
        DependencyTable.lines(solution.missing()).forEach(line -> block(text, line));
        if (!solution.advice().isEmpty()) {
            block(text, solution.advice());
        }
        solution.log().ifPresent(file -> block(text, "The service's own import log: " + shown.apply(file)));
    }

    private static void block(StringBuilder text, String block) {
        text.append(text.length() == 0 ? "" : System.lineSeparator()).append(block);
    }

    /** Faults for the user say all in their message; of others the kind counts too. */
    private static String describe(Throwable fault) {
        boolean forUsers = fault instanceof SolutionException
                || fault instanceof DataverseException
                || fault instanceof SignInException;
        return forUsers ? fault.getMessage() : String.valueOf(fault);
    }

    private static String some(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }
}
