package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.artifact.Sha256;
import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.promotion.Publication;
import io.github.dataversealm.solution.testkit.ChoiceSolution;
import io.github.dataversealm.solution.testkit.ForgedRepository;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published, in repositories that are folders, and what only this machine has. */
class PublishedReleasesTest {

    private static final String NAME = "com.contoso:trips:1.4.2";
    private static final Coordinates TRIPS = Coordinates.parse(NAME);

    @TempDir
    Path folder;

    private final FolderConnector.Factory downloads = new FolderConnector.Factory();
    private Path zip;
    private Path other;

    @BeforeEach
    void write() throws IOException {
        zip = new ChoiceSolution("Trips", "1.4.2.0").writeZip(folder.resolve("trips.zip"));
        other = new ChoiceSolution("Trips", "1.4.2.0").brings("ctr_other").writeZip(folder.resolve("other.zip"));
        Files.createDirectories(folder.resolve("company"));
    }

    private ForgedRepository repository(String id) {
        return ForgedRepository.in(folder.resolve(id).toFile());
    }

    private RemoteRepository remote(String id) {
        return new RemoteRepository.Builder(
                        id, "default", folder.resolve(id).toUri().toString())
                .build();
    }

    private PublishedReleases releases(RemoteRepository... deployedTo) {
        return new PublishedReleases(
                MavenResolution.online(folder.resolve("local"), downloads, remote("company")),
                deployedTo.length == 0 ? Optional.empty() : Optional.of(deployedTo[0]));
    }

    private static Publication published(Path file) throws IOException {
        return new Publication.Published(Sha256.of(file));
    }

    // ---------------------------------------------------------------- published

    @Test
    void the_metadata_says_it_without_a_download_of_the_zip() throws IOException {
        repository("company").publish(NAME, zip.toFile()).describe(NAME, zip.toFile());
        assertThat(releases().of(TRIPS)).isEqualTo(published(zip));
        assertThat(downloads.asked())
                .singleElement()
                .asString()
                .startsWith("company trips-1.4.2-")
                .doesNotEndWith(".zip");
    }

    @Test
    void without_metadata_the_zip_says_it_itself() throws IOException {
        repository("company").publish(NAME, zip.toFile());
        assertThat(releases().of(TRIPS)).isEqualTo(published(zip));
    }

    @Test
    void metadata_of_another_artifact_or_zip_says_nothing() throws IOException {
        repository("company")
                .publish(NAME, zip.toFile())
                .describe(NAME, "com.contoso:other:1.4.2", other.toFile(), UnaryOperator.identity());
        assertThat(releases().of(TRIPS)).isEqualTo(published(zip));

        Coordinates unmanaged = Coordinates.parse(NAME + ":unmanaged");
        repository("company").publish(unmanaged.toString(), other.toFile()).describe(NAME, zip.toFile());
        assertThat(releases().of(unmanaged)).isEqualTo(published(other));
    }

    @Test
    void what_a_project_publishes_to_a_place_that_it_does_not_read_from_is_published() throws IOException {
        repository("releases").publish(NAME, zip.toFile());
        assertThat(releases().of(TRIPS)).isInstanceOf(Publication.Absent.class);
        assertThat(releases(remote("releases")).of(TRIPS)).isEqualTo(published(zip));
    }

    // ---------------------------------------------------------------- only here

    @Test
    void a_copy_on_this_machine_proves_nothing() throws IOException {
        repository("local").publish(NAME, other.toFile()).describe(NAME, other.toFile());
        assertThat(MavenResolution.online(folder.resolve("local"), downloads).find(TRIPS))
                .isPresent();
        assertThat(releases().of(TRIPS))
                .isInstanceOfSatisfying(
                        Publication.Absent.class,
                        absent -> assertThat(absent.places())
                                .contains(
                                        "company",
                                        folder.resolve("company").toUri().toString())
                                .doesNotContain(folder.resolve("local").toString()));

        repository("company").publish(NAME, zip.toFile());
        assertThat(releases().of(TRIPS)).isEqualTo(published(zip));
    }

    @Test
    void nothing_is_left_on_this_machine() throws IOException {
        repository("company").publish(NAME, zip.toFile());
        assertThat(releases().of(TRIPS)).isEqualTo(published(zip));
        assertThat(folder.resolve("local/com")).doesNotExist();
    }

    // ---------------------------------------------------------------- not known

    @Test
    void a_repository_that_does_not_answer_leaves_it_unknown() throws IOException {
        Files.delete(folder.resolve("company"));
        assertThat(releases().of(TRIPS))
                .isInstanceOfSatisfying(
                        Publication.Unknown.class,
                        unknown -> assertThat(unknown.problem()).contains("com.contoso:trips:1.4.2", "nobody answers"));
    }

    /** It may be in the one that is silent. */
    @Test
    void a_repository_without_it_beside_one_that_does_not_answer_leaves_it_unknown() {
        assertThat(releases(remote("silent")).of(TRIPS)).isInstanceOf(Publication.Unknown.class);
    }

    @Test
    void metadata_that_cannot_be_read_leaves_it_unknown() throws IOException {
        repository("company")
                .publish(NAME, zip.toFile())
                .describe(NAME, NAME, zip.toFile(), text -> text.substring(0, text.length() / 2));
        assertThat(releases().of(TRIPS)).isInstanceOf(Publication.Unknown.class);
    }

    @Test
    void offline_it_is_unknown_and_nothing_is_asked() throws IOException {
        repository("local").publish(NAME, zip.toFile());
        PublishedReleases releases = new PublishedReleases(
                MavenResolution.offline(folder.resolve("local"), Verification.ON, new Messages()), Optional.empty());
        assertThat(releases.of(TRIPS)).isEqualTo(new Publication.Unknown("Maven is offline (-o).", "Leave out -o."));
        assertThat(downloads.asked()).isEmpty();
    }

    // ---------------------------------------------------------------- how often

    @Test
    void each_is_asked_for_once() throws IOException {
        repository("company").publish(NAME, zip.toFile());
        PublishedReleases releases = releases();
        assertThat(releases.of(TRIPS)).isEqualTo(published(zip));
        int asked = downloads.asked().size();
        // nothing that changes within a run is to change what the run decides
        repository("company").publish(NAME, other.toFile());
        assertThat(releases.of(TRIPS)).isEqualTo(published(zip));
        assertThat(downloads.asked()).hasSize(asked);
        assertThat(releases.of(Coordinates.parse("com.contoso:trips:1.4.3"))).isInstanceOf(Publication.Absent.class);
        assertThat(releases().of(TRIPS)).isEqualTo(published(other));
    }
}
