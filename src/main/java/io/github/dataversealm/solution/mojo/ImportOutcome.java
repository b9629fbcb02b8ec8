package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.deploy.EnvironmentReport;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.report.ImportSummary;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What came of an import.
 *
 * @param reports one for each environment
 * @param unwritten why a report could not be written
 */
record ImportOutcome(List<EnvironmentReport> reports, Optional<IOException> unwritten) {

    /**
     * Tells it.
     *
     * @throws SolutionException when it is not over, or failed somewhere
     * @throws IOException when this machine failed
     */
    void tell(ImportSummary summary, Reporter reporter) throws IOException {
        summary.log(reports, reporter);
        if (!reports.stream().allMatch(EnvironmentReport::isGood)) {
            throwOnlyFault();
            throw failure(summary);
        }
        if (unwritten.isPresent()) {
            throw unwritten.get();
        }
    }

    /** With a single environment, what went wrong there says it all. */
    private void throwOnlyFault() throws IOException {
        Throwable fault = reports.size() == 1 ? reports.get(0).fault().orElse(null) : null;
        if (fault instanceof IOException broken) {
            throw broken;
        }
        if (fault instanceof RuntimeException broken) {
            throw broken;
        }
    }

    private SolutionException failure(ImportSummary summary) {
        String text = summary.failure(reports);
        boolean stopped =
                reports.stream().anyMatch(report -> report.notStarted().isPresent());
        return new SolutionException(
                null,
                ImportSummary.isOnlyWaiting(reports) ? "Not failed, but not over yet. " + text : text,
                stopped
                        ? "When the cause is mended, run the same command again: it continues, and skips what is done."
                        : "");
    }
}
