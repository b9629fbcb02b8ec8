package io.github.dataversealm.solution.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A bare client of an emulator: requests as they are written, answers as they come. */
public final class Wire implements Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType TYPE = MediaType.get("application/json");

    private final OkHttpClient client;
    private final String url;
    private final String token;

    public Wire(Emulator emulator) {
        this(new OkHttpClient(), emulator.url(), emulator.token());
    }

    public Wire(OkHttpClient client, String url, String token) {
        this.client = client.newBuilder()
                .retryOnConnectionFailure(false)
                .readTimeout(Duration.ofSeconds(60))
                .build();
        this.url = url;
        this.token = token;
    }

    public Wire withToken(String other) {
        return new Wire(client, url, other);
    }

    /** An answer. */
    public record Answer(int status, Headers headers, String body) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + body, e);
            }
        }

        public String code() {
            return json().path("error").path("code").asText();
        }

        public String message() {
            return json().path("error").path("message").asText();
        }
    }

    public Answer get(String path, String... headers) throws IOException {
        return send("GET", path, null, headers);
    }

    public Answer post(String path, String body, String... headers) throws IOException {
        return send("POST", path, body, headers);
    }

    public Answer patch(String path, String body, String... headers) throws IOException {
        return send("PATCH", path, body, headers);
    }

    public Answer delete(String path, String... headers) throws IOException {
        return send("DELETE", path, null, headers);
    }

    /** @param path below {@code /api/data/v9.2/}, or from the root with a slash at its start, or a whole address */
    public Answer send(String method, String path, String body, String... headers) throws IOException {
        String address =
                path.startsWith("http") ? path : url + (path.startsWith("/") ? path : "/api/data/v9.2/" + path);
        RequestBody content = body == null
                ? method.equals("POST") || method.equals("PATCH") ? RequestBody.create(new byte[0]) : null
                : RequestBody.create(body, TYPE);
        return sendBody(method, address, content, headers);
    }

    public Answer sendBody(String method, String address, RequestBody content, String... headers) throws IOException {
        Request.Builder request = new Request.Builder()
                .url(address.startsWith("http") ? address : url + "/api/data/v9.2/" + address)
                .method(method, content);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try (Response response = client.newCall(request.build()).execute()) {
            return new Answer(
                    response.code(), response.headers(), response.body().string());
        }
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
        client.dispatcher().executorService().shutdown();
    }
}
