package io.github.dataversealm.solution.http;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Follows the redirects of reads to the same host, port and protocol, a few of them. Every other redirect is an error: it
 * would carry a token to another place, or send a change twice.
 */
final class SameHostRedirects implements Interceptor {

    private static final int MAX_HOPS = 5;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Response response = chain.proceed(request);
        for (int hop = 0; response.isRedirect(); hop++) {
            HttpUrl from = request.url();
            String location = response.header("Location", "");
            HttpUrl to = from.resolve(location);
            int status = response.code();
            response.close();
            boolean read = request.method().equals("GET") || request.method().equals("HEAD");
            if (to == null || !read || !sameServer(from, to) || hop == MAX_HOPS) {
                throw refused(from, to, status, read, hop);
            }
            request = request.newBuilder().url(to).build();
            response = chain.proceed(request);
        }
        return response;
    }

    private static boolean sameServer(HttpUrl a, HttpUrl b) {
        return a.host().equals(b.host()) && a.port() == b.port() && a.scheme().equals(b.scheme());
    }

    private static RefusedConnectionException refused(HttpUrl from, HttpUrl to, int status, boolean read, int hop) {
        String target = to == null ? "an address that cannot be read" : server(to) + to.encodedPath();
        if (hop == MAX_HOPS) {
            return new RefusedConnectionException(
                    server(from) + " redirects in circles, the last time to " + target + ".",
                    "Open the address in a browser and use the one that it ends at.");
        }
        String why = to != null && sameServer(from, to) && !read
                ? "A call that changes something is not sent a second time."
                : "Tokens and passwords are not taken to another server.";
        return new RefusedConnectionException(
                server(from) + " redirects (" + status + ") to " + target + ". " + why,
                "If that is the environment's new address, use it as the url. If it is the login page of a proxy or"
                        + " firewall, sign in to that first or set up the <proxy> in settings.xml.");
    }

    private static String server(HttpUrl url) {
        boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
        return url.scheme() + "://" + url.host() + (usual ? "" : ":" + url.port());
    }
}
