package io.github.dataversealm.solution.artifact;

import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a version that is about to be published is higher than what was published of the same artifact before. Dataverse
 * takes no lower version of a managed solution, and knows two different solutions of one version not apart.
 */
public final class VersionRise {

    private static final String SNAPSHOT = "-SNAPSHOT";

    private final String mavenVersion;
    private final SolutionVersion version;
    private final Map<Optional<String>, String> files;

    /**
     * @param mavenVersion the version of the project
     * @param version the version of the solution
     * @param files the SHA-256 of the zips by their classifier
     */
    public VersionRise(String mavenVersion, SolutionVersion version, Map<Optional<String>, String> files) {
        this.mavenVersion = mavenVersion;
        this.version = version;
        this.files = Map.copyOf(files);
    }

    /**
     * What is wrong with the version.
     *
     * @param published all versions of the artifact that are published, as Maven writes them
     * @param same what the published artifact of the project's own version says of itself, if there is one
     * @return empty when the version rises, or the same zips are published under it already
     */
    public Optional<SolutionException> fault(List<String> published, Optional<ArtifactMetadata> same) {
        if (same.isPresent() && isSame(same.get().files())) {
            return Optional.empty();
        }
        boolean snapshot = mavenVersion.endsWith(SNAPSHOT);
        if (!snapshot && published.contains(mavenVersion)) {
            return Optional.of(new SolutionException(
                    null,
                    "Version " + mavenVersion + " is published already"
                            + (same.isPresent() ? ", with other content." : "."),
                    "Raise the <version> of the project; what is published must stay as it is."));
        }
        if (snapshot
                && same.isPresent()
                && version.compareTo(same.get().solution().version()) <= 0) {
            return Optional.of(new SolutionException(
                    null,
                    "The solution's version " + version + " is not higher than "
                            + same.get().solution().version() + ", which is published as " + mavenVersion
                            + " with other content.",
                    "Give the number of the build: -Dsolution.buildNumber=<n>."));
        }
        return published.stream()
                .filter(other -> !other.endsWith(SNAPSHOT) && !other.equals(mavenVersion))
                .flatMap(other -> solutionVersion(other).stream().map(of -> Map.entry(of, other)))
                .max(Comparator.comparing(Map.Entry<SolutionVersion, String>::getKey))
                .filter(highest -> version.compareTo(highest.getKey()) <= 0)
                .map(highest -> new SolutionException(
                        null,
                        "The solution's version " + version + " is not higher than " + highest.getKey()
                                + ", the version of the published " + highest.getValue()
                                + ": an environment with that one does not take it.",
                        "Raise the <version> of the project. For a release of an older line, for environments that never had"
                                + " the newer one: -Dsolution.versionCheck=off."));
    }

    private boolean isSame(List<PackagedFile> published) {
        return files.entrySet().stream()
                .allMatch(mine -> published.stream()
                        .anyMatch(theirs -> theirs.classifier().equals(mine.getKey())
                                && theirs.sha256().equals(mine.getValue())));
    }

    /** Of a version with a qualifier nothing is known: its solution's version was set by hand. */
    private static Optional<SolutionVersion> solutionVersion(String published) {
        try {
            return Optional.of(SolutionVersion.fromMaven(published, 0));
        } catch (SolutionException e) {
            return Optional.empty();
        }
    }
}
