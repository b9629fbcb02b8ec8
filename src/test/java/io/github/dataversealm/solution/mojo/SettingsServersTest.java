package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.auth.Secret;
import io.github.dataversealm.solution.auth.ServerEntry;
import java.util.List;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

/** Maven 3 decrypts passwords only when it is asked, and never the values of a configuration; Maven 4 has done both before. */
class SettingsServersTest {

    /** Turns the password {@code {word}} into {@code word}, and leaves what is in the clear. */
    private static final SettingsDecrypter MAVEN = request -> {
        Server server = request.getServers().get(0).clone();
        server.setPassword(server.getPassword().replaceAll("^\\{(.*)}$", "$1"));
        return new SettingsDecryptionResult() {
            @Override
            public Server getServer() {
                return server;
            }

            @Override
            public List<Server> getServers() {
                return List.of(server);
            }

            @Override
            public Proxy getProxy() {
                return null;
            }

            @Override
            public List<Proxy> getProxies() {
                return List.of();
            }

            @Override
            public List<SettingsProblem> getProblems() {
                return List.of();
            }
        };
    };

    @Test
    void passwords_and_values_are_decrypted() {
        Server server = new Server();
        server.setId("dataverse-test");
        server.setUsername("app");
        server.setPassword("{one}");
        server.setPassphrase("{two}");
        server.setPrivateKey("app.pem");
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        add(configuration, "clientSecret", "{three}");
        add(configuration, "tenantId", "in-the-clear");
        add(configuration, "empty", null);
        server.setConfiguration(configuration);
        Settings settings = new Settings();
        settings.addServer(server);

        ServerEntry entry =
                new SettingsServers(settings, MAVEN).find("dataverse-test").orElseThrow();

        assertThat(entry.username()).contains("app");
        assertThat(entry.password()).contains(new Secret("one"));
        assertThat(entry.passphrase()).contains(new Secret("two"));
        assertThat(entry.privateKey()).contains("app.pem");
        assertThat(entry.configuration())
                .containsOnly(
                        java.util.Map.entry("clientSecret", new Secret("three")),
                        java.util.Map.entry("tenantId", new Secret("in-the-clear")));
        assertThat(entry.toString()).doesNotContain("one", "two", "three");
    }

    @Test
    void a_server_that_is_not_there_is_none() {
        assertThat(new SettingsServers(new Settings(), MAVEN).find("dataverse-test"))
                .isEmpty();
    }

    @Test
    void the_password_of_a_proxy_is_decrypted() {
        Proxy proxy = new Proxy();
        proxy.setPassword("{word}");
        assertThat(new SettingsServers(new Settings(), MAVEN).password(proxy)).contains(new Secret("word"));
    }

    private static void add(Xpp3Dom parent, String name, String value) {
        Xpp3Dom child = new Xpp3Dom(name);
        child.setValue(value);
        parent.addChild(child);
    }
}
