package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.manifest.SolutionManifest;
import io.github.dataversealm.solution.manifest.SourceManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/**
 * The solutions of the projects of a build.
 *
 * @param projects the project that builds a solution, by the unique name of the solution, in the order of the build
 */
record OwnSolutions(Map<String, MavenProject> projects) {

    /**
     * Reads their source folders, as each module is configured.
     *
     * @param project the one that the goal runs in; none when it is empty
     * @param sources the source folder of that one
     */
    static OwnSolutions of(Optional<MavenProject> project, Path sources, List<MavenProject> modules)
            throws IOException {
        Map<String, MavenProject> projects = new LinkedHashMap<>();
        if (project.isPresent()) {
            for (MavenProject module : modules) {
                Path folder =
                        project.filter(module::equals).isPresent() ? sources : SolutionDependencies.sources(module);
                SourceManifest.read(folder)
                        .map(SolutionManifest::uniqueName)
                        .ifPresent(name -> projects.put(name, module));
            }
        }
        return new OwnSolutions(projects);
    }

    /** The project that builds a solution; the case of its name does not count. */
    Optional<MavenProject> find(String uniqueName) {
        return projects.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(uniqueName))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    List<String> names() {
        return List.copyOf(projects.keySet());
    }
}
