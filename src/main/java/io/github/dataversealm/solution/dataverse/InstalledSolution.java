package io.github.dataversealm.solution.dataverse;

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
}
