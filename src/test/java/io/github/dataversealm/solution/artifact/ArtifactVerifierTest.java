package io.github.dataversealm.solution.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Solution;
import io.github.dataversealm.solution.contents.SolutionHeader;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactVerifierTest {

    private static final Coordinates TRIPS = Coordinates.parse("com.contoso:contoso-trips:1.4.2");
    private static final String SHA = "ab".repeat(32);

    @TempDir
    private Path folder;

    private Path zip;

    private final Messages reporter = new Messages();
    private Optional<String> because = Optional.empty();
    private ArtifactVerifier.Precedents precedents = ArtifactVerifier.Precedents.NONE;

    @BeforeEach
    void write_a_zip() throws IOException {
        zip = Files.write(folder.resolve("contoso-trips-1.4.2.zip"), "bytes".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_zip_that_is_what_the_metadata_says_passes() {
        for (Verification verification : Verification.values()) {
            assertThatCode(() -> verify(verification, TRIPS, Optional.of(metadata()), SHA, managed()))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_changed_zip_is_refused() {
        assertThatThrownBy(() -> verify(Verification.ON, TRIPS, Optional.of(metadata()), "cd".repeat(32), managed()))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining(zip.toString())
                .hasMessageContaining("it is not the zip that was packed. Its SHA-256 is " + "cd".repeat(32))
                .hasMessageContaining("the metadata says " + SHA)
                .hasMessageContaining("Nothing was sent");
    }

    @Test
    void a_zip_of_another_size_is_refused() throws IOException {
        Files.write(zip, new byte[6]);

        assertThatThrownBy(() -> verify(Verification.ON, TRIPS, Optional.of(metadata()), SHA, managed()))
                .hasMessageContaining("it is not the zip that was packed");
    }

    @Test
    void a_zip_that_the_metadata_does_not_list_is_refused() {
        Coordinates other = TRIPS.withClassifier("unmanaged");

        assertThatThrownBy(() -> verify(Verification.ON, other, Optional.of(metadata()), SHA, managed()))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("the metadata does not list it, but only contoso-trips-1.4.2.zip");
    }

    @Test
    void metadata_of_another_artifact_is_refused() {
        Coordinates other = Coordinates.parse("com.contoso:contoso-trips:1.4.3");

        assertThatThrownBy(() -> verify(Verification.ON, other, Optional.of(metadata()), SHA, managed()))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining(
                        "the metadata of com.contoso:contoso-trips:1.4.3 is that of com.contoso:contoso-trips:1.4.2");
    }

    @Test
    void a_zip_with_another_solution_or_version_or_type_is_refused() {
        assertThatThrownBy(() -> verify(header("Other", "1.4.2.0", PackageType.MANAGED)))
                .hasMessageContaining("it is the solution Other, and the metadata says ContosoTrips");
        assertThatThrownBy(() -> verify(header("ContosoTrips", "1.4.2.1", PackageType.MANAGED)))
                .hasMessageContaining("it has version 1.4.2.1, and the metadata says 1.4.2.0");
        assertThatThrownBy(() -> verify(header("ContosoTrips", "1.4.2.0", PackageType.UNMANAGED)))
                .hasMessageContaining("it is unmanaged, and the metadata says managed");
    }

    @Test
    void an_artifact_without_metadata_is_refused_only_where_it_is_required() {
        assertThatCode(() -> verify(Verification.ON, TRIPS, Optional.empty(), SHA, managed()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> verify(Verification.REQUIRED, TRIPS, Optional.empty(), SHA, managed()))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("com.contoso:contoso-trips:1.4.2 has no metadata")
                .hasMessageContaining("-Dsolution.verifyArtifacts=present");
    }

    @Test
    void nothing_is_looked_at_when_it_is_off() {
        assertThatCode(() ->
                        verify(Verification.OFF, TRIPS.withClassifier("x"), Optional.of(metadata()), "00", managed()))
                .doesNotThrowAnyException();
    }

    @Test
    void a_build_of_a_snapshot_is_the_snapshot() {
        Coordinates snapshot = Coordinates.parse("com.contoso:contoso-trips:1.4.2-SNAPSHOT");
        ArtifactMetadata metadata = metadata(snapshot);

        assertThatCode(() -> verify(
                        Verification.ON,
                        Coordinates.parse("com.contoso:contoso-trips:1.4.2-20261123.101530-7"),
                        Optional.of(metadata),
                        SHA,
                        managed()))
                .doesNotThrowAnyException();
    }

    @Test
    void a_zip_that_is_taken_without_metadata_is_named() throws IOException {
        verify(Verification.OFF, TRIPS, Optional.empty(), SHA, managed());
        verify(Verification.ON, TRIPS, Optional.of(metadata()), SHA, managed());
        assertThat(reporter.warnings()).isEmpty();
        verify(Verification.ON, TRIPS, Optional.empty(), SHA, managed());
        assertThat(reporter.warnings())
                .containsExactly(
                        "com.contoso:contoso-trips:1.4.2 has no metadata: its zip is taken without being verified.");
    }

    @Test
    void why_metadata_is_needed_is_said_when_nobody_asked_for_it() {
        because = Optional.of("prod is a production environment");
        assertThatThrownBy(() -> verify(Verification.REQUIRED, TRIPS, Optional.empty(), SHA, managed()))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("has no metadata", "it is needed because prod is a production environment.")
                .hasMessageContaining("-Dsolution.verifyArtifacts=present");
    }

    @Test
    void an_artifact_that_has_lost_its_metadata_is_refused() {
        precedents = coordinates -> Optional.of("1.4.1");
        assertThatThrownBy(() -> verify(Verification.ON, TRIPS, Optional.empty(), SHA, managed()))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining(
                        "com.contoso:contoso-trips:1.4.2 has no metadata, and its earlier version 1.4.1 has")
                .hasMessageContaining("Nothing was sent")
                .hasMessageContaining("-Dsolution.verifyArtifacts=present");
        assertThat(reporter.warnings()).isEmpty();
    }

    @Test
    void where_that_is_taken_it_is_said_what_it_has_lost() throws IOException {
        precedents = coordinates -> Optional.of("1.4.1");
        verify(Verification.PRESENT, TRIPS, Optional.empty(), SHA, managed());
        assertThat(reporter.warnings())
                .containsExactly("com.contoso:contoso-trips:1.4.2 has no metadata, and its earlier version 1.4.1 has:"
                        + " its zip is taken without being verified.");
    }

    @Test
    void what_was_there_before_is_asked_only_of_artifacts_without_metadata() throws IOException {
        precedents = coordinates -> {
            throw new AssertionError("asked");
        };
        verify(Verification.ON, TRIPS, Optional.of(metadata()), SHA, managed());
        verify(Verification.OFF, TRIPS, Optional.empty(), SHA, managed());
        assertThatThrownBy(() -> verify(Verification.REQUIRED, TRIPS, Optional.empty(), SHA, managed()))
                .isInstanceOf(SolutionException.class);
    }

    @Test
    void a_repository_that_does_not_answer_is_said_and_stops_nothing() throws IOException {
        precedents = coordinates -> {
            throw new SolutionException(null, "The repository does not answer.", "");
        };
        verify(Verification.ON, TRIPS, Optional.empty(), SHA, managed());
        assertThat(reporter.warnings())
                .hasSize(2)
                .first()
                .asString()
                .contains("earlier versions of com.contoso:contoso-trips", "does not answer");
    }

    private void verify(SolutionHeader header) throws IOException {
        verify(Verification.ON, TRIPS, Optional.of(metadata()), SHA, header);
    }

    private void verify(
            Verification verification,
            Coordinates coordinates,
            Optional<ArtifactMetadata> metadata,
            String sha256,
            SolutionHeader header)
            throws IOException {
        new ArtifactVerifier(verification, because, precedents, reporter)
                .verify(new Origin(coordinates, metadata), zip, sha256, header);
    }

    private static ArtifactMetadata metadata() {
        return metadata(TRIPS);
    }

    private static ArtifactMetadata metadata(Coordinates coordinates) {
        return new ArtifactMetadata(
                coordinates,
                new Solution("ContosoTrips", new SolutionVersion("1.4.2.0"), "contoso"),
                List.of(new PackagedFile("contoso-trips-1.4.2.zip", Optional.empty(), true, 5, SHA, Optional.empty())),
                List.of(),
                List.of(),
                MetadataFileTest.sample().provenance());
    }

    private static SolutionHeader managed() {
        return header("ContosoTrips", "1.4.2.0", PackageType.MANAGED);
    }

    private static SolutionHeader header(String name, String version, PackageType type) {
        return new SolutionHeader(
                name,
                "Trips",
                "",
                new SolutionVersion(version),
                type,
                "9.2",
                "9.2",
                1033,
                new SolutionHeader.Publisher("contoso", "Contoso", "", "con", 10000),
                Optional.empty());
    }
}
