package io.github.dataversealm.solution.dataverse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.auth.TokenProvider;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import io.github.dataversealm.solution.http.HttpTrace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;

/** A server that answers what a test says, and a client that talks to it without spending time. */
final class FakeService implements AutoCloseable {

    static final String TOKEN = "first-secret-token";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** No answer of this server takes that long, however busy the machine is. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final MockWebServer server = new MockWebServer();
    final TestTime time = new TestTime();
    final List<String> trace = new ArrayList<>();
    final Tokens tokens = new Tokens();
    final HttpClients http;
    final DataverseClient client;

    FakeService() {
        this(ClientOptions.defaults());
    }

    FakeService(ClientOptions options) {
        this(options, PATIENCE);
    }

    FakeService(ClientOptions options, Duration readTimeout) {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        HttpTrace lines = line -> {
            synchronized (trace) {
                trace.add(line);
            }
        };
        http = new HttpClients(
                new HttpOptions(Optional.empty(), Optional.empty(), Optional.empty(), PATIENCE, readTimeout, lines));
        client = client(server.url("/").uri(), options, lines);
    }

    DataverseClient client(URI url, ClientOptions options, HttpTrace lines) {
        RetryPolicy policy = options.retries();
        RetryPolicy regular = new RetryPolicy(
                policy.maxAttempts(),
                policy.firstPause(),
                policy.maxPause(),
                policy.maxRetryAfter(),
                policy.deadline(),
                0);
        ClientOptions quick =
                new ClientOptions(regular, options.limits(), PATIENCE, lines, time, time, options.correlationId());
        return new DataverseClient(url, http.client(), tokens, quick);
    }

    FakeService answer(int status, String body) {
        return answer(response(status, body));
    }

    FakeService answer(MockResponse.Builder response) {
        server.enqueue(response.build());
        return this;
    }

    FakeService resource(int status, String name) {
        return answer(status, text(name));
    }

    static MockResponse.Builder response(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json; odata.metadata=minimal")
                .body(body);
    }

    static MockResponse.Builder error(int status, String code, String message) {
        return response(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
    }

    static String text(String resource) {
        try (InputStream in = FakeService.class.getResourceAsStream("/dataverse/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next request that arrived. */
    RecordedRequest request() {
        try {
            RecordedRequest request = server.takeRequest(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(request).as("a request").isNotNull();
            return request;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The path and decoded query of a request, after the address of the server. */
    static String target(RecordedRequest request) {
        HttpUrl url = request.getUrl();
        return url.encodedPath() + (url.query() == null ? "" : "?" + url.query());
    }

    static JsonNode json(RecordedRequest request) {
        try {
            return MAPPER.readTree(request.getBody().utf8());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }

    /** A first token, and others after a refusal. */
    static final class Tokens implements TokenProvider {

        final List<String> refused = new ArrayList<>();

        @Override
        public synchronized String token() {
            return refused.isEmpty() ? TOKEN : "secret-token-" + refused.size();
        }

        @Override
        public synchronized void refused(String token) {
            refused.add(token);
        }
    }
}
