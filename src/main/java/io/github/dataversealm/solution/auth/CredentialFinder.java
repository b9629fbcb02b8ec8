package io.github.dataversealm.solution.auth;

import io.github.dataversealm.solution.auth.Credentials.TokenSource;
import io.github.dataversealm.solution.environment.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Finds what to sign in to an environment with. The first of these that is there is taken, as a whole:
 * <ol>
 *   <li>the {@code <server>} of settings.xml that belongs to the environment;
 *   <li>the environment variables of Azure ({@code AZURE_CLIENT_ID} and one more), where GitHub Actions and Azure DevOps
 *       supply the token of a pipeline without a secret;
 *   <li>the managed identity, on services that announce one;
 *   <li>a person, when one sits in front of the terminal.
 * </ol>
 */
public final class CredentialFinder {

    private final Map<String, String> variables;
    private final boolean interactive;
    private final Function<String, Path> resolve;
    private final Consumer<String> warnings;

    /**
     * @param variables the environment variables
     * @param resolve makes the path of a file that is named in a text
     */
    public CredentialFinder(
            Map<String, String> variables,
            boolean interactive,
            Function<String, Path> resolve,
            Consumer<String> warnings) {
        this.variables = variables;
        this.interactive = interactive;
        this.resolve = resolve;
        this.warnings = warnings;
    }

    /**
     * @param cloud of the {@code <environment>}; goes before that of the server
     * @param authority of the {@code <environment>}; goes before that of the server
     * @throws SignInException when there are none, or they are not complete, with what to add
     */
    public Account find(
            Environment environment, Optional<ServerEntry> server, Optional<Cloud> cloud, Optional<URI> authority) {
        Account found = server.map(entry -> new ServerCredentials(entry, this).account())
                .or(this::ofVariables)
                .or(this::ofMachine)
                .or(this::ofPerson)
                .orElseThrow(() -> none(environment));
        return new Account(
                found.credentials(),
                found.tenant(),
                cloud.or(found::cloud),
                authority.or(found::authority),
                found.origin());
    }

    Path path(String file) {
        return resolve.apply(file);
    }

    void warn(String message) {
        warnings.accept(message);
    }

    /** An environment variable that has a value; CI services set some to nothing. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    // ---------------------------------------------------------------- environment variables

    private Optional<Account> ofVariables() {
        Optional<String> client = variable("AZURE_CLIENT_ID").or(() -> variable("AZURESUBSCRIPTION_CLIENT_ID"));
        if (client.isEmpty()) {
            return variable("AZURE_CLIENT_SECRET").map(secret -> {
                throw new SignInException(
                        "AZURE_CLIENT_SECRET is set, but AZURE_CLIENT_ID is not.",
                        "Set AZURE_CLIENT_ID to the application (client) id as well.",
                        null);
            });
        }
        String id = client.get();
        Optional<Credentials> secret =
                variable("AZURE_CLIENT_SECRET").map(value -> new Credentials.ClientSecret(id, new Secret(value)));
        Optional<Credentials> certificate = variable("AZURE_CLIENT_CERTIFICATE_PATH")
                .map(file -> new Credentials.Certificate(
                        id,
                        path(file),
                        variable("AZURE_CLIENT_CERTIFICATE_PASSWORD").map(Secret::new)));
        Optional<Credentials> user = variable("AZURE_USERNAME")
                .flatMap(name -> variable("AZURE_PASSWORD")
                        .map(word -> new Credentials.UsernamePassword(id, name, new Secret(word))));
        return secret.or(() -> certificate)
                .or(() -> user)
                .or(() -> tokenSource(Optional.empty())
                        .map(source -> new Credentials.FederatedToken(id, source, Optional.empty())))
                .or(() -> machine(Optional.of(id)))
                .map(credentials -> account(credentials, "the environment variables AZURE_*"))
                .or(() -> {
                    if (interactive) {
                        return Optional.of(account(
                                new Credentials.DeviceCode(id, variable("AZURE_USERNAME")),
                                "the environment variables AZURE_*"));
                    }
                    throw incomplete();
                });
    }

    private Account account(Credentials credentials, String origin) {
        return new Account(
                credentials,
                variable("AZURE_TENANT_ID").or(() -> variable("AZURESUBSCRIPTION_TENANT_ID")),
                Optional.empty(),
                authorityHost(),
                origin);
    }

    /** {@code AZURE_AUTHORITY_HOST} is Azure's name for the login service of another cloud. */
    private Optional<URI> authorityHost() {
        return variable("AZURE_AUTHORITY_HOST").map(text -> address("AZURE_AUTHORITY_HOST", text));
    }

    static URI address(String where, String text) {
        try {
            return URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new SignInException("The value of " + where + " is no address.", "Correct it.", null);
        }
    }

    /**
     * The service that vouches for this build.
     *
     * @param serviceConnection of Azure DevOps; empty: the one of the running task
     */
    Optional<TokenSource> tokenSource(Optional<String> serviceConnection) {
        Optional<TokenSource> file =
                variable("AZURE_FEDERATED_TOKEN_FILE").map(name -> new TokenSource.TokenFile(path(name)));
        return file.or(() -> variable("ACTIONS_ID_TOKEN_REQUEST_URL")
                        .flatMap(url -> variable("ACTIONS_ID_TOKEN_REQUEST_TOKEN")
                                .map(token -> new TokenSource.GitHubActions(
                                        address("ACTIONS_ID_TOKEN_REQUEST_URL", url), new Secret(token)))))
                .or(() -> azureDevOps(serviceConnection));
    }

    private Optional<TokenSource> azureDevOps(Optional<String> serviceConnection) {
        Optional<String> connection = serviceConnection
                .or(() -> variable("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID"))
                .or(() -> variable("AZURE_SERVICE_CONNECTION_ID"));
        return variable("SYSTEM_OIDCREQUESTURI")
                .flatMap(url -> variable("SYSTEM_ACCESSTOKEN")
                        .flatMap(token -> connection.map(id -> new TokenSource.AzureDevOps(
                                address("SYSTEM_OIDCREQUESTURI", url), new Secret(token), id))));
    }

    private SignInException incomplete() {
        List<String> hints = new ArrayList<>();
        if (variable("GITHUB_ACTIONS").isPresent()) {
            hints.add(
                    "On GitHub Actions without a secret, give the job the permission to fetch a token: permissions: id-token:"
                            + " write.");
        }
        if (variable("TF_BUILD").isPresent()) {
            hints.add(
                    "On Azure DevOps without a secret, run the step as an AzureCLI task or set AZURE_SERVICE_CONNECTION_ID, and map"
                            + " SYSTEM_ACCESSTOKEN: $(System.AccessToken) into its env.");
        }
        return new SignInException(
                "AZURE_CLIENT_ID is set, but nothing that proves to be it.",
                "Set one of AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH and AZURE_FEDERATED_TOKEN_FILE as well."
                        + (hints.isEmpty() ? "" : " " + String.join(" ", hints)),
                null);
    }

    // ---------------------------------------------------------------- machine and person

    private Optional<Account> ofMachine() {
        return machine(Optional.empty())
                .map(credentials ->
                        account(credentials, "the managed identity of this machine (IDENTITY_ENDPOINT is set)"));
    }

    private Optional<Credentials> machine(Optional<String> clientId) {
        return variable("IDENTITY_ENDPOINT").map(endpoint -> new Credentials.ManagedIdentity(clientId));
    }

    private Optional<Account> ofPerson() {
        return interactive
                ? Optional.of(account(
                        new Credentials.DeviceCode(Credentials.SAMPLE_CLIENT_ID, Optional.empty()),
                        "your sign-in in a browser"))
                : Optional.empty();
    }

    private static SignInException none(Environment environment) {
        return new SignInException(
                "There are no credentials for the environment '" + environment.id() + "' (" + environment.url() + ").",
                String.join(
                        System.lineSeparator(),
                        "Add them to your settings.xml (~/.m2/settings.xml):",
                        "  <servers>",
                        "    <server>",
                        "      <id>" + environment.serverId() + "</id>",
                        "      <username>(the application id)</username>",
                        "      <password>(the client secret, as mvn --encrypt-password shows it)</password>",
                        "      <configuration>",
                        "        <tenantId>(the tenant's id)</tenantId>",
                        "      </configuration>",
                        "    </server>",
                        "  </servers>",
                        "or set the environment variables AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET"
                                + " (or AZURE_CLIENT_CERTIFICATE_PATH, or AZURE_FEDERATED_TOKEN_FILE).",
                        "Then check the set-up: mvn solution:who-am-i -Denv=" + chosenBy(environment)),
                null);
    }

    /** What one types to choose it: an environment that was named by its address has no id of its own. */
    private static String chosenBy(Environment environment) {
        return environment.id().startsWith(environment.url().getHost())
                ? environment.url().toString()
                : environment.id();
    }
}
