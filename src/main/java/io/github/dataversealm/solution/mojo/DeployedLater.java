package io.github.dataversealm.solution.mojo;

import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** What the deploy plugin does with the artifacts of a build when it is told to wait for the last module. */
final class DeployedLater {

    private static final String DEPLOY_PLUGIN = "org.apache.maven.plugins:maven-deploy-plugin";

    private final MavenSession session;

    DeployedLater(MavenSession session) {
        this.session = session;
    }

    /** A module after that one at which its artifacts are deployed; empty when they are deployed already, or never. */
    Optional<String> after(MavenProject project) {
        if (isSet(project, "skip", "maven.deploy.skip")) {
            return Optional.empty();
        }
        List<MavenProject> modules = session.getProjects();
        return modules.subList(modules.indexOf(project) + 1, modules.size()).stream()
                .filter(module -> deployPlugin(module).isPresent())
                .filter(module -> isSet(module, "deployAtEnd", "deployAtEnd"))
                .reduce((one, other) -> other)
                .map(MavenProject::getArtifactId);
    }

    private static Optional<Plugin> deployPlugin(MavenProject module) {
        return Optional.ofNullable(module.getPlugin(DEPLOY_PLUGIN))
                .filter(plugin -> !plugin.getExecutions().isEmpty());
    }

    /** What the pom.xml configures goes before what is typed. */
    private boolean isSet(MavenProject module, String parameter, String property) {
        String value = deployPlugin(module)
                .map(Plugin::getConfiguration)
                .filter(Xpp3Dom.class::isInstance)
                .map(configuration -> ((Xpp3Dom) configuration).getChild(parameter))
                .map(Xpp3Dom::getValue)
                .or(() -> Optional.ofNullable(session.getUserProperties().getProperty(property)))
                .orElseGet(() -> module.getProperties().getProperty(property));
        return "true".equals(value);
    }
}
