package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.project.MavenProject;

/** Chooses what is checked: what is named, or what this build has packed, or the source folder. */
final class CheckTargets {

    private final Path sources;
    private final Optional<MavenProject> project;
    private final Repository repository;

    /** Gives the zip of an artifact. */
    @FunctionalInterface
    interface Repository {
        Path zip(Coordinates coordinates) throws IOException;
    }

    CheckTargets(Path sources, Optional<MavenProject> project, Repository repository) {
        this.sources = sources;
        this.project = project;
        this.repository = repository;
    }

    /**
     * Chooses; the main one comes first.
     *
     * @throws SolutionException when two are named
     */
    List<CheckTarget> choose(Optional<Path> zipFile, Optional<String> artifact) throws IOException {
        if (zipFile.isPresent() && artifact.isPresent()) {
            throw new SolutionException(
                    null, "Both zipFile and artifact are given.", "Name one of them: what is checked is one solution.");
        }
        if (artifact.isPresent()) {
            Path zip = repository.zip(Coordinates.parse(artifact.get()));
            return List.of(new CheckTarget(zip, Optional.empty(), ""));
        }
        if (zipFile.isPresent()) {
            return List.of(new CheckTarget(zipFile.get(), Optional.of(sources), ""));
        }
        List<CheckTarget> packed = new ArrayList<>();
        for (Path zip : packed()) {
            packed.add(new CheckTarget(zip, Optional.of(sources), packed.isEmpty() ? "" : "-unmanaged"));
        }
        return packed.isEmpty() ? List.of(new CheckTarget(sources, Optional.empty(), "")) : packed;
    }

    /** The zips that this build has made, the main one first. */
    private List<Path> packed() throws IOException {
        List<Path> zips = new ArrayList<>();
        if (project.isPresent()) {
            ProjectZip packed = new ProjectZip(project.get());
            packed.built(true).ifPresent(zips::add);
            packed.built(false).ifPresent(zips::add);
        }
        return zips;
    }
}
