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
    private final Reporter reporter;

    /**
     * @param because why that much has to be proven, when nobody asked for it; half a sentence
     * @param reporter who is told of zips that nothing is known of, and that are taken all the same
     */
    public ArtifactVerifier(Verification verification, Optional<String> because, Reporter reporter) {
        this.verification = verification;
        this.because = because;
        this.reporter = reporter;
    }

    /**
     * Verifies one zip.
     *
     * @param sha256 of the zip, in hexadecimal digits
     * @param header what was read from the zip
     * @throws SolutionException when the metadata contradicts the zip, or is missing and required
     */
    public void verify(Origin origin, Path zip, String sha256, SolutionHeader header) throws IOException {
        if (verification == Verification.OFF) {
            return;
        }
        if (origin.metadata().isEmpty()) {
            if (verification == Verification.REQUIRED) {
                throw new SolutionException(
                        Location.of(zip),
                        origin.coordinates() + " has no metadata, so nothing is known of where its zip comes from"
                                + because.map(why -> "; it is needed because " + why)
                                        .orElse("") + ".",
                        "Publish it from its project with this plugin (mvn deploy), which adds the metadata, or import"
                                + " without this demand: -Dsolution.verifyArtifacts=on");
            }
            reporter.warn(origin.coordinates() + " has no metadata: its zip is taken without being verified.");
            return;
        }
        ArtifactMetadata metadata = origin.metadata().get();
        Coordinates asked = origin.coordinates().withoutClassifier().withBaseVersion();
        if (!metadata.coordinates().equals(asked)) {
            throw refusal(zip, "the metadata of " + asked + " is that of " + metadata.coordinates());
        }
        PackagedFile listed = metadata.file(origin.coordinates().classifier())
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
