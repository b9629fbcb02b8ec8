package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.job.ComponentResult;
import java.nio.file.Path;
import java.time.Duration;
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
 * @param components the result of each component, as far as the service told
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
        List<MissingDependencyRow> missing,
        List<String> warnings,
        FlowReport flows,
        List<String> settings,
        Optional<UUID> importJobId,
        Optional<UUID> operationId,
        Duration duration,
        Optional<Path> log) {

    public boolean isGood() {
        return state == RunState.DONE || state == RunState.SKIPPED;
    }
}
