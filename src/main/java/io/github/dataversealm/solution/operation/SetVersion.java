package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;

/** Changes the version of an unmanaged solution in its environment. */
public final class SetVersion {

    private final Target target;

    public SetVersion(Target target) {
        this.target = target;
    }

    /**
     * Changes it.
     *
     * @return the version that the solution has now
     * @throws SolutionException when the solution is not there, is managed, or has patches, which lock it
     */
    public SolutionVersion set(String uniqueName, VersionChange change) {
        InstalledSolution solution = target.finder().findUnmanaged(uniqueName, "change the version of");
        SolutionVersion version = change.from(solution.version());
        if (solution.version().equals(version.text())) {
            target.reporter().info(solution.uniqueName() + " has the version " + version + " already.");
            return version;
        }
        Patches.requireNone(target.dataverse(), solution, "change the version of");
        if (isLower(version, solution.version())) {
            target.reporter()
                    .warn("The new version " + version + " of " + solution.uniqueName() + " is lower than the old one, "
                            + solution.version() + "; environments that have the old one will not be upgraded.");
        }
        target.dataverse().setSolutionVersion(solution.id(), version.text());
        target.reporter()
                .info(solution.uniqueName() + ": version " + solution.version() + " -> " + version + " in "
                        + target.environment());
        return version;
    }

    /** Whether a version is lower than a text that perhaps is one. */
    public static boolean isLower(SolutionVersion version, String old) {
        return SolutionVersion.isValid(old) && version.compareTo(new SolutionVersion(old)) < 0;
    }
}
