package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingImportTest {

    @TempDir
    Path folder;

    private Path zip;

    @BeforeEach
    void build() throws IOException {
        zip = Files.writeString(
                Files.createDirectories(folder.resolve("elsewhere")).resolve("x_managed.zip"), "bytes");
        WaitingImport.of(project(), "test,uat", SolutionZip.file(zip)).write();
    }

    /** The module as a later build reads it. */
    private MavenProject project() {
        Model model = new Model();
        model.setGroupId("com.contoso");
        model.setArtifactId("alpha");
        model.setVersion("1.4.2");
        model.setPackaging("dataverse-solution");
        model.setBuild(new Build());
        model.getBuild().setDirectory(folder.resolve("target").toString());
        model.getBuild().setFinalName("alpha-1.4.2");
        MavenProject project = new MavenProject(model);
        project.setArtifact(new DefaultArtifact(
                "com.contoso", "alpha", "1.4.2", null, "dataverse-solution", null, new DefaultArtifactHandler("zip")));
        return project;
    }

    @Test
    void a_zip_is_found_wherever_it_was_packed() throws IOException {
        MavenProject later = project();
        WaitingImport note = WaitingImport.read(later).orElseThrow();
        assertThat(note.environments()).isEqualTo("test,uat");
        note.resume();
        assertThat(new ProjectZip(later).find(Optional.empty()).map(SolutionZip::file))
                .contains(zip);
    }

    @Test
    void a_zip_that_is_gone_or_another_one_is_an_error_with_the_name_of_its_module() throws IOException {
        WaitingImport note = WaitingImport.read(project()).orElseThrow();
        Files.writeString(zip, "other");
        assertThatThrownBy(note::resume)
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("alpha was built before and waits for its import into test,uat")
                .hasMessageContaining("is another one now. Nothing was imported.")
                .hasMessageContaining("-rf :alpha");
        Files.delete(zip);
        assertThatThrownBy(note::resume).hasMessageContaining("is not there any more");
    }

    @Test
    void a_module_that_waits_for_nothing_is_told_from_one_that_was_not_built() throws IOException {
        WaitingImport.settle(project());
        assertThat(WaitingImport.read(project())).isEmpty();
        assertThat(WaitingImport.isSettled(project())).isTrue();
        WaitingImport.remove(project());
        assertThat(WaitingImport.isSettled(project())).isFalse();
    }

    @Test
    void only_an_import_into_the_same_environments_ends_the_waiting() throws IOException {
        WaitingImport.remove(project(), "test");
        assertThat(WaitingImport.read(project())).isPresent();
        WaitingImport.remove(project(), "test,uat");
        assertThat(WaitingImport.read(project())).isEmpty();
    }
}
