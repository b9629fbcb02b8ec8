package io.github.dataversealm.solution.auth;

import io.github.dataversealm.solution.http.LocalHosts;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * Signs in to environments with the flows of Entra ID (spec dataverse-web-api §7). Each environment has a provider of its
 * own, whose tokens are for that environment alone. Nothing is sent before the first token is asked for.
 */
public final class SignIn {

    private final LoginHttp http;
    private final SignInOptions options;

    /** Two environments do not show a person two codes at once: the second finds the sign-in of the first. */
    private final ReentrantLock person = new ReentrantLock();

    public SignIn(OkHttpClient client, SignInOptions options) {
        this.http = new LoginHttp(client, options.pauses());
        this.options = options;
    }

    /** @param environment scheme, host and port of the environment */
    public TokenProvider provider(Account account, URI environment) {
        return provider(account, environment, environment.toString());
    }

    /**
     * The tokens for a service besides the environment, which the account of the environment signs in to.
     *
     * @param resource what the service's application is called at the login service, such as
     *     {@code https://api.advisor.powerapps.com/}
     */
    public TokenProvider provider(Account account, URI environment, String resource) {
        if (account.credentials() instanceof Credentials.FixedToken fixed) {
            if (!isSameServer(resource, environment)) {
                throw new SignInException(
                        "The fixed token of " + environment + " is not given to another server.",
                        "Leave customEndpoint and geo out, or sign in as an application: " + account.origin() + ".",
                        null);
            }
            return fixed(fixed, environment);
        }
        return new RenewedTokens(flow(account, environment, resource), options.clock());
    }

    /** The tenant that an environment says it belongs to, to compare it with the one that is set up. */
    public Optional<String> tenantOf(URI environment) {
        return new Authorities(http).tenantOf(environment);
    }

    /** On this machine a server is its port, by whatever name. */
    private static boolean isSameServer(String resource, URI environment) {
        HttpUrl service = HttpUrl.parse(resource);
        HttpUrl own = HttpUrl.get(environment);
        return service != null
                && own != null
                && service.port() == own.port()
                && (service.host().equals(own.host())
                        || LocalHosts.isLoopback(service.host()) && LocalHosts.isLoopback(own.host()));
    }

    private Flow flow(Account account, URI environment, String resource) {
        if (account.credentials() instanceof Credentials.ManagedIdentity identity) {
            return new ManagedIdentityFlow(identity, account, environment, resource, http.impatient());
        }
        return new EntraFlow(account, environment, resource, http, options, person);
    }

    private static TokenProvider fixed(Credentials.FixedToken fixed, URI environment) {
        if (!LocalHosts.isLoopback(environment.getHost())) {
            throw new SignInException(
                    "A fixed token is for environments on this machine, and " + environment + " is none.",
                    "Sign in as an application: <username>, <password> and tenantId of the <server> in settings.xml.",
                    null);
        }
        return new TokenProvider() {
            @Override
            public String token() {
                return fixed.token().reveal();
            }

            @Override
            public void refused(String token) {
                // There is no other; the service's refusal is what the caller reports.
            }
        };
    }
}
