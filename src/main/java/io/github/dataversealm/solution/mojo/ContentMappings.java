package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.mapping.Mapping;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.artifact.ArtifactTypeRegistry;

/** Makes the mappings of a plugin's configuration ready: the artifacts that they name are at hand, and archives are laid out. */
final class ContentMappings {

    private final Path base;
    private final MappedArtifacts artifacts;
    private final Path unpacked;

    private ContentMappings(Path base, Path build, MappedArtifacts artifacts) {
        this.base = base;
        this.artifacts = artifacts;
        this.unpacked = build.resolve("solution").resolve("mapped");
    }

    /** @param types the kinds of artifacts that Maven knows */
    static ContentMappings of(MavenProject project, SolutionRepository repository, ArtifactTypeRegistry types) {
        Path base = project.getBasedir().toPath().toAbsolutePath().normalize();
        return new ContentMappings(
                base,
                base.resolve(project.getBuild().getDirectory()).normalize(),
                new MappedArtifacts(project, repository, types));
    }

    List<Mapping> of(List<MappingDefinition> definitions) throws IOException {
        List<Mapping> all = new ArrayList<>();
        Set<Path> done = new HashSet<>();
        for (MappingDefinition definition : definitions) {
            all.add(definition.mapping(base, artifacts, unpacked, done));
        }
        return all;
    }

    /** As {@link #of}, for whoever only looks: an artifact that cannot be had leads to nothing. */
    List<Mapping> ofUnbuilt(List<MappingDefinition> definitions) throws IOException {
        List<Mapping> all = new ArrayList<>();
        Set<Path> done = new HashSet<>();
        for (MappingDefinition definition : definitions) {
            try {
                all.add(definition.mapping(base, artifacts, unpacked, done));
            } catch (SolutionException e) {
                all.add(definition.unresolved(unpacked).orElseThrow(() -> e));
            }
        }
        return all;
    }
}
