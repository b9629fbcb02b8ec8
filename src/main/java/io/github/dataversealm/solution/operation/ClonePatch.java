package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes a patch of an unmanaged solution. */
public final class ClonePatch {

    private final Target target;

    public ClonePatch(Target target) {
        this.target = target;
    }

    /**
     * Makes it.
     *
     * @param parentName the unique name of the solution to patch
     * @param displayName empty: the display name of the solution
     * @param version empty: the highest of the solution and its patches, with the next build
     * @return the patch
     */
    public InstalledSolution clone(String parentName, Optional<String> displayName, Optional<SolutionVersion> version) {
        Dataverse dataverse = target.dataverse();
        InstalledSolution parent = target.finder().findUnmanaged(parentName, "make a patch of");
        if (parent.isPatch()) {
            throw new SolutionException(
                    null,
                    "'" + parent.uniqueName() + "' is a patch itself, and patches have no patches.",
                    "Name the solution that it is a patch of.");
        }
        List<InstalledSolution> before = dataverse.patches(parent.id());
        SolutionVersion highest = Patches.highest(parent, before);
        SolutionVersion wanted = version.orElseGet(() -> next(highest));
        requireAllowed(parent, highest, wanted);
        String name = displayName.orElse(parent.friendlyName());
        target.jobs().run(new Cloning(parent, name, wanted));
        InstalledSolution patch = find(parent.id(), wanted)
                .orElseThrow(() -> new SolutionException(
                        null,
                        "The service has taken the order to make the patch " + wanted + " of " + parent.uniqueName()
                                + " and shows no such patch.",
                        "Look at mvn solution:list, and run the command again when it is not there."));
        target.reporter()
                .info("Made " + patch.uniqueName() + " " + patch.version() + ", a patch of " + parent.uniqueName() + " "
                        + parent.version() + " in " + target.environment());
        return patch;
    }

    private static SolutionVersion next(SolutionVersion highest) {
        VersionChange.Part part =
                highest.parts()[2] == Integer.MAX_VALUE ? VersionChange.Part.REVISION : VersionChange.Part.BUILD;
        return new VersionChange.Next(part).from(highest.text());
    }

    private static void requireAllowed(InstalledSolution parent, SolutionVersion highest, SolutionVersion wanted) {
        int[] base = new SolutionVersion(parent.version()).parts();
        int[] patch = wanted.parts();
        if (base[0] != patch[0] || base[1] != patch[1]) {
            throw new SolutionException(
                    null,
                    "A patch of " + parent.uniqueName() + " " + parent.version() + " cannot have the version " + wanted
                            + ": the first two numbers must be those of the solution.",
                    "For example: -Dsolution.solutionVersion=" + next(highest));
        }
        if (wanted.compareTo(highest) <= 0) {
            throw new SolutionException(
                    null,
                    "A new patch of " + parent.uniqueName() + " must have a higher version than " + highest
                            + ", the highest of the solution and its patches; " + wanted + " is not.",
                    "Leave solution.solutionVersion out to get " + next(highest) + ".");
        }
    }

    private Optional<InstalledSolution> find(UUID parent, SolutionVersion version) {
        return target.dataverse().patches(parent).stream()
                .filter(patch -> SolutionVersion.isValid(patch.version())
                        && new SolutionVersion(patch.version()).compareTo(version) == 0)
                .findFirst();
    }

    private final class Cloning implements Work {

        private final InstalledSolution parent;
        private final String displayName;
        private final SolutionVersion version;

        Cloning(InstalledSolution parent, String displayName, SolutionVersion version) {
            this.parent = parent;
            this.displayName = displayName;
            this.version = version;
        }

        @Override
        public String task() {
            return "Patch of " + parent.uniqueName();
        }

        @Override
        public Optional<UUID> start() {
            target.dataverse().cloneAsPatch(parent.uniqueName(), displayName, version.text());
            return Optional.empty();
        }

        @Override
        public boolean isDone() {
            return find(parent.id(), version).isPresent();
        }
    }
}
