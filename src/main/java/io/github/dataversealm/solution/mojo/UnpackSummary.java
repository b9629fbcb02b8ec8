package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.unpack.UnpackResult;
import java.util.List;

/**
 * The lines that tell what an unpack did.
 *
 * @param folder the source folder as the user knows it
 * @param written false for a rehearsal
 * @param next the command that packs the folder again
 */
record UnpackSummary(String folder, boolean written, String next) {

    /** So many names are shown, the others are counted. */
    private static final int SHOWN = 10;

    void log(UnpackResult result, Reporter reporter) {
        reporter.info(result.solutionName() + " " + result.solutionVersion() + " (" + result.packageType() + "): "
                + (written ? "" : "would be ")
                + result.created().size() + " created, "
                + result.changed().size() + " changed, "
                + result.deleted().size() + " deleted, "
                + result.unchanged() + " unchanged");
        details(result, reporter);
        if (!result.preserved().isEmpty()) {
            reporter.info("Kept what the layout has no place for: " + listed(result.preserved()));
        }
        if (!result.left().isEmpty()) {
            reporter.info("Left alone, no part of the solution: " + listed(result.left()));
        }
        if (!written) {
            reporter.info("Nothing was written, because solution.allowWrite is false.");
        } else if (!result.created().isEmpty()
                || !result.changed().isEmpty()
                || !result.deleted().isEmpty()) {
            reporter.info("To make a zip of " + folder + " again: " + next);
        }
    }

    private static void details(UnpackResult result, Reporter reporter) {
        result.created().forEach(file -> reporter.debug("created " + file));
        result.changed().forEach(file -> reporter.debug("changed " + file));
        result.deleted().forEach(file -> reporter.debug("deleted " + file));
    }

    private static String listed(List<String> files) {
        String names = String.join(", ", files.subList(0, Math.min(SHOWN, files.size())));
        return files.size() <= SHOWN ? names : names + " and " + (files.size() - SHOWN) + " more";
    }
}
