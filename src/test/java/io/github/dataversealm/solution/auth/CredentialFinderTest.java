package io.github.dataversealm.solution.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.auth.Credentials.TokenSource;
import io.github.dataversealm.solution.environment.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

class CredentialFinderTest {

    private static final Environment TEST = new Environment(
            "test", URI.create("https://contoso.crm4.dynamics.com"), "dataverse-test", Optional.empty(), false);
    private static final Secret SECRET = new Secret("s3cr3t~value");

    private final Map<String, String> variables = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean interactive;

    // ---------------------------------------------------------------- precedence

    @Test
    void the_server_goes_before_everything_else() {
        variables.putAll(Map.of("AZURE_CLIENT_ID", "other", "AZURE_CLIENT_SECRET", "other"));
        variables.put("IDENTITY_ENDPOINT", "http://127.0.0.1");
        interactive = true;
        Account account = find(server("app", "s3cr3t~value", Map.of("tenantId", "t1")));
        assertThat(account.credentials()).isEqualTo(new Credentials.ClientSecret("app", SECRET));
        assertThat(account.tenant()).contains("t1");
        assertThat(account.origin()).isEqualTo("the <server> 'dataverse-test' of settings.xml");
    }

    @Test
    void the_variables_go_before_the_machine_and_the_person() {
        variables.putAll(
                Map.of("AZURE_CLIENT_ID", "app", "AZURE_CLIENT_SECRET", "s3cr3t~value", "AZURE_TENANT_ID", "t"));
        variables.put("IDENTITY_ENDPOINT", "http://127.0.0.1");
        interactive = true;
        Account account = find();
        assertThat(account.credentials()).isEqualTo(new Credentials.ClientSecret("app", SECRET));
        assertThat(account.tenant()).contains("t");
    }

    @Test
    void the_machine_goes_before_the_person() {
        variables.put("IDENTITY_ENDPOINT", "http://127.0.0.1");
        interactive = true;
        assertThat(find().credentials()).isEqualTo(new Credentials.ManagedIdentity(Optional.empty()));
    }

    @Test
    void a_person_signs_in_where_nothing_is_set_up() {
        interactive = true;
        assertThat(find().credentials())
                .isEqualTo(new Credentials.DeviceCode(Credentials.SAMPLE_CLIENT_ID, Optional.empty()));
    }

    @Test
    void nothing_at_all_shows_what_to_paste() {
        refused(this::find)
                .withMessageContaining("no credentials for the environment 'test'")
                .withMessageContaining("<id>dataverse-test</id>")
                .withMessageContaining("AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET")
                .withMessageContaining("mvn solution:who-am-i -Denv=test");
    }

    @Test
    void what_the_environment_names_goes_before_what_the_server_names() {
        Account account = finder().find(
                        TEST,
                        Optional.of(server("app", "x", Map.of("cloud", "gcc", "authority", "https://a.example/t"))),
                        Optional.of(Cloud.CHINA),
                        Optional.empty());
        assertThat(account.cloud()).contains(Cloud.CHINA);
        assertThat(account.authority()).contains(URI.create("https://a.example/t"));
    }

    // ---------------------------------------------------------------- variables

    @Test
    void a_certificate_of_the_variables() {
        variables.putAll(Map.of(
                "AZURE_CLIENT_ID",
                "app",
                "AZURE_CLIENT_CERTIFICATE_PATH",
                "app.pem",
                "AZURE_CLIENT_CERTIFICATE_PASSWORD",
                "s3cr3t~value"));
        assertThat(find().credentials())
                .isEqualTo(new Credentials.Certificate("app", Path.of("/base/app.pem"), Optional.of(SECRET)));
    }

    @Test
    void a_user_of_the_variables() {
        variables.putAll(Map.of("AZURE_CLIENT_ID", "app", "AZURE_USERNAME", "ann", "AZURE_PASSWORD", "s3cr3t~value"));
        assertThat(find().credentials()).isEqualTo(new Credentials.UsernamePassword("app", "ann", SECRET));
    }

    @Test
    void the_federation_of_a_token_file_of_github_and_of_azure_devops() {
        variables.putAll(Map.of(
                "AZURE_CLIENT_ID",
                "app",
                "SYSTEM_OIDCREQUESTURI",
                "https://devops/oidc",
                "SYSTEM_ACCESSTOKEN",
                "s3cr3t~value"));
        variables.put("AZURESUBSCRIPTION_SERVICE_CONNECTION_ID", "connection");
        assertThat(source())
                .isEqualTo(new TokenSource.AzureDevOps(URI.create("https://devops/oidc"), SECRET, "connection"));
        variables.putAll(Map.of(
                "ACTIONS_ID_TOKEN_REQUEST_URL",
                "https://github/oidc",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                "s3cr3t~value"));
        assertThat(source()).isEqualTo(new TokenSource.GitHubActions(URI.create("https://github/oidc"), SECRET));
        variables.put("AZURE_FEDERATED_TOKEN_FILE", "/var/run/token");
        assertThat(source()).isEqualTo(new TokenSource.TokenFile(Path.of("/var/run/token")));
        variables.put("AZURE_CLIENT_SECRET", "s3cr3t~value");
        assertThat(find().credentials()).isEqualTo(new Credentials.ClientSecret("app", SECRET));
    }

    private TokenSource source() {
        return ((Credentials.FederatedToken) find().credentials()).source();
    }

    @Test
    void variables_that_are_set_to_nothing_are_not_set() {
        variables.putAll(Map.of("AZURE_CLIENT_ID", "", "AZURE_CLIENT_SECRET", " "));
        refused(this::find).withMessageContaining("no credentials");
    }

    @Test
    void half_of_the_variables_name_the_other_half() {
        variables.put("AZURE_CLIENT_ID", "app");
        refused(this::find).withMessageContaining("AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH");
        variables.put("GITHUB_ACTIONS", "true");
        refused(this::find).withMessageContaining("permissions: id-token: write");
        variables.put("TF_BUILD", "True");
        refused(this::find).withMessageContaining("AZURE_SERVICE_CONNECTION_ID");
        variables.clear();
        variables.put("AZURE_CLIENT_SECRET", "s3cr3t~value");
        refused(this::find).withMessageContaining("AZURE_CLIENT_ID is not").withMessageNotContaining("s3cr3t");
    }

    @Test
    void the_login_service_of_another_cloud_can_be_named_as_azure_does() {
        variables.putAll(Map.of("AZURE_CLIENT_ID", "app", "AZURE_CLIENT_SECRET", "x"));
        variables.put("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.us/");
        assertThat(find().authority()).contains(URI.create("https://login.microsoftonline.us/"));
    }

    // ---------------------------------------------------------------- settings.xml

    @Test
    void the_names_of_azures_tools_are_understood() {
        Account account = find(server(null, null, Map.of("client", "app", "tenant", "t1", "key", "s3cr3t~value")));
        assertThat(account.credentials()).isEqualTo(new Credentials.ClientSecret("app", SECRET));
        assertThat(account.tenant()).contains("t1");
    }

    @Test
    void a_certificate_of_the_server() {
        assertThat(find(server("app", "s3cr3t~value", Map.of("certificateFile", "app.pfx")))
                        .credentials())
                .isEqualTo(new Credentials.Certificate("app", Path.of("/base/app.pfx"), Optional.of(SECRET)));
        ServerEntry key = new ServerEntry(
                "dataverse-test",
                Optional.of("app"),
                Optional.empty(),
                Optional.of("app.pem"),
                Optional.of(SECRET),
                Map.of());
        assertThat(find(key).credentials())
                .isEqualTo(new Credentials.Certificate("app", Path.of("/base/app.pem"), Optional.of(SECRET)));
    }

    @Test
    void every_way_can_be_named() {
        assertThat(find(server(null, null, Map.of("authType", "managedIdentity")))
                        .credentials())
                .isEqualTo(new Credentials.ManagedIdentity(Optional.empty()));
        assertThat(find(server("app", null, Map.of("authType", "managed-identity")))
                        .credentials())
                .isEqualTo(new Credentials.ManagedIdentity(Optional.of("app")));
        assertThat(find(server("ann@contoso.com", null, Map.of("authType", "devicecode")))
                        .credentials())
                .isEqualTo(new Credentials.DeviceCode(Credentials.SAMPLE_CLIENT_ID, Optional.of("ann@contoso.com")));
        assertThat(find(server("app", null, Map.of("authType", "deviceCode"))).credentials())
                .isEqualTo(new Credentials.DeviceCode("app", Optional.empty()));
        assertThat(find(server("ann", "s3cr3t~value", Map.of("authType", "password")))
                        .credentials())
                .isEqualTo(new Credentials.UsernamePassword(Credentials.SAMPLE_CLIENT_ID, "ann", SECRET));
        assertThat(find(server(null, "s3cr3t~value", Map.of("authType", "token")))
                        .credentials())
                .isEqualTo(new Credentials.FixedToken(SECRET));
        assertThat(find(server(
                                "app",
                                null,
                                Map.of("authType", "federated", "federatedTokenFile", "token", "audience", "api://x")))
                        .credentials())
                .isEqualTo(new Credentials.FederatedToken(
                        "app", new TokenSource.TokenFile(Path.of("/base/token")), Optional.of("api://x")));
    }

    @Test
    void a_server_without_a_secret_takes_the_token_of_the_pipeline() {
        variables.putAll(Map.of("SYSTEM_OIDCREQUESTURI", "https://devops/oidc", "SYSTEM_ACCESSTOKEN", "s3cr3t~value"));
        assertThat(find(server("app", null, Map.of("serviceConnectionId", "c1")))
                        .credentials())
                .isEqualTo(new Credentials.FederatedToken(
                        "app",
                        new TokenSource.AzureDevOps(URI.create("https://devops/oidc"), SECRET, "c1"),
                        Optional.empty()));
    }

    @Test
    void a_name_with_an_at_sign_is_a_user() {
        assertThat(find(server("ann@contoso.com", "s3cr3t~value", Map.of())).credentials())
                .isEqualTo(new Credentials.UsernamePassword(Credentials.SAMPLE_CLIENT_ID, "ann@contoso.com", SECRET));
    }

    @Test
    void what_is_missing_or_wrong_is_told_without_the_secrets() {
        refused(() -> find(server("app", null, Map.of()))).withMessageContaining("nothing to prove who signs in");
        refused(() -> find(server(null, "s3cr3t~value", Map.of())))
                .withMessageContaining("no application id")
                .withMessageNotContaining("s3cr3t");
        refused(() -> find(server("app", null, Map.of("authType", "magic")))).withMessageContaining("managedIdentity");
        refused(() -> find(server("app", null, Map.of("authType", "federated"))))
                .withMessageContaining("federatedTokenFile");
        refused(() -> find(server("app", "${env.CLIENT_SECRET}", Map.of())))
                .withMessageContaining("Set the environment variable CLIENT_SECRET.");
        refused(() -> find(server("app", "{5FjvnZvhNDMHHnxXoPu1a0WcgZzaArKRCnGBnsA83R7k=}", Map.of())))
                .withMessageContaining("Maven could not decrypt it")
                .withMessageNotContaining("5Fjvn");
        find(server("app", "x", Map.of("tenantid", "t", "tennant", "t")));
        assertThat(warnings)
                .containsExactly(
                        "<tennant> in the <server> 'dataverse-test' of settings.xml means nothing here and is ignored.");
    }

    @Test
    void a_server_entry_does_not_show_its_secrets() {
        assertThat(server("app", "s3cr3t~value", Map.of("key", "s3cr3t~value")).toString())
                .doesNotContain("s3cr3t");
    }

    // ---------------------------------------------------------------- frame

    private CredentialFinder finder() {
        return new CredentialFinder(
                variables, interactive, file -> Path.of("/base").resolve(file), warnings::add);
    }

    private Account find() {
        return finder().find(TEST, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Account find(ServerEntry server) {
        return finder().find(TEST, Optional.of(server), Optional.empty(), Optional.empty());
    }

    private static ServerEntry server(String username, String password, Map<String, String> configuration) {
        Map<String, Secret> values = new HashMap<>();
        configuration.forEach((name, value) -> values.put(name, new Secret(value)));
        return new ServerEntry(
                "dataverse-test",
                Optional.ofNullable(username),
                Optional.ofNullable(password).map(Secret::new),
                Optional.empty(),
                Optional.empty(),
                values);
    }

    private static ThrowableAssertAlternative<SignInException> refused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatExceptionOfType(SignInException.class).isThrownBy(call);
    }
}
