package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal as Maven runs it, in a folder without a pom. */
@MojoTest
class SettingsMojoTest {

    @TempDir
    Path folder;

    private final Log log = mock(Log.class);

    @BeforeEach
    void writeSolution() throws Exception {
        new SolutionZipBuilder()
                .element("<connectionreferences><connectionreference connectionreferencelogicalname=\"contoso_mail\">"
                        + "<connectorid>/providers/Microsoft.PowerApps/apis/shared_office365</connectorid>"
                        + "</connectionreference></connectionreferences>")
                .entry(
                        "environmentvariabledefinitions/contoso_Days/environmentvariabledefinition.xml",
                        "<environmentvariabledefinition schemaname=\"contoso_Days\"><isrequired>1</isrequired>"
                                + "<type>100000001</type></environmentvariabledefinition>")
                .write(folder.resolve("a.zip"));
    }

    private void run(SettingsMojo mojo, String... typed) throws Exception {
        MavenSession session = mock(MavenSession.class);
        Properties properties = new Properties();
        for (int i = 0; i < typed.length; i += 2) {
            properties.setProperty(typed[i], typed[i + 1]);
        }
        when(session.getUserProperties()).thenReturn(properties);
        when(session.getExecutionRootDirectory()).thenReturn(folder.toString());
        MojoExtension.setVariableValueToObject(mojo, "session", session);
        MojoExtension.setVariableValueToObject(mojo, "project", null);
        mojo.setLog(log);
        mojo.execute();
    }

    private static void file(SettingsMojo mojo) throws Exception {
        MojoExtension.setVariableValueToObject(mojo, "settingsFile", new File("test.json"));
        zip(mojo);
    }

    private static void zip(SettingsMojo mojo) throws Exception {
        MojoExtension.setVariableValueToObject(mojo, "zipFile", new File("a.zip"));
    }

    private static void environments(SettingsMojo mojo, String... ids) throws Exception {
        List<EnvironmentDefinition> environments = new ArrayList<>();
        for (String id : ids) {
            EnvironmentDefinition environment = new EnvironmentDefinition();
            MojoExtension.setVariableValueToObject(environment, "id", id);
            MojoExtension.setVariableValueToObject(environment, "url", "https://" + id + ".crm.dynamics.com");
            if (!id.equals("bare")) {
                MojoExtension.setVariableValueToObject(environment, "settingsFile", new File("env/" + id + ".json"));
            }
            environments.add(environment);
        }
        MojoExtension.setVariableValueToObject(mojo, "environments", environments);
    }

    @Test
    void a_file_is_made_and_what_it_lacks_is_told(@InjectMojo(goal = "settings") SettingsMojo mojo) throws Exception {
        file(mojo);
        run(mojo);
        assertThat(folder.resolve("test.json")).content().contains("\"SchemaName\": \"contoso_Days\"", "contoso_mail");
        verify(log).info("Solution Fixture has 1 environment variable and 1 connection reference");
        verify(log).info("test.json was written: 1 environment variable and 1 connection reference added");
        verify(log).warn(contains("'contoso_Days', which is required, has neither a value nor a default"));
        verify(log).warn(contains("'contoso_mail' (shared_office365) has no connection"));
        verify(log).warn(startsWith("test.json has 2 entries to complete"));
    }

    @Test
    void a_complete_file_is_not_touched(@InjectMojo(goal = "settings") SettingsMojo mojo) throws Exception {
        String text = "{\"environmentvariables\":[{\"schemaname\":\"contoso_days\",\"value\":3}],"
                + "\"connectionreferences\":[{\"logicalname\":\"contoso_mail\",\"connectionid\":\"1\","
                + "\"connectorid\":\"shared_office365\"}]}";
        Files.writeString(folder.resolve("test.json"), text);
        file(mojo);
        run(mojo);
        assertThat(folder.resolve("test.json")).hasContent(text);
        verify(log).info("test.json has all entries; nothing was changed");
        verify(log, never()).warn(anyString());
    }

    @Test
    void a_check_writes_nothing_and_fails(
            @InjectMojo(goal = "settings")
                    @MojoParameter(name = "allowWrite", value = "false")
                    @MojoParameter(name = "failOnError", value = "true")
                    SettingsMojo mojo) {
        assertThatThrownBy(() -> {
                    file(mojo);
                    run(mojo);
                })
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("The settings of the environment 'test.json' have 2 errors")
                .hasMessageContaining("contoso_mail");
        assertThat(folder.resolve("test.json")).doesNotExist();
    }

    @Test
    void the_files_of_all_environments_or_of_the_chosen_one(@InjectMojo(goal = "settings") SettingsMojo mojo)
            throws Exception {
        zip(mojo);
        environments(mojo, "test", "prod", "bare");
        run(mojo, "env", "prod");
        assertThat(folder.resolve("env/prod.json")).exists();
        assertThat(folder.resolve("env/test.json")).doesNotExist();
        run(mojo);
        assertThat(folder.resolve("env/test.json")).exists();
    }

    @Test
    void an_environment_without_a_file_says_how_to_name_one(@InjectMojo(goal = "settings") SettingsMojo mojo)
            throws Exception {
        zip(mojo);
        environments(mojo, "bare");
        assertThatThrownBy(() -> run(mojo, "env", "bare"))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("The environment 'bare' has no settings file")
                .hasMessageContaining("<settingsFile>src/main/environments/bare.json</settingsFile>");
        assertThatThrownBy(() -> run(mojo)).hasMessageContaining("No settings file is named");
    }

    @Test
    void a_folder_that_is_none_is_told(@InjectMojo(goal = "settings") SettingsMojo mojo) throws Exception {
        file(mojo);
        MojoExtension.setVariableValueToObject(mojo, "zipFile", null);
        MojoExtension.setVariableValueToObject(mojo, "sourceDirectory", new File("none"));
        assertThatThrownBy(() -> run(mojo))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("the source folder does not exist");
    }

    @Test
    void it_can_be_skipped(
            @InjectMojo(goal = "settings") @MojoParameter(name = "skipSettings", value = "true") SettingsMojo mojo)
            throws Exception {
        mojo.setLog(log);
        mojo.execute();
        verify(log).info("Skipped, because solution.settings.skip is set.");
    }
}
