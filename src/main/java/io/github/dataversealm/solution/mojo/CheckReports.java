package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.CheckResults;
import io.github.dataversealm.solution.check.report.ConsoleReport;
import io.github.dataversealm.solution.check.report.ReportFiles;
import io.github.dataversealm.solution.check.report.Reports;
import io.github.dataversealm.solution.message.Reporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells what a check has found, in the log and in files.
 *
 * @param sourceBase the source folder as seen from the root of its repository
 * @param shown a file as the log shows it
 */
record CheckReports(
        ReportFiles files,
        List<Reports> formats,
        Optional<String> sourceBase,
        Function<Path, String> shown,
        Reporter reporter) {

    /** @param targets what was checked, in the order of the results */
    void tell(CheckResults results, List<CheckTarget> targets) throws IOException {
        for (int i = 0; i < targets.size(); i++) {
            CheckResult result = results.all().get(i);
            CheckTarget target = targets.get(i);
            if (i > 0 && results.isRepetition(result)) {
                reporter.info(target.place().getFileName() + " has no other findings.");
                delete(result, target);
            } else {
                new ConsoleReport(reporter).write(result);
                write(result, target);
            }
        }
    }

    private void write(CheckResult result, CheckTarget target) throws IOException {
        for (Reports format : formats) {
            Path file = files.of(format, result.solution(), target.variant());
            format.write(result, sourceBase, file);
            reporter.info("Report: " + shown.apply(file));
        }
    }

    private void delete(CheckResult result, CheckTarget target) throws IOException {
        for (Reports format : formats) {
            format.delete(files.of(format, result.solution(), target.variant()));
        }
    }
}
