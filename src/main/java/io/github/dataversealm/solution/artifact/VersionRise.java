package io.github.dataversealm.solution.artifact;

import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a version that is about to be published is higher than what was published of the same artifact before. Dataverse
 * takes no lower version of a managed solution, and does not tell two different solutions of one version apart.
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
     * What is wrong with a version.
     *
     * @param problem for people
     * @param overwrites whether a release that is published would become another one under the same version
     */
    public record Fault(SolutionException problem, boolean overwrites) {}

    /**
     * What is published under the project's own version.
     *
     * @param version of the solution; empty when the artifact has no metadata that says it
     * @param files the SHA-256 of the zips by their classifier
     */
    public record Published(Optional<SolutionVersion> version, Map<Optional<String>, String> files) {

        public Published {
            files = Map.copyOf(files);
        }

        public static Published of(ArtifactMetadata metadata) {
            return new Published(
                    Optional.of(metadata.solution().version()),
                    metadata.files().stream()
                            .collect(Collectors.toMap(
                                    PackagedFile::classifier, PackagedFile::sha256, (one, other) -> one)));
        }
    }

    /**
     * What is wrong with the version.
     *
     * @param published all versions of the artifact that are published, as Maven writes them
     * @param same what is published under the project's own version, if anything is
     * @return empty when the version rises, or the same zips are published under it already
     */
    public Optional<Fault> fault(List<String> published, Optional<Published> same) {
        if (same.isPresent() && isSame(same.get())) {
            return Optional.empty();
        }
        boolean snapshot = mavenVersion.endsWith(SNAPSHOT);
        if (!snapshot && published.contains(mavenVersion)) {
            return Optional.of(new Fault(
                    new SolutionException(
                            null,
                            "Version " + mavenVersion + " is published already, with other content.",
                            "Raise the <version> of the project; what is published must stay as it is. To replace it all"
                                    + " the same: -Dsolution.versionCheck=off"),
                    true));
        }
        Optional<SolutionVersion> before = same.flatMap(Published::version);
        if (snapshot && before.isPresent() && version.compareTo(before.get()) <= 0) {
            return fault(new SolutionException(
                    null,
                    "The solution's version " + version + " is not higher than "
                            + before.get() + ", which is published as " + mavenVersion
                            + " with other content.",
                    "Give the number of the build: -Dsolution.buildNumber=<n>."));
        }
        String release = snapshot ? mavenVersion.substring(0, mavenVersion.length() - SNAPSHOT.length()) : mavenVersion;
        if (snapshot && published.contains(release)) {
            return fault(new SolutionException(
                    null,
                    mavenVersion + " is a snapshot of " + release
                            + ", which is published already: its solution would go" + " out as " + version
                            + ", as if it came after the release.",
                    "Raise the <version> of the project, to that of the next release with -SNAPSHOT."));
        }
        return published.stream()
                .filter(other -> !other.endsWith(SNAPSHOT) && !other.equals(mavenVersion))
                .flatMap(other -> solutionVersion(other).stream().map(of -> Map.entry(of, other)))
                .max(Comparator.comparing(Map.Entry<SolutionVersion, String>::getKey))
                .filter(highest -> version.compareTo(highest.getKey()) <= 0)
                .flatMap(highest -> fault(new SolutionException(
                        null,
                        "The solution's version " + version + " is not higher than " + highest.getKey()
                                + ", the version of the published " + highest.getValue()
                                + ": an environment with that one does not take it.",
                        "Raise the <version> of the project. For a release of an older line, for environments that never had"
                                + " the newer one: -Dsolution.versionCheck=off.")));
    }

    private static Optional<Fault> fault(SolutionException problem) {
        return Optional.of(new Fault(problem, false));
    }

    private boolean isSame(Published same) {
        return files.entrySet().stream()
                .allMatch(mine -> mine.getValue().equals(same.files().get(mine.getKey())));
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
