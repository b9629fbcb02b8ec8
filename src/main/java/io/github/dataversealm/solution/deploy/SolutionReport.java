package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.job.ComponentResult;
import io.github.dataversealm.solution.job.ComponentResult.Result;
import io.github.dataversealm.solution.job.ServiceText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of one solution in one environment.
 *
 * @param version the version of the zip
 * @param decision what was decided last, in one word
 * @param problem what went wrong; empty when nothing did
 * @param advice what to do next; may be empty
 * @param components the result of each component, as far as the service told; empty in a brief report
 * @param imported how many components were imported
 * @param missing what the environment lacks
 * @param settings what was set in the environment, one line each
 * @param log the document of the import job, as the service wrote it
 */
public record SolutionReport(
        String solution,
        String version,
        boolean managed,
        RunState state,
        String decision,
        String reason,
        String problem,
        String advice,
        List<ComponentResult> components,
        long imported,
        List<MissingDependencyRow> missing,
        List<String> warnings,
        FlowReport flows,
        List<String> settings,
        Optional<UUID> importJobId,
        Optional<UUID> operationId,
        Duration duration,
        Optional<Path> log) {

    private static final int MOST_WARNINGS = 10;

    private static final int MOST_MISSING = 1_000;

    /** The same with another advice. */
    SolutionReport withAdvice(String text) {
        return copy(text, components, missing, warnings);
    }

    public boolean isGood() {
        return state == RunState.DONE || state == RunState.SKIPPED;
    }

    /** The same without what grows with the solution: of the components that were warned of, the first are told. */
    public SolutionReport brief() {
        return copy(
                advice,
                List.of(),
                missing.size() <= MOST_MISSING ? missing : List.copyOf(missing.subList(0, MOST_MISSING)),
                briefWarnings());
    }

    private SolutionReport copy(
            String otherAdvice,
            List<ComponentResult> otherComponents,
            List<MissingDependencyRow> otherMissing,
            List<String> otherWarnings) {
        return new SolutionReport(
                solution,
                version,
                managed,
                state,
                decision,
                reason,
                problem,
                otherAdvice,
                otherComponents,
                imported,
                otherMissing,
                otherWarnings,
                flows,
                settings,
                importJobId,
                operationId,
                duration,
                log);
    }

    private List<String> briefWarnings() {
        List<ComponentResult> warned = components.stream()
                .filter(row -> row.result() == Result.WARNING)
                .toList();
        List<String> texts = new ArrayList<>(warnings);
        warned.stream()
                .limit(MOST_WARNINGS)
                .map(row -> row.label() + ": " + ServiceText.read(row.text()).text())
                .forEach(texts::add);
        if (warned.size() > MOST_WARNINGS) {
            texts.add("and " + (warned.size() - MOST_WARNINGS) + " more warnings: see the import log");
        }
        return List.copyOf(texts);
    }

    /** How many of them are there after the import. */
    static long imported(List<ComponentResult> components) {
        return components.stream()
                .filter(row -> row.result() == Result.SUCCESS || row.result() == Result.WARNING)
                .count();
    }
}
