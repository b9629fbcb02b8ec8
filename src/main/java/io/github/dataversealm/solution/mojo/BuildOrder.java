package io.github.dataversealm.solution.mojo;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;

/**
 * The order in which Maven would build all modules, also those that a build leaves out: the session has only those in order that
 * are built, and what Maven orders them with is no part of its API. What a module needs comes before it; else they are built as
 * they are listed.
 */
final class BuildOrder {

    private final Map<String, MavenProject> modules = new LinkedHashMap<>();
    private final Set<MavenProject> ordered = new LinkedHashSet<>();
    private final Set<MavenProject> seen = new LinkedHashSet<>();

    private BuildOrder() {}

    static List<MavenProject> of(MavenSession session) {
        BuildOrder order = new BuildOrder();
        AllModules.of(session)
                .forEach(module -> order.modules.put(module.getGroupId() + ':' + module.getArtifactId(), module));
        order.modules.values().forEach(order::visit);
        return List.copyOf(order.ordered);
    }

    private void visit(MavenProject module) {
        if (seen.add(module)) {
            needs(module).map(modules::get).forEach(needed -> {
                if (needed != null) {
                    visit(needed);
                }
            });
            ordered.add(module);
        }
    }

    /** {@code groupId:artifactId} of what a module needs to be built. */
    private static Stream<String> needs(MavenProject module) {
        return Stream.of(
                        Stream.ofNullable(module.getParent())
                                .map(parent -> parent.getGroupId() + ':' + parent.getArtifactId()),
                        module.getDependencies().stream().map(BuildOrder::name),
                        module.getBuildPlugins().stream().map(Plugin::getKey),
                        module.getBuildPlugins().stream()
                                .flatMap(plugin -> plugin.getDependencies().stream())
                                .map(BuildOrder::name))
                .flatMap(names -> names);
    }

    private static String name(Dependency dependency) {
        return dependency.getGroupId() + ':' + dependency.getArtifactId();
    }
}
