package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.settings.DeploymentSettings;
import io.github.dataversealm.solution.settings.Finding;
import io.github.dataversealm.solution.settings.Present;
import io.github.dataversealm.solution.settings.SettingsCheck;
import io.github.dataversealm.solution.settings.SettingsMerge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Completes deployment settings files with what a solution needs, and tells what was added and what is wrong with them.
 *
 * @param descriptions whether new entries say what they are for
 * @param write false: only says what would be added
 */
record SettingsCompletion(SolutionContents contents, boolean descriptions, boolean write, Reporter reporter) {

    /**
     * Completes a file.
     *
     * @param shown the file as the log shows it
     * @return what is wrong with what it says
     */
    List<Finding> complete(Path file, String shown) throws IOException {
        SettingsMerge.Result merged = SettingsMerge.merge(file, shown, contents, descriptions);
        if (!merged.changed()) {
            reporter.info(shown + " has all entries; nothing was changed");
        } else if (write) {
            merged.write(file);
            reporter.info(shown + " was written: " + added(merged));
        } else {
            reporter.info(shown + " would be written: " + added(merged));
        }
        merged.addedVariables().forEach(name -> reporter.debug("Added the environment variable " + name));
        merged.addedConnections().forEach(name -> reporter.debug("Added the connection reference " + name));
        DeploymentSettings settings = merged.settings(shown);
        List<Finding> findings = SettingsCheck.check(settings, List.of(contents), Present.nothing());
        findings.forEach(finding -> reporter.warn(finding.toString()));
        return findings;
    }

    private static String added(SettingsMerge.Result merged) {
        return count(merged.addedVariables().size(), "environment variable") + " and "
                + count(merged.addedConnections().size(), "connection reference") + " added";
    }

    /** A number of things; {@code one} is the word for a single one. */
    static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
