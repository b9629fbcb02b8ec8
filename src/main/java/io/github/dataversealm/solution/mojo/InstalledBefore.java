package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.dependency.DependencyTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is installed before a solution as its project or pom says, so that a check does not take what it defines for missing. */
final class InstalledBefore {

    private final SolutionDependencies dependencies;

    InstalledBefore(SolutionDependencies dependencies) {
        this.dependencies = dependencies;
    }

    /**
     * The zips of the dependencies of type {@code dataverse-solution}; of a module that this build has not packed, its sources.
     *
     * @throws io.github.dataversealm.solution.message.SolutionException when one cannot be had
     */
    List<Path> of(DependencyTree tree) throws IOException {
        List<Path> places = new ArrayList<>();
        for (DependencyTree.Chosen dependency : tree.chosen()) {
            places.add(dependencies.content(dependency.coordinates()));
        }
        return places;
    }
}
