package io.github.dataversealm.solution.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.mapping.ArchiveFolder;
import io.github.dataversealm.solution.mapping.Mapping;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.PackResult;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.testkit.SampleSolution;
import io.github.dataversealm.solution.testkit.Zips;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files from elsewhere that a pom.xml puts into a solution. */
class MappingsTest {

    private static final String SCRIPT = "WebResources/ctr_/trip/form.js";

    @TempDir
    Path temp;

    private Path sources;
    private Path zip;

    @BeforeEach
    void copySample() throws IOException {
        sources = SampleSolution.copyTo(temp.resolve("my sources")).folder();
        zip = temp.resolve("out/ContosoTrips.zip");
        Files.createDirectories(zip.getParent());
        Files.createDirectories(temp.resolve("web/dist"));
    }

    private Path file(String path, String text) throws IOException {
        Path file = temp.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Mapping mapping(String to, String from) {
        return new Mapping(to, temp + "/" + from, from);
    }

    private PackResult pack(Mapping... mappings) throws IOException {
        return pack(Optional.empty(), mappings);
    }

    private PackResult pack(Optional<Path> mapFile, Mapping... mappings) throws IOException {
        PackRequest.Builder request = PackRequest.builder(sources, zip);
        mapFile.ifPresent(request::mapFile);
        return new Packer()
                .pack(
                        request.mappings(List.of(mappings))
                                .stateFile(temp.resolve("out/pack.properties"))
                                .build(),
                        Reporter.silent());
    }

    private String script() throws IOException {
        return new String(Zips.bytes(zip).entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("WebResources/ctr_tripformjs"))
                .findFirst()
                .orElseThrow()
                .getValue());
    }

    private static TreeSet<String> differences(Map<String, byte[]> one, Map<String, byte[]> other) {
        TreeSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        names.removeIf(name -> Arrays.equals(one.get(name), other.get(name)));
        return names;
    }

    @Test
    void a_file_from_elsewhere_changes_its_entry_and_no_other() throws IOException {
        pack();
        Map<String, byte[]> before = Zips.bytes(zip);
        file("web/dist/form.js", "built()");
        pack(mapping(SCRIPT, "web/dist/form.js"));
        assertThat(script()).isEqualTo("built()");
        assertThat(differences(before, Zips.bytes(zip)))
                .singleElement()
                .asString()
                .startsWith("WebResources/ctr_tripformjs");
    }

    @Test
    void fresh_bytes_always_win() throws IOException {
        file("web/dist/form.js", "one");
        Mapping mapping = mapping(SCRIPT, "web/dist/form.js");
        assertThat(pack(mapping).skipped()).isFalse();
        assertThat(pack(mapping).skipped()).isTrue();
        file("web/dist/form.js", "two");
        assertThat(pack(mapping).skipped()).isFalse();
        assertThat(script()).isEqualTo("two");
        assertThat(pack().skipped()).as("without the mapping").isFalse();
        assertThat(script()).contains("Contoso");
    }

    @Test
    void the_source_folder_need_not_have_the_file() throws IOException {
        Files.delete(sources.resolve(SCRIPT));
        file("web/dist/form.js", "built()");
        pack(mapping(SCRIPT, "web/dist/form.js"));
        assertThat(script()).isEqualTo("built()");
    }

    @Test
    void a_folder_stands_for_a_folder() throws IOException {
        file("web/dist/trip/form.js", "of the folder");
        pack(mapping("WebResources/ctr_/", "web/dist"));
        assertThat(script()).isEqualTo("of the folder");
    }

    @Test
    void files_of_a_kind_are_found_at_any_depth() throws IOException {
        file("web/dist/a/b/form.js", "deep");
        pack(mapping("WebResources/ctr_/**/*.js", "web/dist/**"));
        assertThat(script()).isEqualTo("deep");
    }

    @Test
    void files_of_an_archive_are_laid_out() throws IOException {
        Path archive = temp.resolve("web.zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            entries.putNextEntry(new ZipEntry("dist/trip/form.js"));
            entries.write("of the archive".getBytes());
        }
        file("unpacked/dist/stale.js", "what an archive before had");
        ArchiveFolder.make(archive, temp.resolve("unpacked"));
        assertThat(temp.resolve("unpacked/dist/stale.js")).doesNotExist();
        pack(mapping("WebResources/ctr_", "unpacked/dist"));
        assertThat(script()).isEqualTo("of the archive");
    }

    @Test
    void mappings_go_before_the_mapping_file() throws IOException {
        file("web/dist/form.js", "of the pom");
        file("web/other.js", "of the file");
        Path map = file(
                "map.xml", "<Mapping><FileToFile map=\"" + SCRIPT + "\" to=\"" + temp + "/web/other.js\"/></Mapping>");
        pack(Optional.of(map), mapping(SCRIPT, "web/dist/form.js"));
        assertThat(script()).isEqualTo("of the pom");
    }

    @Test
    void a_mapping_that_leads_to_no_file_is_an_error_before_anything_is_written() throws IOException {
        for (String from : List.of("web/dist/form.js", "web/dist", "web/dist/**", "nowhere/**/form.js")) {
            String to = from.endsWith("**") ? "WebResources/**/*.js" : from.endsWith("dist") ? "WebResources/" : SCRIPT;
            assertThatThrownBy(() -> pack(mapping(to, from)))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContainingAll("The mapping of " + to + " from " + from, "leads to no file", "<from>");
        }
        assertThat(zip).doesNotExist();
    }

    @Test
    void a_mapping_that_nothing_has_a_use_for_is_an_error() throws IOException {
        file("web/dist/form.js", "built()");
        assertThatThrownBy(() -> pack(mapping("WebResources/ctr_/trip/from.js", "web/dist/form.js")))
                .isInstanceOf(SolutionException.class)
                .hasMessageContainingAll("WebResources/ctr_/trip/from.js", "has no use", "<to>");
        assertThat(zip).doesNotExist();
        assertThatThrownBy(() -> pack(mapping(SCRIPT, "web/dist/form.js"), mapping("WebResources/", "web/dist")))
                .hasMessageContainingAll("WebResources/ from web/dist", "earlier mapping");
    }

    @Test
    void a_mapping_that_makes_no_sense_is_an_error() throws IOException {
        file("web/dist/form.js", "built()");
        assertThatThrownBy(() -> pack(mapping("WebResources/f*.js", "web/dist")))
                .isInstanceOf(SolutionException.class)
                .hasMessageContainingAll("WebResources/f*.js from web/dist", "cannot be used", "*.ext");
    }
}
