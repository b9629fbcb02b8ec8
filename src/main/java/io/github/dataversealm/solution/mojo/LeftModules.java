package io.github.dataversealm.solution.mojo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.PluginConfigurationException;
import org.apache.maven.plugin.PluginManagerException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The modules that a build leaves out and an earlier one has built: their imports run once more, each as its own {@code pom.xml}
 * configures it, and leave what is to be imported, as those of the modules do that are built.
 */
final class LeftModules {

    private final BuildPluginManager plugins;
    private final MavenSession session;
    private final MojoDescriptor goal;
    private final ImportingModules modules;

    /** @param goal the import */
    LeftModules(BuildPluginManager plugins, MavenSession session, MojoDescriptor goal, ImportingModules modules) {
        this.plugins = plugins;
        this.session = session;
        this.goal = goal;
        this.modules = modules;
    }

    /** What a module leaves; empty when it has nothing to import as the build was started now. */
    List<ModuleImport> left(MavenProject module) throws MojoExecutionException, MojoFailureException {
        ReactorMeeting meeting = ReactorMeeting.of(session);
        List<String> ids = new ArrayList<>();
        for (PluginExecution execution : modules.executions(module).toList()) {
            String id = ImportingModules.id(module, execution.getId());
            meeting.invite(id);
            run(module, execution);
            ids.add(id);
        }
        return meeting.left(ids);
    }

    private void run(MavenProject module, PluginExecution configured)
            throws MojoExecutionException, MojoFailureException {
        MojoExecution execution = new MojoExecution(goal, configured.getId());
        execution.setLifecyclePhase(ImportingModules.PHASE);
        execution.setConfiguration(configuration(Optional.ofNullable(configured.getConfiguration())
                .filter(Xpp3Dom.class::isInstance)
                .map(Xpp3Dom.class::cast)));
        MavenSession there = session.clone();
        there.setCurrentProject(module);
        try {
            plugins.executeMojo(there, execution);
        } catch (PluginConfigurationException | PluginManagerException e) {
            throw new MojoExecutionException(
                    "The import of " + module.getArtifactId() + " cannot be set up: " + e.getMessage(), e);
        }
    }

    /** As Maven puts it together: what is configured, and the defaults of the goal. */
    private Xpp3Dom configuration(Optional<Xpp3Dom> configured) {
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        for (Parameter parameter : goal.getParameters()) {
            PlexusConfiguration usual = goal.getMojoConfiguration().getChild(parameter.getName(), false);
            Xpp3Dom own = configured
                    .map(all -> all.getChild(parameter.getName()))
                    .map(Xpp3Dom::new)
                    .orElse(null);
            Xpp3Dom value = Xpp3Dom.mergeXpp3Dom(own, usual == null ? null : element(usual), Boolean.TRUE);
            if (value != null) {
                configuration.addChild(value);
            }
        }
        return configuration;
    }

    private static Xpp3Dom element(PlexusConfiguration usual) {
        Xpp3Dom element = new Xpp3Dom(usual.getName());
        element.setValue(usual.getValue(null));
        for (String attribute : usual.getAttributeNames()) {
            element.setAttribute(attribute, usual.getAttribute(attribute));
        }
        return element;
    }
}
