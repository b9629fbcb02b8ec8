package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.ArtifactMetadata;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.DeclaredDependency;
import io.github.dataversealm.solution.artifact.BuildRecord;
import io.github.dataversealm.solution.artifact.MetadataFile;
import io.github.dataversealm.solution.artifact.MetadataMaker;
import io.github.dataversealm.solution.artifact.Provenance;
import io.github.dataversealm.solution.artifact.SourceRevision;
import io.github.dataversealm.solution.git.Uncommitted;
import io.github.dataversealm.solution.pack.PackResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Scm;
import org.apache.maven.project.MavenProject;

/** Writes what is to be known of a project's zips, and makes it artifacts beside them. */
final class PackedMetadata {

    private static final String BUILD_RECORD = "build.json";
    private static final String TEST = "test";

    private final MavenProject project;
    private final SolutionRepository repository;
    private final Map<String, String> variables;
    private final String plugin;

    /** Asked for once, by the bill and by the metadata. */
    private Optional<List<Needed>> needed = Optional.empty();

    /**
     * @param repository where the solutions are that the project depends on
     * @param variables of the environment
     * @param plugin with its version, {@code groupId:artifactId:version}
     */
    PackedMetadata(MavenProject project, SolutionRepository repository, Map<String, String> variables, String plugin) {
        this.project = project;
        this.repository = repository;
        this.variables = variables;
        this.plugin = plugin;
    }

    ArtifactMetadata write(
            List<MetadataMaker.Zip> zips,
            PackResult.Inputs inputs,
            Optional<Instant> outputTimestamp,
            Uncommitted changes)
            throws IOException {
        SourceRevision source = SourceRevision.find(project.getBasedir().toPath(), declaredRepository(), variables);
        Provenance provenance = new Provenance(
                source.commit(),
                changes.state() == Uncommitted.State.UNKNOWN
                        ? Optional.empty()
                        : Optional.of(changes.state() == Uncommitted.State.SOME),
                source.repository(),
                plugin,
                new Provenance.Inputs(inputs.sha256(), inputs.files()),
                outputTimestamp);
        ArtifactMetadata metadata =
                MetadataMaker.make(SolutionDependencies.coordinates(project), zips, dependencies(), provenance);
        MetadataFile.write(new ProjectMetadata(project).file(), metadata);
        return metadata;
    }

    /** @param maven the version of Maven */
    Path writeBuildRecord(ArtifactMetadata metadata, String maven) throws IOException {
        Path file = ProjectMetadata.folder(project).resolve(BUILD_RECORD);
        new BuildRecord(
                        metadata.files(),
                        plugin,
                        maven,
                        System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
                        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                        BuildRecord.run(variables))
                .write(file);
        return file;
    }

    /** What the nearest pom.xml of this build says itself: what is inherited has the names of modules added to it. */
    private Optional<String> declaredRepository() {
        for (MavenProject place = project; place != null && place.getBasedir() != null; place = place.getParent()) {
            Scm scm = place.getScm();
            if (scm != null
                    && place.getOriginalModel() != null
                    && place.getOriginalModel().getScm() != null) {
                return Optional.ofNullable(scm.getConnection())
                        .or(() -> Optional.ofNullable(scm.getDeveloperConnection()))
                        .or(() -> Optional.ofNullable(scm.getUrl()));
            }
        }
        return Optional.empty();
    }

    /** The solutions that the project declares to be installed first. */
    private List<DeclaredDependency> dependencies() throws IOException {
        return needed().stream().map(Needed::declared).toList();
    }

    /**
     * A solution that the project declares to be installed first.
     *
     * @param version the one that this build takes for it; empty when there is none now
     */
    record Needed(DeclaredDependency declared, Optional<String> version) {}

    /** The solutions that the project declares to be installed first, with what this build takes for them. */
    List<Needed> needed() throws IOException {
        if (needed.isEmpty()) {
            needed = Optional.of(read());
        }
        return needed.get();
    }

    private List<Needed> read() throws IOException {
        List<Needed> found = new ArrayList<>();
        for (Dependency dependency : project.getDependencies()) {
            if (SolutionArtifacts.PACKAGING.equals(dependency.getType()) && !TEST.equals(dependency.getScope())) {
                Optional<String> classifier =
                        Optional.ofNullable(dependency.getClassifier()).filter(name -> !name.isBlank());
                SolutionRepository.Chosen chosen = repository.chosen(dependency);
                found.add(new Needed(
                        new DeclaredDependency(
                                dependency.getGroupId(),
                                dependency.getArtifactId(),
                                dependency.getVersion(),
                                classifier,
                                chosen.solution()),
                        chosen.version()));
            }
        }
        return List.copyOf(found);
    }
}
