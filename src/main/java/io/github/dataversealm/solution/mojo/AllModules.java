package io.github.dataversealm.solution.mojo;

import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.BuildFailure;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** The modules that a build was started with, also those that it leaves out. */
final class AllModules {

    private AllModules() {}

    /** Maven says it of builds only; then they are those that are built. */
    static List<MavenProject> of(MavenSession session) {
        return Optional.ofNullable(session.getAllProjects()).orElseGet(session::getProjects);
    }

    /** The first that failed, for people. */
    static String failed(MavenSession session) {
        return session.getProjects().stream()
                .filter(module -> session.getResult().getBuildSummary(module) instanceof BuildFailure)
                .map(MavenProject::getArtifactId)
                .findFirst()
                .orElse("the build");
    }
}
