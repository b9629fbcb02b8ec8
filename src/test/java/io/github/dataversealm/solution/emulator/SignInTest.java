package io.github.dataversealm.solution.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.RefreshTokenParameters;
import com.microsoft.aad.msal4j.UserNamePasswordParameters;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.dataversealm.solution.emulator.identity.Directory;
import io.github.dataversealm.solution.emulator.identity.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Microsoft's own library signs in at the server over TLS; the server knows good tokens from bad ones. */
@SuppressWarnings("deprecation")
class SignInTest {

    private static final UUID APPLICATION = UUID.fromString("11111111-2222-4333-8444-555555555555");
    private static final String SECRET = "a secret of this test";
    private static final UUID PUBLIC_CLIENT = UUID.fromString("51f81489-12ee-4a9e-aaae-a2591f45987d");

    @TempDir
    static Path directory;

    private static Emulator emulator;
    private static HandshakeCertificates trust;
    private static OkHttpClient client;

    @BeforeAll
    static void start() throws Exception {
        emulator = Emulator.start(EmulatorOptions.in(directory).withTls(true).withModules(List.of(TestModule::new)));
        X509Certificate authority;
        try (var in = Files.newInputStream(emulator.certificateAuthority().orElseThrow())) {
            authority =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(authority)
                .build();
        client = new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
        emulator.register(application());
    }

    @AfterAll
    static void stop() throws IOException {
        client.connectionPool().evictAll();
        emulator.close();
    }

    private static Registration application() {
        return Registration.application(APPLICATION, "Test", SECRET);
    }

    @Test
    void an_escape_that_is_cut_short_is_an_answer_and_not_a_broken_connection() throws Exception {
        java.net.http.HttpResponse<String> answer = java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(java.net.URI.create(emulator.plainUrl() + "/devicelogin"))
                                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("code=%4"))
                                .build(),
                        java.net.http.HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("not complete");
    }

    @Test
    void a_client_secret_gives_a_token_that_is_taken() throws Exception {
        String token = token(ClientCredentialFactory.createFromSecret(SECRET));
        Wire.Answer answer = wire(token).get("WhoAmI");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(wire(token)
                        .get("systemusers(" + answer.json().get("UserId").asText() + ")")
                        .json()
                        .get("applicationid")
                        .asText())
                .isEqualTo(APPLICATION.toString());
    }

    @Test
    void a_wrong_secret_an_expired_one_and_an_unknown_application_are_told_apart() throws Exception {
        assertThatThrownBy(() -> token(ClientCredentialFactory.createFromSecret("wrong")))
                .hasMessageContaining("AADSTS7000215");
        UUID expired = UUID.randomUUID();
        emulator.register(Registration.application(expired, "Old", SECRET).withExpiredSecret());
        assertThatThrownBy(() -> token(expired, ClientCredentialFactory.createFromSecret(SECRET)))
                .hasMessageContaining("AADSTS7000222");
        assertThatThrownBy(() -> token(UUID.randomUUID(), ClientCredentialFactory.createFromSecret(SECRET)))
                .hasMessageContaining("AADSTS700016");
        assertThatThrownBy(() -> application(
                                APPLICATION, ClientCredentialFactory.createFromSecret(SECRET), UUID.randomUUID())
                        .acquireToken(credentials(emulator.url()))
                        .get())
                .hasMessageContaining("AADSTS90002");
        assertThatThrownBy(() -> application(
                                APPLICATION, ClientCredentialFactory.createFromSecret(SECRET), emulator.tenantId())
                        .acquireToken(credentials("https://contoso.crm.dynamics.com"))
                        .get())
                .hasMessageContaining("AADSTS500011");
    }

    @Test
    void a_certificate_gives_a_token_and_another_one_does_not() throws Exception {
        HeldCertificate own =
                new HeldCertificate.Builder().rsa2048().commonName("app").build();
        HeldCertificate other =
                new HeldCertificate.Builder().rsa2048().commonName("app").build();
        UUID id = UUID.randomUUID();
        emulator.register(Registration.application(id, "Cert", "").withCertificate(own.certificatePem()));
        String token = token(
                id, ClientCredentialFactory.createFromCertificate(own.keyPair().getPrivate(), own.certificate()));
        assertThat(wire(token).get("WhoAmI").status()).isEqualTo(200);
        assertThatThrownBy(() -> token(
                        id,
                        ClientCredentialFactory.createFromCertificate(
                                other.keyPair().getPrivate(), other.certificate())))
                .hasMessageContaining("AADSTS700027");
        assertThatThrownBy(() -> token(
                        id,
                        ClientCredentialFactory.createFromCertificate(
                                other.keyPair().getPrivate(), own.certificate())))
                .hasMessageContaining("AADSTS700027");
    }

    @Test
    void a_token_of_a_trusted_issuer_gives_a_token() throws Exception {
        RSAKey issuer = new RSAKeyGenerator(2048).keyID("k1").generate();
        UUID id = UUID.randomUUID();
        emulator.register(Registration.application(id, "Workflow", "")
                .withFederation(new Registration.Federation(
                        "https://token.actions.githubusercontent.com",
                        "repo:contoso/app:ref:refs/heads/main",
                        "api://AzureADTokenExchange",
                        new JWKSet(issuer.toPublicJWK()).toString())));
        String good = assertion(issuer, "repo:contoso/app:ref:refs/heads/main", Duration.ofMinutes(5));
        assertThat(wire(token(id, ClientCredentialFactory.createFromClientAssertion(good)))
                        .get("WhoAmI")
                        .status())
                .isEqualTo(200);
        assertThatThrownBy(() -> token(
                        id,
                        ClientCredentialFactory.createFromClientAssertion(
                                assertion(issuer, "repo:evil/app:ref:refs/heads/main", Duration.ofMinutes(5)))))
                .hasMessageContaining("AADSTS700213");
        assertThatThrownBy(() -> token(
                        id,
                        ClientCredentialFactory.createFromClientAssertion(
                                assertion(issuer, "repo:contoso/app:ref:refs/heads/main", Duration.ofHours(-1)))))
                .hasMessageContaining("AADSTS700024");
        assertThatThrownBy(() -> token(
                        id,
                        ClientCredentialFactory.createFromClientAssertion(assertion(
                                new RSAKeyGenerator(2048).keyID("k1").generate(),
                                "repo:contoso/app:ref:refs/heads/main",
                                Duration.ofMinutes(5)))))
                .hasMessageContaining("AADSTS700027");
    }

    @Test
    void a_device_code_gives_a_token_once_the_person_has_typed_it_and_a_refresh_later() throws Exception {
        PublicClientApplication app = publicClient();
        IAuthenticationResult result = app.acquireToken(DeviceCodeFlowParameters.builder(
                                Set.of(emulator.url() + "/user_impersonation"), code -> {
                                    assertThat(code.message()).contains(code.userCode());
                                    assertThat(typed(code.verificationUri(), code.userCode(), "wrong"))
                                            .contains("not right");
                                    assertThat(typed(
                                                    code.verificationUri(),
                                                    code.userCode(),
                                                    Directory.DEFAULT_PASSWORD))
                                            .contains("You have signed in");
                                })
                        .build())
                .get();
        assertThat(wire(result.accessToken()).get("WhoAmI").status()).isEqualTo(200);
        assertThat(result.account().username()).isEqualTo(Directory.DEFAULT_USER_NAME);
        // Not silently: msal4j forgets the port of the authority on that way.
        String refreshToken = new ObjectMapper()
                .readTree(app.tokenCache().serialize())
                .get("RefreshToken")
                .elements()
                .next()
                .get("secret")
                .asText();
        IAuthenticationResult renewed = app.acquireToken(
                        RefreshTokenParameters.builder(Set.of(emulator.url() + "/user_impersonation"), refreshToken)
                                .build())
                .get();
        assertThat(renewed.accessToken()).isNotEqualTo(result.accessToken());
        assertThat(wire(renewed.accessToken()).get("WhoAmI").status()).isEqualTo(200);
    }

    @Test
    void a_refused_device_code_ends_the_sign_in() {
        assertThatThrownBy(() -> publicClient()
                        .acquireToken(DeviceCodeFlowParameters.builder(
                                        Set.of(emulator.url() + "/user_impersonation"),
                                        code -> emulator.decideDeviceCode(code.userCode(), "", false))
                                .build())
                        .get())
                .hasMessageContaining("AADSTS70001");
    }

    @Test
    void a_password_gives_a_token_unless_a_second_factor_is_needed() throws Exception {
        IAuthenticationResult result = password(Directory.DEFAULT_USER_NAME, Directory.DEFAULT_PASSWORD);
        assertThat(wire(result.accessToken()).get("WhoAmI").status()).isEqualTo(200);
        assertThatThrownBy(() -> password(Directory.DEFAULT_USER_NAME, "wrong")).hasMessageContaining("AADSTS50126");
        emulator.register(Registration.person(UUID.randomUUID(), "careful@local.test", "p")
                .withSecondFactor());
        assertThatThrownBy(() -> password("careful@local.test", "p")).hasMessageContaining("AADSTS50076");
    }

    @ParameterizedTest
    @CsvSource({
        "stranger, 403, 0x80072560",
        "disabled, 403, 0x80040225",
        "roleless, 403, 0x80042f09",
        "limited, 403, 0x80040220",
    })
    void a_good_token_is_not_enough(String kind, int status, String code) throws Exception {
        UUID id = UUID.randomUUID();
        Registration plain = Registration.application(id, kind, SECRET);
        emulator.register(
                switch (kind) {
                    case "stranger" -> plain.asStranger();
                    case "disabled" -> plain.asDisabled();
                    case "roleless" -> plain.withRoles(Set.of());
                    default -> plain.withoutPrivileges(Set.of("prvReadpublisher"));
                });
        Wire.Answer answer = wire(token(id, ClientCredentialFactory.createFromSecret(SECRET)))
                .get("publishers");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        if (kind.equals("limited")) {
            assertThat(answer.message()).contains("prvReadpublisher", "roleCount=1");
        }
    }

    @Test
    void a_user_has_the_roles_of_the_registration() throws Exception {
        UUID id = UUID.randomUUID();
        Registration registration = Registration.application(id, "Roles", SECRET);
        for (Set<String> roles : List.of(Set.of("System Customizer", "Basic User"), Set.of("Basic User"))) {
            emulator.register(registration.withRoles(roles));
            Wire wire = wire(token(id, ClientCredentialFactory.createFromSecret(SECRET)));
            String user = wire.get("WhoAmI").json().get("UserId").asText();
            assertThat(wire.get("systemusers(" + user + ")/systemuserroles_association?$select=name")
                            .json()
                            .get("value")
                            .findValuesAsText("name"))
                    .containsExactlyInAnyOrderElementsOf(roles);
        }
    }

    @Test
    void without_a_token_the_answer_names_the_authority() throws IOException {
        Wire.Answer answer = wire("").get("/api/data/v9.2/");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().get("WWW-Authenticate"))
                .isEqualTo("Bearer authorization_uri=" + emulator.authority() + "/oauth2/authorize, resource_id="
                        + emulator.url() + "/");
        emulator.knobs(Knobs.defaults().with("unauthorizedBody", "HTML"));
        assertThat(wire("").get("WhoAmI").body()).contains("<html>");
        emulator.knobs(Knobs.defaults());
    }

    @Test
    void tokens_that_are_old_forged_or_for_others_are_refused() throws Exception {
        String good = token(ClientCredentialFactory.createFromSecret(SECRET));
        assertThat(wire(good).get("WhoAmI").status()).isEqualTo(200);
        assertThat(wire(good.substring(0, good.length() - 6) + "AAAAAA")
                        .get("WhoAmI")
                        .status())
                .isEqualTo(401);
        assertThat(wire("nonsense").get("WhoAmI").status()).isEqualTo(401);
        // A refresh token is signed with the same key, but is for something else.
        FormBody form = new FormBody.Builder()
                .add("grant_type", "password")
                .add("client_id", PUBLIC_CLIENT.toString())
                .add("username", Directory.DEFAULT_USER_NAME)
                .add("password", Directory.DEFAULT_PASSWORD)
                .add("scope", emulator.url() + "/.default")
                .build();
        Wire.Answer answer = wire("").sendBody("POST", emulator.authority() + "/oauth2/v2.0/token", form);
        assertThat(wire(answer.json().get("refresh_token").asText())
                        .get("WhoAmI")
                        .status())
                .isEqualTo(401);
        try (Emulator other =
                Emulator.start(EmulatorOptions.in(directory.resolve("other")).withModules(List.of()))) {
            assertThat(new Wire(client, other.url(), good).get("WhoAmI").status())
                    .isEqualTo(401);
        }
        emulator.advanceClock(Duration.ofHours(2));
        try {
            assertThat(wire(good).get("WhoAmI").status()).isEqualTo(401);
        } finally {
            emulator.advanceClock(Duration.ofHours(-2));
        }
    }

    @Test
    void keys_and_certificates_are_for_their_owner_only() throws Exception {
        token(ClientCredentialFactory.createFromSecret(SECRET));
        for (String file : List.of(
                "identity/signing-key.json", "identity/registrations.json", "tls/server.pem", "organization.json")) {
            assertThat(Files.getPosixFilePermissions(directory.resolve(file)))
                    .as(file)
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(Files.readString(directory.resolve("tls/ca.pem"))).doesNotContain("PRIVATE");
    }

    @Test
    void plain_http_is_there_besides_for_this_machine() throws IOException {
        assertThat(new Wire(client, emulator.plainUrl(), emulator.token())
                        .get("WhoAmI")
                        .status())
                .isEqualTo(200);
    }

    private static String typed(String page, String code, String password) {
        try {
            assertThat(client.newCall(new Request.Builder().url(page).build())
                            .execute()
                            .body()
                            .string())
                    .contains("<form");
            FormBody form = new FormBody.Builder()
                    .add("code", code)
                    .add("username", Directory.DEFAULT_USER_NAME)
                    .add("password", password)
                    .build();
            return wire("").sendBody("POST", page, form).body();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Wire wire(String token) {
        return new Wire(client, emulator.url(), token);
    }

    private static IAuthenticationResult password(String user, String password) throws Exception {
        return publicClient()
                .acquireToken(UserNamePasswordParameters.builder(
                                Set.of(emulator.url() + "/.default"), user, password.toCharArray())
                        .build())
                .get();
    }

    private static PublicClientApplication publicClient() throws Exception {
        return PublicClientApplication.builder(PUBLIC_CLIENT.toString())
                .authority(emulator.authority())
                .validateAuthority(false)
                .instanceDiscovery(false)
                .sslSocketFactory(trust.sslSocketFactory())
                .build();
    }

    private static String token(IClientCredential credential) throws Exception {
        return token(APPLICATION, credential);
    }

    private static String token(UUID id, IClientCredential credential) throws Exception {
        return application(id, credential, emulator.tenantId())
                .acquireToken(credentials(emulator.url()))
                .get()
                .accessToken();
    }

    private static ClientCredentialParameters credentials(String resource) {
        return ClientCredentialParameters.builder(Set.of(resource + "/.default"))
                .build();
    }

    private static ConfidentialClientApplication application(UUID id, IClientCredential credential, UUID tenant)
            throws Exception {
        return ConfidentialClientApplication.builder(id.toString(), credential)
                .authority(emulator.url() + "/" + tenant)
                .validateAuthority(false)
                .instanceDiscovery(false)
                .sslSocketFactory(trust.sslSocketFactory())
                .build();
    }

    private static String assertion(RSAKey issuer, String subject, Duration life) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(issuer.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer("https://token.actions.githubusercontent.com")
                        .subject(subject)
                        .audience("api://AzureADTokenExchange")
                        .expirationTime(Date.from(Instant.now().plus(life)))
                        .build());
        jwt.sign(new RSASSASigner(issuer));
        return jwt.serialize();
    }
}
