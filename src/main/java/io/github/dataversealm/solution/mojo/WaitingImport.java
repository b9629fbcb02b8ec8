package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Sha256;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.maven.project.MavenProject;

/**
 * A note in the build folder of a module that was built and whose import waits for the other modules, for a build that goes on
 * with {@code -rf} after one of those has failed.
 *
 * @param environments the ids of the environments
 * @param settings the settings files by the id of the environment
 */
record WaitingImport(MavenProject project, String environments, Map<String, List<String>> settings) {

    private static final String ENVIRONMENTS = "environments";
    private static final String ZIP = "zip.sha256";
    private static final String SETTINGS = "settings.";

    void write(Path zip) throws IOException {
        Properties note = new Properties();
        note.setProperty(ENVIRONMENTS, environments);
        note.setProperty(ZIP, Sha256.of(zip));
        settings.forEach((environment, files) -> {
            if (!files.isEmpty()) {
                note.setProperty(SETTINGS + environment, String.join("\n", files));
            }
        });
        StringWriter text = new StringWriter();
        note.store(text, null);
        Path file = file(project);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.toString(), StandardCharsets.UTF_8);
    }

    /** @return empty when the module waits for nothing, or its zip is another one now */
    static Optional<WaitingImport> read(MavenProject project) {
        Properties note = new Properties();
        try (Reader in = Files.newBufferedReader(file(project), StandardCharsets.UTF_8)) {
            note.load(in);
            String digest = note.getProperty(ZIP, "");
            ProjectZip zips = new ProjectZip(project);
            for (Optional<SolutionZip> zip : List.of(zips.find(Optional.of(true)), zips.find(Optional.of(false)))) {
                if (zip.isPresent() && Sha256.of(zip.get().file()).equals(digest)) {
                    return Optional.of(new WaitingImport(project, note.getProperty(ENVIRONMENTS, ""), settings(note)));
                }
            }
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            // No note, or one that a killed build left half written.
            return Optional.empty();
        }
    }

    private static Map<String, List<String>> settings(Properties note) {
        Map<String, List<String>> settings = new TreeMap<>();
        for (String name : note.stringPropertyNames()) {
            if (name.startsWith(SETTINGS)) {
                settings.put(
                        name.substring(SETTINGS.length()),
                        List.of(note.getProperty(name).split("\n")));
            }
        }
        return settings;
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
