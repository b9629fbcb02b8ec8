package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.message.TextTable;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rolls the patches of an unmanaged solution up into a new version of it. */
public final class MergePatches {

    private final Target target;

    public MergePatches(Target target) {
        this.target = target;
    }

    /**
     * Merges them; the patches are gone afterwards.
     *
     * @param displayName empty: as it is
     * @param version empty: the next minor version
     * @param write false: only says what would be done
     * @return the version of the solution afterwards
     */
    public SolutionVersion merge(
            String name, Optional<String> displayName, Optional<SolutionVersion> version, boolean write) {
        Dataverse dataverse = target.dataverse();
        InstalledSolution solution = target.finder().findUnmanaged(name, "merge the patches of");
        if (solution.isPatch()) {
            throw new SolutionException(
                    null,
                    "'" + solution.uniqueName() + "' is a patch; patches are merged into the solution they belong to.",
                    "Name that solution; mvn solution:list shows it.");
        }
        List<InstalledSolution> patches = dataverse.patches(solution.id());
        if (patches.isEmpty()) {
            throw new SolutionException(
                    null,
                    "'" + solution.uniqueName() + "' has no patches, so there is nothing to merge.",
                    "To give it a new version: mvn solution:set-version -Dsolution.name=" + solution.uniqueName()
                            + " -Dsolution.increment=minor -Denv=" + target.environment());
        }
        SolutionVersion highest = Patches.highest(solution, patches);
        SolutionVersion wanted =
                version.orElseGet(() -> new VersionChange.Next(VersionChange.Part.MINOR).from(solution.version()));
        if (wanted.compareTo(highest) <= 0) {
            throw new SolutionException(
                    null,
                    "The merged " + solution.uniqueName() + " must have a higher version than " + highest
                            + ", the highest of the solution and its patches; " + wanted + " is not.",
                    "For example: -Dsolution.solutionVersion="
                            + new VersionChange.Next(VersionChange.Part.MINOR).from(solution.version()));
        }
        TextTable table = new TextTable("Patch", "Display name", "Version", "Components");
        for (InstalledSolution patch : patches) {
            table.row(
                    patch.uniqueName(),
                    patch.friendlyName(),
                    patch.version(),
                    String.valueOf(dataverse.components(patch.id()).size()));
        }
        table.lines().forEach(target.reporter()::info);
        if (!write) {
            target.reporter()
                    .info("These would be rolled up into " + solution.uniqueName() + " " + wanted
                            + ". Nothing was done, because solution.allowWrite is false.");
            return new SolutionVersion(solution.version());
        }
        target.jobs().run(new Merging(solution, displayName.orElse(solution.friendlyName()), wanted));
        target.reporter()
                .info("Rolled up into " + solution.uniqueName() + " " + wanted + " in " + target.environment()
                        + "; the patches are gone.");
        return wanted;
    }

    private final class Merging implements Work {

        private final InstalledSolution solution;
        private final String displayName;
        private final SolutionVersion version;

        Merging(InstalledSolution solution, String displayName, SolutionVersion version) {
            this.solution = solution;
            this.displayName = displayName;
            this.version = version;
        }

        @Override
        public String task() {
            return "Merge of the patches of " + solution.uniqueName();
        }

        @Override
        public Optional<UUID> start() {
            target.dataverse().cloneAsSolution(solution.uniqueName(), displayName, version.text());
            return Optional.empty();
        }

        @Override
        public boolean isDone() {
            return target.dataverse()
                    .solution(solution.uniqueName())
                    .filter(now -> SolutionVersion.isValid(now.version())
                            && new SolutionVersion(now.version()).compareTo(version) == 0)
                    .filter(now -> target.dataverse().patches(now.id()).isEmpty())
                    .isPresent();
        }
    }
}
