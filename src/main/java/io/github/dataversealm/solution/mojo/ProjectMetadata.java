package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.ArtifactMetadata;
import io.github.dataversealm.solution.artifact.ArtifactMetadata.CheckEvidence;
import io.github.dataversealm.solution.artifact.MetadataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/** The metadata of a project's zips in its build folder: {@code pack} writes it, {@code check} adds what it found. */
final class ProjectMetadata {

    private final Path file;

    ProjectMetadata(MavenProject project) {
        file = folder(project).resolve("metadata.json");
    }

    /** Where the plugin keeps what is neither an artifact of its own nor a report. */
    static Path folder(MavenProject project) {
        return Path.of(project.getBuild().getDirectory()).resolve("solution");
    }

    Path file() {
        return file;
    }

    /** What the last pack wrote; empty before one. */
    Optional<ArtifactMetadata> read() throws IOException {
        return Files.isRegularFile(file) ? Optional.of(MetadataFile.read(file)) : Optional.empty();
    }

    /** Writes down whether the zips with that SHA-256 passed a check. */
    void check(String sha256, Optional<CheckEvidence> evidence) throws IOException {
        Optional<ArtifactMetadata> metadata = read();
        if (metadata.isPresent()) {
            MetadataFile.write(file, metadata.get().withCheck(sha256, evidence));
        }
    }
}
