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
 * @param content what is known of its content, where the version of the zip is there already
 */
public record Situation(
        Optional<InstalledSolution> installed,
        Optional<InstalledSolution> holding,
        Optional<InstalledSolution> parent,
        List<InstalledSolution> patches,
        boolean sameImport,
        InstalledContent content) {

    public static final String HOLDING_SUFFIX = "_Upgrade";

    /** The same with what is known of the last import. */
    Situation knowing(boolean same, InstalledContent found) {
        return new Situation(installed, holding, parent, patches, same, found);
    }

    /** What it becomes when the staged upgrade is applied. */
    Situation applied() {
        return new Situation(holding, Optional.empty(), parent, patches, false, content);
    }

    /** What it becomes when the staged upgrade is removed. */
    Situation discarded() {
        return new Situation(installed, Optional.empty(), parent, patches, false, content);
    }

    /** What it becomes when the solution of a patch is imported. */
    Situation below(InstalledSolution newParent, List<InstalledSolution> newPatches) {
        return new Situation(installed, holding, Optional.of(newParent), newPatches, sameImport, content);
    }
}
