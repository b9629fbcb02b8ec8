package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.artifact.ArtifactType;
import org.eclipse.aether.artifact.ArtifactTypeRegistry;

/**
 * The artifacts that mappings name. Each has to be a dependency of the project: that gives its version, and makes Maven build
 * the module first that delivers it.
 */
final class MappedArtifacts {

    private final MavenProject project;
    private final SolutionRepository repository;
    private final ArtifactTypeRegistry types;

    MappedArtifacts(MavenProject project, SolutionRepository repository, ArtifactTypeRegistry types) {
        this.project = project;
        this.repository = repository;
        this.types = types;
    }

    /**
     * An artifact.
     *
     * @param name tells it from the others of the project
     */
    record Found(Path file, String name) {}

    /** @param written {@code groupId:artifactId[:type[:classifier]]} */
    Found find(String written) {
        String[] parts = written.split(":", -1);
        if (parts.length < 2 || parts.length > 4 || List.of(parts).stream().anyMatch(String::isBlank)) {
            throw new SolutionException(
                    null,
                    "The <artifact> '" + written + "' of a <mapping> is no artifact.",
                    "Write groupId:artifactId, groupId:artifactId:type or groupId:artifactId:type:classifier, for example"
                            + " com.contoso:plugins:dll.");
        }
        List<Dependency> dependencies = project.getDependencies().stream()
                .filter(one ->
                        one.getGroupId().equals(parts[0]) && one.getArtifactId().equals(parts[1]))
                .filter(one -> parts.length < 3 || one.getType().equals(parts[2]))
                .filter(one -> parts.length < 4 || parts[3].equals(one.getClassifier()))
                .filter(one -> parts.length != 3 || one.getClassifier() == null)
                .toList();
        if (dependencies.size() != 1) {
            throw dependencies.isEmpty() ? undeclared(written, parts) : ambiguous(written, dependencies);
        }
        return resolve(dependencies.get(0));
    }

    private Found resolve(Dependency dependency) {
        Optional<ArtifactType> type = Optional.ofNullable(types.get(dependency.getType()));
        String extension = type.map(ArtifactType::getExtension).orElse(dependency.getType());
        Optional<String> classifier = Optional.ofNullable(dependency.getClassifier())
                .or(() -> type.map(ArtifactType::getClassifier))
                .filter(name -> !name.isEmpty());
        String version = dependency.getVersion().matches("[\\[(].*")
                ? repository.version(dependency.getGroupId(), dependency.getArtifactId(), dependency.getVersion())
                : dependency.getVersion();
        Coordinates coordinates =
                new Coordinates(dependency.getGroupId(), dependency.getArtifactId(), version, classifier);
        String name = dependency.getGroupId() + "." + dependency.getArtifactId()
                + classifier.map(text -> "-" + text).orElse("") + "." + extension;
        return new Found(repository.file(coordinates, extension), name);
    }

    private static SolutionException undeclared(String written, String[] parts) {
        return new SolutionException(
                null,
                "The <artifact> '" + written + "' of a <mapping> is no dependency of this project.",
                "Declare it, so that its version is known and a module of this build that makes it is built first:"
                        + " <dependency><groupId>" + parts[0] + "</groupId><artifactId>" + parts[1]
                        + "</artifactId><version>...</version>"
                        + (parts.length > 2 ? "<type>" + parts[2] + "</type>" : "")
                        + (parts.length > 3 ? "<classifier>" + parts[3] + "</classifier>" : "") + "</dependency>");
    }

    private static SolutionException ambiguous(String written, List<Dependency> dependencies) {
        return new SolutionException(
                null,
                "The <artifact> '" + written + "' of a <mapping> can be any of several dependencies: "
                        + dependencies.stream()
                                .map(one ->
                                        one.getType() + (one.getClassifier() == null ? "" : ":" + one.getClassifier()))
                                .collect(Collectors.joining(", "))
                        + ".",
                "Add the type, and the classifier if there is one: groupId:artifactId:type:classifier.");
    }
}
