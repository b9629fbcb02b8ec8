package io.github.dataversealm.solution.mojo;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;

/**
 * Whether a build goes on behind one that failed. {@code -rf} is in the request. {@code -r}, which Maven has since its version 4,
 * selects the modules that are left, as {@code -pl} would: those that Maven has noted when the build failed.
 */
final class ResumedBuild {

    private static final String RESUME_FILE = "resume.properties";
    private static final String REMAINING = "remainingProjects";

    private ResumedBuild() {}

    static boolean is(MavenSession session) {
        String from = session.getRequest().getResumeFrom();
        if (from != null && !from.isBlank()) {
            return true;
        }
        Properties noted = new Properties();
        Path file = RootProject.buildFolder(session).resolve(RESUME_FILE);
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            noted.load(in);
        } catch (IOException | IllegalArgumentException e) {
            // No build has failed here, or this Maven notes nothing.
            return false;
        }
        Set<String> left = new HashSet<>(CommaList.of(noted.getProperty(REMAINING)));
        return left.equals(session.getProjects().stream()
                .map(module -> module.getGroupId() + ':' + module.getArtifactId())
                .collect(Collectors.toSet()));
    }
}
