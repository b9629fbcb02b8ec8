package io.github.dataversealm.solution.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.message.Reporter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;

/** The endpoint of an Azure machine has a fixed address, so the answers are given inside the client. */
class ManagedIdentityTest {

    private final List<Request> requests = new ArrayList<>();
    private int status = 200;
    private String body = "{\"access_token\":\"machine-token\",\"expires_on\":\""
            + Instant.now().plusSeconds(3600).getEpochSecond()
            + "\",\"resource\":\"x\",\"token_type\":\"Bearer\"}";

    @Test
    void the_system_assigned_identity() {
        assertThat(provider("https://one.crm4.dynamics.com", Optional.empty()).token())
                .isEqualTo("machine-token");
        Request request = requests.get(0);
        assertThat(request.url().toString())
                .startsWith("http://169.254.169.254/metadata/identity/oauth2/token?")
                .contains("api-version=2018-02-01");
        assertThat(request.url().queryParameter("resource")).isEqualTo("https://one.crm4.dynamics.com");
        assertThat(request.url().queryParameter("client_id")).isNull();
        assertThat(request.header("Metadata")).isEqualTo("true");
    }

    @Test
    void a_user_assigned_identity() {
        provider("https://two.crm4.dynamics.com", Optional.of("app-1")).token();
        assertThat(requests.get(0).url().queryParameter("client_id")).isEqualTo("app-1");
    }

    @Test
    void a_token_is_of_one_environment() {
        provider("https://three.crm4.dynamics.com", Optional.empty()).token();
        provider("https://four.crm4.dynamics.com", Optional.empty()).token();
        assertThat(requests)
                .extracting(request -> request.url().queryParameter("resource"))
                .containsExactly("https://three.crm4.dynamics.com", "https://four.crm4.dynamics.com");
    }

    @Test
    void a_refused_token_is_not_taken_from_the_cache_again() {
        TokenProvider provider = provider("https://five.crm4.dynamics.com", Optional.empty());
        provider.refused(provider.token());
        provider.token();
        assertThat(requests).hasSize(2);
    }

    @Test
    void a_machine_without_an_identity_is_explained() {
        status = 400;
        body = "{\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}";
        assertThatExceptionOfType(SignInException.class)
                .isThrownBy(provider("https://six.crm4.dynamics.com", Optional.of("app-1"))::token)
                .satisfies(failure -> {
                    assertThat(failure.problem()).contains("user-assigned managed identity");
                    assertThat(failure.advice()).contains("works only on Azure").contains("client id is app-1");
                });
    }

    @Test
    void an_endpoint_that_is_busy_or_away_is_an_outage() {
        status = 503;
        body = "";
        assertThatExceptionOfType(SignInException.class)
                .isThrownBy(provider("https://seven.crm4.dynamics.com", Optional.empty())::token)
                .satisfies(failure -> assertThat(failure.isPassing()).isTrue());
        status = 0;
        assertThatExceptionOfType(SignInException.class)
                .isThrownBy(provider("https://eight.crm4.dynamics.com", Optional.empty())::token)
                .satisfies(failure -> assertThat(failure.isPassing()).isTrue());
        status = 400;
        assertThatExceptionOfType(SignInException.class)
                .isThrownBy(provider("https://nine.crm4.dynamics.com", Optional.empty())::token)
                .satisfies(failure -> assertThat(failure.isPassing()).isFalse());
    }

    private TokenProvider provider(String environment, Optional<String> clientId) {
        OkHttpClient client = new OkHttpClient.Builder()
                .addInterceptor(chain -> answer(chain.request()))
                .build();
        SignInOptions options =
                new SignInOptions(false, Path.of("unused"), Reporter.silent(), List.of(), InstantSource.system());
        Account account = new Account(
                new Credentials.ManagedIdentity(clientId),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "the test");
        return new SignIn(client, options).provider(account, URI.create(environment));
    }

    private Response answer(Request request) throws IOException {
        requests.add(request);
        if (status == 0) {
            throw new ConnectException("no route to the machine");
        }
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .body(ResponseBody.create(body, MediaType.get("application/json")))
                .build();
    }
}
