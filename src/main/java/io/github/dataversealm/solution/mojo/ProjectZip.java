package io.github.dataversealm.solution.mojo;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;

/** The zips that a project has made: in this build its artifacts, else what an earlier build left in its build folder. */
final class ProjectZip {

    private static final String MANAGED = "managed";
    private static final String UNMANAGED = "unmanaged";

    private final MavenProject project;

    ProjectZip(MavenProject project) {
        this.project = project;
    }

    /** @param managed which one; empty: the managed one if there is one */
    Optional<Path> find(Optional<Boolean> managed) {
        List<Path> candidates = new ArrayList<>();
        if (managed.orElse(true)) {
            candidates.addAll(built(MANAGED, "_managed.zip"));
        }
        if (!managed.orElse(false)) {
            candidates.addAll(built(UNMANAGED, ".zip"));
        }
        return candidates.stream().filter(Files::isRegularFile).findFirst();
    }

    private List<Path> built(String classifier, String suffix) {
        Artifact main = project.getArtifact();
        Stream<Artifact> own = main == null ? Stream.of() : Stream.of(main);
        List<Path> files = new ArrayList<>();
        Stream.concat(own, project.getAttachedArtifacts().stream())
                .filter(artifact -> artifact.getFile() != null)
                .filter(artifact -> classifier.equals(artifact.getClassifier())
                        || artifact == main && isNamed(artifact.getFile(), suffix))
                .map(artifact -> artifact.getFile().toPath())
                .forEach(files::add);
        files.add(Path.of(project.getBuild().getDirectory(), project.getBuild().getFinalName() + suffix));
        return files;
    }

    private boolean isNamed(File file, String suffix) {
        String name = file.getName();
        return name.endsWith(suffix) && (!suffix.equals(".zip") || !name.endsWith("_managed.zip"));
    }
}
