package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.unpack.UnpackResult;
import java.util.List;

/**
 * The lines that tell what a sync did: which files it changed, because that is what its user wants to know.
 *
 * @param folder the source folder as the user knows it
 * @param written false for a rehearsal
 */
record SyncSummary(String folder, String environment, boolean written) {

    /** So many files of a kind are named, the others are counted. */
    private static final int SHOWN = 50;

    void log(UnpackResult result, Reporter reporter) {
        String solution = result.solutionName() + " " + result.solutionVersion() + " (" + result.packageType() + ")";
        int changes = result.created().size()
                + result.changed().size()
                + result.deleted().size();
        if (changes == 0) {
            reporter.info(folder + " is what " + environment + " has: " + solution + ", " + result.unchanged()
                    + " files, nothing changed");
        } else {
            reporter.info(solution + " from " + environment + ": " + (written ? "" : "would be ")
                    + result.created().size() + " created, " + result.changed().size() + " changed, "
                    + result.deleted().size() + " deleted, " + result.unchanged() + " unchanged in " + folder);
            name("created", result.created(), reporter);
            name("changed", result.changed(), reporter);
            name("deleted", result.deleted(), reporter);
        }
        if (!result.left().isEmpty()) {
            reporter.info(
                    "Left alone, no part of the solution: " + result.left().size() + " files");
            result.left().forEach(file -> reporter.debug("left " + file));
        }
        if (!written) {
            reporter.info("Nothing was written, because solution.allowWrite is false.");
        }
    }

    private static void name(String what, List<String> files, Reporter reporter) {
        files.stream().limit(SHOWN).forEach(file -> reporter.info("  " + what + " " + file));
        if (files.size() > SHOWN) {
            reporter.info("  " + what + " " + (files.size() - SHOWN) + " more");
        }
        files.stream().skip(SHOWN).forEach(file -> reporter.debug(what + " " + file));
    }
}
