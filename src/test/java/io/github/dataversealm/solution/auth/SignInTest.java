package io.github.dataversealm.solution.auth;

import static io.github.dataversealm.solution.testkit.LoginService.CLIENT;
import static io.github.dataversealm.solution.testkit.LoginService.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.auth.Credentials.TokenSource;
import io.github.dataversealm.solution.testkit.LoginService;
import io.github.dataversealm.solution.testkit.LoginService.Call;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real flows of the sign-in library over TLS, against a login service on this machine. */
class SignInTest {

    private static final Secret SECRET = new Secret("s3cr3t~value");

    private final LoginService service = new LoginService();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Messages messages = new Messages();
    private boolean interactive = true;

    @TempDir
    private Path folder;

    @AfterEach
    void nothing_secret_was_said() {
        service.close();
        assertThat(String.join("\n", messages.lines()) + "\n" + String.join("\n", service.trace()))
                .doesNotContain(SECRET.reveal())
                .doesNotContain("access-", "refresh-secret", "dev-code-secret", "github-jwt", "azdo-jwt", "file-jwt");
    }

    // ---------------------------------------------------------------- the flows

    @Test
    void a_client_secret() {
        assertThat(provider(new Credentials.ClientSecret(CLIENT, SECRET)).token())
                .isEqualTo("access-1");
        Call call = service.calls("/token").get(0);
        assertThat(call.path()).isEqualTo("/" + TENANT + "/oauth2/v2.0/token");
        assertThat(call.form())
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_id", CLIENT)
                .containsEntry("client_secret", SECRET.reveal())
                .hasEntrySatisfying(
                        "scope", scope -> assertThat(scope.split(" ")).contains(service.url() + "/.default"));
        assertThat(service.calls()).as("nothing else is asked").hasSize(1);
    }

    @Test
    void a_token_of_another_service_with_the_account_of_the_environment() {
        Account account = new Account(
                new Credentials.ClientSecret(CLIENT, SECRET),
                Optional.of(TENANT),
                Optional.empty(),
                Optional.of(service.url()),
                "the test");
        String resource = "https://api.advisor.powerapps.com/";
        assertThat(signIn().provider(account, service.url(), resource).token()).isEqualTo("access-1");
        assertThat(service.calls("/token").get(0).form())
                .hasEntrySatisfying(
                        "scope", scope -> assertThat(scope.split(" ")).contains(resource + "/.default"));
    }

    @Test
    void a_certificate_in_pem_signs_a_statement() throws Exception {
        HeldCertificate held = new HeldCertificate.Builder().rsa2048().build();
        Path pem = folder.resolve("app.pem");
        Files.writeString(pem, held.certificatePem() + held.privateKeyPkcs8Pem());
        provider(new Credentials.Certificate(CLIENT, pem, Optional.empty())).token();
        signedBy(held);
    }

    @Test
    void a_certificate_in_pfx_signs_a_statement() throws Exception {
        HeldCertificate held = new HeldCertificate.Builder().rsa2048().build();
        Path pfx = folder.resolve("app.pfx");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] password = SECRET.reveal().toCharArray();
        store.setKeyEntry("app", held.keyPair().getPrivate(), password, new Certificate[] {held.certificate()});
        try (var out = Files.newOutputStream(pfx)) {
            store.store(out, password);
        }
        provider(new Credentials.Certificate(CLIENT, pfx, Optional.of(SECRET))).token();
        signedBy(held);
    }

    private void signedBy(HeldCertificate held) throws Exception {
        Call call = service.calls("/token").get(0);
        assertThat(call.form())
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .doesNotContainKey("client_secret");
        String[] parts = call.form().get("client_assertion").split("\\.");
        String header = new String(Base64.getUrlDecoder().decode(parts[0]));
        Signature signature;
        if (header.contains("PS256")) {
            signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new java.security.spec.PSSParameterSpec(
                    "SHA-256", "MGF1", java.security.spec.MGF1ParameterSpec.SHA256, 32, 1));
        } else {
            signature = Signature.getInstance("SHA256withRSA");
        }
        signature.initVerify(held.certificate());
        signature.update((parts[0] + "." + parts[1]).getBytes());
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void a_federated_token_of_a_file_is_read_anew_each_time() throws Exception {
        Path file = folder.resolve("token");
        Files.writeString(file, "file-jwt-1\n");
        TokenProvider provider = provider(federated(new TokenSource.TokenFile(file)));
        provider.token();
        Files.writeString(file, "file-jwt-2\n");
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(58)));
        provider.token();
        assertThat(service.calls("/token"))
                .extracting(call -> call.form().get("client_assertion"))
                .containsExactly("file-jwt-1", "file-jwt-2");
    }

    @Test
    void a_federated_token_of_github() {
        TokenSource source = new TokenSource.GitHubActions(
                URI.create(service.url() + "/github?api-version=2.0"), new Secret("request-secret"));
        provider(federated(source)).token();
        Call asked = service.calls("/github").get(0);
        assertThat(asked.query()).isEqualTo("api-version=2.0&audience=api://AzureADTokenExchange");
        assertThat(asked.headers())
                .containsEntry("authorization", "Bearer request-secret")
                .containsEntry("accept", "application/json");
        assertThat(service.calls("/token").get(0).form()).containsEntry("client_assertion", "github-jwt-secret");
    }

    @Test
    void a_federated_token_of_azure_devops() {
        TokenSource source = new TokenSource.AzureDevOps(
                URI.create(service.url() + "/azdo"), new Secret("system-access-secret"), "connection-1");
        provider(federated(source)).token();
        Call asked = service.calls("/azdo").get(0);
        assertThat(asked.query()).isEqualTo("api-version=7.1&serviceConnectionId=connection-1");
        assertThat(asked.headers())
                .containsEntry("authorization", "Bearer system-access-secret")
                .containsEntry("content-type", "application/json");
        assertThat(service.calls("/token").get(0).form()).containsEntry("client_assertion", "azdo-jwt-secret");
    }

    @Test
    void a_ci_service_that_gives_no_token_is_explained() {
        service.plan("/github", 403, "request-secret");
        TokenSource source =
                new TokenSource.GitHubActions(URI.create(service.url() + "/github"), new Secret("request-secret"));
        failure(provider(federated(source)), "GitHub Actions gave no token", "id-token: write");
        service.plan("/azdo", 200, "<html>");
        TokenSource azure = new TokenSource.AzureDevOps(
                URI.create(service.url() + "/azdo"), new Secret("system-access-secret"), "connection-1");
        failure(provider(federated(azure)), "has no 'oidcToken'", "SYSTEM_ACCESSTOKEN");
    }

    @Test
    void a_user_name_and_a_password() {
        assertThat(provider(new Credentials.UsernamePassword(CLIENT, "ann@contoso.com", SECRET))
                        .token())
                .isEqualTo("access-1");
        assertThat(service.calls("/token").get(0).form())
                .containsEntry("grant_type", "password")
                .containsEntry("username", "ann@contoso.com")
                .containsEntry("password", SECRET.reveal());
    }

    @Test
    void the_password_of_a_user_is_not_sent_to_another_identity_provider() {
        service.plan(
                "/ann@contoso.com",
                200,
                "{\"ver\":\"1.0\",\"account_type\":\"Federated\",\"domain_name\":\"contoso.com\",\"federation_protocol\":"
                        + "\"WSTrust\",\"federation_metadata_url\":\"https://127.0.0.1:"
                        + service.url().getPort()
                        + "/adfs/mex\",\"federation_active_auth_url\":\"https://127.0.0.1/adfs\"}");
        failure(
                provider(new Credentials.UsernamePassword(CLIENT, "ann@contoso.com", SECRET)),
                "sent on to 127.0.0.1",
                "");
        assertThat(service.calls("/adfs/mex")).isEmpty();
    }

    // ---------------------------------------------------------------- people

    @Test
    void a_person_types_a_code_once_and_is_known_the_next_time() throws Exception {
        service.plan(
                "/token",
                400,
                "{\"error\":\"authorization_pending\",\"error_description\":\"AADSTS70016: pending\"}",
                "Content-Type",
                "application/json");
        Credentials device = new Credentials.DeviceCode(CLIENT, Optional.empty());
        assertThat(provider(device).token()).isEqualTo("access-1");
        assertThat(messages.lines())
                .singleElement()
                .satisfies(message ->
                        assertThat(message).contains("https://microsoft.com/devicelogin", "ABCD1234", "15 minutes"));
        assertThat(service.calls("/token"))
                .extracting(call -> call.form().get("grant_type"))
                .containsExactly("device_code", "device_code");

        interactive = false;
        assertThat(provider(device).token()).as("the token is still good").isEqualTo("access-1");
        TokenProvider later = provider(device);
        later.refused(later.token());
        assertThat(later.token()).as("the sign-in is still good").isEqualTo("access-2");
        assertThat(service.calls("/token").get(2).form())
                .containsEntry("grant_type", "refresh_token")
                .containsEntry("refresh_token", "refresh-secret");
        assertThat(service.calls("/devicecode")).hasSize(1);

        try (Stream<Path> files = Files.list(folder.resolve("tokens"))) {
            assertThat(files).singleElement().satisfies(file -> {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                assertThat(Files.readString(file)).contains("refresh-secret");
            });
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tokens"))))
                .isEqualTo("rwx------");
    }

    @Test
    void a_saved_sign_in_that_has_ended_asks_the_person_again() {
        Credentials device = new Credentials.DeviceCode(CLIENT, Optional.empty());
        TokenProvider provider = provider(device);
        provider.refused(provider.token());
        service.refuse("invalid_grant", "AADSTS700082: The refresh token has expired due to inactivity.");
        assertThat(provider.token()).isEqualTo("access-2");
        assertThat(service.calls("/devicecode")).hasSize(2);
    }

    @Test
    void without_a_person_a_code_is_not_waited_for() {
        interactive = false;
        failure(
                provider(new Credentials.DeviceCode(CLIENT, Optional.empty())),
                "Nobody is there",
                "mvn solution:who-am-i");
        assertThat(service.calls("/devicecode")).isEmpty();
    }

    @Test
    void a_code_that_is_declined_is_explained() {
        service.refuse("authorization_declined", "The user declined.");
        failure(
                provider(new Credentials.DeviceCode(CLIENT, Optional.empty())),
                "declined in the browser",
                "Run the command again");
    }

    @Test
    void a_saved_sign_in_that_others_can_read_is_not_used() throws Exception {
        Credentials device = new Credentials.DeviceCode(CLIENT, Optional.empty());
        provider(device).token();
        try (Stream<Path> files = Files.list(folder.resolve("tokens"))) {
            Files.setPosixFilePermissions(
                    files.findFirst().orElseThrow(), PosixFilePermissions.fromString("rw-r--r--"));
        }
        provider(device).token();
        assertThat(service.calls("/devicecode")).hasSize(2);
        assertThat(messages.lines()).anyMatch(message -> message.contains("can be read by others"));
    }

    @Test
    void a_damaged_token_cache_costs_a_sign_in() throws Exception {
        Credentials device = new Credentials.DeviceCode(CLIENT, Optional.empty());
        provider(device).token();
        Path file;
        try (Stream<Path> files = Files.list(folder.resolve("tokens"))) {
            file = files.findFirst().orElseThrow();
        }
        Files.writeString(file, "{\"AccessToken\": [");
        assertThat(provider(device).token()).isEqualTo("access-2");
    }

    // ---------------------------------------------------------------- renewal

    @Test
    void a_token_is_kept_and_renewed_before_it_expires() {
        TokenProvider provider = provider(new Credentials.ClientSecret(CLIENT, SECRET));
        assertThat(provider.token()).isEqualTo("access-1");
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(54)));
        assertThat(provider.token()).isEqualTo("access-1");
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(2)));
        assertThat(provider.token()).isEqualTo("access-2");
    }

    @Test
    void an_outage_of_the_login_service_does_not_end_the_work() {
        TokenProvider provider = provider(new Credentials.ClientSecret(CLIENT, SECRET));
        provider.token();
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(56)));
        service.plan("/token", 503, "");
        service.plan("/token", 503, "");
        service.plan("/token", 503, "");
        assertThat(provider.token())
                .as("the old one, which is good for 4 minutes")
                .isEqualTo("access-1");
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(31)));
        assertThat(provider.token()).isEqualTo("access-2");
    }

    @Test
    void a_busy_login_service_is_asked_again() {
        service.plan("/token", 503, "<html>busy</html>");
        service.plan("/token", 429, "", "Retry-After", "0");
        assertThat(provider(new Credentials.ClientSecret(CLIENT, SECRET)).token())
                .isEqualTo("access-1");
        assertThat(service.calls("/token")).hasSize(3);
    }

    @Test
    void a_refused_token_is_replaced_once_for_all_threads() {
        TokenProvider provider = provider(new Credentials.ClientSecret(CLIENT, SECRET));
        String first = provider.token();
        provider.refused(first);
        assertThat(provider.token()).isEqualTo("access-2");
        provider.refused(first);
        assertThat(provider.token())
                .as("a late report of the old one changes nothing")
                .isEqualTo("access-2");
    }

    @Test
    void many_threads_share_one_sign_in() {
        TokenProvider provider = provider(new Credentials.ClientSecret(CLIENT, SECRET));
        List<String> tokens = java.util.stream.IntStream.range(0, 32)
                .parallel()
                .mapToObj(i -> provider.token())
                .toList();
        assertThat(tokens).containsOnly("access-1");
        assertThat(service.calls("/token")).hasSize(1);
    }

    // ---------------------------------------------------------------- where

    @Test
    void the_tenant_is_that_of_the_environment_when_none_is_named() {
        Account account = new Account(
                new Credentials.ClientSecret(CLIENT, SECRET),
                Optional.empty(),
                Optional.empty(),
                Optional.of(service.url()),
                "the test");
        assertThat(signIn().provider(account, service.url()).token()).isEqualTo("access-1");
        assertThat(service.calls())
                .extracting(Call::path)
                .containsExactly("/api/data/v9.2/", "/" + TENANT + "/oauth2/v2.0/token");
        assertThat(service.calls().get(0).headers()).doesNotContainKey("authorization");
    }

    @Test
    void an_environment_cannot_send_credentials_elsewhere() {
        for (String host : List.of("login.evil.example", "login.microsoftonline.com.evil.example")) {
            service.challenge("Bearer authorization_uri=https://" + host + "/" + TENANT
                    + "/oauth2/authorize, resource_id=" + service.url() + "/");
            Account account = new Account(
                    new Credentials.ClientSecret(CLIENT, SECRET),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "the test");
            failure(
                    signIn().provider(account, service.url()),
                    "wants the sign-in at " + host + ", which is no login service of the cloud 'public'",
                    "<authority>https://" + host);
        }
        assertThat(service.calls("/token")).isEmpty();
    }

    @Test
    void a_login_service_of_another_cloud_names_that_cloud() {
        service.challenge("Bearer authorization_uri=https://login.microsoftonline.us/" + TENANT
                + "/oauth2/authorize, resource_id=" + service.url() + "/");
        Account account = new Account(
                new Credentials.ClientSecret(CLIENT, SECRET),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "the test");
        failure(signIn().provider(account, service.url()), "login.microsoftonline.us", "<cloud>gcchigh</cloud>");
    }

    @Test
    void a_named_authority_is_the_only_one() {
        service.challenge("Bearer authorization_uri=https://login.microsoftonline.com/" + TENANT
                + "/oauth2/authorize, resource_id=" + service.url() + "/");
        Account account = new Account(
                new Credentials.ClientSecret(CLIENT, SECRET),
                Optional.empty(),
                Optional.empty(),
                Optional.of(service.url()),
                "the test");
        failure(signIn().provider(account, service.url()), "not the authority that is named", "<cloud>public</cloud>");
    }

    @Test
    void a_host_that_is_no_environment_is_told() {
        service.plan("/api/data/v9.2/", 200, "<html>hello</html>");
        Account account = new Account(
                new Credentials.ClientSecret(CLIENT, SECRET),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "the test");
        failure(signIn().provider(account, service.url()), "as a Dataverse environment does", "Check the url");
    }

    @Test
    void a_fixed_token_stays_on_this_machine() {
        Account account = new Account(
                new Credentials.FixedToken(SECRET), Optional.empty(), Optional.empty(), Optional.empty(), "the test");
        assertThat(signIn().provider(account, service.url()).token()).isEqualTo(SECRET.reveal());
        assertThatExceptionOfType(SignInException.class)
                .isThrownBy(() -> signIn().provider(account, URI.create("https://contoso.crm4.dynamics.com")))
                .withMessageContaining("for environments on this machine");
        for (String other : List.of("https://api.advisor.powerapps.com/", "http://localhost:1/", "no address")) {
            assertThatExceptionOfType(SignInException.class)
                    .isThrownBy(() -> signIn().provider(account, service.url(), other))
                    .withMessageContaining("is not given to another server");
        }
        assertThat(signIn().provider(account, service.url(), service.url() + "/")
                        .token())
                .isEqualTo(SECRET.reveal());
    }

    @Test
    void a_service_that_is_busy_says_nothing_of_the_credentials() {
        for (int i = 0; i < 4; i++) {
            service.plan("/token", i == 0 ? 429 : 503, "<html>busy</html>");
            service.plan("/github", 503, "");
            service.plan("/api/data/v9.2/", 503, "");
        }
        TokenSource github =
                new TokenSource.GitHubActions(URI.create(service.url() + "/github"), new Secret("request-secret"));
        Account unknownTenant = new Account(
                new Credentials.ClientSecret(CLIENT, SECRET),
                Optional.empty(),
                Optional.empty(),
                Optional.of(service.url()),
                "the test");
        for (TokenProvider provider : List.of(
                provider(new Credentials.ClientSecret(CLIENT, SECRET)),
                provider(federated(github)),
                signIn().provider(unknownTenant, service.url()))) {
            assertThatExceptionOfType(SignInException.class)
                    .isThrownBy(provider::token)
                    .satisfies(failure -> assertThat(failure.isPassing())
                            .as(failure.getMessage())
                            .isTrue());
        }
        service.refuse("invalid_client", "AADSTS7000215: Invalid client secret provided.");
        assertThatExceptionOfType(SignInException.class)
                .isThrownBy(provider(new Credentials.ClientSecret(CLIENT, SECRET))::token)
                .satisfies(failure -> assertThat(failure.isPassing()).isFalse());
    }

    // ---------------------------------------------------------------- failures

    @Test
    void what_the_service_repeats_is_not_repeated() {
        service.refuse(
                "invalid_client",
                "AADSTS7000215: Invalid client secret provided: " + SECRET.reveal() + " eyJhbGciOiJub25l.eyJhIjoiYiJ9.x"
                        + "\\r\\nTrace ID: 1");
        failure(
                provider(new Credentials.ClientSecret(CLIENT, SECRET)),
                "The client secret of the application " + CLIENT + " is wrong.",
                "the test");
    }

    @Test
    void an_answer_that_is_no_answer_is_told() {
        service.plan("/token", 200, "<html>a proxy says hello</html>", "Content-Type", "text/html");
        failure(provider(new Credentials.ClientSecret(CLIENT, SECRET)), "client secret failed", "the test");
        service.plan("/token", 200, "x".repeat(2 << 20), "Content-Type", "application/json");
        service.plan("/token", 200, "x".repeat(2 << 20), "Content-Type", "application/json");
        service.plan("/token", 200, "x".repeat(2 << 20), "Content-Type", "application/json");
        failure(provider(new Credentials.ClientSecret(CLIENT, SECRET)), "larger than any answer", "");
    }

    @Test
    void a_redirect_is_not_followed() {
        service.plan("/token", 307, "", "Location", service.url() + "/elsewhere/oauth2/v2.0/token");
        failure(provider(new Credentials.ClientSecret(CLIENT, SECRET)), "failed", "");
        assertThat(service.calls("/token")).hasSize(1);
    }

    @Test
    void a_certificate_that_is_not_trusted_is_told() {
        try (var clients = new io.github.dataversealm.solution.http.HttpClients(
                io.github.dataversealm.solution.http.HttpOptions.defaults())) {
            SignIn signIn = new SignIn(clients.client(), options());
            failure(
                    signIn.provider(account(new Credentials.ClientSecret(CLIENT, SECRET)), service.url()),
                    "certificate of localhost is not trusted",
                    "");
        }
    }

    @Test
    void credentials_do_not_show_their_secrets() {
        List<Credentials> all = List.of(
                new Credentials.ClientSecret(CLIENT, SECRET),
                new Credentials.Certificate(CLIENT, Path.of("a.pfx"), Optional.of(SECRET)),
                new Credentials.UsernamePassword(CLIENT, "ann", SECRET),
                new Credentials.FixedToken(SECRET),
                federated(new TokenSource.Given(SECRET)),
                federated(new TokenSource.GitHubActions(URI.create("https://a"), SECRET)),
                federated(new TokenSource.AzureDevOps(URI.create("https://a"), SECRET, "c")));
        assertThat(all)
                .allSatisfy(credentials -> assertThat(account(credentials).toString())
                        .contains("***")
                        .doesNotContain(SECRET.reveal()));
    }

    // ---------------------------------------------------------------- frame

    private static Credentials federated(TokenSource source) {
        return new Credentials.FederatedToken(CLIENT, source, Optional.empty());
    }

    private TokenProvider provider(Credentials credentials) {
        return signIn().provider(account(credentials), service.url());
    }

    private Account account(Credentials credentials) {
        return new Account(credentials, Optional.of(TENANT), Optional.empty(), Optional.of(service.url()), "the test");
    }

    private SignIn signIn() {
        return new SignIn(service.client(), options());
    }

    private SignInOptions options() {
        InstantSource clock = now::get;
        return new SignInOptions(
                interactive,
                folder.resolve("tokens"),
                messages,
                List.of(Duration.ofMillis(1), Duration.ofMillis(1)),
                clock);
    }

    /** Fails as it should, and no part of the exception shows a secret. */
    private static void failure(TokenProvider provider, String problem, String advice) {
        assertThatExceptionOfType(SignInException.class)
                .isThrownBy(provider::token)
                .satisfies(failure -> {
                    assertThat(failure.problem() + failure.advice()).contains(problem);
                    assertThat(failure.advice()).contains(advice);
                    StringWriter trace = new StringWriter();
                    failure.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString())
                            .doesNotContain(SECRET.reveal(), "request-secret", "system-access-secret", "eyJ");
                });
    }
}
