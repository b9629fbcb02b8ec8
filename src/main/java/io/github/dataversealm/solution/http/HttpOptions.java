package io.github.dataversealm.solution.http;

import java.net.ProxySelector;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;
import okhttp3.Authenticator;

/**
 * How the HTTP connections of one goal are made.
 *
 * @param proxies which proxy a host is reached through; empty: the one that the JVM is set up with
 * @param proxyAuthenticator answers a proxy that asks for a password; empty: none
 * @param trust additional trust, for the certificate of a local environment; empty: that of the JVM
 * @param connectTimeout to open a connection
 * @param readTimeout the longest silence of a server that answers; long calls (staging, export download) have their own
 * @param trace what is written to {@code trace.log}
 */
public record HttpOptions(
        Optional<ProxySelector> proxies,
        Optional<Authenticator> proxyAuthenticator,
        Optional<X509TrustManager> trust,
        Duration connectTimeout,
        Duration readTimeout,
        HttpTrace trace) {

    public static HttpOptions defaults() {
        return new HttpOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(120),
                HttpTrace.none());
    }
}
