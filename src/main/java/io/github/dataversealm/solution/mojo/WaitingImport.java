package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Sha256;
import io.github.dataversealm.solution.message.Commands;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.ShellWord;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.project.MavenProject;

/**
 * A note in the build folder of a module that was built and whose import waits for the other modules, for a build that goes on
 * with {@code -rf} or {@code -r} after one of those has failed.
 *
 * @param environments the ids of the environments
 * @param zip what is to be imported
 * @param classifier of the zip; empty for the main artifact
 * @param sha256 of the zip when it was built
 */
record WaitingImport(MavenProject project, String environments, Path zip, Optional<String> classifier, String sha256) {

    private static final String ENVIRONMENTS = "environments";
    private static final String ZIP = "zip";
    private static final String CLASSIFIER = "zip.classifier";
    private static final String SHA256 = "zip.sha256";
    private static final String SETTLED = "settled";

    static WaitingImport of(MavenProject project, String environments, SolutionZip zip) throws IOException {
        return new WaitingImport(
                project,
                environments,
                zip.file().toAbsolutePath(),
                zip.origin().flatMap(origin -> origin.coordinates().classifier()),
                Sha256.of(zip.file()));
    }

    void write() throws IOException {
        Properties note = new Properties();
        note.setProperty(ENVIRONMENTS, environments);
        note.setProperty(ZIP, zip.toString());
        classifier.ifPresent(name -> note.setProperty(CLASSIFIER, name));
        note.setProperty(SHA256, sha256);
        write(project, note);
    }

    /** Notes that a module has come to its import and waits for nothing, while others of its build still do. */
    static void settle(MavenProject project) throws IOException {
        Properties note = new Properties();
        note.setProperty(SETTLED, "true");
        write(project, note);
    }

    /** Whether a module has come to its import, in the build of those that wait, and waits for nothing. */
    static boolean isSettled(MavenProject project) {
        return note(project).filter(note -> note.containsKey(SETTLED)).isPresent();
    }

    private static void write(MavenProject project, Properties note) throws IOException {
        StringWriter text = new StringWriter();
        note.store(text, null);
        Path file = file(project);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.toString(), StandardCharsets.UTF_8);
    }

    /** @return empty when there is no note, or one that a killed build left half written */
    private static Optional<Properties> note(MavenProject project) {
        Properties note = new Properties();
        try (Reader in = Files.newBufferedReader(file(project), StandardCharsets.UTF_8)) {
            note.load(in);
            return Optional.of(note);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @return empty when the module waits for nothing */
    static Optional<WaitingImport> read(MavenProject project) {
        return note(project)
                .filter(note -> note.containsKey(ZIP) && note.containsKey(SHA256))
                .map(note -> new WaitingImport(
                        project,
                        note.getProperty(ENVIRONMENTS, ""),
                        Path.of(note.getProperty(ZIP)),
                        Optional.ofNullable(note.getProperty(CLASSIFIER)),
                        note.getProperty(SHA256)));
    }

    /** Whether the zip is what was built. */
    boolean isIntact() throws IOException {
        return Files.isRegularFile(zip) && Sha256.of(zip).equals(sha256);
    }

    /**
     * Makes the zip what the module has built, wherever it lies.
     *
     * @throws SolutionException when it is not what was built
     */
    @SuppressWarnings(
            "deprecation") // there is no other way that all versions of Maven have and that needs no component
    void resume() throws IOException {
        if (!isIntact()) {
            boolean there = Files.isRegularFile(zip);
            throw new SolutionException(
                    Location.of(zip),
                    project.getArtifactId() + " was built before and waits for its import into " + environments
                            + ", and its zip "
                            + (there ? "is another one now" : "is not there any more") + ". Nothing was imported.",
                    "Build it again: leave out -rf or -r; or name an earlier module: -rf :" + project.getArtifactId());
        }
        if (classifier.isEmpty()) {
            project.getArtifact().setFile(zip.toFile());
        } else {
            Artifact attached = new DefaultArtifact(
                    project.getGroupId(),
                    project.getArtifactId(),
                    project.getVersion(),
                    null,
                    "zip",
                    classifier.get(),
                    project.getArtifact().getArtifactHandler());
            attached.setFile(zip.toFile());
            project.addAttachedArtifact(attached);
        }
    }

    /** Which modules wait, and for which environments: {@code base, trips into test}. */
    static String names(List<WaitingImport> waiting) {
        return byEnvironments(waiting).entrySet().stream()
                .map(group -> group.getValue().stream()
                                .map(MavenProject::getArtifactId)
                                .collect(Collectors.joining(", "))
                        + " into " + group.getKey())
                .collect(Collectors.joining("; "));
    }

    /** What imports them by themselves, a command for each choice of environments. */
    static List<String> commands(Commands commands, List<WaitingImport> waiting) {
        return byEnvironments(waiting).entrySet().stream()
                .map(group -> commands.command("import") + " " + ShellWord.quoted("-Denv=" + group.getKey()) + " -pl :"
                        + group.getValue().stream()
                                .map(MavenProject::getArtifactId)
                                .collect(Collectors.joining(",:")))
                .toList();
    }

    private static Map<String, Set<MavenProject>> byEnvironments(List<WaitingImport> waiting) {
        Map<String, Set<MavenProject>> groups = new LinkedHashMap<>();
        waiting.forEach(one -> groups.computeIfAbsent(one.environments, first -> new LinkedHashSet<>())
                .add(one.project));
        return groups;
    }

    /** The import into the environments is done. */
    static void remove(MavenProject project, String environments) throws IOException {
        if (read(project)
                .filter(note -> note.environments().equals(environments))
                .isPresent()) {
            remove(project);
        }
    }

    static void remove(MavenProject project) throws IOException {
        try {
            Files.delete(file(project));
        } catch (NoSuchFileException e) {
            // It was alone in its build, or it is done already.
            return;
        }
    }

    private static Path file(MavenProject project) {
        return Path.of(project.getBuild().getDirectory(), "solution", "waiting.properties");
    }
}
