package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.InstalledSolution;
import java.util.List;
import java.util.Optional;

/**
 * What an environment has of a solution before it is imported.
 *
 * @param installed the solution itself
 * @param holding the staged upgrade {@code <name>_Upgrade}
 * @param parent for a patch: the solution that it patches
 * @param patches for a patch: all patches of that solution, oldest version first
 * @param sameImport whether the last import of the solution was of this very zip, and nothing has changed it since
 */
public record Situation(
        Optional<InstalledSolution> installed,
        Optional<InstalledSolution> holding,
        Optional<InstalledSolution> parent,
        List<InstalledSolution> patches,
        boolean sameImport) {

    public static final String HOLDING_SUFFIX = "_Upgrade";
}
