package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Origin;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A zip to work on.
 *
 * @param origin the Maven artifact that it is; empty for a file that the user named
 */
record SolutionZip(Path file, Optional<Origin> origin) {

    static SolutionZip file(Path file) {
        return new SolutionZip(file, Optional.empty());
    }
}
