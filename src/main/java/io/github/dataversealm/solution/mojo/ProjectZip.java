package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.model.Coordinates;
import java.io.File;
import java.io.IOException;
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

    private record Candidate(Path file, Optional<String> classifier) {}

    ProjectZip(MavenProject project) {
        this.project = project;
    }

    /** @param managed which one; empty: the managed one if there is one */
    Optional<SolutionZip> find(Optional<Boolean> managed) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        if (managed.orElse(true)) {
            candidates.addAll(built(MANAGED, "_managed.zip"));
        }
        if (!managed.orElse(false)) {
            candidates.addAll(built(UNMANAGED, ".zip"));
        }
        Optional<Candidate> found = candidates.stream()
                .filter(candidate -> Files.isRegularFile(candidate.file()))
                .findFirst();
        return found.isEmpty() ? Optional.empty() : Optional.of(zip(found.get()));
    }

    /** The managed or the unmanaged zip that this build has made. */
    Optional<Path> built(boolean managed) {
        return artifacts(managed ? MANAGED : UNMANAGED, managed ? "_managed.zip" : ".zip").stream()
                .map(Candidate::file)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private List<Candidate> built(String classifier, String suffix) {
        List<Candidate> zips = new ArrayList<>(artifacts(classifier, suffix));
        // Where this build has packed, what lies about from another one is not its zip, whatever it is called.
        if (artifacts(MANAGED, "_managed.zip").isEmpty()
                && artifacts(UNMANAGED, ".zip").isEmpty()) {
            zips.add(new Candidate(packed(suffix), earlier(classifier)));
        }
        return zips;
    }

    private List<Candidate> artifacts(String classifier, String suffix) {
        Artifact main = project.getArtifact();
        Stream<Artifact> own = main == null ? Stream.of() : Stream.of(main);
        return Stream.concat(own, project.getAttachedArtifacts().stream())
                .filter(artifact -> artifact.getFile() != null)
                .filter(artifact -> classifier.equals(artifact.getClassifier())
                        || artifact == main && isNamed(artifact.getFile(), suffix))
                .map(artifact -> new Candidate(
                        artifact.getFile().toPath(),
                        artifact == main ? Optional.empty() : Optional.of(artifact.getClassifier())))
                .toList();
    }

    /** What the zip of an earlier build was, by the rules of {@link SolutionArtifacts}. */
    private Optional<String> earlier(String classifier) {
        boolean main = SolutionArtifacts.isSolution(project)
                && (classifier.equals(MANAGED) || !Files.exists(packed("_managed.zip")));
        return main ? Optional.empty() : Optional.of(classifier);
    }

    private Path packed(String suffix) {
        return Path.of(project.getBuild().getDirectory(), project.getBuild().getFinalName() + suffix);
    }

    private SolutionZip zip(Candidate found) throws IOException {
        Coordinates coordinates = SolutionDependencies.coordinates(project);
        Origin origin = new Origin(
                found.classifier().map(coordinates::withClassifier).orElse(coordinates),
                new ProjectMetadata(project).read());
        return new SolutionZip(found.file(), Optional.of(origin), false);
    }

    private boolean isNamed(File file, String suffix) {
        String name = file.getName();
        return name.endsWith(suffix) && (!suffix.equals(".zip") || !name.endsWith("_managed.zip"));
    }
}
