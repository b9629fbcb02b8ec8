package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/**
 * What is installed before a solution, so that a check does not take what it defines for missing: the solutions that the user
 * names, and what the project or the pom of the artifact declares.
 *
 * @param named zips or source folders
 */
record InstalledBefore(List<Path> named, SolutionDependencies dependencies) {

    /** @throws io.github.dataversealm.solution.message.SolutionException when a declared one cannot be had */
    List<Path> of(Optional<MavenProject> project) throws IOException {
        return with(project.map(dependencies::tree));
    }

    /**
     * As {@link #of(Optional)}, for a zip that is a Maven artifact or a file.
     *
     * @param project the one that is built; what it declares counts for files
     */
    List<Path> of(SolutionPackage solution, Optional<MavenProject> project) throws IOException {
        Optional<DependencyTree> tree =
                solution.origin().map(Origin::coordinates).map(dependencies::tree);
        return tree.isPresent() ? with(tree) : of(project);
    }

    /** The zips of the dependencies of type {@code dataverse-solution}; of a module that this build has not packed, its sources. */
    private List<Path> with(Optional<DependencyTree> declared) throws IOException {
        List<Path> places = new ArrayList<>(named);
        if (declared.isPresent()) {
            for (DependencyTree.Chosen dependency : declared.get().chosen()) {
                places.add(dependencies.content(dependency.coordinates()));
            }
        }
        return places;
    }
}
