package io.github.dataversealm.solution.mojo;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;

/**
 * The modules of a build that import in the phase {@code deploy}, as their {@code pom.xml} and their packaging say.
 *
 * @param plugin this plugin, {@code groupId:artifactId}
 */
record ImportingModules(String plugin) {

    static final String PHASE = "deploy";

    /** Where no goal runs that knows its plugin. */
    static final ImportingModules OF_THIS_PLUGIN = new ImportingModules("io.github.dataversealm:solution-maven-plugin");

    private static final String GOAL = "import";

    /** What tells the imports of a build apart. */
    static String id(MavenProject module, String execution) {
        return module.getGroupId() + ':' + module.getArtifactId() + ':' + module.getVersion() + '@' + execution;
    }

    /** The imports of some modules, in their order. */
    Set<String> ids(List<MavenProject> modules) {
        Set<String> ids = new LinkedHashSet<>();
        modules.forEach(module -> executions(module).forEach(execution -> ids.add(id(module, execution.getId()))));
        return ids;
    }

    boolean imports(MavenProject module) {
        return executions(module).findAny().isPresent();
    }

    /** The plugin as a build has it. */
    Plugin plugin(MavenSession session) {
        return AllModules.of(session).stream()
                .map(module -> module.getPlugin(plugin))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    /** The imports of a module. */
    Stream<PluginExecution> executions(MavenProject module) {
        return Optional.ofNullable(module.getPlugin(plugin)).map(Plugin::getExecutions).stream()
                .flatMap(List::stream)
                .filter(execution -> execution.getGoals().contains(GOAL))
                .filter(execution ->
                        execution.getPhase() == null || execution.getPhase().equals(PHASE));
    }
}
