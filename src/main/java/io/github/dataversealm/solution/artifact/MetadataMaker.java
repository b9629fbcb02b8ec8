package io.github.dataversealm.solution.artifact;

import io.github.dataversealm.solution.artifact.ArtifactMetadata.DeclaredDependency;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Requirement;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Solution;
import io.github.dataversealm.solution.contents.MissingDependency;
import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.dependency.Need;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the metadata of zips that were just packed. */
public final class MetadataMaker {

    private MetadataMaker() {}

    /**
     * A zip that becomes an artifact.
     *
     * @param classifier empty for the main artifact
     */
    public record Zip(Path file, Optional<String> classifier, boolean managed) {}

    /**
     * Reads what the zips say of themselves.
     *
     * @param coordinates of the project, without classifier
     * @param zips of the same solution, at least one
     * @throws IOException when the disk fails
     */
    public static ArtifactMetadata make(
            Coordinates coordinates, List<Zip> zips, List<DeclaredDependency> dependencies, Provenance provenance)
            throws IOException {
        List<PackagedFile> files = new ArrayList<>();
        for (Zip zip : mainFirst(zips)) {
            files.add(new PackagedFile(
                    fileName(coordinates, zip.classifier()),
                    zip.classifier(),
                    zip.managed(),
                    Files.size(zip.file()),
                    Sha256.of(zip.file()),
                    Optional.empty()));
        }
        SolutionContents contents =
                SolutionReader.readManifest(mainFirst(zips).get(0).file(), ZipLimits.DEFAULT);
        return new ArtifactMetadata(
                coordinates,
                Solution.of(contents.header()),
                files,
                dependencies,
                requirements(contents.missingDependencies()),
                provenance);
    }

    private static List<Zip> mainFirst(List<Zip> zips) {
        List<Zip> sorted = new ArrayList<>(zips);
        sorted.sort((a, b) -> a.classifier().orElse("").compareTo(b.classifier().orElse("")));
        return sorted;
    }

    private static String fileName(Coordinates coordinates, Optional<String> classifier) {
        return coordinates.artifactId() + "-" + coordinates.version()
                + classifier.map(name -> "-" + name).orElse("") + ".zip";
    }

    /** Each solution once, by name, with the highest version that any of the missing components asks for. */
    private static List<Requirement> requirements(List<MissingDependency> missing) {
        Map<String, Requirement> requirements = new TreeMap<>();
        for (MissingDependency dependency : missing) {
            Need need = Need.of(dependency);
            if (need.isNamed()) {
                requirements.merge(
                        need.solution().toLowerCase(Locale.ROOT),
                        new Requirement(need.solution(), need.version()),
                        MetadataMaker::higher);
            }
        }
        return List.copyOf(requirements.values());
    }

    private static Requirement higher(Requirement one, Requirement other) {
        if (other.version().isEmpty()) {
            return one;
        }
        return one.version().isPresent()
                        && one.version().get().compareTo(other.version().get()) >= 0
                ? one
                : new Requirement(one.solution(), other.version());
    }
}
