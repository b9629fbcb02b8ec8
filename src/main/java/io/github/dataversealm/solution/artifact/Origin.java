package io.github.dataversealm.solution.artifact;

import io.github.dataversealm.solution.model.Coordinates;
import java.util.Optional;

/**
 * Where a zip comes from when it is more than a file.
 *
 * @param coordinates of the zip, with its classifier
 * @param metadata what the artifact says of itself; empty when it has none
 */
public record Origin(Coordinates coordinates, Optional<ArtifactMetadata> metadata) {

    /** That it was made from something that no commit has, for people; empty when that is not so, or not known. */
    public Optional<String> uncommitted() {
        return metadata.map(ArtifactMetadata::provenance)
                .filter(Provenance::isUncommitted)
                .map(provenance ->
                        coordinates + " was built from sources with changes that were not committed: what it holds"
                                + " is not what the commit "
                                + provenance.revision().orElse("") + " has.");
    }
}
