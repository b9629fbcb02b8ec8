package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.List;
import java.util.stream.Collectors;

/** The rules of patches (spec dataverse-web-api §5.3). */
final class Patches {

    private Patches() {}

    /** @throws SolutionException when the solution has patches, which lock it */
    static void requireNone(Dataverse dataverse, InstalledSolution solution, String change) {
        List<InstalledSolution> patches = dataverse.patches(solution.id());
        if (!patches.isEmpty()) {
            throw new SolutionException(
                    null,
                    "'" + solution.uniqueName() + "' is locked, because it has patches: " + names(patches)
                            + ". Nobody can " + change + " it.",
                    "Work on the patch instead (-Dsolution.name="
                            + patches.get(patches.size() - 1).uniqueName()
                            + "), or merge the patches: mvn solution:merge-patches -Dsolution.name="
                            + solution.uniqueName());
        }
    }

    static String names(List<InstalledSolution> patches) {
        return patches.stream()
                .map(patch -> patch.uniqueName() + " " + patch.version())
                .collect(Collectors.joining(", "));
    }

    /** The highest version of a solution and its patches. */
    static SolutionVersion highest(InstalledSolution solution, List<InstalledSolution> patches) {
        SolutionVersion highest = new SolutionVersion(solution.version());
        for (InstalledSolution patch : patches) {
            SolutionVersion version = new SolutionVersion(patch.version());
            highest = version.compareTo(highest) > 0 ? version : highest;
        }
        return highest;
    }
}
