package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A suggested command works where Maven was started. */
class CommandFormTest {

    private static final String GROUP = "io.github.dataversealm";
    private static final String PLUGIN = "solution-maven-plugin";
    private static final String LONG = "mvn io.github.dataversealm:solution-maven-plugin:1.2:list";
    private static final String SHORT = "mvn solution:list";

    private final MavenSession session = mock(MavenSession.class);
    private final MavenProject top = new MavenProject();

    @BeforeEach
    void started() {
        when(session.getGoals()).thenReturn(List.of(GROUP + ":" + PLUGIN + ":1.2:who-am-i"));
        when(session.getPluginGroups()).thenReturn(List.of("org.apache.maven.plugins"));
        when(session.getTopLevelProject()).thenReturn(top);
    }

    @Test
    void without_a_pom_the_coordinates_are_needed() {
        assertThat(list()).isEqualTo(LONG);
        when(session.getTopLevelProject()).thenReturn(null);
        assertThat(list()).isEqualTo(LONG);
    }

    @Test
    void a_project_that_has_the_plugin_knows_the_prefix() {
        top.getBuild().addPlugin(plugin(GROUP, PLUGIN));
        assertThat(list()).isEqualTo(SHORT);
    }

    @Test
    void so_does_one_that_manages_it() {
        top.getBuild().setPluginManagement(new PluginManagement());
        top.getBuild().getPluginManagement().addPlugin(plugin(GROUP, PLUGIN));
        assertThat(list()).isEqualTo(SHORT);
    }

    @Test
    void a_project_with_other_plugins_does_not() {
        top.getBuild().addPlugin(plugin("com.contoso", PLUGIN));
        top.getBuild().addPlugin(plugin(GROUP, "other-maven-plugin"));
        assertThat(list()).isEqualTo(LONG);
    }

    @Test
    void a_module_that_has_it_does_not_help_in_the_folder_above() {
        MavenProject module = new MavenProject();
        module.setBuild(new Build());
        module.getBuild().addPlugin(plugin(GROUP, PLUGIN));
        when(session.getCurrentProject()).thenReturn(module);
        assertThat(list()).isEqualTo(LONG);
    }

    @Test
    void plugin_groups_of_the_settings_make_it_known_everywhere() {
        when(session.getPluginGroups()).thenReturn(List.of("org.apache.maven.plugins", GROUP));
        assertThat(list()).isEqualTo(SHORT);
    }

    @Test
    void what_was_typed_and_worked_is_known() {
        when(session.getGoals()).thenReturn(List.of("clean", "solution:plan"));
        assertThat(list()).isEqualTo(SHORT);
    }

    @Test
    void a_project_of_another_folder_is_named(@TempDir Path folder) {
        when(session.getGoals()).thenReturn(List.of("solution:plan"));
        Properties system = new Properties();
        system.setProperty("user.dir", folder.toString());
        when(session.getSystemProperties()).thenReturn(system);
        MavenExecutionRequest request = new DefaultMavenExecutionRequest();
        when(session.getRequest()).thenReturn(request);
        assertThat(list()).isEqualTo(SHORT);
        request.setPom(folder.resolve("pom.xml").toFile());
        assertThat(list()).isEqualTo(SHORT);
        request.setPom(folder.resolve("my trips/pom.xml").toFile());
        assertThat(list()).isEqualTo("mvn -f \"my trips/pom.xml\" solution:list");
    }

    private String list() {
        MojoExecution execution = new MojoExecution(plugin(GROUP, PLUGIN), "who-am-i", "default-cli");
        return CommandForm.of(session, execution).command("list");
    }

    private static Plugin plugin(String group, String artifact) {
        Plugin plugin = new Plugin();
        plugin.setGroupId(group);
        plugin.setArtifactId(artifact);
        plugin.setVersion("1.2");
        return plugin;
    }
}
