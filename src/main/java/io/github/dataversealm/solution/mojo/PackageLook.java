package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.deploy.OfflineCheck;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.message.Reporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/**
 * The look at packages before they are sent anywhere, with those rules of the goal check that find what an environment would
 * certainly refuse.
 *
 * @param check empty when they are sent without a look at them
 * @param before what is installed before them
 * @param project the one that is built; what it declares counts for files
 */
record PackageLook(
        Optional<OfflineCheck> check, InstalledBefore before, Optional<MavenProject> project, Reporter reporter) {

    /**
     * Looks at packages that are imported together: what one of them defines is not missing in the others.
     *
     * @throws io.github.dataversealm.solution.message.SolutionException when an environment would refuse one
     */
    void require(List<SolutionPackage> packages) throws IOException {
        if (check.isEmpty()) {
            return;
        }
        for (SolutionPackage one : packages) {
            List<Path> others = packages.stream()
                    .filter(other -> other != one)
                    .map(SolutionPackage::zip)
                    .toList();
            check.get().require(one, others, () -> before.of(one, project), reporter);
        }
    }
}
