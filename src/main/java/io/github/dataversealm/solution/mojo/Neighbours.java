package io.github.dataversealm.solution.mojo;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/** The other solutions of a build of several modules. */
final class Neighbours {

    private Neighbours() {}

    /**
     * Their source folders, by the name of the module.
     *
     * @param modules all of the build; those that {@code -pl} leaves out are no less there
     */
    static Map<String, Path> of(Optional<MavenProject> project, List<MavenProject> modules) {
        Map<String, Path> neighbours = new LinkedHashMap<>();
        for (MavenProject module : modules) {
            boolean other = project.filter(module::equals).isEmpty();
            if (other && SolutionArtifacts.isSolution(module) && module.getBasedir() != null) {
                neighbours.put(module.getArtifactId(), SolutionDependencies.sources(module));
            }
        }
        return neighbours;
    }
}
