package io.github.dataversealm.solution.auth;

import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import io.github.dataversealm.solution.http.RefusedConnectionException;
import java.io.IOException;
import java.net.URL;

/**
 * Remembers whether the last request of a sign-in met an outage, which the library's exceptions do not always tell: a busy
 * service, or none that answers.
 */
final class WatchedHttp implements IHttpClient {

    private final LoginHttp http;
    private volatile boolean outage;

    WatchedHttp(LoginHttp http) {
        this.http = http;
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws IOException {
        return send(request, request.url());
    }

    /** @param url takes the place of the request's own */
    IHttpResponse send(HttpRequest request, URL url) throws IOException {
        outage = false;
        try {
            IHttpResponse response = http.send(request, url);
            outage = LoginHttp.isBusy(response.statusCode());
            return response;
        } catch (IOException e) {
            outage = !(e instanceof RefusedConnectionException);
            throw e;
        }
    }

    boolean outage() {
        return outage;
    }

    /** A request that is not sent is no outage. */
    void notSent() {
        outage = false;
    }
}
