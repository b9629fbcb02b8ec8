package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/** The version of a project whose artifact is a solution, as the version of the solution. */
final class ProjectVersion {

    private ProjectVersion() {}

    /**
     * The version.
     *
     * @param buildNumber the fourth number of a {@code -SNAPSHOT}
     * @return empty without a project, or for one of another kind
     */
    static Optional<SolutionVersion> of(Optional<MavenProject> project, int buildNumber) {
        return project.filter(SolutionArtifacts::isSolution)
                .map(solution -> SolutionVersion.fromMaven(solution.getVersion(), buildNumber));
    }
}
