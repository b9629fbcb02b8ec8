package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.auth.Account;
import io.github.dataversealm.solution.auth.Cloud;
import io.github.dataversealm.solution.auth.CredentialFinder;
import io.github.dataversealm.solution.auth.Credentials;
import io.github.dataversealm.solution.auth.SignIn;
import io.github.dataversealm.solution.auth.SignInOptions;
import io.github.dataversealm.solution.auth.TokenProvider;
import io.github.dataversealm.solution.check.local.LocalAnalysis;
import io.github.dataversealm.solution.check.service.CheckerEndpoint;
import io.github.dataversealm.solution.check.service.ServiceConnection;
import io.github.dataversealm.solution.dataverse.ClientOptions;
import io.github.dataversealm.solution.dataverse.DataverseClient;
import io.github.dataversealm.solution.emulator.EmulatorOptions;
import io.github.dataversealm.solution.emulator.LocalEnvironment;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.http.FileTrace;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.X509TrustManager;

/** The connections of one goal: they share the HTTP client, the trace and the way to find credentials, and nothing else. */
final class Connections implements Closeable {

    /**
     * What the connections are made of.
     *
     * @param trace the file that the requests are written to
     * @param trust additional trust, for a company's own certificates
     * @param variables the environment variables
     * @param interactive whether a person can be asked to sign in
     * @param tokenCache the folder of the sign-ins of people
     * @param resolve makes the path of a file of the settings
     * @param localDirectory the folder that keeps the local environment
     */
    record Setup(
            Path trace,
            Optional<X509TrustManager> trust,
            Duration connectTimeout,
            Duration readTimeout,
            Map<String, String> variables,
            boolean interactive,
            Path tokenCache,
            Function<String, Path> resolve,
            Path localDirectory) {}

    private final FileTrace trace;
    private final HttpClients http;
    private final SignIn signIn;
    private final CredentialFinder credentials;
    private final SettingsServers servers;
    private final ClientOptions options;
    private final Path localDirectory;
    private final Reporter reporter;
    private final List<LocalEnvironment> locals = new ArrayList<>();

    Connections(Setup setup, SettingsServers servers, Optional<SettingsProxies> proxies, Reporter reporter) {
        this.servers = servers;
        this.localDirectory = setup.localDirectory();
        this.reporter = reporter;
        this.trace = new FileTrace(setup.trace(), InstantSource.system(), reporter);
        this.http = new HttpClients(new HttpOptions(
                proxies.map(Function.identity()),
                proxies.map(Function.identity()),
                setup.trust(),
                setup.connectTimeout(),
                setup.readTimeout(),
                trace));
        this.signIn = new SignIn(http.client(), SignInOptions.of(setup.interactive(), setup.tokenCache(), reporter));
        this.credentials =
                new CredentialFinder(setup.variables(), setup.interactive(), setup.resolve(), reporter::warn);
        this.options = ClientOptions.defaults().withTrace(trace);
    }

    /** @param definition what the pom.xml says about the environment; empty for one that is named by its address */
    Connection open(Environment environment, Optional<EnvironmentDefinition> definition) throws IOException {
        if (environment.local()) {
            return local(environment);
        }
        Account account = credentials.find(
                environment,
                servers.find(environment.serverId()),
                definition.flatMap(EnvironmentDefinition::cloud).map(Cloud::named),
                definition.flatMap(EnvironmentDefinition::authority).map(text -> authority(environment, text)));
        TokenProvider tokens = signIn.provider(account, environment.url());
        return new Connection(
                environment,
                new DataverseClient(environment.url(), http.client(), tokens, options),
                tokens,
                Optional.of(new Connection.Identity(account, tokens, () -> signIn.tenantOf(environment.url()))),
                Optional.empty());
    }

    /**
     * The way to the checker service of an environment, with the environment's credentials.
     *
     * @param custom the address of the service, when it is named
     * @param geography the name of the service's geography, when it is named
     */
    ServiceConnection checker(Connection connection, Optional<String> custom, Optional<String> geography) {
        URI environment = connection.environment().url();
        CheckerEndpoint endpoint = CheckerEndpoint.of(custom, geography, environment);
        if (connection.identity().isEmpty()) {
            if (!endpoint.address().equals(environment)) {
                throw new SolutionException(
                        null,
                        "The built-in local environment has no credentials for " + endpoint.address() + ".",
                        "Leave customEndpoint and geo out, or choose an environment of Microsoft's with -Denv.");
            }
            TokenProvider tokens = connection.tokens();
            return new ServiceConnection(endpoint, http.client(), resource -> tokens, Optional::empty);
        }
        Account account = connection.identity().get().account();
        if (account.credentials() instanceof Credentials.FixedToken
                && !(endpoint.address().getHost().equals(environment.getHost())
                        && endpoint.address().getPort() == environment.getPort())) {
            throw new SolutionException(
                    null,
                    "The fixed token of " + environment + " is not given to " + endpoint.address() + ".",
                    "Leave customEndpoint and geo out, or choose an environment that an application signs in to.");
        }
        return new ServiceConnection(
                endpoint,
                http.client(),
                resource -> signIn.provider(account, environment, resource),
                () -> account.tenant()
                        .filter(tenant -> tenant.matches("[0-9a-fA-F-]{36}"))
                        .or(() -> signIn.tenantOf(environment)));
    }

    private static URI authority(Environment environment, String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new SolutionException(
                    null,
                    "The <authority> of the environment '" + environment.id() + "' is no address.",
                    "Write it as https://<login host>/<tenant>, or leave it out.");
        }
    }

    /** Each local environment is an organization in a folder of its own; that of {@code local} itself holds the others. */
    private Path folder(String id) throws IOException {
        return id.equals(Environment.LOCAL) ? localDirectory : LocalEnvironment.further(localDirectory, id);
    }

    /** A built-in environment, which starts if nobody serves its folder yet and needs no sign-in. */
    private Connection local(Environment environment) throws IOException {
        LocalEnvironment local = LocalEnvironment.open(EmulatorOptions.in(folder(environment.id()))
                .withAnalysis(new LocalAnalysis())
                .withReporter(reporter));
        locals.add(local);
        Environment running = environment.at(URI.create(local.url()));
        TokenProvider tokens = new LocalToken(local.token());
        return new Connection(
                running,
                new DataverseClient(running.url(), http.client(), tokens, options),
                tokens,
                Optional.empty(),
                Optional.of(local));
    }

    /** The token of the local environment, which does not expire. */
    private record LocalToken(String token) implements TokenProvider {

        @Override
        public void refused(String refused) {
            // There is no other one; the service's answer tells what is wrong.
        }

        /** Without the token, so that it cannot get into a log. */
        @Override
        public String toString() {
            return "the token of the local environment";
        }
    }

    @Override
    public void close() throws IOException {
        try {
            http.close();
        } finally {
            try {
                for (LocalEnvironment local : locals) {
                    local.close();
                }
            } finally {
                trace.close();
            }
        }
    }
}
