package io.github.dataversealm.solution.artifact;

import io.github.dataversealm.solution.model.Coordinates;
import java.util.Optional;

/**
 * Where a zip comes from when it is more than a file.
 *
 * @param coordinates of the zip, with its classifier
 * @param metadata what the artifact says of itself; empty when it has none
 */
public record Origin(Coordinates coordinates, Optional<ArtifactMetadata> metadata) {}
