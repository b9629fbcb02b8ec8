package io.github.dataversealm.solution.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * The HTTP connections of one goal: one client, one pool, one set of threads, which end with {@link #close}. The client
 * speaks TLS 1.2 or newer (clear text to this machine only), follows redirects only of reads and only to the same server,
 * and writes each request to the trace.
 */
public final class HttpClients implements Closeable {

    private static final int PER_HOST = 64;

    private final OkHttpClient client;
    private final ThreadPoolExecutor executor;

    public HttpClients(HttpOptions options) {
        AtomicInteger number = new AtomicInteger();
        this.executor =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "solution-http-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        Dispatcher dispatcher = new Dispatcher(executor);
        dispatcher.setMaxRequests(PER_HOST * 4);
        dispatcher.setMaxRequestsPerHost(PER_HOST);
        TraceInterceptors trace = new TraceInterceptors(options.trace());
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectionPool(new ConnectionPool(8, 2, TimeUnit.MINUTES))
                .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
                .protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))
                .connectTimeout(options.connectTimeout())
                .readTimeout(options.readTimeout())
                .writeTimeout(options.readTimeout())
                .callTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                .addInterceptor(new SameHostRedirects())
                .addInterceptor(trace.outer())
                .addInterceptor(new TransportGuard())
                .addNetworkInterceptor(trace.inner());
        options.proxies()
                .or(() -> Optional.ofNullable(ProxySelector.getDefault()))
                .ifPresent(proxies -> builder.proxySelector(new RemoteProxies(proxies)));
        options.proxyAuthenticator().ifPresent(builder::proxyAuthenticator);
        options.trust().ifPresent(trust -> trust(builder, trust));
        this.client = builder.build();
    }

    public OkHttpClient client() {
        return client;
    }

    /** Ends the running calls, the connections and the threads. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        executor.shutdown();
        client.connectionPool().evictAll();
    }

    private static void trust(OkHttpClient.Builder builder, X509TrustManager additional) {
        try {
            X509TrustManager trust = new TrustEither(ofTheJvm(), additional);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            builder.sslSocketFactory(context.getSocketFactory(), trust);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM cannot be set up for TLS: " + e, e);
        }
    }

    private static X509TrustManager ofTheJvm() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                return trust;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    /** A proxy never carries what is meant for this machine. */
    private static final class RemoteProxies extends ProxySelector {

        private final ProxySelector proxies;

        RemoteProxies(ProxySelector proxies) {
            this.proxies = proxies;
        }

        @Override
        public List<Proxy> select(URI uri) {
            String host = uri.getHost();
            return host != null && (LocalHosts.isLoopback(host) || LocalHosts.isLinkLocal(host))
                    ? List.of(Proxy.NO_PROXY)
                    : proxies.select(uri);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            proxies.connectFailed(uri, address, failure);
        }
    }
}
