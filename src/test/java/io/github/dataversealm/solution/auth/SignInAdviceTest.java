package io.github.dataversealm.solution.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.aad.msal4j.MsalServiceException;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read when the login service says a number. */
class SignInAdviceTest {

    private static final URI ENVIRONMENT = URI.create("https://contoso.crm4.dynamics.com");
    private static final URI AUTHORITY = URI.create("https://login.microsoftonline.com/tenant-1/");

    @ParameterizedTest
    @CsvSource({
        "700016, application app-1 does not exist in the tenant tenant-1, tenantId",
        "90002, tenant tenant-1 does not exist, <cloud>",
        "500011, does not know the environment https://contoso.crm4.dynamics.com, tenantId",
        "7000222, has expired, Certificates & secrets",
        "7000215, is wrong, its id",
        "7000218, 'needs a secret, a certificate or a federated token', public client flows",
        "7000112, is disabled, Enable it",
        "700027, certificate does not belong, Upload its public part",
        "700024, out of date, clock",
        "70021, subject differs, Federated credentials",
        "700213, subject differs, Federated credentials",
        "700211, issuer, Federated credentials",
        "700212, audience, api://AzureADTokenExchange",
        "70025, no federated credential, Federated credentials",
        "50076, second factor, deviceCode",
        "50079, second factor, deviceCode",
        "65001, Nobody has allowed, admin consent",
        "53003, conditional access, sign-in log",
        "50126, user name or the password is wrong, the test",
        "50034, user name or the password is wrong, the test",
        "50053, locked, Wait",
        "50055, expired, sspr",
        "50057, user is disabled, administrator",
        "50020, user does not exist in the tenant, tenantId",
        "50105, not assigned, Assign the user",
        "90033, trouble of its own, Try again",
    })
    void numbers_become_words(String number, String problem, String advice) {
        SignInException explained = explain("invalid_request", "AADSTS" + number + ": In the service's words.");
        assertThat(explained.problem()).contains(problem);
        assertThat(explained.advice())
                .contains(advice)
                .contains("The login service said: AADSTS" + number + ": In the service's words.");
        assertThat(explained.getMessage()).doesNotContain("{app}", "{tenant}", "{origin}", "{kind}", "{url}");
    }

    @Test
    void an_unknown_number_is_shown_with_a_place_to_look_it_up() {
        SignInException explained = explain("invalid_grant", "AADSTS999999: Something new.");
        assertThat(explained.problem()).contains("AADSTS999999: Something new.");
        assertThat(explained.advice())
                .contains("login.microsoftonline.com/error")
                .contains("the test");
    }

    @Test
    void a_login_host_that_is_unknown_is_not_blamed_on_the_environment() {
        SignInException explained =
                advice().explain(new UnknownHostException("login.microsoftonline.com"), AUTHORITY, true);
        assertThat(explained.isPassing()).isTrue();
        assertThat(explained.problem()).contains("The host " + AUTHORITY.getHost() + " is not known.");
        assertThat(explained.advice()).contains("<cloud>").contains("<proxy>").doesNotContain("url of the environment");
    }

    @Test
    void the_number_counts_more_than_the_word() {
        assertThat(explain("authorization_declined", "AADSTS53003: Blocked.").problem())
                .contains("conditional access");
    }

    @Test
    void trace_ids_control_characters_and_long_texts_are_cut() {
        SignInException explained = explain(
                "x", "AADSTS999999: A\u001b[31mB Trace ID: 1 Correlation ID: 2\r\nTimestamp: 3" + "y".repeat(5000));
        assertThat(explained.problem()).contains("A [31mB").doesNotContain("Trace ID", "Timestamp", "\u001b");
        assertThat(explain("x", "z".repeat(5000)).problem().length()).isLessThan(500);
    }

    @Test
    void a_connection_that_fails_is_no_refusal() {
        SignInException explained = advice().explain(
                        new IllegalStateException(new IOException(new UnknownHostException("x"))), AUTHORITY, true);
        assertThat(explained.problem()).contains("login.microsoftonline.com");
        assertThat(explained.problem()).doesNotContain("the credentials");
    }

    private static SignInException explain(String error, String description) {
        return advice().explain(new MsalServiceException(description, error), AUTHORITY, false);
    }

    @Test
    void trouble_of_the_login_service_says_nothing_of_the_credentials() {
        assertThat(explain("x", "AADSTS90033: A transient error.").isPassing()).isTrue();
        assertThat(explain("x", "AADSTS7000215: Wrong.").isPassing()).isFalse();
        assertThat(advice().explain(new MsalServiceException("Busy", "unknown"), AUTHORITY, true)
                        .isPassing())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "500011, does not know the service https://api.advisor.powerapps.com/",
        "650052, does not know the service https://api.advisor.powerapps.com/",
        "65001, to use the service https://api.advisor.powerapps.com/",
        "70011, does not accept the service https://api.advisor.powerapps.com/",
        "999999, Signing in to https://api.advisor.powerapps.com/ with",
    })
    void a_service_besides_the_environment_is_told_by_its_own_name(String number, String problem) {
        SignInException explained = advice("https://api.advisor.powerapps.com/")
                .explain(new MsalServiceException("AADSTS" + number + ": Words.", "x"), AUTHORITY, false);
        assertThat(explained.problem()).contains(problem);
        assertThat(explained.getMessage()).doesNotContain("contoso.crm4", "the url", "Dynamics CRM");
        assertThat(explained.number()).isEqualTo(number);
    }

    private static SignInAdvice advice() {
        return advice(ENVIRONMENT.toString());
    }

    private static SignInAdvice advice(String resource) {
        return new SignInAdvice(
                new Account(
                        new Credentials.ClientSecret("app-1", new Secret("s3cr3t")),
                        Optional.of("tenant-1"),
                        Optional.empty(),
                        Optional.empty(),
                        "the test"),
                ENVIRONMENT,
                resource);
    }
}
