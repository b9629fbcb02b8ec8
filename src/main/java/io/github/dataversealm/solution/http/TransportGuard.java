package io.github.dataversealm.solution.http;

import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Response;

/** TLS only, except for what never leaves the machine: a token that is sent in clear text is a token that is lost. */
final class TransportGuard implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        if (!url.isHttps() && !LocalHosts.isLoopback(url.host()) && !LocalHosts.isLinkLocal(url.host())) {
            throw new RefusedConnectionException(
                    "http://" + url.host() + " is not encrypted, and passwords and tokens are sent to it.",
                    "Write the address with https://. Without encryption only localhost is spoken to.");
        }
        return chain.proceed(chain.request());
    }
}
