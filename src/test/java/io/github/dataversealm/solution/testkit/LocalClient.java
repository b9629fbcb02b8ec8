package io.github.dataversealm.solution.testkit;

import io.github.dataversealm.solution.auth.TokenProvider;
import io.github.dataversealm.solution.dataverse.ClientOptions;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.DataverseClient;
import io.github.dataversealm.solution.dataverse.RetryPolicy;
import io.github.dataversealm.solution.http.HttpClients;
import java.net.URI;
import java.time.Duration;

/** Makes clients of local environments, which repeat a call after milliseconds. */
public final class LocalClient {

    /** The usual options, but for the pauses. */
    public static final ClientOptions QUICK = ClientOptions.defaults()
            .withRetries(new RetryPolicy(
                    6, Duration.ofMillis(4), Duration.ofMillis(40), Duration.ofMillis(60), Duration.ofSeconds(5), 0.3));

    private LocalClient() {}

    public static Dataverse of(HttpClients http, String url, String token) {
        return of(http, url, token, QUICK);
    }

    public static Dataverse of(HttpClients http, String url, String token, ClientOptions options) {
        return new DataverseClient(URI.create(url), http.client(), new SameToken(token), options);
    }

    private record SameToken(String token) implements TokenProvider {
        @Override
        public void refused(String refused) {
            // the same one is good again
        }
    }
}
