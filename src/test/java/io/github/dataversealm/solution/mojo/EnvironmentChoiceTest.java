package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.dataversealm.solution.message.Reporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which environments a goal gets. No request is sent: a connection is made by its first call. */
class EnvironmentChoiceTest {

    private final Properties typed = new Properties();
    private final MavenSession session = mock(MavenSession.class);
    private final MojoExecution execution = mock(MojoExecution.class);
    private final Log log = mock(Log.class);
    private final List<String> connected = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void session() {
        Settings settings = new Settings();
        for (String id : List.of("test", "uat")) {
            Server server = new Server();
            server.setId("dataverse-" + id);
            server.setUsername("app");
            server.setPassword("s3cr3t~value");
            settings.addServer(server);
        }
        when(session.getSettings()).thenReturn(settings);
        when(session.getUserProperties()).thenReturn(typed);
        when(session.getExecutionRootDirectory()).thenReturn(folder.toString());
        when(execution.getGoal()).thenReturn("some");
        when(execution.getSource()).thenReturn(MojoExecution.Source.LIFECYCLE);
    }

    @Test
    void what_is_typed_goes_before_the_pom() throws Exception {
        typed.setProperty("env", "test,uat");
        mojo("uat").execute();
        assertThat(connected).containsExactly("test", "uat");
    }

    @Test
    void the_pom_chooses_when_nothing_is_typed() throws Exception {
        mojo("uat").execute();
        assertThat(connected).containsExactly("uat");
    }

    @Test
    void two_forms_that_contradict_each_other_are_refused() {
        typed.setProperty("env", "test");
        typed.setProperty("solution.env", "uat");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> mojo(null).execute())
                .withMessageContaining("-Denv=test and -Dsolution.env=uat contradict each other");
        typed.setProperty("solution.env", "test");
        assertThat(connected).isEmpty();
    }

    @Test
    void a_bound_goal_without_an_environment_says_so_and_does_nothing() throws Exception {
        mojo(null).execute();
        assertThat(connected).isEmpty();
        verify(log).info("Nothing to do: no environment is chosen (-Denv=test would choose the environment test).");
    }

    @Test
    void a_goal_that_is_typed_without_an_environment_fails() {
        when(execution.getSource()).thenReturn(MojoExecution.Source.CLI);
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> mojo(null).execute())
                .withMessageContaining("No environment is chosen.")
                .withMessageContaining("-Denv=local");
    }

    @Test
    void an_unknown_environment_is_a_failure_that_lists_the_known_ones() {
        typed.setProperty("env", "prod");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(() -> mojo(null).execute())
                .withMessageContaining("Known are: test, uat, and local.");
    }

    @Test
    void an_authority_that_is_no_address_is_a_failure_that_says_where() throws Exception {
        EnvironmentDefinition odd = definition("odd");
        set(odd, "authority", "https://login host/tenant");
        typed.setProperty("env", "odd");
        Goal goal = mojo(null);
        set(goal, "environments", List.of(odd));
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(goal::execute)
                .withMessageContaining("<authority> of the environment 'odd' is no address");
    }

    @Test
    void an_environment_that_contradicts_itself_is_a_failure_that_says_which() throws Exception {
        refusedDefinition("local", true, "'odd' is <local> and has a <url>");
        refusedDefinition("wave", 0, "'odd' has the <wave> 0");
        refusedDefinition("groups", "customers, ../x", "'odd' is in a group '../x'");
    }

    private void refusedDefinition(String field, Object value, String message) throws Exception {
        EnvironmentDefinition odd = definition("odd");
        set(odd, field, value);
        typed.setProperty("env", "test");
        Goal goal = mojo(null);
        set(goal, "environments", List.of(definition("test"), odd));
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(goal::execute)
                .withMessageContaining(message);
        assertThat(connected).isEmpty();
    }

    @Test
    void a_group_is_chosen_in_the_order_of_the_pom() throws Exception {
        EnvironmentDefinition one = definition("test");
        EnvironmentDefinition two = definition("uat");
        set(one, "groups", "customers");
        set(two, "groups", "pilots, customers");
        typed.setProperty("env", "group:customers");
        Goal goal = mojo(null);
        set(goal, "environments", List.of(two, one));
        goal.execute();
        assertThat(connected).containsExactly("uat", "test");
    }

    @Test
    void files_of_an_environment_are_found_from_the_base_directory() throws Exception {
        typed.setProperty("env", "test");
        List<Path> files = new ArrayList<>();
        prepared(
                        new Goal() {
                            @Override
                            void run(List<Connection> connections, Reporter reporter) {
                                connections.forEach(connection ->
                                        connection.environment().settingsFile().ifPresent(files::add));
                            }
                        },
                        null)
                .execute();
        assertThat(files).containsExactly(folder.resolve("environments/test.json"));
    }

    private Goal mojo(String env) throws Exception {
        return prepared(
                new Goal() {
                    @Override
                    void run(List<Connection> connections, Reporter reporter) {
                        connections.forEach(connection ->
                                connected.add(connection.environment().id()));
                    }
                },
                env);
    }

    private Goal prepared(Goal goal, String env) throws Exception {
        goal.setLog(log);
        set(goal, "session", session);
        set(goal, "mojoExecution", execution);
        set(goal, "env", env);
        set(goal, "localDirectory", ".dataverse");
        set(goal, "connectTimeout", 1);
        set(goal, "readTimeout", 1);
        set(goal, "environments", List.of(definition("test"), definition("uat")));
        set(goal, "settingsDecrypter", (SettingsDecrypter)
                request -> new InTheClear(request.getServers().get(0)));
        return goal;
    }

    private static EnvironmentDefinition definition(String id) throws Exception {
        EnvironmentDefinition definition = new EnvironmentDefinition();
        set(definition, "id", id);
        set(definition, "url", "https://contoso-" + id + ".crm4.dynamics.com");
        set(definition, "settingsFile", new java.io.File("environments/" + id + ".json"));
        return definition;
    }

    private static void set(Object target, String field, Object value) throws Exception {
        MojoExtension.setVariableValueToObject(target, field, value);
    }

    private abstract static class Goal extends AbstractEnvironmentMojo {
        @Override
        boolean skipsGoal() {
            return false;
        }
    }

    private record InTheClear(Server server) implements SettingsDecryptionResult {
        @Override
        public Server getServer() {
            return server;
        }

        @Override
        public List<Server> getServers() {
            return List.of(server);
        }

        @Override
        public org.apache.maven.settings.Proxy getProxy() {
            return null;
        }

        @Override
        public List<org.apache.maven.settings.Proxy> getProxies() {
            return List.of();
        }

        @Override
        public List<SettingsProblem> getProblems() {
            return List.of();
        }
    }
}
