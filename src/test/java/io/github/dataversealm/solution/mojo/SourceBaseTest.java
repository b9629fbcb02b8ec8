package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceBaseTest {

    @TempDir
    private Path folder;

    private Path project;

    @BeforeEach
    void project() {
        project = folder.resolve("repository/trips");
    }

    @Test
    void it_begins_at_the_root_of_the_repository() throws IOException {
        Files.createDirectories(folder.resolve("repository/.git"));
        assertThat(SourceBase.of(project.resolve("src/main/solution"), project)).contains("trips/src/main/solution");
    }

    @Test
    void the_file_of_a_work_tree_marks_a_repository_too() throws IOException {
        Files.createDirectories(project);
        Files.writeString(project.resolve(".git"), "gitdir: elsewhere");
        assertThat(SourceBase.of(project.resolve("src/main/solution"), project)).contains("src/main/solution");
    }

    @Test
    void without_a_repository_it_begins_at_the_project() {
        assertThat(SourceBase.of(project.resolve("src/main/solution"), project)).contains("src/main/solution");
        assertThat(SourceBase.of(folder.resolve("elsewhere"), project)).isEmpty();
    }
}
