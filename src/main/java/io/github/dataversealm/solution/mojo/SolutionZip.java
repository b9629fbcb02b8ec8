package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Origin;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A zip to work on.
 *
 * @param origin the Maven artifact that it is; empty for a file that the user named
 * @param published whether it comes from a repository, and is not what a project has just made
 */
record SolutionZip(Path file, Optional<Origin> origin, boolean published) {

    static SolutionZip file(Path file) {
        return new SolutionZip(file, Optional.empty(), false);
    }
}
