package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.pack.PackResult;
import io.github.dataversealm.solution.pack.PackResult.PackedZip;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

/**
 * The lines that tell what a pack did.
 *
 * @param shown how a path is shown to the user
 * @param written false for a rehearsal
 */
record PackSummary(Function<Path, String> shown, boolean written) {

    private static final double KIBIBYTE = 1024;

    void log(PackResult result, Reporter reporter) {
        String solution = result.solutionName() + " " + result.solutionVersion();
        if (!written) {
            reporter.info(solution + " can be packed. No zip was written, because solution.allowWrite is false.");
            return;
        }
        for (PackedZip zip : result.zips()) {
            reporter.info(solution + " (" + zip.packageType() + "): " + shown.apply(zip.file())
                    + (result.skipped() ? " is up to date, nothing has changed" : ", " + size(zip)));
        }
    }

    private static String size(PackedZip zip) {
        return String.format(Locale.ROOT, "%d entries, %.1f KiB", zip.entries(), zip.bytes() / KIBIBYTE);
    }
}
