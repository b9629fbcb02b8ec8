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
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The dependencies of projects and artifacts, and the solutions in them. What was found once is kept for one goal. */
final class SolutionDependencies {

    private static final String PLUGIN = "solution-maven-plugin";

    private final DependencyCollector collector;
    private final SolutionRepository repository;
    private final List<MavenProject> modules;
    private final Map<Coordinates, SolutionZip> zips = new HashMap<>();
    private final Map<Coordinates, DependencyTree> sets = new HashMap<>();

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

    /** What a project needs that lists solutions to be brought somewhere together. */
    DependencyTree set(MavenProject project) {
        return sets.computeIfAbsent(coordinates(project), name -> collector.ofSet(project));
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

    /**
     * What tells what a dependency has: its zip, or the source folder of a module of this build that is not packed yet,
     * because what an earlier build has packed may be older than the sources.
     */
    Path content(Coordinates coordinates) throws IOException {
        Optional<MavenProject> module = module(coordinates.withoutClassifier());
        if (module.isPresent()) {
            ProjectZip zips = new ProjectZip(module.get());
            Path sources = sources(module.get());
            if (zips.built(true).or(() -> zips.built(false)).isEmpty()
                    && SourceManifest.find(sources).isPresent()) {
                return sources;
            }
        }
        return zip(coordinates).file();
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
            if (SolutionArtifacts.isSolution(project)) {
                Optional<SolutionManifest> manifest = SourceManifest.read(sources(project));
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

    /** The source folder of a module, as its plugin is configured. */
    static Path sources(MavenProject project) {
        String folder = project.getBuildPlugins().stream()
                .filter(plugin -> plugin.getArtifactId().equals(PLUGIN))
                .map(Plugin::getConfiguration)
                .filter(Xpp3Dom.class::isInstance)
                .map(configuration -> ((Xpp3Dom) configuration).getChild("sourceDirectory"))
                .filter(Objects::nonNull)
                .map(Xpp3Dom::getValue)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> project.getProperties()
                        .getProperty("solution.sourceDirectory", AbstractSolutionMojo.SOURCE_DIRECTORY));
        return project.getBasedir().toPath().resolve(folder);
    }

    static Coordinates coordinates(MavenProject project) {
        return Coordinates.of(project.getGroupId(), project.getArtifactId(), project.getVersion());
    }
}
