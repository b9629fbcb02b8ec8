package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.auth.Secret;
import io.github.dataversealm.solution.auth.ServerEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The passwords of settings.xml in the clear. Maven 3 keeps them encrypted until they are asked for, Maven 4 does not. */
final class SettingsServers {

    private final Settings settings;
    private final SettingsDecrypter decrypter;

    SettingsServers(Settings settings, SettingsDecrypter decrypter) {
        this.settings = settings;
        this.decrypter = decrypter;
    }

    Optional<ServerEntry> find(String id) {
        return Optional.ofNullable(settings.getServer(id)).map(this::entry);
    }

    private ServerEntry entry(Server server) {
        return new ServerEntry(
                server.getId(),
                Optional.ofNullable(server.getUsername()),
                secret(server.getPassword()),
                Optional.ofNullable(server.getPrivateKey()),
                secret(server.getPassphrase()),
                configuration(server));
    }

    private Map<String, Secret> configuration(Server server) {
        Map<String, Secret> values = new LinkedHashMap<>();
        if (server.getConfiguration() instanceof Xpp3Dom configuration) {
            for (Xpp3Dom child : configuration.getChildren()) {
                secret(child.getValue()).ifPresent(value -> values.put(child.getName(), value));
            }
        }
        return values;
    }

    /** A value as if it were the password of a server: Maven decrypts only those. */
    private Optional<Secret> secret(String value) {
        if (value == null) {
            return Optional.empty();
        }
        Server wrapped = new Server();
        wrapped.setPassword(value);
        Server decrypted =
                decrypter.decrypt(new DefaultSettingsDecryptionRequest(wrapped)).getServer();
        return Optional.of(new Secret(decrypted.getPassword()));
    }

    /** The password of a proxy. */
    Optional<Secret> password(Proxy proxy) {
        return secret(proxy.getPassword());
    }
}
