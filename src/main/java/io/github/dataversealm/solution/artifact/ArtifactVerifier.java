package io.github.dataversealm.solution.artifact;

import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import io.github.dataversealm.solution.contents.SolutionHeader;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.PackageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares a zip with the metadata of its artifact: a zip that was changed, exchanged or never published with it is refused
 * before anything is sent.
 */
public final class ArtifactVerifier {

    private final Verification verification;
    private final Optional<String> because;
    private final Precedents precedents;
    private final Reporter reporter;

    /** What was published of an artifact before. */
    @FunctionalInterface
    public interface Precedents {

        /** Nothing was, or nobody asks. */
        Precedents NONE = coordinates -> Optional.empty();

        /**
         * An earlier version of the artifact that has metadata.
         *
         * @throws SolutionException when that cannot be found out
         */
        Optional<String> withMetadata(Coordinates coordinates) throws IOException;
    }

    /**
     * @param because why that much has to be proven, when nobody asked for it; half a sentence
     * @param precedents asked for artifacts without metadata
     * @param reporter who is told of zips that nothing is known of, and that are taken all the same
     */
    public ArtifactVerifier(
            Verification verification, Optional<String> because, Precedents precedents, Reporter reporter) {
        this.verification = verification;
        this.because = because;
        this.precedents = precedents;
        this.reporter = reporter;
    }

    /**
     * Verifies one zip.
     *
     * @param sha256 of the zip, in hexadecimal digits
     * @param header what was read from the zip
     * @throws SolutionException when the metadata contradicts the zip, or is missing and should be there
     */
    public void verify(Origin origin, Path zip, String sha256, SolutionHeader header) throws IOException {
        if (verification == Verification.OFF) {
            return;
        }
        if (origin.metadata().isEmpty()) {
            withoutMetadata(origin.coordinates(), zip);
            return;
        }
        compare(origin.metadata().get(), origin.coordinates(), zip, sha256, header);
    }

    private void withoutMetadata(Coordinates coordinates, Path zip) throws IOException {
        if (verification == Verification.REQUIRED) {
            throw new SolutionException(
                    Location.of(zip),
                    coordinates + " has no metadata, so nothing is known of where its zip comes from"
                            + because.map(why -> "; it is needed because " + why)
                                    .orElse("") + ".",
                    "Publish it from its project with this plugin (mvn deploy), which adds the metadata, or import"
                            + " without this demand: -Dsolution.verifyArtifacts=present");
        }
        Optional<String> precedent;
        try {
            precedent = precedents.withMetadata(coordinates);
        } catch (SolutionException e) {
            // who must not take it on trust asks for metadata
            reporter.warn("Whether earlier versions of " + coordinates.versionless()
                    + " have metadata cannot be found out: " + e.problem());
            precedent = Optional.empty();
        }
        if (precedent.isPresent() && verification == Verification.ON) {
            throw new SolutionException(
                    Location.of(zip),
                    coordinates + " has no metadata, and its earlier version " + precedent.get()
                            + " has: without it a zip that was changed cannot be told. Nothing was sent.",
                    "Find out who published it, and how. Publish it from its project with this plugin (mvn deploy), which"
                            + " adds the metadata; or, if it is meant to have none: -Dsolution.verifyArtifacts=present");
        }
        reporter.warn(coordinates + " has no metadata"
                + precedent
                        .map(version -> ", and its earlier version " + version + " has")
                        .orElse("")
                + ": its zip is taken without being verified.");
    }

    private static void compare(
            ArtifactMetadata metadata, Coordinates coordinates, Path zip, String sha256, SolutionHeader header)
            throws IOException {
        Coordinates asked = coordinates.withoutClassifier().withBaseVersion();
        if (!metadata.coordinates().equals(asked)) {
            throw refusal(zip, "the metadata of " + asked + " is that of " + metadata.coordinates());
        }
        PackagedFile listed = metadata.file(coordinates.classifier())
                .orElseThrow(() -> refusal(zip, "the metadata does not list it, but only " + names(metadata)));
        if (Files.size(zip) != listed.size() || !sha256.equals(listed.sha256())) {
            throw refusal(
                    zip,
                    "it is not the zip that was packed. Its SHA-256 is " + sha256 + ", and the metadata says "
                            + listed.sha256());
        }
        compare(zip, "is the solution", header.uniqueName(), metadata.solution().uniqueName());
        compare(
                zip,
                "has version",
                header.version().text(),
                metadata.solution().version().text());
        compare(
                zip,
                "is",
                header.packageType() == PackageType.MANAGED ? "managed" : "unmanaged",
                listed.managed() ? "managed" : "unmanaged");
    }

    private static void compare(Path zip, String what, String found, String said) {
        if (!found.equals(said)) {
            throw refusal(zip, "it " + what + " " + found + ", and the metadata says " + said);
        }
    }

    private static String names(ArtifactMetadata metadata) {
        List<PackagedFile> files = metadata.files();
        return files.isEmpty()
                ? "nothing"
                : files.stream().map(PackagedFile::name).collect(Collectors.joining(", "));
    }

    private static SolutionException refusal(Path zip, String problem) {
        return new SolutionException(
                Location.of(zip),
                "The zip is not what its metadata describes: " + problem + ". Nothing was sent.",
                "Find out who changed it. A damaged copy in the local Maven repository is deleted and downloaded again;"
                        + " a zip in target is packed again with mvn package.");
    }
}
