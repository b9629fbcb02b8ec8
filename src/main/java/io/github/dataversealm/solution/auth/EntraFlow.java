package io.github.dataversealm.solution.auth;

import com.microsoft.aad.msal4j.AbstractClientApplicationBase;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.IClientCredential;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.MsalClientException;
import com.microsoft.aad.msal4j.MsalInteractionRequiredException;
import com.microsoft.aad.msal4j.MsalServiceException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import com.microsoft.aad.msal4j.UserNamePasswordParameters;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;

/** Gets tokens from Entra ID. The requests go to the authority alone, whatever an answer may name. */
final class EntraFlow implements Flow {

    private final Account account;
    private final URI environment;
    private final String resource;
    private final LoginHttp http;
    private final WatchedHttp watched;
    private final SignInOptions options;
    private final ReentrantLock person;
    private final Set<String> scopes;
    private URI authority;

    /**
     * @param resource what tokens are for
     * @param person held while a person is asked to sign in
     */
    EntraFlow(
            Account account,
            URI environment,
            String resource,
            LoginHttp http,
            SignInOptions options,
            ReentrantLock person) {
        this.account = account;
        this.environment = environment;
        this.resource = resource;
        this.http = http;
        this.watched = new WatchedHttp(http);
        this.options = options;
        this.person = person;
        this.scopes = Set.of(resource + "/.default");
    }

    @Override
    public Grant acquire(boolean anew) {
        if (authority == null) {
            authority = new Authorities(http).find(account, environment);
        }
        try {
            IAuthenticationResult result = result(anew);
            return new Grant(
                    new Secret(result.accessToken()), result.expiresOnDate().toInstant());
        } catch (CompletionException e) {
            throw new SignInAdvice(account, environment, resource).explain(e.getCause(), authority, watched.outage());
        } catch (MalformedURLException e) {
            throw new IllegalStateException("no address: " + authority, e);
        }
    }

    private IAuthenticationResult result(boolean anew) throws MalformedURLException {
        Credentials credentials = account.credentials();
        if (credentials instanceof Credentials.ClientSecret secret) {
            return application(
                    secret.clientId(),
                    ClientCredentialFactory.createFromSecret(secret.secret().reveal()));
        }
        if (credentials instanceof Credentials.Certificate certificate) {
            CertificateFile file = CertificateFile.read(
                    certificate.file(), certificate.password(), options.clock().instant());
            return application(
                    certificate.clientId(),
                    ClientCredentialFactory.createFromCertificateChain(file.key(), file.chain()));
        }
        if (credentials instanceof Credentials.FederatedToken federated) {
            Cloud cloud = account.cloud().or(() -> Cloud.of(environment)).orElse(Cloud.PUBLIC);
            String assertion = new FederatedTokens(http)
                    .fetch(federated.source(), federated.audience().orElse(cloud.federationAudience()));
            return application(federated.clientId(), ClientCredentialFactory.createFromClientAssertion(assertion));
        }
        if (credentials instanceof Credentials.UsernamePassword user) {
            return user(user);
        }
        if (credentials instanceof Credentials.DeviceCode device) {
            return person(device, anew);
        }
        throw new IllegalStateException("no sign-in at Entra ID: " + credentials.kind());
    }

    private IAuthenticationResult application(String clientId, IClientCredential credential)
            throws MalformedURLException {
        return prepared(ConfidentialClientApplication.builder(clientId, credential))
                .build()
                .acquireToken(ClientCredentialParameters.builder(scopes)
                        .skipCache(true)
                        .build())
                .join();
    }

    @SuppressWarnings("deprecation") // the only flow for a user in a pipeline; who uses it knows its limits
    private IAuthenticationResult user(Credentials.UsernamePassword user) throws MalformedURLException {
        return prepared(PublicClientApplication.builder(user.clientId()))
                .build()
                .acquireToken(UserNamePasswordParameters.builder(
                                scopes,
                                user.username(),
                                user.password().reveal().toCharArray())
                        .build())
                .join();
    }

    // ---------------------------------------------------------------- people

    private IAuthenticationResult person(Credentials.DeviceCode device, boolean anew) throws MalformedURLException {
        person.lock();
        try {
            Path cache = options.tokenCache()
                    .resolve(Challenge.tenant(authority).orElse("tenant") + "-" + device.clientId() + ".json");
            Optional<IAuthenticationResult> kept =
                    silently(application(device, cache, new CallingThread()), device, anew);
            if (kept.isPresent()) {
                return kept.get();
            }
            if (!options.interactive()) {
                throw new SignInException(
                        "Nobody is there to sign in to " + environment + ".",
                        "Sign in once in a terminal (mvn solution:who-am-i with the same -Denv), without -B; a pipeline signs in as an"
                                + " application, see " + account.origin() + ".",
                        null);
            }
            return waited(device, cache);
        } finally {
            person.unlock();
        }
    }

    /** In a thread of its own, which the library's polling needs; it ends with the sign-in or the interruption of this one. */
    private IAuthenticationResult waited(Credentials.DeviceCode device, Path cache) throws MalformedURLException {
        ClassLoader classes = Thread.currentThread().getContextClassLoader();
        ExecutorService waiting = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "solution-device-code");
            thread.setDaemon(true);
            thread.setContextClassLoader(classes);
            return thread;
        });
        try {
            return application(device, cache, waiting)
                    .acquireToken(
                            DeviceCodeFlowParameters.builder(scopes, this::show).build())
                    .get();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignInException(
                    "The sign-in to " + environment + " was interrupted.", "Run the command again.", null);
        } finally {
            waiting.shutdownNow();
        }
    }

    private PublicClientApplication application(Credentials.DeviceCode device, Path cache, ExecutorService executor)
            throws MalformedURLException {
        return prepared(PublicClientApplication.builder(device.clientId()))
                .setTokenCacheAccessAspect(new TokenCacheFile(cache, options.reporter()::warn))
                .executorService(executor)
                .build();
    }

    private Optional<IAuthenticationResult> silently(
            PublicClientApplication application, Credentials.DeviceCode device, boolean anew)
            throws MalformedURLException {
        Optional<IAccount> known = application.getAccounts().join().stream()
                .filter(candidate -> device.username()
                        .map(name -> name.equalsIgnoreCase(candidate.username()))
                        .orElse(true))
                .findFirst();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        CompletableFuture<IAuthenticationResult> result = application.acquireTokenSilently(
                SilentParameters.builder(scopes, known.get()).forceRefresh(anew).build());
        try {
            return Optional.of(result.join());
        } catch (CompletionException e) {
            // A kept sign-in that has ended is no fault: the person signs in again.
            if (e.getCause() instanceof MsalInteractionRequiredException
                    || e.getCause() instanceof MsalServiceException refused
                            && "invalid_grant".equals(refused.errorCode())
                    || e.getCause() instanceof MsalClientException client && client.getCause() == null) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void show(DeviceCode code) {
        options.reporter()
                .info("Sign in to " + environment + ": open "
                        + code.verificationUri().replaceAll("\\p{Cntrl}", "") + " in a browser and enter the code "
                        + code.userCode().replaceAll("\\p{Cntrl}", "") + " (within " + code.expiresIn() / 60
                        + " minutes). Waiting ...");
    }

    // ---------------------------------------------------------------- the library

    private <T extends AbstractClientApplicationBase.Builder<T>> T prepared(T builder) throws MalformedURLException {
        // No instance discovery: it would ask Microsoft's host about the authority, which is known to be right already.
        return builder.authority(authority.toString())
                .instanceDiscovery(false)
                .validateAuthority(false)
                .httpClient(toAuthorityOnly())
                .executorService(new CallingThread())
                .disableInternalRetries();
    }

    private IHttpClient toAuthorityOnly() {
        return request -> {
            URL url = request.url();
            if (!url.getProtocol().equals("https") || !url.getHost().equalsIgnoreCase(authority.getHost())) {
                watched.notSent();
                throw new IOException(
                        "the sign-in was sent on to " + url.getHost()
                                + ", where credentials are not sent; accounts of another identity provider cannot sign in this way");
            }
            // For a kept sign-in the library knows the host of the authority, but not its port.
            return watched.send(request, new URL("https", url.getHost(), authority.getPort(), url.getFile()));
        };
    }
}
