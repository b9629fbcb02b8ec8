package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.Optional;

/**
 * Where to go back to.
 *
 * @param version empty when nothing tells it
 * @param reason how it is known, or why it is not
 * @param zip of the version; empty when it was not found, or is not needed
 * @param reached whether the environment was taken back to it already
 * @param republished whether it then has a version of its own
 */
record TargetVersion(
        Optional<SolutionVersion> version,
        String reason,
        Optional<SolutionPackage> zip,
        boolean reached,
        boolean republished) {

    static TargetVersion unknown(String reason) {
        return new TargetVersion(Optional.empty(), reason, Optional.empty(), false, false);
    }

    TargetVersion with(Optional<SolutionPackage> found) {
        return new TargetVersion(version, reason, found, reached, republished);
    }
}
