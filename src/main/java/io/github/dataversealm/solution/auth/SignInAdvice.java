package io.github.dataversealm.solution.auth;

import com.microsoft.aad.msal4j.MsalException;
import io.github.dataversealm.solution.http.ConnectionFault;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the answers of the login service mean for the person who set things up: its numbers ({@code AADSTS...}) and the
 * few words it uses without a number.
 */
final class SignInAdvice {

    private static final Pattern NUMBER = Pattern.compile("AADSTS(\\d{4,9})");
    private static final int MAX_WORDS = 300;

    private static final String REGISTRATION = "Entra admin center > App registrations > the application";

    /** In the texts {app}, {tenant}, {url}, {kind}, {origin} and {loginHost} stand for those of the sign-in. */
    private record Row(List<String> codes, String problem, String advice) {}

    private static Row row(String codes, String problem, String advice) {
        return new Row(Arrays.asList(codes.split(" ")), problem, advice);
    }

    private static final List<Row> ROWS = List.of(
            // ---- the wrong place
            row(
                    "700016 7000229",
                    "The application {app} does not exist in the tenant {tenant}.",
                    "Check the application (client) id in {origin}, and that tenantId is the tenant the application was registered in."
                            + " The ids are on the overview page of the app registration."),
            row(
                    "90002 900023 90072 900971",
                    "The tenant {tenant} does not exist in the cloud of {loginHost}.",
                    "Check tenantId in {origin}; it is on the overview page of Entra ID. For another cloud set <cloud> to gcc,"
                            + " gcchigh, dod or china."),
            row(
                    "500011 650057 50001",
                    "The tenant {tenant} does not know the environment {url}.",
                    "Check the url, and that tenantId in {origin} is the tenant of the environment."),
            row(
                    "50194",
                    "The application {app} belongs to one tenant, and none was named.",
                    "Set tenantId in {origin}."),
            row(
                    "50020 90099",
                    "The user does not exist in the tenant {tenant}.",
                    "Sign in as a user of that tenant, or set tenantId in {origin}."),
            row(
                    "70011 1002012",
                    "The login service does not accept the environment {url} as a resource.",
                    "Check that the url is the one the Power Platform admin center shows."),
            // ---- the secret
            row(
                    "7000222",
                    "The client secret of the application {app} has expired.",
                    "Make a new one (" + REGISTRATION + " > Certificates & secrets) and put its value into {origin}."),
            row(
                    "7000215",
                    "The client secret of the application {app} is wrong.",
                    "Put the secret's value into {origin}; its id, which looks alike, is not it. A value is shown only once: if it"
                            + " is lost, make a new secret (" + REGISTRATION + " > Certificates & secrets)."),
            row(
                    "7000218 7000216",
                    "The application {app} needs a secret, a certificate or a federated token, and none was sent.",
                    "Put one into {origin}. For a sign-in of people, allow public client flows (" + REGISTRATION
                            + " > Authentication)."),
            row(
                    "7000112",
                    "The application {app} is disabled.",
                    "Enable it (Entra admin center > Enterprise applications > Properties)."),
            // ---- the certificate
            row(
                    "700027 7000214 700030",
                    "The certificate does not belong to the application {app}, or has expired.",
                    "Upload its public part (" + REGISTRATION
                            + " > Certificates & secrets > Certificates), or name the right file in" + " {origin}."),
            row(
                    "700024 700023 500133",
                    "The login service found the signed statement of the {kind} out of date or made out to another service.",
                    "Check the clock of this machine, and <authority> or <cloud>."),
            // ---- federation
            row(
                    "70021 700213",
                    "No federated credential of the application {app} matches this pipeline (the subject differs).",
                    "Compare the subject in the words of the login service below with the one that is registered ("
                            + REGISTRATION
                            + " > Certificates & secrets > Federated credentials): organization, repository, branch or environment"
                            + " must be the same, in the same case."),
            row(
                    "700211",
                    "No federated credential of the application {app} matches the issuer of this pipeline's token.",
                    "Compare the issuer below with the one that is registered (" + REGISTRATION
                            + " > Certificates & secrets > Federated credentials)."),
            row(
                    "700212",
                    "The federated credential of the application {app} expects another audience.",
                    "Register the audience api://AzureADTokenExchange, or set <audience> in {origin} to the registered one."),
            row(
                    "70025 700236",
                    "The application {app} has no federated credential.",
                    "Add one for this pipeline (" + REGISTRATION
                            + " > Certificates & secrets > Federated credentials)."),
            row(
                    "50027 500131",
                    "The federated token is damaged or has expired.",
                    "Check where it comes from ({kind}); such a token lives minutes."),
            // ---- users
            row(
                    "50076 50079 50074 50158",
                    "The user must show a second factor, which a password alone cannot.",
                    "In a pipeline sign in as an application (client secret, certificate or federation); at a desk use <authType>"
                            + "deviceCode</authType>."),
            row(
                    "65001 65004",
                    "Nobody has allowed the application {app} to act for the user in Dataverse.",
                    "Let an administrator grant it (" + REGISTRATION
                            + " > API permissions > Dynamics CRM user_impersonation > Grant admin" + " consent)."),
            row(
                    "53003 53000 53001 53002 530003 530004 50005",
                    "A conditional access policy of the tenant forbids this sign-in.",
                    "Let an administrator look at the sign-in log of Entra ID: it names the policy. Often the address of the build"
                            + " machine must be allowed, or the application excluded."),
            row(
                    "50126 50034 50056",
                    "The user name or the password is wrong.",
                    "Check both in {origin}. An application signs in with its client id and a secret instead."),
            row(
                    "50055 50144",
                    "The password of the user has expired.",
                    "Set a new one at https://aka.ms/sspr and put it into {origin}."),
            row(
                    "50053",
                    "The user is locked, because of wrong passwords or a suspicious address.",
                    "Wait, then check the password in {origin}; the sign-in log of Entra ID tells more."),
            row("50057", "The user is disabled.", "Let an administrator enable the user, or sign in as another."),
            row(
                    "50105",
                    "The user is not assigned to the application {app}, which demands it.",
                    "Assign the user (Entra admin center > Enterprise applications > Users and groups)."),
            row(
                    "70019 70020 expired_token code_expired",
                    "The code was not typed in time.",
                    "Run the command again and type the new code within the time that is shown."),
            row(
                    "70018 bad_verification_code authorization_declined 70017",
                    "The sign-in was declined in the browser.",
                    "Run the command again and accept it, as a user who may use the environment."),
            row(
                    "700082 70043 700084 50173 70000 70008",
                    "The saved sign-in is no longer valid.",
                    "Sign in again: run the command in a terminal."),
            // ---- the service
            row(
                    "90033 90006 90012 90013 50196",
                    "The login service has trouble of its own.",
                    "Try again; look at https://azure.status.microsoft."),
            row(
                    "1002016",
                    "The login service refuses the old TLS version of this connection.",
                    "Use a newer JDK, or let the proxy pass TLS 1.2."));

    /** For tokens of a service besides the environment these go before the others: {url} is that service then. */
    private static final List<Row> OF_A_SERVICE = List.of(
            row(
                    "500011 650057 50001 650052",
                    "The tenant {tenant} does not know the service {url}.",
                    "Check that tenantId in {origin} is the right tenant, and let an administrator make the service known in it."),
            row(
                    "70011 1002012",
                    "The login service does not accept the service {url} as a resource.",
                    "Check that the service and the tenant {tenant} are of the same cloud."),
            row(
                    "65001 65004",
                    "Nobody has allowed the application {app} to use the service {url}.",
                    "Let an administrator grant it (" + REGISTRATION + " > API permissions > Grant admin consent)."));

    /** Trouble of the login service, with whatever status it comes. */
    private static final Set<String> OUTAGES = Set.of("90033", "90006", "90012", "90013");

    private final Account account;
    private final String target;
    private final boolean isService;

    /** @param resource what the tokens are for: the environment, or a service besides it */
    SignInAdvice(Account account, URI environment, String resource) {
        this.account = account;
        this.isService = !resource.equals(environment.toString());
        this.target = isService ? resource : environment.toString();
    }

    /**
     * @param authority where the sign-in was tried
     * @param outage whether the last request met a service that is busy, or none
     */
    SignInException explain(Throwable failure, URI authority, boolean outage) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SignInException explained) {
                return explained;
            }
            if (cause instanceof IOException broken && !isManagedIdentity()) {
                return unreachable(broken, authority.getHost(), outage);
            }
        }
        if (isManagedIdentity()) {
            return managedIdentity(failure, outage);
        }
        if (failure instanceof MsalException refusal) {
            return refused(refusal, authority, outage);
        }
        return new SignInException(
                "Signing in with the " + account.credentials().kind() + " failed: "
                        + words(String.valueOf(failure.getMessage())),
                "Check the credentials in " + account.origin() + ".",
                null,
                "",
                outage);
    }

    private boolean isManagedIdentity() {
        return account.credentials() instanceof Credentials.ManagedIdentity;
    }

    private SignInException refused(MsalException refusal, URI authority, boolean outage) {
        String message = String.valueOf(refusal.getMessage());
        Matcher stated = NUMBER.matcher(message);
        String number = stated.find() ? stated.group(1) : "";
        boolean passing = outage || OUTAGES.contains(number);
        Optional<Row> row = find(number.isEmpty() ? String.valueOf(refusal.errorCode()) : number);
        String words = words(message);
        // The library's exception is no cause: its text is the service's, which may repeat what it was sent.
        return row.map(known -> new SignInException(
                        filled(known.problem(), authority),
                        filled(known.advice(), authority) + System.lineSeparator() + "The login service said: " + words,
                        null,
                        number,
                        passing))
                .orElseGet(() -> new SignInException(
                        "Signing in to " + target + " with the "
                                + account.credentials().kind() + " failed: " + words,
                        "Look the number up at https://login.microsoftonline.com/error, or at the sign-in log of Entra ID. The"
                                + " credentials come from " + account.origin() + ".",
                        null,
                        number,
                        passing));
    }

    /** By the number in the message; the error's word counts only when there is none, because it is less exact. */
    private Optional<Row> find(String code) {
        return Stream.concat(isService ? OF_A_SERVICE.stream() : Stream.empty(), ROWS.stream())
                .filter(row -> row.codes().contains(code))
                .findFirst();
    }

    private SignInException managedIdentity(Throwable failure, boolean outage) {
        return new SignInException(
                "This machine gave no token for its " + account.credentials().kind() + ": "
                        + words(String.valueOf(failure.getMessage())),
                "A managed identity works only on Azure (virtual machine, App Service, Functions, AKS, Arc). Check that the identity is"
                        + " assigned to this machine"
                        + account.credentials()
                                .applicationId()
                                .map(id -> " and that its client id is " + id)
                                .orElse("")
                        + ", or sign in otherwise (" + account.origin() + ").",
                null,
                "",
                outage);
    }

    private SignInException unreachable(IOException broken, String host, boolean outage) {
        String named = account.authority().isPresent()
                ? "the <authority> (AZURE_AUTHORITY_HOST) that is set for the sign-in"
                : "the <cloud> that is set for the sign-in (" + host + " is a login service of Microsoft)";
        ConnectionFault fault = ConnectionFault.of(broken, host, named);
        return new SignInException(
                "Signing in to " + target + " failed. " + fault.problem(), fault.advice(), broken, "", outage);
    }

    private String filled(String text, URI authority) {
        return text.replace("{app}", account.credentials().applicationId().orElse("of the sign-in"))
                .replace("{tenant}", Challenge.tenant(authority).orElse("that was named"))
                .replace("{url}", target)
                .replace("{kind}", account.credentials().kind())
                .replace("{origin}", account.origin())
                .replace("{loginHost}", authority.getHost());
    }

    /** The service's words in one line, without the trace ids that follow them and without what it was sent. */
    private String words(String message) {
        String line = message.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
        int trace = line.toLowerCase(Locale.ROOT).indexOf("trace id:");
        if (trace > 0) {
            line = line.substring(0, trace).strip();
        }
        line = Secrets.mask(account.credentials(), line);
        return line.length() <= MAX_WORDS ? line : line.substring(0, MAX_WORDS) + "...";
    }
}
