package io.github.dataversealm.solution.testkit;

import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import io.github.dataversealm.solution.http.HttpTrace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * Entra ID, the token services of the CI systems and the environment that asks for a token, on one loopback port with TLS.
 * It answers as spec dataverse-web-api §1.6 and §7 say, and keeps what it was sent.
 */
public final class LoginService implements AutoCloseable {

    public static final String TENANT = "11111111-2222-3333-4444-555555555555";
    public static final String CLIENT = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    /** A request for a token, or for a device code. */
    public record Call(String path, Map<String, String> form, Map<String, String> headers, String query) {}

    private final MockWebServer server = new MockWebServer();
    private final HttpClients clients;
    private final HeldCertificate held;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> trace = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<MockResponse>> planned = new ConcurrentHashMap<>();
    private volatile Optional<String> challenge = Optional.empty();
    private int tokens;

    public LoginService() {
        held = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        HandshakeCertificates forServer =
                new HandshakeCertificates.Builder().heldCertificate(held).build();
        HandshakeCertificates forClient = new HandshakeCertificates.Builder()
                .addTrustedCertificate(held.certificate())
                .build();
        server.useHttps(forServer.sslSocketFactory());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        HttpOptions options = HttpOptions.defaults();
        HttpTrace lines = trace::add;
        clients = new HttpClients(new HttpOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.of(forClient.trustManager()),
                options.connectTimeout(),
                Duration.ofSeconds(60),
                lines));
    }

    /** The certificate that it shows, as PEM. */
    public String certificate() {
        return held.certificatePem();
    }

    public OkHttpClient client() {
        return clients.client();
    }

    /** The environment and the login service have one address here. */
    public URI url() {
        return URI.create("https://localhost:" + server.getPort());
    }

    public URI authority() {
        return URI.create(url() + "/" + TENANT);
    }

    public List<Call> calls() {
        return calls;
    }

    /** The calls to a path that ends so. */
    public List<Call> calls(String end) {
        return calls.stream().filter(call -> call.path().endsWith(end)).toList();
    }

    public List<String> trace() {
        return trace;
    }

    public void challenge(String header) {
        challenge = Optional.of(header);
    }

    /** The next answer to a path that ends so; after the planned ones it answers as usual. */
    public void plan(String end, int status, String body, String... headers) {
        MockResponse.Builder builder = new MockResponse.Builder().code(status).body(body);
        for (int i = 0; i < headers.length; i += 2) {
            builder.addHeader(headers[i], headers[i + 1]);
        }
        planned.computeIfAbsent(end, key -> new ArrayDeque<>()).add(builder.build());
    }

    public void refuse(String error, String description) {
        plan(
                "/token",
                400,
                "{\"error\":\"" + error + "\",\"error_description\":\"" + description
                        + "\",\"correlation_id\":\"c0ffee\"}",
                "Content-Type",
                "application/json");
    }

    private synchronized MockResponse answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        Map<String, String> headers = new HashMap<>();
        request.getHeaders()
                .forEach(header ->
                        headers.put(header.getFirst().toLowerCase(java.util.Locale.ROOT), header.getSecond()));
        String query = request.getUrl().query();
        calls.add(new Call(path, form(body), headers, query == null ? "" : query));
        for (Map.Entry<String, Deque<MockResponse>> plan : planned.entrySet()) {
            if (path.endsWith(plan.getKey()) && !plan.getValue().isEmpty()) {
                return plan.getValue().remove();
            }
        }
        if (path.endsWith("/oauth2/v2.0/token")) {
            return json(token(form(body)));
        }
        if (path.endsWith("/oauth2/v2.0/devicecode")) {
            return json("{\"user_code\":\"ABCD1234\",\"device_code\":\"dev-code-secret\",\"verification_uri\":"
                    + "\"https://microsoft.com/devicelogin\",\"expires_in\":900,\"interval\":0,\"message\":\"Go\"}");
        }
        if (path.startsWith("/common/userrealm/")) {
            return json("{\"ver\":\"1.0\",\"account_type\":\"Managed\",\"domain_name\":\"contoso.com\"}");
        }
        if (path.equals("/github")) {
            return json("{\"count\":1,\"value\":\"github-jwt-secret\"}");
        }
        if (path.equals("/azdo")) {
            return json("{\"oidcToken\":\"azdo-jwt-secret\"}");
        }
        if (path.startsWith("/api/data/v9.2/")
                && headers.getOrDefault("authorization", "").startsWith("Bearer access-")) {
            return json(read(path));
        }
        if (path.startsWith("/api/data/v9.2/")) {
            return new MockResponse.Builder()
                    .code(401)
                    .addHeader(
                            "WWW-Authenticate",
                            challenge.orElse("Bearer authorization_uri=" + authority()
                                    + "/oauth2/authorize, resource_id=" + url() + "/"))
                    .build();
        }
        return new MockResponse.Builder().code(404).build();
    }

    /** What the environment tells about itself and about who is signed in. */
    private String read(String path) {
        String id = "00000000-0000-0000-0000-00000000000";
        if (path.contains("WhoAmI")) {
            return "{\"UserId\":\"" + id + "1\",\"BusinessUnitId\":\"" + id + "2\",\"OrganizationId\":\"" + id + "3\"}";
        }
        if (path.contains("RetrieveVersion")) {
            return "{\"Version\":\"9.2.24072.00196\"}";
        }
        if (path.contains("RetrieveCurrentOrganization")) {
            return "{\"Detail\":{\"OrganizationId\":\"" + id
                    + "3\",\"FriendlyName\":\"Contoso Test\",\"UniqueName\":\"org1\","
                    + "\"OrganizationVersion\":\"9.2.24072.00196\",\"EnvironmentId\":\"env-1\",\"Geo\":\"EMEA\",\"TenantId\":\""
                    + TENANT + "\"}}";
        }
        return "{\"value\":[{\"name\":\"System Customizer\"},{\"name\":\"Basic User\"}]}";
    }

    private String token(Map<String, String> form) {
        tokens++;
        String user = form.get("grant_type").equals("client_credentials") ? "" : person(form.get("scope"));
        return "{\"token_type\":\"Bearer\",\"expires_in\":3600,\"ext_expires_in\":3600,\"access_token\":\"access-"
                + tokens + "\"" + user + "}";
    }

    private static String person(String scope) {
        String claims = "{\"aud\":\"x\",\"iss\":\"https://localhost\",\"oid\":\"o1\",\"tid\":\"" + TENANT
                + "\",\"sub\":\"s1\",\"preferred_username\":\"ann@contoso.com\",\"name\":\"Ann\",\"ver\":\"2.0\"}";
        return ",\"scope\":\"" + scope + "\",\"refresh_token\":\"refresh-secret\",\"id_token\":\""
                + base64("{\"alg\":\"none\"}") + "." + base64(claims) + "." + base64("x") + "\",\"client_info\":\""
                + base64("{\"uid\":\"o1\",\"utid\":\"" + TENANT + "\"}") + "\"";
    }

    public static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder()
                .code(200)
                .addHeader("Content-Type", "application/json; charset=utf-8")
                .body(body)
                .build();
    }

    private static Map<String, String> form(String body) {
        if (body.isEmpty()) {
            return Collections.emptyMap();
        }
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            form.put(
                    URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return form;
    }

    @Override
    public void close() {
        clients.close();
        server.close();
    }
}
