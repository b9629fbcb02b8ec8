package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.ArtifactMetadata;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.dependency.DependencyTree.Chosen;
import io.github.dataversealm.solution.dependency.Need;
import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.manifest.SolutionManifest;
import io.github.dataversealm.solution.manifest.SourceManifest;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/** The dependencies of projects and artifacts, and the solutions in them. What was found once is kept for one goal. */
final class SolutionDependencies {

    private final DependencyCollector collector;
    private final SolutionRepository repository;
    private final List<MavenProject> modules;
    private final Map<Coordinates, SolutionZip> zips = new HashMap<>();

    /** @param modules the projects of this build, which go before what a repository has */
    SolutionDependencies(DependencyCollector collector, SolutionRepository repository, List<MavenProject> modules) {
        this.collector = collector;
        this.repository = repository;
        this.modules = modules;
    }

    /** What an artifact needs: as its project in this build says, else as its pom does. */
    DependencyTree tree(Coordinates coordinates) {
        Coordinates main = coordinates.withoutClassifier();
        return module(main).map(this::tree).orElseGet(() -> collector.of(main));
    }

    /** What a project needs. */
    DependencyTree tree(MavenProject project) {
        return project.getDependencies().isEmpty() ? DependencyTree.empty(coordinates(project)) : collector.of(project);
    }

    /** The zip of a dependency. */
    SolutionZip zip(Coordinates coordinates) throws IOException {
        SolutionZip known = zips.get(coordinates);
        if (known == null) {
            Optional<MavenProject> module = module(coordinates.withoutClassifier());
            Optional<SolutionZip> built =
                    module.isEmpty() ? Optional.empty() : new ProjectZip(module.get()).find(managed(coordinates));
            known = built.isPresent() ? built.get() : repository.zip(coordinates);
            zips.put(coordinates, known);
        }
        return known;
    }

    /** A classifier names one of the forms; without one the main artifact is meant. */
    private static Optional<Boolean> managed(Coordinates coordinates) {
        return coordinates.classifier().map(name -> name.equalsIgnoreCase(PackageType.MANAGED.toString()));
    }

    /**
     * The solution of a dependency: as its artifact's metadata says, else as its zip does.
     *
     * @throws IOException when it cannot be read from the disk
     */
    SolutionNode node(Chosen dependency) throws IOException {
        SolutionZip zip = zip(dependency.coordinates());
        Optional<ArtifactMetadata> metadata = zip.origin().flatMap(Origin::metadata);
        return metadata.isPresent() ? described(dependency, zip.file(), metadata.get()) : read(dependency, zip.file());
    }

    List<SolutionNode> nodes(DependencyTree tree) throws IOException {
        List<SolutionNode> nodes = new ArrayList<>();
        for (Chosen chosen : tree.chosen()) {
            nodes.add(node(chosen));
        }
        return nodes;
    }

    private static SolutionNode described(Chosen dependency, Path zip, ArtifactMetadata metadata) {
        return new SolutionNode(
                metadata.solution().uniqueName(),
                metadata.solution().version(),
                metadata.file(dependency.coordinates().classifier())
                        .map(PackagedFile::managed)
                        .orElse(true),
                Optional.of(dependency.coordinates()),
                Optional.empty(),
                dependency.declared(),
                metadata.requirements().stream()
                        .map(needed -> Need.ofSolution(needed.solution(), needed.version()))
                        .toList(),
                new ZipComponents(zip),
                dependency.coordinates().toString());
    }

    private static SolutionNode read(Chosen dependency, Path zip) throws IOException {
        SolutionContents manifest = SolutionReader.readManifest(zip, ZipLimits.DEFAULT);
        return new SolutionNode(
                manifest.header().uniqueName(),
                manifest.header().version(),
                manifest.header().packageType() == PackageType.MANAGED,
                Optional.of(dependency.coordinates()),
                manifest.header().parent(),
                dependency.declared(),
                manifest.missingDependencies().stream().map(Need::of).toList(),
                new ZipComponents(zip),
                dependency.coordinates().toString());
    }

    // ---------------------------------------------------------------- modules

    /** The artifacts of the build's modules by the unique names of their solutions, as far as the sources tell. */
    Map<String, Coordinates> modules() throws IOException {
        Map<String, Coordinates> names = new LinkedHashMap<>();
        for (MavenProject project : modules) {
            if (SolutionArtifacts.PACKAGING.equals(project.getPackaging())) {
                Optional<SolutionManifest> manifest = SourceManifest.read(
                        project.getBasedir().toPath().resolve(AbstractSolutionMojo.SOURCE_DIRECTORY));
                manifest.ifPresent(found -> names.putIfAbsent(found.uniqueName(), coordinates(project)));
            }
        }
        return names;
    }

    private Optional<MavenProject> module(Coordinates coordinates) {
        return modules.stream()
                .filter(project -> project.getFile() != null)
                .filter(project -> coordinates(project).equals(coordinates))
                .findFirst();
    }

    static Coordinates coordinates(MavenProject project) {
        return Coordinates.of(project.getGroupId(), project.getArtifactId(), project.getVersion());
    }
}
