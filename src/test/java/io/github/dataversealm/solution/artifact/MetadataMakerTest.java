package io.github.dataversealm.solution.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.artifact.ArtifactMetadata.CheckEvidence;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Requirement;
import io.github.dataversealm.solution.artifact.MetadataMaker.Zip;
import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataMakerTest {

    private static final Coordinates TRIPS = Coordinates.of("com.contoso", "trips", "1.4.2");
    private static final String MISSING = "<MissingDependency><Required type=\"1\" schemaName=\"x\" displayName=\"x\""
            + " solution=\"%s\" /><Dependent type=\"1\" schemaName=\"y\" displayName=\"y\" /></MissingDependency>";

    @TempDir
    private Path folder;

    @Test
    void the_main_zip_is_the_first_and_each_has_its_digest() throws IOException {
        Path unmanaged = zip("a.zip", "0");
        Path managed = zip("a_managed.zip", "1");

        ArtifactMetadata metadata =
                make(new Zip(unmanaged, Optional.of("unmanaged"), false), new Zip(managed, Optional.empty(), true));

        assertThat(metadata.solution())
                .isEqualTo(new ArtifactMetadata.Solution("ContosoTrips", new SolutionVersion("1.4.2.0"), ""));
        assertThat(metadata.files())
                .extracting(PackagedFile::name)
                .containsExactly("trips-1.4.2.zip", "trips-1.4.2-unmanaged.zip");
        PackagedFile main = metadata.file(Optional.empty()).orElseThrow();
        assertThat(main.managed()).isTrue();
        assertThat(main.size()).isEqualTo(Files.size(managed));
        assertThat(main.sha256()).isEqualTo(Sha256.of(managed)).isNotEqualTo(Sha256.of(unmanaged));
        assertThat(main.check()).isEmpty();
        assertThat(Sha256.of(Files.write(folder.resolve("abc"), "abc".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void each_solution_that_is_needed_is_said_once_with_its_highest_version() throws IOException {
        Path zip = new SolutionZipBuilder()
                .manifest(manifest("Base (1.0.0.2)", "base (1.10)", "Base (1.9)", "Active", "", "Other", "Zed (x)")
                        .getBytes(StandardCharsets.UTF_8))
                .write(folder.resolve("needs.zip"));

        ArtifactMetadata metadata = make(new Zip(zip, Optional.empty(), false));

        assertThat(metadata.requirements())
                .extracting(Requirement::solution)
                .containsExactly("Base", "Other", "Zed (x)");
        assertThat(metadata.requirements().get(0).version()).contains(new SolutionVersion("1.10"));
        assertThat(metadata.requirements().get(1).version()).isEmpty();
    }

    @Test
    void evidence_belongs_to_the_zip_with_that_digest_alone() throws IOException {
        Path unmanaged = zip("a.zip", "0");
        Path managed = zip("a_managed.zip", "1");
        ArtifactMetadata metadata =
                make(new Zip(managed, Optional.empty(), true), new Zip(unmanaged, Optional.of("unmanaged"), false));
        CheckEvidence evidence = new CheckEvidence("0.1.0", 100, "High", Map.of("Critical", 0), 0, Optional.empty());

        ArtifactMetadata checked = metadata.withCheck(Sha256.of(managed), Optional.of(evidence));

        assertThat(checked.file(Optional.empty()).orElseThrow().check()).contains(evidence);
        assertThat(checked.file(Optional.of("unmanaged")).orElseThrow().check()).isEmpty();
        assertThat(checked.withCheck(Sha256.of(managed), Optional.empty())).isEqualTo(metadata);
        assertThat(metadata.withCheck("00", Optional.of(evidence))).isEqualTo(metadata);
    }

    @Test
    void the_metadata_of_every_real_solution_can_be_read_again() throws IOException {
        Corpus corpus = Corpus.orSkip();
        int requirements = 0;
        for (String id : corpus.ids()) {
            Path zip = corpus.zip(id);
            ArtifactMetadata metadata = make(new Zip(zip, Optional.empty(), true));
            requirements += metadata.requirements().size();
            Path file = folder.resolve("metadata.json");
            MetadataFile.write(file, metadata);
            assertThat(MetadataFile.read(file)).as(zip.toString()).isEqualTo(metadata);
        }
        System.out.println("corpus metadata: " + corpus.ids().size() + " solutions, " + requirements + " requirements");
    }

    private ArtifactMetadata make(Zip... zips) throws IOException {
        return MetadataMaker.make(
                TRIPS, List.of(zips), List.of(), MetadataFileTest.sample().provenance());
    }

    private Path zip(String name, String managed) throws IOException {
        return new SolutionZipBuilder()
                .named("ContosoTrips")
                .version("1.4.2.0")
                .managed(managed)
                .write(folder.resolve(name));
    }

    private static String manifest(String... required) {
        StringBuilder missing = new StringBuilder();
        for (String solution : required) {
            missing.append(MISSING.formatted(solution));
        }
        return new SolutionZipBuilder()
                .named("ContosoTrips")
                .manifestText()
                .replaceFirst("<MissingDependencies ?/>", "<MissingDependencies>" + missing + "</MissingDependencies>");
    }
}
