package io.github.dataversealm.solution.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The version in a source folder and in an environment. */
class VersionTest {

    private static final SolutionVersion NEW = new SolutionVersion("12.34.56.7890");

    @TempDir
    Path folder;

    private final DataverseAtOnce environment = new DataverseAtOnce();
    private final Messages messages = new Messages();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ImportExportXml><SolutionManifest><UniqueName>A</UniqueName><Version>@</Version></SolutionManifest></ImportExportXml>",
                "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<ImportExportXml>\r\n\t<SolutionManifest>\r\n\t\t<Version>@</Version>\r\n"
                        + "</SolutionManifest></ImportExportXml>",
                "<ImportExportXml>\n<!-- <Version>9.9</Version> --><SolutionManifest><X><Version>8.8</Version></X><Version a='b' >\r\n"
                        + "   @\n </Version  ></SolutionManifest>\r</ImportExportXml>\n\n",
                "<ImportExportXml><SolutionManifest><UniqueName>Größe</UniqueName><Version>@</Version><Managed>2</Managed>"
                        + "</SolutionManifest></ImportExportXml>"
            })
    void nothing_but_the_characters_of_the_version_changes(String template) throws IOException {
        Path file = manifest(template.replace("@", "1.0.0.0"));
        assertThat(SourceVersion.of(folder).set(NEW)).isTrue();
        assertThat(Files.readString(file)).isEqualTo(template.replace("@", NEW.text()));
        assertThat(SourceVersion.of(folder).text()).isEqualTo(NEW.text());
        assertThat(SourceVersion.of(folder).set(NEW)).isFalse();
    }

    @Test
    void in_every_folder_of_the_corpus() throws IOException {
        Corpus corpus = Corpus.orSkip();
        int changed = 0;
        for (String id : corpus.sampleIds()) {
            byte[] before = corpus.golden(id).get("Other/Solution.xml");
            Path file = manifest(new String(before, StandardCharsets.UTF_8));
            String old = SourceVersion.of(folder).text();
            assertThat(SourceVersion.of(folder).set(NEW)).isTrue();
            String expected = new String(before, StandardCharsets.UTF_8)
                    .replace("<Version>" + old + "</Version>", "<Version>" + NEW + "</Version>");
            assertThat(Files.readString(file)).as(id).isEqualTo(expected);
            SourceVersion.of(folder).set(new SolutionVersion(old));
            assertThat(Files.readAllBytes(file)).as(id).isEqualTo(before);
            changed++;
        }
        assertThat(changed).isGreaterThan(20);
    }

    @Test
    void an_empty_version_is_opened() throws IOException {
        Path file = manifest("<ImportExportXml><SolutionManifest><Version /></SolutionManifest></ImportExportXml>");
        assertThat(SourceVersion.of(folder).text()).isEmpty();
        SourceVersion.of(folder).set(NEW);
        assertThat(file)
                .hasContent("<ImportExportXml><SolutionManifest><Version>12.34.56.7890</Version></SolutionManifest>"
                        + "</ImportExportXml>");
    }

    @Test
    void permissions_stay_and_nothing_else_is_left_in_the_folder() throws IOException {
        Path file = manifest(
                "<ImportExportXml><SolutionManifest><Version>1.0</Version></SolutionManifest></ImportExportXml>");
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r-x"));
            SourceVersion.of(folder).set(NEW);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-r--r-x");
        }
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_folder_or_file_without_a_version_is_refused() throws IOException {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> SourceVersion.of(folder))
                .withMessageContaining("Other/Solution.xml is missing")
                .withMessageContaining("-Denv=dev");
        manifest("<ImportExportXml><SolutionManifest /></ImportExportXml>");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> SourceVersion.of(folder))
                .withMessageContaining("it has no <Version>");
        manifest(
                "<ImportExportXml><SolutionManifest><Version>1.0<!-- ? --></Version></SolutionManifest></ImportExportXml>");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> SourceVersion.of(folder))
                .withMessageContaining("<Version> holds more than a version");
    }

    @ParameterizedTest
    @CsvSource({
        "1.4.2.7, MAJOR, 2.0.0.0",
        "1.4.2.7, MINOR, 1.5.0.0",
        "1.4.2.7, BUILD, 1.4.3.0",
        "1.4.2.7, REVISION, 1.4.2.8",
        "1.4, REVISION, 1.4.0.1"
    })
    void a_part_grows_and_those_behind_it_begin_again(String old, VersionChange.Part part, String expected) {
        assertThat(new VersionChange.Next(part).from(old).text()).isEqualTo(expected);
    }

    @Test
    void parts_are_set_by_themselves() {
        assertThat(change(OptionalInt.of(9), OptionalInt.empty())
                        .from("1.4.2.7")
                        .text())
                .isEqualTo("1.4.9.7");
        assertThat(change(OptionalInt.empty(), OptionalInt.of(0))
                        .from("1.4.2.7")
                        .text())
                .isEqualTo("1.4.2.0");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(
                        () -> change(OptionalInt.of(-1), OptionalInt.empty()).from("1.4"))
                .withMessageContaining("'buildVersion' is negative");
    }

    @Test
    void contradictions_overflow_and_old_versions_that_are_none_are_refused() {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() ->
                        VersionChange.of(Optional.of(NEW), OptionalInt.of(1), OptionalInt.empty(), Optional.empty()))
                .withMessageContaining("in more than one way");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> new VersionChange.Next(VersionChange.Part.REVISION).from("1.0.0.2147483647"))
                .withMessageContaining("cannot grow");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> new VersionChange.Next(VersionChange.Part.REVISION).from("one"))
                .withMessageContaining("'one' is no version");
        assertThat(VersionChange.of(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void in_an_environment_the_row_gets_the_version() {
        environment.add("Trips", "1.4.2.0", false);
        set("Trips", new VersionChange.Next(VersionChange.Part.BUILD));
        assertThat(environment.solution("Trips").orElseThrow().version()).isEqualTo("1.4.3.0");
        assertThat(messages.infos()).containsExactly("Trips: version 1.4.2.0 -> 1.4.3.0 in dev");
        assertThat(messages.warnings()).isEmpty();
    }

    @Test
    void the_same_version_is_not_written_and_a_lower_one_is_warned_of() {
        environment.add("Trips", "1.4.2.0", false);
        set("Trips", new VersionChange.To(new SolutionVersion("1.4.2.0")));
        assertThat(environment.count("setSolutionVersion")).isZero();
        set("Trips", new VersionChange.To(new SolutionVersion("1.4.1.99")));
        assertThat(environment.solution("Trips").orElseThrow().version()).isEqualTo("1.4.1.99");
        assertThat(messages.warnings()).singleElement().asString().contains("is lower than the old one, 1.4.2.0");
    }

    @Test
    void a_managed_solution_keeps_its_version() {
        environment.add("Base", "1.0.0.0", true);
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> set("Base", new VersionChange.To(NEW)))
                .withMessageContaining("is managed here, so nobody can change the version of it");
        assertThat(environment.count("setSolutionVersion")).isZero();
    }

    private void set(String name, VersionChange change) {
        new SetVersion(Targets.of(environment.api(), messages)).set(name, change);
    }

    private static VersionChange change(OptionalInt build, OptionalInt revision) {
        return VersionChange.of(Optional.empty(), build, revision, Optional.empty())
                .orElseThrow();
    }

    private Path manifest(String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("Other")).resolve("Solution.xml");
        return Files.writeString(file, text);
    }
}
