package io.github.dataversealm.solution.auth;

import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.ManagedIdentityApplication;
import com.microsoft.aad.msal4j.ManagedIdentityId;
import com.microsoft.aad.msal4j.ManagedIdentityParameters;
import java.net.URI;
import java.util.concurrent.CompletionException;

/** The token of the Azure machine that Maven runs on; the machine itself hands it out. */
final class ManagedIdentityFlow implements Flow {

    private final Credentials.ManagedIdentity identity;
    private final Account account;
    private final URI environment;
    private final String resource;
    private final WatchedHttp http;

    ManagedIdentityFlow(
            Credentials.ManagedIdentity identity, Account account, URI environment, String resource, LoginHttp http) {
        this.identity = identity;
        this.account = account;
        this.environment = environment;
        this.resource = resource;
        this.http = new WatchedHttp(http);
    }

    @Override
    public Grant acquire(boolean anew) {
        ManagedIdentityId id = identity.clientId()
                .map(ManagedIdentityId::userAssignedClientId)
                .orElseGet(ManagedIdentityId::systemAssigned);
        try {
            IAuthenticationResult result = ManagedIdentityApplication.builder(id)
                    .httpClient(http)
                    .executorService(new CallingThread())
                    .build()
                    .acquireTokenForManagedIdentity(ManagedIdentityParameters.builder(resource)
                            .forceRefresh(anew)
                            .build())
                    .join();
            return new Grant(
                    new Secret(result.accessToken()), result.expiresOnDate().toInstant());
        } catch (CompletionException e) {
            throw new SignInAdvice(account, environment, resource).explain(e.getCause(), environment, http.outage());
        } catch (Exception e) {
            // the library's method declares every exception
            throw new SignInAdvice(account, environment, resource).explain(e, environment, http.outage());
        }
    }
}
