package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.model.Coordinates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;

/**
 * The solutions that a {@code pom.xml} lists to be brought somewhere together: the dependencies of type
 * {@code dataverse-solution} of a project with packaging {@code pom}, which makes no solution of its own. One with scope
 * {@code provided} is only said to be needed.
 */
final class ReleaseSet {

    private static final String PACKAGING = "pom";

    /** What must be there and is installed by somebody else, and what is not for environments. */
    private static final Set<String> NOT_IMPORTED = Set.of("provided", "test", "system");

    private final SolutionRepository repository;

    ReleaseSet(SolutionRepository repository) {
        this.repository = repository;
    }

    /** What the project lists, in its order; empty for a project of another kind. */
    List<Coordinates> of(MavenProject project) {
        List<Coordinates> listed = new ArrayList<>();
        if (!PACKAGING.equals(project.getPackaging())) {
            return listed;
        }
        for (Dependency dependency : project.getDependencies()) {
            if (SolutionArtifacts.PACKAGING.equals(dependency.getType())
                    && !NOT_IMPORTED.contains(String.valueOf(dependency.getScope()))) {
                Optional<String> classifier =
                        Optional.ofNullable(dependency.getClassifier()).filter(name -> !name.isBlank());
                String version = repository.version(
                        dependency.getGroupId(), dependency.getArtifactId(), dependency.getVersion());
                listed.add(new Coordinates(dependency.getGroupId(), dependency.getArtifactId(), version, classifier));
            }
        }
        return listed;
    }
}
