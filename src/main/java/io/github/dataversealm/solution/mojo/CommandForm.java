package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Commands;
import io.github.dataversealm.solution.message.ShellWord;
import java.io.File;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * Finds out how goals are typed in the folder that Maven was started in: whether Maven knows this plugin by its prefix there,
 * from the {@code pom.xml} or from the {@code pluginGroups} of {@code settings.xml}, and whether the project is another folder's.
 */
final class CommandForm {

    private static final String PREFIX = "solution";

    private CommandForm() {}

    /** How the goals of this plugin are typed where Maven was started. */
    static Commands of(MavenSession session, MojoExecution execution) {
        Plugin plugin = new Plugin();
        plugin.setGroupId(execution.getGroupId());
        plugin.setArtifactId(execution.getArtifactId());
        plugin.setVersion(execution.getVersion());
        return of(session, plugin);
    }

    /** The same, where no goal of the plugin runs. */
    static Commands of(MavenSession session, Plugin plugin) {
        boolean known =
                isTyped(session) || isOfGroup(session, plugin) || isDeclared(session.getTopLevelProject(), plugin);
        return new Commands(maven(session), known ? PREFIX : plugin.getId());
    }

    /** The plugin, {@code groupId:artifactId:version}. */
    static String coordinates(MojoExecution execution) {
        return execution.getGroupId() + ":" + execution.getArtifactId() + ":" + execution.getVersion();
    }

    /** A prefix that was typed and did not work would have ended the build. */
    private static boolean isTyped(MavenSession session) {
        return session.getGoals().stream().anyMatch(goal -> goal.startsWith(PREFIX + ":"));
    }

    private static boolean isOfGroup(MavenSession session, Plugin plugin) {
        return session.getPluginGroups().contains(plugin.getGroupId());
    }

    private static boolean isDeclared(MavenProject project, Plugin plugin) {
        Optional<Build> build = Optional.ofNullable(project).map(MavenProject::getBuild);
        return Stream.<Optional<? extends PluginContainer>>of(build, build.map(Build::getPluginManagement))
                .flatMap(Optional::stream)
                .flatMap(container -> container.getPlugins().stream())
                .anyMatch(declared -> Objects.equals(declared.getGroupId(), plugin.getGroupId())
                        && Objects.equals(declared.getArtifactId(), plugin.getArtifactId()));
    }

    /** With {@code -f} for a project that Maven does not find by itself. */
    private static String maven(MavenSession session) {
        Optional<Path> pom = Optional.ofNullable(session.getRequest())
                .map(MavenExecutionRequest::getPom)
                .map(File::toPath);
        String folder = session.getSystemProperties() == null
                ? null
                : session.getSystemProperties().getProperty("user.dir");
        if (pom.isEmpty() || folder == null) {
            return "mvn";
        }
        Path here = Path.of(folder);
        Path file = pom.get();
        if (file.equals(here.resolve("pom.xml"))) {
            return "mvn";
        }
        Path shown = file.startsWith(here) ? here.relativize(file) : file;
        return "mvn -f " + ShellWord.quoted(shown.toString().replace(File.separatorChar, '/'));
    }
}
