package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.deploy.Situation;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an environment has of a solution, and has had.
 *
 * @param name the unique name, as the environment spells it
 * @param patches of the solution, oldest version first
 * @param removedPatch the patch of it whose removal is the last thing that was done to its patches; empty: none
 * @param historyProblem why its history could not be read; empty when it was
 */
record SolutionState(
        String name,
        Optional<InstalledSolution> installed,
        Optional<InstalledSolution> holding,
        List<InstalledSolution> patches,
        PastVersions past,
        String removedPatch,
        String historyProblem) {

    private static final int HISTORY = 200;
    private static final int UNINSTALL = 1;
    /** Patches are named {@code <name>_Patch_<hex>} (spec dataverse-web-api §5.3). */
    private static final String PATCH = "_patch_";

    static SolutionState read(Dataverse dataverse, String name) {
        Optional<InstalledSolution> installed = dataverse.solution(name);
        boolean staging =
                installed.filter(row -> row.managed() && !row.isPatch()).isPresent();
        List<InstalledSolution> patches = installed
                .filter(row -> !row.isPatch())
                .map(row -> dataverse.patches(row.id()))
                .orElse(List.of());
        PastVersions past = PastVersions.of(List.of());
        String removedPatch = "";
        String problem = "";
        try {
            past = PastVersions.of(dataverse.history(Optional.of(name), HISTORY));
            removedPatch = patches.isEmpty() ? "" : removedPatch(dataverse, name);
        } catch (InterruptedCallException e) {
            throw e;
        } catch (DataverseException e) {
            problem = e.problem();
        }
        return new SolutionState(
                installed.map(InstalledSolution::uniqueName).orElse(name),
                installed,
                staging ? dataverse.solution(name + Situation.HOLDING_SUFFIX) : Optional.empty(),
                patches,
                past,
                removedPatch,
                problem);
    }

    private static String removedPatch(Dataverse dataverse, String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + PATCH;
        return dataverse.history(Optional.empty(), HISTORY).stream()
                .filter(entry -> entry.completed() && entry.succeeded())
                .filter(entry -> entry.solutionName().toLowerCase(Locale.ROOT).startsWith(prefix))
                .sorted(Comparator.comparing(entry -> entry.startTime().orElse(Instant.EPOCH)))
                .reduce((earlier, later) -> later)
                .filter(entry -> entry.operation() == UNINSTALL)
                .map(HistoryEntry::solutionName)
                .orElse("");
    }

    SolutionState withoutHolding() {
        return new SolutionState(name, installed, Optional.empty(), patches, past, removedPatch, historyProblem);
    }

    Optional<SolutionVersion> version() {
        return installed.map(InstalledSolution::versionOrLowest);
    }

    boolean isInstalledIn(SolutionVersion version) {
        return version().filter(found -> found.compareTo(version) == 0).isPresent();
    }
}
