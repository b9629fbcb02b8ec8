package io.github.dataversealm.solution.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.X509TrustManager;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The connections of a goal: whom they trust, whom they talk to, and that they end. */
class HttpClientsTest {

    private final MockWebServer server = new MockWebServer();
    private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpOptions options(ProxySelector proxies, Authenticator authenticator, X509TrustManager trust) {
        return new HttpOptions(
                Optional.ofNullable(proxies),
                Optional.ofNullable(authenticator),
                Optional.ofNullable(trust),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                trace::add);
    }

    private static Response get(HttpClients clients, String url) throws IOException {
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer secret")
                .build();
        return clients.client().newCall(request).execute();
    }

    private static final class OneProxy extends ProxySelector {

        private final Proxy proxy;

        OneProxy(Proxy proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            throw new AssertionError(failure);
        }
    }

    // ---------------------------------------------------------------- encryption

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://contoso.crm4.dynamics.com/",
                "http://10.0.0.1/",
                "http://localhost.evil.example/",
                "http://127.0.0.1.evil.example/"
            })
    void clear_text_stays_on_this_machine(String url) {
        try (HttpClients clients = new HttpClients(options(null, null, null))) {
            assertThatThrownBy(() -> get(clients, url))
                    .isInstanceOf(RefusedConnectionException.class)
                    .hasMessageContaining("not encrypted")
                    .hasMessageContaining("https://");
        }
        assertThat(trace).singleElement().asString().contains("RefusedConnectionException");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,true",
        "LOCALHOST,true",
        "a.localhost,true",
        "127.0.0.1,true",
        "127.1.2.3,true",
        "::1,true",
        "[::1],true",
        "localhost.example,false",
        "127.0.0.1.example,false",
        "128.0.0.1,false",
        "0.0.0.0,false",
        "169.254.169.254,false",
        "x127.0.0.1,false"
    })
    void names_of_this_machine(String host, boolean loopback) {
        assertThat(LocalHosts.isLoopback(host)).isEqualTo(loopback);
    }

    @Test
    void a_certificate_of_its_own_is_trusted_when_asked_for_and_else_explained() throws IOException {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName(server.getHostName())
                .build();
        try (MockWebServer secure = new MockWebServer()) {
            secure.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(certificate)
                    .build()
                    .sslSocketFactory());
            secure.start();
            secure.enqueue(new MockResponse.Builder().body("ok").build());
            String url = "https://localhost:" + secure.getPort() + "/";
            X509TrustManager trust = new HandshakeCertificates.Builder()
                    .addTrustedCertificate(certificate.certificate())
                    .build()
                    .trustManager();
            try (HttpClients clients = new HttpClients(options(null, null, trust));
                    Response response = get(clients, url)) {
                assertThat(response.code()).isEqualTo(200);
                assertThat(response.protocol()).hasToString("h2");
            }
            try (HttpClients clients = new HttpClients(options(null, null, null))) {
                IOException failure = catchThrowableOfType(IOException.class, () -> get(clients, url));
                ConnectionFault fault = ConnectionFault.of(failure, "localhost");
                assertThat(fault.problem()).contains("certificate of localhost is not trusted");
                assertThat(fault.advice()).contains("-Dsolution.trustedCertificates=", "trustStoreType");
                assertThat(fault.permanent()).isTrue();
            }
            String wrongName = "https://127.0.0.1:" + secure.getPort() + "/";
            try (HttpClients clients = new HttpClients(options(null, null, trust))) {
                IOException failure = catchThrowableOfType(IOException.class, () -> get(clients, wrongName));
                assertThat(ConnectionFault.of(failure, "127.0.0.1").problem()).contains("made out to another name");
            }
            try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                    HttpClients clients = new HttpClients(options(null, null, trust))) {
                Thread answers = new Thread(() -> {
                    try (Socket socket = plain.accept()) {
                        socket.getInputStream().read();
                        socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
                answers.start();
                IOException failure = catchThrowableOfType(
                        IOException.class, () -> get(clients, "https://localhost:" + plain.getLocalPort() + "/"));
                assertThat(ConnectionFault.of(failure, "localhost").problem()).contains("No encrypted connection");
            }
        }
    }

    // ---------------------------------------------------------------- proxies

    @Test
    void this_machine_is_not_reached_through_a_proxy() throws IOException {
        server.enqueue(new MockResponse.Builder().body("direct").build());
        Proxy nowhere = new Proxy(Proxy.Type.HTTP, java.net.InetSocketAddress.createUnresolved("proxy.invalid", 8080));
        try (HttpClients clients = new HttpClients(options(new OneProxy(nowhere), null, null));
                Response response = get(clients, server.url("/").toString())) {
            assertThat(response.body().string()).isEqualTo("direct");
        }
    }

    @Test
    void a_proxy_that_asks_for_a_password_is_answered_or_explained() {
        Proxy proxy = server.getProxyAddress();
        MockResponse asks = new MockResponse.Builder()
                .code(407)
                .addHeader("Proxy-Authenticate", "Basic realm=\"x\"")
                .inTunnel()
                .build();
        server.enqueue(asks);
        try (HttpClients clients = new HttpClients(options(new OneProxy(proxy), null, null))) {
            IOException failure =
                    catchThrowableOfType(IOException.class, () -> get(clients, "https://contoso.crm4.dynamics.com/"));
            ConnectionFault fault = ConnectionFault.of(failure, "contoso.crm4.dynamics.com");
            assertThat(fault.problem()).contains("proxy refuses").contains("user name and password");
            assertThat(fault.advice()).contains("settings.xml");
        }
        server.enqueue(asks);
        server.enqueue(new MockResponse.Builder().code(403).inTunnel().build());
        List<String> asked = new ArrayList<>();
        Authenticator authenticator = (route, response) -> {
            asked.add(response.code() + "");
            return response.request().header("Proxy-Authorization") != null
                    ? null
                    : response.request()
                            .newBuilder()
                            .header("Proxy-Authorization", "Basic c2VjcmV0")
                            .build();
        };
        try (HttpClients clients = new HttpClients(options(new OneProxy(proxy), authenticator, null))) {
            IOException failure =
                    catchThrowableOfType(IOException.class, () -> get(clients, "https://contoso.crm4.dynamics.com/"));
            assertThat(failure).isNotNull();
        }
        assertThat(asked).contains("407");
        assertThat(String.join("\n", trace)).doesNotContain("secret").doesNotContain("c2VjcmV0");
    }

    // ---------------------------------------------------------------- the end

    @Test
    void no_thread_and_no_connection_outlives_the_goal() throws Exception {
        server.enqueue(new MockResponse.Builder().body("ok").build());
        server.enqueue(
                new MockResponse.Builder().headersDelay(5, TimeUnit.MINUTES).build());
        HttpClients clients = new HttpClients(options(null, null, null));
        get(clients, server.url("/").toString()).close();
        CountDownLatch ended = new CountDownLatch(1);
        clients.client()
                .newCall(new Request.Builder().url(server.url("/slow")).build())
                .enqueue(new Callback() {
                    @Override
                    public void onFailure(Call call, IOException e) {
                        ended.countDown();
                    }

                    @Override
                    public void onResponse(Call call, Response response) {
                        throw new AssertionError("an answer");
                    }
                });
        server.takeRequest(60, TimeUnit.SECONDS);
        server.takeRequest(60, TimeUnit.SECONDS);
        clients.close();
        assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(clients.client().connectionPool().connectionCount()).isZero();
        assertThat(clients.client().dispatcher().executorService().isShutdown()).isTrue();
        assertThat(clients.client().dispatcher().executorService().awaitTermination(60, TimeUnit.SECONDS))
                .isTrue();
    }

    // ---------------------------------------------------------------- the trace

    @Test
    void a_line_shows_what_cannot_be_secret() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .addHeader("REQ_ID", "r-1")
                .addHeader("x-ms-service-request-id", "s-1")
                .build());
        try (HttpClients clients = new HttpClients(options(null, null, null))) {
            get(
                            clients,
                            server.url("/p?$filter=a%20eq%20'b'&sig=secret&code=secret")
                                    .toString())
                    .close();
        }
        assertThat(trace)
                .singleElement()
                .asString()
                .startsWith("GET http://" + server.getHostName() + ":" + server.getPort()
                        + "/p?$filter=a eq 'b'&sig=...&code=... 201 ")
                .contains("x-ms-service-request-id=s-1")
                .contains("REQ_ID=r-1")
                .doesNotContain("secret");
    }

    @Test
    void user_names_of_an_address_are_not_shown() {
        assertThat(TraceInterceptors.shown(HttpUrl.get("https://user:secret@host.example:8443/a#frag")))
                .isEqualTo("https://host.example:8443/a");
    }

    // ---------------------------------------------------------------- faults in words

    @Test
    void each_failure_is_one_sentence_and_a_next_step() {
        assertThat(ConnectionFault.of(new UnknownHostException("x"), "x").problem())
                .contains("x is not known");
        assertThat(ConnectionFault.of(new ConnectException("Connection refused"), "localhost:5000")
                        .advice())
                .contains("mvn solution:emulator");
        assertThat(ConnectionFault.of(new ConnectException("Connection refused"), "a.example")
                        .advice())
                .contains("firewall");
        assertThat(ConnectionFault.of(new SocketTimeoutException("timeout"), "x")
                        .problem())
                .contains("in time");
        assertThat(ConnectionFault.of(new InterruptedIOException("timeout"), "x")
                        .permanent())
                .isFalse();
        assertThat(ConnectionFault.of(new SSLPeerUnverifiedException("x"), "x").permanent())
                .isTrue();
        assertThat(ConnectionFault.of(new SSLHandshakeException("handshake"), "x")
                        .problem())
                .contains("handshake");
        assertThat(ConnectionFault.of(new EOFException(), "x").problem()).contains("before the answer was complete");
        assertThat(ConnectionFault.of(new IOException("unexpected\nsecond line"), "x")
                        .problem())
                .isEqualTo("The connection to x broke: unexpected.");
        assertThat(ConnectionFault.of(new IOException("Unexpected response code for CONNECT: 403"), "x")
                        .problem())
                .contains("proxy refuses");
        assertThat(ConnectionFault.of(new IOException(), "x").problem()).contains("IOException");
    }
}
