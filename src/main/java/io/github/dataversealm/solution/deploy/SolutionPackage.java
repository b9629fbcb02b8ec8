package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.artifact.ArtifactMetadata;
import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.artifact.Sha256;
import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.contents.SolutionHeader;
import io.github.dataversealm.solution.dependency.SolutionNode;
import io.github.dataversealm.solution.dependency.VersionDemand;
import io.github.dataversealm.solution.model.PackageType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A zip to be imported, read and found sound.
 *
 * @param sha256 of the zip's bytes, in hexadecimal digits
 * @param origin the Maven artifact that it is; empty for a file that nothing more is known of
 * @param demand what others ask of it, when it is imported only because they need it: an environment that has what does for
 *     them is left as it is
 */
public record SolutionPackage(
        Path zip, SolutionContents contents, String sha256, Optional<Origin> origin, Optional<VersionDemand> demand) {

    /** @param contents what was read from the zip */
    public static SolutionPackage of(Path zip, SolutionContents contents) throws IOException {
        return of(zip, contents, Optional.empty());
    }

    /** @param contents what was read from the zip */
    public static SolutionPackage of(Path zip, SolutionContents contents, Optional<Origin> origin) throws IOException {
        return new SolutionPackage(zip, contents, Sha256.of(zip), origin, Optional.empty());
    }

    /** The same package, imported only where it is needed. */
    public SolutionPackage asDependency(VersionDemand needed) {
        return new SolutionPackage(zip, contents, sha256, origin, Optional.of(needed));
    }

    /** Whether it is imported only because another one needs it. */
    public boolean isDependency() {
        return demand.isPresent();
    }

    public SolutionHeader header() {
        return contents.header();
    }

    public String uniqueName() {
        return header().uniqueName();
    }

    public boolean isManaged() {
        return header().packageType() == PackageType.MANAGED;
    }

    /** Such as {@code ContosoTrips 1.4.2.0 (managed)}. */
    public String label() {
        return uniqueName() + " " + header().version() + (isManaged() ? " (managed)" : " (unmanaged)");
    }

    /** The package among others that it may need; what its project declares is as its metadata says. */
    public SolutionNode node() {
        return node(origin.flatMap(Origin::metadata).stream()
                .flatMap(metadata -> metadata.dependencies().stream())
                .map(ArtifactMetadata.DeclaredDependency::versionless)
                .toList());
    }

    /**
     * The package among others that it may need.
     *
     * @param declared what its project declares, as {@code groupId:artifactId}
     */
    public SolutionNode node(List<String> declared) {
        return SolutionNode.of(contents, origin.map(Origin::coordinates), declared, zip.toString());
    }
}
