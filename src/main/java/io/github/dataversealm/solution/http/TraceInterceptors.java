package io.github.dataversealm.solution.http;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Writes the lines of {@link HttpTrace}: one for each request that went out, also for those that OkHttp repeats or that are
 * redirected, and one for each that could not be sent.
 */
final class TraceInterceptors {

    /** The query options of OData whose values are shown; the values of all others (signatures, cookies) are not. */
    private static final Set<String> SHOWN =
            Set.of("$select", "$filter", "$expand", "$orderby", "$top", "$count", "api-version");

    private static final int SHOWN_LENGTH = 600;
    private static final String[] REQUEST_IDS = {"x-ms-client-request-id"};
    private static final String[] RESPONSE_IDS = {"x-ms-service-request-id", "REQ_ID", "Retry-After"};

    private final HttpTrace trace;

    TraceInterceptors(HttpTrace trace) {
        this.trace = trace;
    }

    /** Goes around everything: it sees the calls that never reach the network. */
    Interceptor outer() {
        return chain -> {
            AtomicBoolean written = new AtomicBoolean();
            Request request = chain.request()
                    .newBuilder()
                    .tag(AtomicBoolean.class, written)
                    .build();
            long start = System.nanoTime();
            try {
                return chain.proceed(request);
            } catch (IOException e) {
                if (!written.get()) {
                    trace.line(line(request, reason(e), start, null));
                }
                throw e;
            }
        };
    }

    /** Goes around each exchange with a server. */
    Interceptor inner() {
        return chain -> {
            Request request = chain.request();
            AtomicBoolean written = request.tag(AtomicBoolean.class);
            long start = System.nanoTime();
            try {
                Response response = chain.proceed(request);
                trace.line(line(request, String.valueOf(response.code()), start, response));
                return response;
            } catch (IOException e) {
                if (written != null) {
                    written.set(true);
                }
                trace.line(line(request, reason(e), start, null));
                throw e;
            }
        };
    }

    /** The kind of a failure; its message is left out, because it can quote what a server sent. */
    private static String reason(IOException e) {
        return e.getClass().getSimpleName();
    }

    private static String line(Request request, String outcome, long start, Response response) {
        StringBuilder line = new StringBuilder(200)
                .append(request.method())
                .append(' ')
                .append(shown(request.url()))
                .append(' ')
                .append(outcome)
                .append(' ')
                .append((System.nanoTime() - start) / 1_000_000)
                .append("ms");
        for (String name : REQUEST_IDS) {
            append(line, name, request.header(name));
        }
        if (response != null) {
            for (String name : RESPONSE_IDS) {
                append(line, name, response.header(name));
            }
        }
        return line.toString();
    }

    private static void append(StringBuilder line, String name, String value) {
        if (value != null && value.length() <= 100) {
            line.append(' ').append(name).append('=').append(value);
        }
    }

    /** Scheme, host, port and path, and of the query only what cannot be a secret. */
    static String shown(HttpUrl url) {
        StringBuilder text = new StringBuilder(url.scheme()).append("://").append(url.host());
        if (url.port() != HttpUrl.defaultPort(url.scheme())) {
            text.append(':').append(url.port());
        }
        text.append(url.encodedPath());
        if (url.querySize() > 0) {
            StringJoiner query = new StringJoiner("&", "?", "");
            for (int i = 0; i < url.querySize(); i++) {
                String name = url.queryParameterName(i);
                boolean safe = SHOWN.contains(name.toLowerCase(Locale.ROOT));
                String value = url.queryParameterValue(i);
                query.add(name + (value == null ? "" : "=" + (safe ? value : "...")));
            }
            text.append(query);
        }
        return text.length() <= SHOWN_LENGTH ? text.toString() : text.substring(0, SHOWN_LENGTH) + "...";
    }
}
