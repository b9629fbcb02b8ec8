package io.github.dataversealm.solution.auth;

import com.microsoft.aad.msal4j.HttpMethod;
import com.microsoft.aad.msal4j.HttpRequest;
import com.microsoft.aad.msal4j.HttpResponse;
import com.microsoft.aad.msal4j.IHttpClient;
import com.microsoft.aad.msal4j.IHttpResponse;
import io.github.dataversealm.solution.http.ConnectionFault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * The requests of signing in, over the HTTP client of the goal. No redirect is followed, an answer has a limit, and a
 * service that is busy is asked again a few times: all these requests can be repeated without harm.
 */
final class LoginHttp implements IHttpClient {

    private static final long MAX_ANSWER = 1 << 20;
    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");

    private final OkHttpClient client;
    private final List<Duration> pauses;

    LoginHttp(OkHttpClient client, List<Duration> pauses) {
        this.client = client.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .callTimeout(Duration.ofMinutes(2))
                .build();
        this.pauses = pauses;
    }

    /** A client for a service on the local network that answers at once or not at all, and is not asked again. */
    LoginHttp impatient() {
        return new LoginHttp(
                client.newBuilder().connectTimeout(Duration.ofSeconds(3)).build(), List.of());
    }

    @Override
    public IHttpResponse send(HttpRequest request) throws IOException {
        return send(request, request.url());
    }

    /** @param url takes the place of the request's own */
    IHttpResponse send(HttpRequest request, URL url) throws IOException {
        Request.Builder builder = new Request.Builder().url(url);
        Map<String, String> headers = request.headers();
        if (headers != null) {
            headers.forEach((name, value) -> {
                if (value != null) {
                    builder.header(name, value);
                }
            });
        }
        if (request.httpMethod() == HttpMethod.GET) {
            builder.get();
        } else {
            String body = request.body() == null ? "" : request.body();
            builder.method(request.httpMethod().methodName, RequestBody.create(body, FORM));
        }
        Answer answer = send(builder.build());
        HttpResponse response = new HttpResponse().statusCode(answer.status()).body(answer.body());
        response.addHeaders(answer.headers());
        return response;
    }

    /** An answer whose body is text of a bearable size. */
    record Answer(int status, Map<String, List<String>> headers, String body) {

        @Override
        public String toString() {
            return "Answer[status=" + status + "]";
        }
    }

    Answer send(Request request) throws IOException {
        for (Duration pause : pauses) {
            try {
                Answer answer = once(request);
                if (!isBusy(answer.status())) {
                    return answer;
                }
                sleep(retryAfter(answer, pause));
            } catch (IOException e) {
                boolean interrupted = e instanceof InterruptedIOException
                        && Thread.currentThread().isInterrupted();
                if (interrupted || ConnectionFault.of(e, request.url().host()).permanent()) {
                    throw e;
                }
                sleep(pause);
            }
        }
        return once(request);
    }

    private Answer once(Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            BufferedSource source = response.body().source();
            if (source.request(MAX_ANSWER + 1)) {
                throw new IOException(
                        "the answer of " + request.url().host() + " is larger than any answer to a sign-in");
            }
            return new Answer(response.code(), response.headers().toMultimap(), source.readUtf8());
        }
    }

    static boolean isBusy(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    /** What the service asks for, within reason. */
    private static Duration retryAfter(Answer answer, Duration pause) {
        return answer.headers().getOrDefault("retry-after", List.of()).stream()
                .findFirst()
                .filter(text -> text.matches("\\d{1,3}"))
                .map(text -> Duration.ofSeconds(Math.min(Long.parseLong(text), 60)))
                .filter(wanted -> wanted.compareTo(pause) > 0)
                .orElse(pause);
    }

    private static void sleep(Duration pause) throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the login service");
        }
    }
}
