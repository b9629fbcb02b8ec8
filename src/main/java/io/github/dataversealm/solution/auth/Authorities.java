package io.github.dataversealm.solution.auth;

import io.github.dataversealm.solution.http.ConnectionFault;
import io.github.dataversealm.solution.http.RefusedConnectionException;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Request;

/**
 * Where one signs in to an environment. The environment may say which tenant it belongs to; the host that credentials are
 * sent to is never its choice.
 */
final class Authorities {

    private final LoginHttp http;

    Authorities(LoginHttp http) {
        this.http = http;
    }

    /**
     * The login service with the tenant, such as {@code https://login.microsoftonline.com/<tenant>}.
     *
     * @throws SignInException when the environment names a login service that it must not name, or is no environment
     */
    URI find(Account account, URI environment) {
        String host = account.authority()
                .map(authority -> named(authority, account))
                .orElseGet(() -> cloud(account, environment).loginHost());
        String tenant = account.tenant()
                .or(() -> account.authority().flatMap(Challenge::tenant))
                .orElseGet(() -> discovered(account, environment, host));
        if (!tenant.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,253}")) {
            throw new SignInException(
                    "'" + tenant + "' is no tenant.",
                    "Set tenantId in " + account.origin()
                            + " to the tenant's id or domain, as the overview page of Entra ID shows" + " it.",
                    null);
        }
        return URI.create("https://" + host + "/" + tenant + "/");
    }

    private static Cloud cloud(Account account, URI environment) {
        return account.cloud().or(() -> Cloud.of(environment)).orElse(Cloud.PUBLIC);
    }

    /** The tenant that the environment says it belongs to; empty when it does not say it, or names a host it must not. */
    Optional<String> tenantOf(URI environment) {
        try {
            return ask(environment).flatMap(Challenge::tenant);
        } catch (SignInException e) {
            return Optional.empty();
        }
    }

    private static String named(URI authority, Account account) {
        if (authority.getHost() == null || !"https".equalsIgnoreCase(authority.getScheme())) {
            throw new SignInException(
                    "The authority '" + authority + "' is no https address.",
                    "Set it in " + account.origin() + " or in the <environment> as https://<login host>/<tenant>.",
                    null);
        }
        return authority.getHost().toLowerCase(Locale.ROOT)
                + (authority.getPort() < 0 ? "" : ":" + authority.getPort());
    }

    private String discovered(Account account, URI environment, String host) {
        Challenge challenge = ask(environment)
                .orElseThrow(() -> new SignInException(
                        environment + " does not say which tenant it belongs to, as a Dataverse environment does.",
                        "Check the url of the environment. If it is right, set tenantId in " + account.origin() + ".",
                        null));
        boolean known = account.authority().isPresent()
                ? challenge.loginHost().equals(host)
                : cloud(account, environment).isLoginHost(challenge.loginHost());
        if (!known) {
            throw refused(account, environment, challenge);
        }
        return challenge
                .tenant()
                .orElseThrow(() -> new SignInException(
                        environment + " does not name the tenant it belongs to.",
                        "Set tenantId in " + account.origin() + ".",
                        null));
    }

    private static SignInException refused(Account account, URI environment, Challenge challenge) {
        Optional<Cloud> other = Arrays.stream(Cloud.values())
                .filter(cloud -> cloud.isLoginHost(challenge.loginHost()))
                .findFirst();
        String authority = "https://" + challenge.loginHost()
                + challenge.tenant().map(tenant -> "/" + tenant).orElse("/<tenant>");
        return new SignInException(
                environment + " wants the sign-in at " + challenge.loginHost() + ", which is "
                        + account.authority()
                                .map(named -> "not the authority that is named, " + named)
                                .orElseGet(() -> "no login service of the cloud '" + cloud(account, environment) + "'")
                        + ". Nothing was sent there.",
                other.map(cloud -> "It is one of the cloud '" + cloud + "': if the environment is there, add <cloud>"
                                + cloud + "</cloud> to the <environment>.")
                        .orElseGet(() ->
                                "Check the url of the environment. Only if you know that login service, name it in the"
                                        + " <environment>: <authority>" + authority + "</authority>"),
                null);
    }

    /** Asks without a token, so that the environment says where to get one. */
    private Optional<Challenge> ask(URI environment) {
        Request request = new Request.Builder()
                .url(environment + "/api/data/v9.2/")
                .header("Accept", "application/json")
                .build();
        try {
            LoginHttp.Answer answer = http.send(request);
            if (LoginHttp.isBusy(answer.status())) {
                throw SignInException.outage(
                        environment + " was asked which tenant it belongs to, and answered with status "
                                + answer.status() + ".",
                        "Try again, or name the tenant: tenantId of the <server> in settings.xml.",
                        null);
            }
            return answer.status() == 401
                    ? Challenge.parse(answer.headers().getOrDefault("www-authenticate", List.of()))
                    : Optional.empty();
        } catch (IOException e) {
            ConnectionFault fault = ConnectionFault.of(e, environment.getHost());
            throw new SignInException(
                    fault.problem(), fault.advice(), e, "", !(e instanceof RefusedConnectionException));
        }
    }
}
