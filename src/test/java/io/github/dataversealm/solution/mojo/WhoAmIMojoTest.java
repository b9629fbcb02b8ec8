package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.when;

import io.github.dataversealm.solution.testkit.LoginService;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoExtension;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from settings.xml over the login service to the environment. */
@MojoTest
class WhoAmIMojoTest {

    private final LoginService service = new LoginService();

    private final List<String> said = new ArrayList<>();

    @Inject
    private MavenSession session;

    @TempDir
    private Path folder;

    @BeforeEach
    void settings() {
        Server server = new Server();
        server.setId("dataverse-test");
        server.setUsername(LoginService.CLIENT);
        server.setPassword("s3cr3t~value");
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        add(configuration, "tenantId", LoginService.TENANT);
        add(configuration, "authority", service.url().toString());
        server.setConfiguration(configuration);
        Settings settings = new Settings();
        settings.addServer(server);
        when(session.getSettings()).thenReturn(settings);
        when(session.getExecutionRootDirectory()).thenReturn(folder.toString());
        when(session.getUserProperties()).thenReturn(new Properties());
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void it_shows_who_is_signed_in_where(@InjectMojo(goal = "who-am-i") WhoAmIMojo mojo) throws Exception {
        prepared(mojo);
        mojo.execute();
        assertThat(String.join("\n", said))
                .contains("Environment 'localhost-" + service.url().getPort() + "': " + service.url())
                .contains("organization:    Contoso Test (org1)")
                .contains("signed in with:  client secret, from the <server> 'dataverse-test' of settings.xml")
                .contains("tenant:          " + LoginService.TENANT)
                .contains("security roles:  Basic User, System Customizer")
                .doesNotContain("s3cr3t", "access-");
        assertThat(Files.readString(folder.resolve("target/solution/trace.log")))
                .contains("/oauth2/v2.0/token", "WhoAmI")
                .doesNotContain("s3cr3t", "access-");
    }

    @Test
    void a_sign_in_that_fails_is_a_failure_with_the_reason(@InjectMojo(goal = "who-am-i") WhoAmIMojo mojo)
            throws Exception {
        prepared(mojo);
        service.challenge("Bearer authorization_uri=" + service.url()
                + "/99999999-2222-3333-4444-555555555555/oauth2/authorize, resource_id=" + service.url() + "/");
        service.refuse("unauthorized_client", "AADSTS700016: Application with identifier 'x' was not found.");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("does not exist in the tenant " + LoginService.TENANT)
                .withMessageContaining("belongs to the tenant 99999999-2222-3333-4444-555555555555")
                .withMessageNotContaining("s3cr3t");
    }

    @Test
    void a_service_that_refuses_the_user_is_explained(@InjectMojo(goal = "who-am-i") WhoAmIMojo mojo) throws Exception {
        prepared(mojo);
        service.plan(
                "WhoAmI",
                403,
                "{\"error\":{\"code\":\"0x80072560\",\"message\":\"The user is not a member of the organization.\"}}",
                "Content-Type",
                "application/json");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("no user of this environment")
                .withMessageContaining("Application users");
    }

    private void prepared(WhoAmIMojo mojo) throws Exception {
        Path pem = folder.resolve("ca.pem");
        Files.writeString(pem, service.certificate());
        set(mojo, "url", service.url().toString());
        set(mojo, "serverId", "dataverse-test");
        set(mojo, "trustedCertificates", new File(pem.toString()));
        set(mojo, "project", null);
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence content) {
                said.add(content.toString());
            }
        });
    }

    private static void set(Object mojo, String field, Object value) throws Exception {
        MojoExtension.setVariableValueToObject(mojo, field, value);
    }

    private static void add(Xpp3Dom parent, String name, String value) {
        Xpp3Dom child = new Xpp3Dom(name);
        child.setValue(value);
        parent.addChild(child);
    }
}
