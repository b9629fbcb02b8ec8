package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.testkit.ChoiceSolution;
import io.github.dataversealm.solution.testkit.ForgedRepository;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.model.Dependency;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A zip that was downloaded by somebody who did not ask for its metadata, and a build that is offline. */
class SolutionRepositoryTest {

    private static final Coordinates TRIPS = Coordinates.of("com.contoso", "trips", "1.4.2");

    @TempDir
    Path folder;

    private final Messages messages = new Messages();

    @BeforeEach
    void download() throws IOException {
        Path place = Files.createDirectories(folder.resolve("com/contoso/trips/1.4.2"));
        new ChoiceSolution("Trips", "1.4.2.0").writeZip(place.resolve("trips-1.4.2.zip"));
        Files.writeString(place.resolve("_remote.repositories"), "trips-1.4.2.zip>company=\n");
    }

    private SolutionRepository repository(Verification verification) {
        return MavenResolution.offline(folder, verification, messages);
    }

    @Test
    void offline_it_is_not_known_that_there_is_no_metadata() {
        assertThatThrownBy(() -> repository(Verification.ON).verified(TRIPS))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("Whether com.contoso:trips:1.4.2 has metadata is not known")
                .hasMessageContaining("Leave out -o");
    }

    @Test
    void who_asks_for_no_verification_gets_the_zip_offline() throws IOException {
        assertThat(repository(Verification.OFF).verified(TRIPS)).exists();
        assertThat(messages.warnings()).isEmpty();
    }

    @Test
    void a_zip_that_was_installed_here_without_metadata_is_taken_with_a_word() throws IOException {
        Files.delete(folder.resolve("com/contoso/trips/1.4.2/_remote.repositories"));
        assertThat(repository(Verification.ON).verified(TRIPS)).exists();
        assertThat(messages.warnings())
                .containsExactly("com.contoso:trips:1.4.2 has no metadata: its zip is taken without being verified.");
    }

    @Test
    void a_version_that_has_lost_the_metadata_of_an_earlier_one_is_refused() throws IOException {
        Files.delete(folder.resolve("com/contoso/trips/1.4.2/_remote.repositories"));
        Path zip = folder.resolve("com/contoso/trips/1.4.2/trips-1.4.2.zip");
        ForgedRepository.in(folder.toFile())
                .publish("com.contoso:trips:1.4.1", zip.toFile())
                .describe("com.contoso:trips:1.4.1", zip.toFile())
                .publish("com.contoso:trips:1.4.3", zip.toFile())
                .describe("com.contoso:trips:1.4.3", zip.toFile());
        installed("1.3.0", "1.4.1", "1.4.2", "1.4.3");

        assertThatThrownBy(() -> repository(Verification.ON).verified(TRIPS))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("com.contoso:trips:1.4.2 has no metadata, and its earlier version 1.4.1 has");
        assertThat(repository(Verification.PRESENT).verified(TRIPS)).exists();
        assertThat(messages.warnings()).singleElement().asString().contains("1.4.1");
    }

    @Test
    void a_later_version_with_metadata_says_nothing_of_an_earlier_one() throws IOException {
        Files.delete(folder.resolve("com/contoso/trips/1.4.2/_remote.repositories"));
        Path zip = folder.resolve("com/contoso/trips/1.4.2/trips-1.4.2.zip");
        ForgedRepository.in(folder.toFile()).describe("com.contoso:trips:1.4.3", zip.toFile());
        installed("1.4.2", "1.4.3");

        assertThat(repository(Verification.ON).verified(TRIPS)).exists();
        assertThat(messages.warnings())
                .containsExactly("com.contoso:trips:1.4.2 has no metadata: its zip is taken without being verified.");
    }

    @Test
    void of_a_range_the_highest_version_is_taken_also_where_its_zip_cannot_be_had() throws IOException {
        Files.delete(folder.resolve("com/contoso/trips/1.4.2/_remote.repositories"));
        installed("1.4.1", "1.4.2", "2.0.0");
        assertThat(chosen("[1.4,2.0)"))
                .isEqualTo(new SolutionRepository.Chosen(Optional.of("1.4.2"), Optional.of("Trips")));
        assertThat(chosen("1.4.2"))
                .isEqualTo(new SolutionRepository.Chosen(Optional.of("1.4.2"), Optional.of("Trips")));
        assertThat(chosen("[2.0,)")).isEqualTo(new SolutionRepository.Chosen(Optional.of("2.0.0"), Optional.empty()));
        assertThat(chosen("[3.0,)")).isEqualTo(new SolutionRepository.Chosen(Optional.empty(), Optional.empty()));
        assertThat(chosen("[")).isEqualTo(new SolutionRepository.Chosen(Optional.empty(), Optional.empty()));
    }

    private SolutionRepository.Chosen chosen(String version) throws IOException {
        Dependency dependency = new Dependency();
        dependency.setGroupId("com.contoso");
        dependency.setArtifactId("trips");
        dependency.setVersion(version);
        return repository(Verification.ON).chosen(dependency);
    }

    /** What Maven writes down of versions that were installed on this machine. */
    private void installed(String... versions) throws IOException {
        ForgedRepository.in(folder.toFile()).list("com.contoso:trips:1.4.2", versions);
        Files.move(
                folder.resolve("com/contoso/trips/maven-metadata.xml"),
                folder.resolve("com/contoso/trips/maven-metadata-local.xml"));
    }

    @Test
    void what_was_not_downloaded_is_not_found_offline() throws IOException {
        Coordinates other = Coordinates.of("com.contoso", "trips", "1.4.3");
        assertThat(repository(Verification.ON).find(other)).isEmpty();
        assertThatThrownBy(() -> repository(Verification.ON).zip(other))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("was not found")
                .hasMessageContaining("Maven is offline (-o)");
    }
}
