package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.check.service.ServiceConnection;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.environment.Environments;
import io.github.dataversealm.solution.http.TrustedCertificates;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * The frame of the goals that work on environments: which ones were chosen, and a connection to each. The connections are
 * closed when the goal is done.
 */
abstract class AbstractEnvironmentMojo extends AbstractChoiceMojo {

    /**
     * The address of the environment, for example {@code https://contoso-test.crm4.dynamics.com}. With {@code env} it takes
     * the place of the address that the environment has in the {@code pom.xml}; alone it names the environment.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.url")
    private String url;

    /**
     * The {@code <server>} of {@code settings.xml} with the credentials of an environment that is named by its address.
     * Default: {@code dataverse-} and the host name.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.serverId")
    private String serverId;

    /**
     * The folder that keeps the local environment. A relative path starts at the folder that Maven was started in, so that
     * all modules of a build share one.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.localDirectory", defaultValue = ".dataverse")
    private String localDirectory;

    /**
     * A PEM file with certificates that servers may show besides those that Java trusts, for a proxy that inspects TLS or
     * for a local environment on another port. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.trustedCertificates")
    private File trustedCertificates;

    /**
     * How many seconds opening a connection may take.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.connectTimeout", defaultValue = "30")
    private int connectTimeout;

    /**
     * How many seconds a server may be silent before the connection is given up. Uploads and downloads of solutions have
     * longer limits of their own.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.readTimeout", defaultValue = "120")
    private int readTimeout;

    @Inject
    private SettingsDecrypter settingsDecrypter;

    private Connections connected;

    /** Whether the goal can do its work without an environment. */
    boolean worksWithoutEnvironment() {
        return false;
    }

    /**
     * Does the work of the goal.
     *
     * @param connections one for each chosen environment, in the order of the choice; not empty, unless the goal
     *     {@link #worksWithoutEnvironment}
     */
    abstract void run(List<Connection> connections, Reporter reporter) throws IOException;

    @Override
    final void run(Reporter reporter) throws IOException {
        List<Environment> chosen = environments();
        if (chosen.isEmpty() && !worksWithoutEnvironment()) {
            if (isCalledDirectly()) {
                throw noEnvironment();
            }
            reporter.info("Nothing to do: no environment is chosen (-Denv=test would choose the environment test).");
            return;
        }
        begin(chosen, reporter);
    }

    /** Connects to the environments and does the work; a goal may put that off. */
    void begin(List<Environment> chosen, Reporter reporter) throws IOException {
        try (OpenConnections connections = connect(chosen, reporter)) {
            run(connections.all(), reporter);
        }
    }

    /** Connects to the environments. */
    OpenConnections connect(List<Environment> chosen, Reporter reporter) throws IOException {
        connected = connections(reporter);
        return OpenConnections.to(chosen, connected, this::definition);
    }

    /** An environment that is only asked, because a rule of a chosen one names it; the same connection when it is chosen, too. */
    final Dataverse asked(String id, List<Connection> chosen) throws IOException {
        for (Connection connection : chosen) {
            if (connection.environment().id().equals(id)) {
                return connection.dataverse();
            }
        }
        Environment environment = known().askedBy(
                        chosen.stream().map(Connection::environment).toList())
                .get(id);
        return connected.open(environment, definition(id)).dataverse();
    }

    /** The way to the checker service of an environment. */
    final ServiceConnection checker(
            Connection connection, Optional<String> customEndpoint, Optional<String> geography) {
        return connected.checker(connection, customEndpoint, geography);
    }

    /** The only connection, for goals that work on one environment. */
    final Connection single(List<Connection> connections) {
        if (connections.isEmpty()) {
            throw noEnvironment();
        }
        if (connections.size() > 1) {
            throw new SolutionException(
                    null,
                    "This goal works on one environment, and " + connections.size() + " are chosen.",
                    "Choose one, for example: -Denv="
                            + connections.get(0).environment().id());
        }
        return connections.get(0);
    }

    /** {@code solution} in the build folder: where reports and the trace of the requests are written. */
    Path reportDirectory() {
        return project()
                .map(project -> Path.of(project.getBuild().getDirectory()))
                .orElseGet(() -> baseDirectory().resolve("target"))
                .resolve("solution");
    }

    private Connections connections(Reporter reporter) {
        Settings settings = session().getSettings();
        SettingsServers servers = new SettingsServers(settings, settingsDecrypter);
        Map<String, String> variables = System.getenv();
        return new Connections(
                new Connections.Setup(
                        reportDirectory().resolve("trace.log"),
                        path(Optional.ofNullable(trustedCertificates)).map(TrustedCertificates::read),
                        Duration.ofSeconds(connectTimeout),
                        Duration.ofSeconds(readTimeout),
                        variables,
                        Terminal.isInteractive(session().getRequest(), variables) && getLog().isInfoEnabled(),
                        Path.of(System.getProperty("user.home"), ".m2", "dataverse-tokens"),
                        this::settingsPath,
                        executionRoot().resolve(localDirectory).normalize()),
                servers,
                SettingsProxies.of(settings.getProxies(), servers::password),
                reporter);
    }

    /** A file that settings.xml or a variable names; {@code ~} is the home of the user. */
    private Path settingsPath(String file) {
        return file.startsWith("~/")
                ? Path.of(System.getProperty("user.home"), file.substring(2))
                : path(new File(file));
    }

    /** The chosen environments. */
    List<Environment> environments() throws IOException {
        return known().choose(environmentNames(), given(url));
    }

    @Override
    final Optional<String> address() {
        return given(url);
    }

    /** Whether environments were chosen on the command line. */
    final boolean isChoiceTyped() {
        Properties typed = session().getUserProperties();
        return List.of("env", "solution.env", "solution.url").stream()
                .anyMatch(name -> given(typed.getProperty(name)).isPresent());
    }

    final Environments known() {
        return new Environments(declaredEnvironments(), given(serverId));
    }

    private SolutionException noEnvironment() {
        return new SolutionException(
                null,
                "No environment is chosen.",
                "Name one of your <environments>, the built-in local one, or an address: " + command()
                        + " -Denv=local");
    }
}
