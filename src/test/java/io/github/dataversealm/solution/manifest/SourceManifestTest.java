package io.github.dataversealm.solution.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.message.SolutionException;
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
        SolutionManifest manifest = SourceManifest.read(folder).orElseThrow();
        assertThat(manifest.uniqueName()).isEqualTo("ContosoTrips");
        assertThat(manifest.packageType()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Other/solution.xml", "other/Solution.xml", "OTHER/SOLUTION.XML"})
    void accepts_the_spellings_of_other_tools(String file) throws IOException {
        SampleSolution.copyTo(folder.resolve("sample"));
        Path spelled = folder.resolve("spelled").resolve(file);
        Files.createDirectories(spelled.getParent());
        Files.copy(folder.resolve("sample/Other/Solution.xml"), spelled);
        assertThat(SourceManifest.read(folder.resolve("spelled"))).isPresent();
    }

    @Test
    void a_damaged_manifest_is_named_with_its_line() throws IOException {
        SampleSolution.copyTo(folder).replace("Other/Solution.xml", "</SolutionManifest>", "</SolutionManifes>");
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> SourceManifest.read(folder))
                .withMessageContaining("Solution.xml:");
    }

    @Test
    void a_folder_without_a_solution_is_left_to_the_engine() throws IOException {
        assertThat(SourceManifest.read(folder)).isEmpty();
        assertThat(SourceManifest.read(folder.resolve("missing"))).isEmpty();
        Files.createDirectories(folder.resolve("Other"));
        assertThat(SourceManifest.read(folder)).isEmpty();
    }
}
