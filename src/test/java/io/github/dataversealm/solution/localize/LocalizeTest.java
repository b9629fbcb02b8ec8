package io.github.dataversealm.solution.localize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.SampleSolution;
import io.github.dataversealm.solution.testkit.Zips;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.UnpackResult;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of unpack and pack, on the sample solution. */
class LocalizeTest {

    @TempDir
    Path temp;

    private Path zip;
    private Path tree;

    @BeforeEach
    void sample() throws IOException {
        zip = temp.resolve("trips.zip");
        tree = temp.resolve("tree");
        SampleSolution.copyTo(temp.resolve("sources")).packTo(zip.toFile());
    }

    private UnpackResult unpack(boolean localize, String sourceLoc, boolean useLcid) throws IOException {
        UnpackRequest.Builder request =
                UnpackRequest.builder(zip, tree).localize(localize).useLcid(useLcid);
        Optional.ofNullable(sourceLoc).ifPresent(request::sourceLoc);
        return new Unpacker().unpack(request.build(), Reporter.silent());
    }

    private List<String> resources() throws IOException {
        return SampleSolution.list(tree.toFile()).stream()
                .filter(path -> path.startsWith("Resources/"))
                .toList();
    }

    @Test
    void a_file_for_each_language_by_culture() throws IOException {
        unpack(true, null, false);
        assertThat(resources())
                .containsExactly("Resources/de-DE/resources.de-DE.resx", "Resources/en-US/resources.en-US.resx");
        assertThat(ResxEditor.read(tree.resolve("Resources/en-US/resources.en-US.resx"))
                        .strings())
                .containsEntry("1:LocalizedName,ctr_Tripentityctr_Trip", "Trip");
    }

    @Test
    void a_file_for_each_language_by_lcid() throws IOException {
        unpack(true, null, true);
        assertThat(resources())
                .containsExactly("Resources/1031/resources.1031.resx", "Resources/1033/resources.1033.resx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "AUTO", "1033", "en-US", "en-us"})
    void a_template_of_one_language(String sourceLoc) throws IOException {
        unpack(true, sourceLoc, false);
        assertThat(resources()).containsExactly("Resources/template_resources.resx");
        assertThat(ResxEditor.read(tree.resolve("Resources/template_resources.resx"))
                        .lcid())
                .isEqualTo(1033);
    }

    @Test
    void nothing_is_written_without_localize_and_a_second_run_changes_nothing() throws IOException {
        unpack(false, null, false);
        assertThat(resources()).isEmpty();
        unpack(true, null, false);
        UnpackResult second = unpack(true, null, false);
        assertThat(second.created()).isEmpty();
        assertThat(second.changed()).isEmpty();
    }

    @Test
    void an_unknown_language_is_an_error_before_anything_is_written() {
        assertThatThrownBy(() -> unpack(true, "xx-YY", false))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("'xx-YY' of sourceLoc is unknown");
        assertThat(Files.exists(tree)).isFalse();
    }

    @Test
    void a_language_that_the_solution_lacks_is_an_error_that_names_those_it_has() {
        assertThatThrownBy(() -> unpack(true, "fr-FR", false))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("fr-FR (1036)")
                .hasMessageContaining("en-US (1033)");
        assertThat(Files.exists(tree)).isFalse();
    }

    @Test
    void a_template_without_localize_is_an_error() {
        assertThatThrownBy(() -> unpack(false, "auto", false))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("-Dsolution.localize=true -Dsolution.sourceLoc=auto");
    }

    private Map<String, String> pack(Reporter reporter) throws IOException {
        Path packed = temp.resolve("packed.zip");
        new Packer().pack(PackRequest.builder(tree, packed).localize(true).build(), reporter);
        return Zips.texts(packed.toFile());
    }

    @Test
    void an_edited_text_and_a_new_language_are_packed() throws IOException {
        unpack(true, null, false);
        Path german = tree.resolve("Resources/de-DE/resources.de-DE.resx");
        ResxEditor resx = ResxEditor.read(german);
        resx.set("1:LocalizedName,ctr_Tripentityctr_Trip", "Fahrt & Flug");
        resx.write(german);
        Path french = tree.resolve("Resources/fr-FR/resources.fr-FR.resx");
        Files.createDirectories(french.getParent());
        Files.writeString(
                french,
                "<root><data name=\"1:LocalizedName,ctr_Tripentityctr_Trip\"><value>Voyage</value></data>"
                        + "<data name=\"15062:LocalizedName,ContosoTrips\"><value>Voyages</value></data></root>");
        Map<String, String> entries = pack(Reporter.silent());
        assertThat(entries.get("customizations.xml"))
                .contains(
                        "<LocalizedName description=\"Fahrt &amp; Flug\" languagecode=\"1031\" />",
                        "<LocalizedName description=\"Voyage\" languagecode=\"1036\" />",
                        "<Language>1036</Language>");
        assertThat(entries.get("solution.xml"))
                .contains("<LocalizedName description=\"Voyages\" languagecode=\"1036\" />");
        assertThat(entries.keySet()).noneMatch(name -> name.contains("resx"));
    }

    @Test
    void a_bad_resource_file_is_an_error_and_no_zip_is_written() throws IOException {
        unpack(true, null, false);
        Files.writeString(tree.resolve("Resources/de-DE/resources.de-DE.resx"), "<root><data></root>");
        assertThatThrownBy(() -> pack(Reporter.silent()))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("resources.de-DE.resx:1");
        assertThat(Files.exists(temp.resolve("packed.zip"))).isFalse();
    }

    @Test
    void a_pack_without_resource_files_says_how_to_get_them() throws IOException {
        unpack(false, null, false);
        Messages messages = new Messages();
        pack(messages);
        assertThat(messages.lines()).anyMatch(message -> message.contains("no resource files in Resources/"));
    }
}
