package io.github.dataversealm.solution.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.auth.Secret;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import io.github.dataversealm.solution.http.HttpTrace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.apache.maven.settings.Proxy;
import org.junit.jupiter.api.Test;

class SettingsProxiesTest {

    @Test
    void an_address_of_https_takes_its_own_proxy_or_else_that_of_http() {
        assertThat(chosen("https://contoso.crm4.dynamics.com", proxy("http", "one"), proxy("https", "two")))
                .isEqualTo("two:3128");
        assertThat(chosen("https://contoso.crm4.dynamics.com", proxy("http", "one")))
                .isEqualTo("one:3128");
        assertThat(chosen("http://contoso.crm4.dynamics.com", proxy("https", "two")))
                .isEqualTo("direct");
    }

    @Test
    void hosts_that_are_excepted_are_reached_directly() {
        Proxy proxy = proxy("https", "one");
        proxy.setNonProxyHosts("localhost|*.intern.example|10.*");
        assertThat(chosen("https://git.intern.example", proxy)).isEqualTo("direct");
        assertThat(chosen("https://GIT.INTERN.EXAMPLE", proxy)).isEqualTo("direct");
        assertThat(chosen("https://10.1.2.3", proxy)).isEqualTo("direct");
        assertThat(chosen("https://intern.example.com", proxy)).isEqualTo("one:3128");
        assertThat(chosen("https://xintern-example", proxy)).isEqualTo("one:3128");
    }

    @Test
    void a_proxy_that_is_not_active_is_none() {
        Proxy proxy = proxy("https", "one");
        proxy.setActive(false);
        assertThat(SettingsProxies.of(List.of(proxy), any -> Optional.empty())).isEmpty();
    }

    @Test
    void a_password_goes_to_the_proxy_and_to_nobody_else() throws Exception {
        HandshakeCertificates certificates = certificates();
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(certificates.sslSocketFactory());
            server.start(InetAddress.getLoopbackAddress(), 0);
            server.enqueue(new MockResponse.Builder().inTunnel().build());
            server.enqueue(new MockResponse.Builder().body("hello").build());
            try (HttpClients clients = through(server, certificates);
                    Response response = call(clients)) {
                assertThat(response.body().string()).isEqualTo("hello");
            }
            assertThat(server.takeRequest().getHeaders().get("Proxy-Authorization"))
                    .isEqualTo(okhttp3.Credentials.basic("ann", "s3cr3t"));
            assertThat(server.takeRequest().getHeaders().get("Proxy-Authorization"))
                    .isNull();
        }
    }

    @Test
    void a_server_behind_the_proxy_that_asks_for_its_password_does_not_get_it() throws Exception {
        HandshakeCertificates certificates = certificates();
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(certificates.sslSocketFactory());
            server.start(InetAddress.getLoopbackAddress(), 0);
            server.enqueue(new MockResponse.Builder().inTunnel().build());
            server.enqueue(new MockResponse.Builder()
                    .code(407)
                    .addHeader("Proxy-Authenticate", "Basic realm=\"proxy\"")
                    .build());
            server.enqueue(new MockResponse.Builder().body("got it").build());
            try (HttpClients clients = through(server, certificates);
                    Response response = call(clients)) {
                assertThat(response.code()).isEqualTo(407);
            }
            assertThat(server.getRequestCount()).isEqualTo(2);
        }
    }

    private static String chosen(String address, Proxy... proxies) {
        java.net.Proxy proxy = SettingsProxies.of(List.of(proxies), any -> Optional.empty())
                .orElseThrow()
                .select(URI.create(address))
                .get(0);
        return proxy.address() instanceof InetSocketAddress socket
                ? socket.getHostString() + ":" + socket.getPort()
                : "direct";
    }

    private static Proxy proxy(String protocol, String host) {
        Proxy proxy = new Proxy();
        proxy.setActive(true);
        proxy.setProtocol(protocol);
        proxy.setHost(host);
        proxy.setPort(3128);
        return proxy;
    }

    private static HandshakeCertificates certificates() {
        HeldCertificate held = new HeldCertificate.Builder()
                .addSubjectAlternativeName("contoso.crm4.dynamics.com")
                .build();
        return new HandshakeCertificates.Builder()
                .heldCertificate(held)
                .addTrustedCertificate(held.certificate())
                .build();
    }

    /** A client that reaches everything through the server, as a proxy with a password. */
    private static HttpClients through(MockWebServer server, HandshakeCertificates certificates) {
        Proxy proxy = proxy("https", "127.0.0.1");
        proxy.setPort(server.getPort());
        proxy.setUsername("ann");
        SettingsProxies proxies = SettingsProxies.of(List.of(proxy), any -> Optional.of(new Secret("s3cr3t")))
                .orElseThrow();
        HttpOptions defaults = HttpOptions.defaults();
        return new HttpClients(new HttpOptions(
                Optional.<ProxySelector>of(proxies),
                Optional.of(proxies),
                Optional.of(certificates.trustManager()),
                defaults.connectTimeout(),
                defaults.readTimeout(),
                HttpTrace.none()));
    }

    private static Response call(HttpClients clients) throws IOException {
        return clients.client()
                .newCall(new Request.Builder()
                        .url("https://contoso.crm4.dynamics.com/api")
                        .build())
                .execute();
    }
}
