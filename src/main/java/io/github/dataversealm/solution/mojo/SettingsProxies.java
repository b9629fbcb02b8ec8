package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.auth.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import okhttp3.Authenticator;
import okhttp3.Challenge;
import okhttp3.Credentials;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.apache.maven.settings.Proxy;

/** The proxies of settings.xml, chosen as Maven chooses them, for this goal's connections only. */
final class SettingsProxies extends ProxySelector implements Authenticator {

    /** A proxy, and for whom it is. */
    private record Entry(
            String protocol,
            InetSocketAddress address,
            List<Pattern> exceptions,
            Optional<String> username,
            Optional<Secret> password) {

        boolean serves(String host) {
            return exceptions.stream()
                    .noneMatch(exception -> exception.matcher(host).matches());
        }

        java.net.Proxy proxy() {
            return new java.net.Proxy(
                    protocol.startsWith("socks") ? java.net.Proxy.Type.SOCKS : java.net.Proxy.Type.HTTP, address);
        }
    }

    private final List<Entry> entries;

    private SettingsProxies(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * Empty when no proxy is active; then the JVM's own settings hold.
     *
     * @param password decrypts the password of a proxy
     */
    static Optional<SettingsProxies> of(List<Proxy> proxies, Function<Proxy, Optional<Secret>> password) {
        List<Entry> entries = proxies.stream()
                .filter(Proxy::isActive)
                .filter(proxy -> proxy.getHost() != null && !proxy.getHost().isBlank())
                .map(proxy -> entry(proxy, password.apply(proxy)))
                .toList();
        return entries.isEmpty() ? Optional.empty() : Optional.of(new SettingsProxies(entries));
    }

    private static Entry entry(Proxy proxy, Optional<Secret> password) {
        String exceptions = proxy.getNonProxyHosts() == null ? "" : proxy.getNonProxyHosts();
        return new Entry(
                proxy.getProtocol() == null ? "http" : proxy.getProtocol().toLowerCase(Locale.ROOT),
                InetSocketAddress.createUnresolved(proxy.getHost().strip(), proxy.getPort()),
                Arrays.stream(exceptions.split("[|,]"))
                        .map(String::strip)
                        .filter(exception -> !exception.isEmpty())
                        .map(SettingsProxies::pattern)
                        .toList(),
                Optional.ofNullable(proxy.getUsername()).filter(name -> !name.isBlank()),
                password);
    }

    private static Pattern pattern(String exception) {
        String regex = Arrays.stream(exception.split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse("");
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** The first that is for the protocol of the address; for https also one for http, as Maven does. */
    @Override
    public List<java.net.Proxy> select(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost();
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        List<String> protocols = scheme.equals("https") ? List.of("https", "http") : List.of(scheme);
        for (String protocol : protocols) {
            for (Entry entry : entries) {
                if (entry.protocol().equals(protocol)) {
                    return List.of(entry.serves(host) ? entry.proxy() : java.net.Proxy.NO_PROXY);
                }
            }
        }
        return entries.stream()
                .filter(entry -> entry.protocol().startsWith("socks") && entry.serves(host))
                .map(Entry::proxy)
                .findFirst()
                .map(List::of)
                .orElse(List.of(java.net.Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // The connection's own error tells the user; there is no second proxy to try.
    }

    /** Answers a proxy once; asked a second time, the password is wrong. */
    @Override
    public Request authenticate(Route route, Response response) {
        // Only the request for a tunnel is the proxy's. What comes through it is the server's answer: a server that
        // asks for
        // the password of the proxy must not get it.
        if (response.request().isHttps() && !response.request().method().equals("CONNECT")) {
            return null;
        }
        boolean basic = response.challenges().stream().map(Challenge::scheme).anyMatch(SettingsProxies::isBasic);
        if (!basic || response.request().header("Proxy-Authorization") != null) {
            return null;
        }
        SocketAddress address = route == null ? null : route.proxy().address();
        return entries.stream()
                .filter(entry -> address == null || entry.address().equals(address))
                .filter(entry -> entry.username().isPresent())
                .findFirst()
                .map(entry -> response.request()
                        .newBuilder()
                        .header(
                                "Proxy-Authorization",
                                Credentials.basic(
                                        entry.username().get(),
                                        entry.password().map(Secret::reveal).orElse(""),
                                        StandardCharsets.UTF_8))
                        .build())
                .orElse(null);
    }

    private static boolean isBasic(String scheme) {
        return scheme.equalsIgnoreCase("Basic") || scheme.equalsIgnoreCase("OkHttp-Preemptive");
    }
}
