package io.github.dataversealm.solution.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.artifact.ArtifactMetadata.CheckEvidence;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.DeclaredDependency;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.PackagedFile;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Requirement;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.ServiceEvidence;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Solution;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.Strictness;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataFileTest {

    private static final String SHA = "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    @Test
    void what_was_written_is_read_again() throws IOException {
        Path file = folder.resolve("target/solution/metadata.json");

        MetadataFile.write(file, sample());

        assertThat(MetadataFile.read(file)).isEqualTo(sample());
        assertThat(folder.resolve("target/solution")).isDirectoryContaining("glob:**metadata.json");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void the_text_is_the_same_on_every_machine() {
        String text = new String(MetadataFile.bytes(sample()), StandardCharsets.UTF_8);

        assertThat(text)
                .startsWith("{\n  \"formatVersion\" : 1,\n  \"coordinates\" : {\n")
                .endsWith("\n}\n")
                .doesNotContain("\r")
                .contains("\"state\" : \"not-checked\"", "\"state\" : \"passed\"", "\"publisher\" : \"contosö\"");
    }

    @Test
    void a_file_that_says_the_same_is_left_as_it_is() throws IOException {
        Path file = folder.resolve("metadata.json");
        MetadataFile.write(file, sample());
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1000));

        MetadataFile.write(file, sample());

        assertThat(Files.getLastModifiedTime(file).toMillis()).isEqualTo(1000);
    }

    @Test
    void members_that_a_later_version_adds_are_left_out() throws IOException {
        Path file = write(text().replace("\"formatVersion\" : 1,", "\"formatVersion\" : 1, \"later\" : {\"a\": [1]},"));

        assertThat(MetadataFile.read(file)).isEqualTo(sample());
    }

    @Test
    void what_says_nothing_of_strictness_is_read_all_the_same() throws IOException {
        Path file = write(text().replace("\"strictness\"", "\"other\""));

        assertThat(MetadataFile.read(file).files().get(0).check().orElseThrow().strictness())
                .isEmpty();
    }

    @Test
    void what_says_nothing_of_changes_is_read_all_the_same() throws IOException {
        assertThat(text()).contains("\"uncommittedChanges\" : true,");
        Path file = write(text().replace("\"uncommittedChanges\" : true,", ""));

        assertThat(MetadataFile.read(file).provenance().uncommittedChanges()).isEmpty();
        assertThat(MetadataFile.read(file).provenance().isUncommitted()).isFalse();
    }

    @Test
    void that_no_commit_has_what_was_packed_is_said_of_the_artifact() {
        Coordinates trips = Coordinates.of("com.contoso", "contoso-trips", "1.4.2");

        assertThat(new Origin(trips, Optional.of(sample())).uncommitted())
                .get()
                .asString()
                .contains(
                        "com.contoso:contoso-trips:1.4.2", "not committed", "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
        assertThat(new Origin(trips, Optional.empty()).uncommitted()).isEmpty();
    }

    @Test
    void a_later_format_asks_for_a_newer_plugin() throws IOException {
        Path file = write(text().replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"));

        assertThatThrownBy(() -> MetadataFile.read(file))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("has format 2")
                .hasMessageContaining("Use a newer version of solution-maven-plugin");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"uncommittedChanges\" : true | \"uncommittedChanges\" : \"no\" | uncommittedChanges is neither true nor false",
                "\"formatVersion\" : 1 | \"formatVersion\" : \"1\" | formatVersion is no number",
                "\"formatVersion\" : 1 | \"formatVersion\" : 0 | formatVersion is 0",
                "\"formatVersion\" : 1 | \"formatVersion\" : 1e99 | formatVersion is no number",
                "\"formatVersion\" : 1 | \"formatVersion\" : 1, \"formatVersion\" : 1 | Duplicate",
                "\"groupId\" : \"com.contoso\" | \"groupId\" : \"..\" | coordinates: '..'",
                "\"groupId\" : \"com.contoso\" | \"x\" : 1 | coordinates.groupId is missing",
                "\"uniqueName\" : \"ContosoTrips\" | \"uniqueName\" : [] | solution.uniqueName is no text",
                "\"uniqueName\" : \"ContosoTrips\" | \"uniqueName\" : \" \" | solution.uniqueName is empty",
                "\"version\" : \"1.4.2.0\" | \"version\" : \"new\" | solution.version is no version of a solution",
                "\"sha256\" : \"0123 | \"sha256\" : \"X123 | files[0].sha256 is no SHA-256",
                "\"size\" : 4711 | \"size\" : -1 | files[0].size is no number from 0 on",
                "\"size\" : 4711 | \"size\" : 99999999999999999999 | files[0].size is no number from 0 on",
                "\"managed\" : true | \"managed\" : \"true\" | files[0].managed is neither true nor false",
                "\"state\" : \"passed\" | \"state\" : \"fine\" | files[0].check.state is neither",
                "\"weakened\" : [ | \"weakened\" : [ 1, | files[0].check.strictness.weakened is no list of rules",
                "\"sweeping\" : [ | \"sweeping\" : 1, \"x\" : [ | files[0].check.strictness.sweeping is no list of suppressions",
                "\"suppression\" : \"web-* | \"x\" : \"web-* | files[0].check.strictness.sweeping[0].suppression is missing",
                "\"errorThreshold\" : \"High=3\" | \"x\" : 1 | files[0].check.strictness.errorThreshold is missing",
                "\"files\" : [ | \"x\" : [ | files is missing",
                "\"outputTimestamp\" : \"2026-11-23T00:00:00Z\" | \"outputTimestamp\" : \"today\" | outputTimestamp is no time"
            })
    void what_is_not_as_it_should_be_is_refused_with_its_place(String part, String other, String problem)
            throws IOException {
        assertThat(text()).contains(part);
        Path file = write(text().replaceFirst(java.util.regex.Pattern.quote(part), other));

        assertThatThrownBy(() -> MetadataFile.read(file))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(problem);
    }

    @Test
    void text_that_is_no_json_is_refused() throws IOException {
        for (String text : List.of("", "[]", "null", "<html>", text() + "{}", "{\"a\":", "\u0000")) {
            Path file = write(text);
            assertThatThrownBy(() -> MetadataFile.read(file))
                    .as(text)
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining("is no metadata of a solution");
        }
    }

    @Test
    void a_flood_is_refused_before_it_is_kept() throws IOException {
        Path deep = write("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}");
        Path longText = write("{\"formatVersion\":1,\"a\":\"" + "x".repeat(100_000) + "\"}");
        Path large = folder.resolve("large.json");
        Files.write(large, new byte[(4 << 20) + 1]);

        assertThatThrownBy(() -> MetadataFile.read(deep)).isInstanceOf(SolutionException.class);
        assertThatThrownBy(() -> MetadataFile.read(longText)).isInstanceOf(SolutionException.class);
        assertThatThrownBy(() -> MetadataFile.read(large))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("larger than 4 MB");
    }

    private Path write(String text) throws IOException {
        Path file = Files.createTempFile(folder, "metadata", ".json");
        return Files.writeString(file, text);
    }

    @Test
    void what_the_checker_service_had_to_do_with_a_check_is_kept() throws IOException {
        for (ServiceEvidence service : List.of(
                new ServiceEvidence("checked", Optional.of("9e378e56-6f35-41e9-bf8b-c0cc88e2b832")),
                new ServiceEvidence("not-checked", Optional.empty()))) {
            ArtifactMetadata metadata = sample().withCheck(
                            SHA,
                            Optional.of(new CheckEvidence(
                                    "0.1.0", 1, "High", Map.of(), 0, Optional.empty(), Optional.of(service))));
            Path file = folder.resolve("service.json");
            MetadataFile.write(file, metadata);
            assertThat(MetadataFile.read(file)).isEqualTo(metadata);
        }
    }

    private static String text() {
        return new String(MetadataFile.bytes(sample()), StandardCharsets.UTF_8);
    }

    static ArtifactMetadata sample() {
        Map<String, Integer> findings = new LinkedHashMap<>();
        findings.put("Critical", 0);
        findings.put("Medium", 3);
        return new ArtifactMetadata(
                Coordinates.of("com.contoso", "contoso-trips", "1.4.2"),
                new Solution("ContosoTrips", new SolutionVersion("1.4.2.0"), "contosö"),
                List.of(
                        new PackagedFile(
                                "contoso-trips-1.4.2.zip",
                                Optional.empty(),
                                true,
                                4711,
                                SHA,
                                Optional.of(new CheckEvidence(
                                        "0.1.0",
                                        120,
                                        "High",
                                        findings,
                                        1,
                                        Optional.of(new Strictness(
                                                "High=3",
                                                1,
                                                2,
                                                3,
                                                List.of("web-avoid-eval"),
                                                Map.of("Low", 4),
                                                Map.of("web-* in *.js", Map.of("High", 5))))))),
                        new PackagedFile(
                                "contoso-trips-1.4.2-unmanaged.zip",
                                Optional.of("unmanaged"),
                                false,
                                4712,
                                SHA,
                                Optional.empty())),
                List.of(new DeclaredDependency(
                        "com.contoso", "contoso-base", "[1.0,2.0)", Optional.empty(), Optional.of("ContosoBase"))),
                List.of(
                        new Requirement("ContosoBase", Optional.of(new SolutionVersion("1.0.0.2"))),
                        new Requirement("msdynce_Common", Optional.empty())),
                new Provenance(
                        Optional.of("4b825dc642cb6eb9a060e54bf8d69288fbee4904"),
                        Optional.of(true),
                        Optional.of("https://github.com/contoso/trips"),
                        "io.github.dataversealm:solution-maven-plugin:0.1.0",
                        new Provenance.Inputs(SHA, 42),
                        Optional.of(Instant.parse("2026-11-23T00:00:00Z"))));
    }
}
