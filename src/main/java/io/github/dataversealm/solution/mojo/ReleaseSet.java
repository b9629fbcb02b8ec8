package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.model.Coordinates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

    private final Function<MavenProject, DependencyTree> trees;

    /** @param trees what a project needs, as it mediates it */
    ReleaseSet(Function<MavenProject, DependencyTree> trees) {
        this.trees = trees;
    }

    /** What the project lists, in its order, in the versions that count; empty for a project of another kind. */
    List<Coordinates> of(MavenProject project) {
        List<Dependency> listed = listed(project);
        if (listed.isEmpty()) {
            return List.of();
        }
        Map<String, Coordinates> chosen = new HashMap<>();
        trees.apply(project)
                .chosen()
                .forEach(found -> chosen.putIfAbsent(
                        key(
                                found.coordinates().versionless(),
                                found.coordinates().classifier()),
                        found.coordinates()));
        return listed.stream()
                .map(dependency -> key(
                        dependency.getGroupId() + ":" + dependency.getArtifactId(),
                        Optional.ofNullable(dependency.getClassifier()).filter(name -> !name.isBlank())))
                .map(key -> Objects.requireNonNull(chosen.get(key), key))
                .distinct()
                .toList();
    }

    private static String key(String versionless, Optional<String> classifier) {
        return versionless + ":" + classifier.orElse("");
    }

    /** Whether a project lists solutions. */
    static boolean is(MavenProject project) {
        return !listed(project).isEmpty();
    }

    private static List<Dependency> listed(MavenProject project) {
        return PACKAGING.equals(project.getPackaging())
                ? project.getDependencies().stream()
                        .filter(dependency -> SolutionArtifacts.PACKAGING.equals(dependency.getType()))
                        .filter(dependency -> !NOT_IMPORTED.contains(String.valueOf(dependency.getScope())))
                        .toList()
                : List.of();
    }
}
