package io.github.dataversealm.solution.mojo;

import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** The project in the folder that Maven was started in. */
final class RootProject {

    private RootProject() {}

    /** Its build folder, also where the build leaves the project itself out. */
    static Path buildFolder(MavenSession session) {
        return AllModules.of(session).stream()
                .filter(MavenProject::isExecutionRoot)
                .findFirst()
                .map(root -> Path.of(root.getBuild().getDirectory()))
                .orElseGet(() -> Path.of(session.getExecutionRootDirectory())
                        .toAbsolutePath()
                        .resolve("target"));
    }
}
