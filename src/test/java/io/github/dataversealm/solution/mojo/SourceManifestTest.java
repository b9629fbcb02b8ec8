package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.testkit.SampleSolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceManifestTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(PackageType.class)
    void reads_name_and_type(PackageType type) throws IOException {
        SampleSolution.copyTo(folder).type(type);
        SourceManifest manifest = SourceManifest.read(folder);
        assertThat(manifest.uniqueName()).contains("ContosoTrips");
        assertThat(manifest.packageType()).contains(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Other/solution.xml", "other/Solution.xml", "OTHER/SOLUTION.XML"})
    void accepts_the_spellings_of_other_tools(String file) throws IOException {
        write(
                file,
                "<ImportExportXml><SolutionManifest><UniqueName>a</UniqueName></SolutionManifest></ImportExportXml>");
        assertThat(SourceManifest.read(folder).uniqueName()).contains("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no xml",
                "<a><UniqueName>x",
                "<a/>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a><UniqueName>&e;</UniqueName><Managed>7</Managed></a>"
            })
    void what_cannot_be_read_is_left_to_the_engine(String text) throws IOException {
        write("Other/Solution.xml", text);
        SourceManifest manifest = SourceManifest.read(folder);
        assertThat(manifest.uniqueName().orElse("")).doesNotContain("root:");
        assertThat(manifest.packageType()).isEmpty();
    }

    @Test
    void a_folder_without_a_solution_says_nothing() {
        assertThat(SourceManifest.read(folder).uniqueName()).isEmpty();
        assertThat(SourceManifest.read(folder.resolve("missing")).packageType()).isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
