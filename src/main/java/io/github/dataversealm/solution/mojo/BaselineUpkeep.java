package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.check.CheckResults;
import io.github.dataversealm.solution.check.gate.Baseline;
import io.github.dataversealm.solution.message.Reporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings the file of known findings up to date, for those who ask for it.
 *
 * @param shown the file as the log shows it
 */
record BaselineUpkeep(Path file, String shown, Reporter reporter) {

    /** Takes in all findings, and takes out what has been mended. */
    void update(CheckResults results) throws IOException {
        Baseline before = results.mended(Baseline.read(file));
        before.renewedBy(results.findings())
                .forEach(entry -> reporter.warn("Baseline: " + entry + " held until "
                        + entry.expires().orElseThrow() + "; now it holds without an end."));
        write(before.with(results.findings()));
    }

    /** Takes out what has been mended. */
    void prune(CheckResults results) throws IOException {
        if (Files.isRegularFile(file)) {
            write(results.mended(Baseline.read(file)));
        }
    }

    private void write(Baseline baseline) throws IOException {
        baseline.write(file);
        reporter.info("Baseline: " + shown);
    }
}
