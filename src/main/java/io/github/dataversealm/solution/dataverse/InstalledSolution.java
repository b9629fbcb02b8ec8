package io.github.dataversealm.solution.dataverse;

import io.github.dataversealm.solution.model.SolutionVersion;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of {@code solutions}.
 *
 * @param parentId the solution that this is a patch of
 */
public record InstalledSolution(
        UUID id,
        String uniqueName,
        String friendlyName,
        String version,
        boolean managed,
        boolean visible,
        Optional<UUID> parentId,
        String publisherUniqueName,
        String publisherPrefix,
        Optional<Instant> installedOn,
        Optional<Instant> modifiedOn) {

    public boolean isPatch() {
        return parentId.isPresent();
    }

    /** Its version; empty when what the row says is none, which the service does not allow. */
    public Optional<SolutionVersion> solutionVersion() {
        return SolutionVersion.isValid(version) ? Optional.of(new SolutionVersion(version)) : Optional.empty();
    }

    /** Its version; what is none counts as the lowest. */
    public SolutionVersion versionOrLowest() {
        return solutionVersion().orElseGet(() -> SolutionVersion.of(0, 0));
    }
}
