package io.github.dataversealm.solution.dataverse;

import io.github.dataversealm.solution.auth.TokenProvider;
import io.github.dataversealm.solution.http.ConnectionFault;
import io.github.dataversealm.solution.http.LocalHosts;
import io.github.dataversealm.solution.http.RefusedConnectionException;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends the calls of one environment: headers, tokens, repetitions and the errors that come of it (spec §1). What a call
 * may do when it fails is said by its {@link CallKind}:
 *
 * <ul>
 *   <li>nothing was sent, or the service refused because of its load: any call is sent again after a pause;
 *   <li>a 401: any call is sent once more with a new token;
 *   <li>the connection broke after the request began, or a passing fault: only a repeatable call is sent again; of the
 *       others the outcome is unknown;
 *   <li>another solution operation holds the environment, or a refusal for a reason: a {@link ServiceException}.
 * </ul>
 */
final class WebApi {

    private static final String VERSION = "v9.2";
    private static final String USER_AGENT = "solution-maven-plugin";
    private static final long CANCEL_SECONDS = 2;
    /** How often a host is tried that has never been reached: a wrong address is to be told in seconds, not in minutes. */
    private static final int FIRST_ATTEMPTS = 4;
    /** Bounds a server that answers a byte now and then; a large zip over a slow line needs its time. */
    private static final Duration LONGEST_CALL = Duration.ofHours(2);

    /** What the service allows plug-ins, and so any work that it does before it answers. */
    private static final Duration SYNCHRONOUS = Duration.ofMinutes(2);

    private final HttpUrl root;
    private final String host;
    private final OkHttpClient reads;
    private final OkHttpClient slowReads;
    private final OkHttpClient starts;
    private final TokenProvider tokens;
    private final ClientOptions options;
    private final AnswerReader answers;
    /** Once the host has answered, a name that cannot be resolved is a network that is away for a while. */
    private volatile boolean answered;
    /** Once a call has worked, the address is right: a page "not found" then comes from a gateway that has lost its way. */
    private volatile boolean worked;

    WebApi(URI environment, OkHttpClient http, TokenProvider tokens, ClientOptions options) {
        this.root = root(environment);
        boolean usual = root.port() == HttpUrl.defaultPort(root.scheme());
        this.host = root.host() + (usual ? "" : ":" + root.port());
        this.tokens = tokens;
        this.options = options;
        this.answers = new AnswerReader(options.limits());
        this.reads = http.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .eventListenerFactory(WebApi::probe)
                .callTimeout(options.retries().deadline())
                .build();
        this.slowReads = reads.newBuilder()
                .readTimeout(options.slowTimeout())
                .writeTimeout(options.slowTimeout())
                .callTimeout(LONGEST_CALL)
                .build();
        // A start gets a connection of its own: one from the pool may be dead already, and then nobody could say
        // whether
        // the request arrived. And OkHttp must not send it again by itself.
        this.starts = slowReads
                .newBuilder()
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .build();
    }

    private WebApi(WebApi other, RetryPolicy retries) {
        this.root = other.root;
        this.host = other.host;
        this.tokens = other.tokens;
        this.options = other.options.withRetries(retries);
        this.answers = other.answers;
        Duration longest = retries.deadline().compareTo(SYNCHRONOUS) > 0 ? retries.deadline() : SYNCHRONOUS;
        this.reads = other.reads.newBuilder().callTimeout(longest).build();
        this.slowReads = other.slowReads.newBuilder().callTimeout(longest).build();
        this.starts = other.starts.newBuilder().callTimeout(longest).build();
        this.answered = other.answered;
        this.worked = other.worked;
    }

    /** The same with less patience. */
    WebApi within(Duration time, int attempts) {
        return new WebApi(this, options.retries().within(time, attempts));
    }

    private static EventListener probe(Call call) {
        SendProbe probe = call.request().tag(SendProbe.class);
        return probe == null ? EventListener.NONE : probe;
    }

    private static HttpUrl root(URI environment) {
        HttpUrl url = HttpUrl.get(environment);
        if (url == null || !url.username().isEmpty() || !url.isHttps() && !LocalHosts.isLoopback(url.host())) {
            throw new SolutionException(
                    Location.of(url == null ? environment : url.scheme() + "://" + url.host()),
                    "This is no address of a Dataverse environment.",
                    "Write it as https://contoso.crm4.dynamics.com; without encryption only localhost is spoken to.");
        }
        return url.newBuilder().encodedPath("/").query(null).fragment(null).build();
    }

    AnswerReader answers() {
        return answers;
    }

    /** An address below {@code api/data/v9.2}. */
    ODataUrl url(String resource) {
        return url(VERSION, resource);
    }

    ODataUrl url(String version, String resource) {
        HttpUrl api =
                root.newBuilder().encodedPath("/api/data/" + version + "/").build();
        return new ODataUrl(api, resource);
    }

    // ---------------------------------------------------------------- kinds of answers

    /** Reads the body of an answer with a good status. */
    @FunctionalInterface
    interface Answer<T> {
        T read(Response response) throws IOException;
    }

    Row row(ApiCall call) {
        int max = options.limits().maxJsonBytes();
        return send(call, response -> answers.row(response.body(), max));
    }

    /** Empty when the service does not know the row or the call. */
    Optional<Row> rowIfKnown(ApiCall call) {
        return ifKnown(() -> row(call));
    }

    void nothing(ApiCall call) {
        send(call, response -> null);
    }

    interface Read<T> {
        T read();
    }

    /** Runs a call that reads or writes a file of this machine: when that fails, it is an {@link IOException}. */
    static <T> T withFile(Read<T> call) throws IOException {
        try {
            return call.read();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Empty when the service says that it does not know the row, the table or the function. */
    static <T> Optional<T> ifKnown(Read<T> read) {
        try {
            return Optional.of(read.read());
        } catch (ServiceException e) {
            if (e.isNotFound() || e.isUnknownCall()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** All pages of a list; the next page is where the service says, if that is on the same server (spec §1.4). */
    List<Row> list(ApiCall first) {
        return list(first, Integer.MAX_VALUE);
    }

    /** @param enough no further page is read when there are so many rows */
    List<Row> list(ApiCall first, int enough) {
        List<Row> rows = new ArrayList<>();
        ApiCall call = first;
        for (int page = 1; ; page++) {
            Row answer = row(call);
            List<Row> found = readWith(call, () -> answer.has("value") ? answer.rows("value") : noList());
            rows.addAll(found);
            String next = answer.text("@odata.nextLink");
            if (next.isEmpty() || rows.size() >= enough) {
                return rows;
            }
            HttpUrl url = HttpUrl.parse(next);
            if (url == null || !isHere(url)) {
                throw unreachable(
                        call,
                        WrongAnswerException.odd("answered with a next page on another server"
                                + (url == null ? "" : ", " + url.host())));
            }
            if (page == options.limits().maxPages() || url.equals(call.url())) {
                throw unreachable(call, WrongAnswerException.odd("answered with a list that does not end"));
            }
            call = ApiCall.get(first.what(), url);
            for (var header : first.headers().entrySet()) {
                call = call.with(header.getKey(), header.getValue());
            }
        }
    }

    private static List<Row> noList() {
        throw WrongAnswerException.odd("answered without the list 'value'");
    }

    private boolean isHere(HttpUrl url) {
        return url.host().equals(root.host())
                && url.port() == root.port()
                && url.scheme().equals(root.scheme());
    }

    /** Reads something out of an answer; what is wrong with it becomes the error of the call. */
    <T> T readWith(ApiCall call, Read<T> read) {
        try {
            return read.read();
        } catch (WrongAnswerException e) {
            throw wrongAnswer(call, e);
        }
    }

    // ---------------------------------------------------------------- sending

    /** What came of one attempt. */
    private sealed interface Outcome<T> {

        record Answered<T>(T value) implements Outcome<T> {}

        record Refused<T>(ErrorAnswer error) implements Outcome<T> {}

        record Broken<T>(IOException failure, boolean sent) implements Outcome<T> {}

        record Wrong<T>(WrongAnswerException reason) implements Outcome<T> {}
    }

    <T> T send(ApiCall call, Answer<T> reader) {
        Instant end = options.clock().instant().plus(options.retries().deadline());
        boolean signedInAgain = false;
        boolean mayHaveWorked = false;
        for (int attempt = 1; ; attempt++) {
            String token = tokens.token();
            Outcome<T> outcome = exchange(call, token, reader);
            if (outcome instanceof Outcome.Answered<T> answer) {
                worked = true;
                return answer.value();
            } else if (outcome instanceof Outcome.Wrong<T> wrong) {
                throw wrongAnswer(call, wrong.reason());
            } else if (outcome instanceof Outcome.Broken<T> broken) {
                ConnectionFault fault = ConnectionFault.of(broken.failure(), host);
                boolean passes = fault.lasting() == ConnectionFault.Lasting.PASSING
                        || fault.lasting() == ConnectionFault.Lasting.UNLESS_REACHED_BEFORE && answered;
                boolean again = passes
                        && (!broken.sent() || call.kind().isRepeatable())
                        && (answered || attempt < FIRST_ATTEMPTS);
                if (!again || !pause(call, attempt, end, Optional.empty(), fault.problem())) {
                    throw broken(call, broken, fault, mayHaveWorked);
                }
                mayHaveWorked |= broken.sent();
            } else if (outcome instanceof Outcome.Refused<T> refused) {
                ErrorAnswer error = refused.error();
                if (error.status() == 401 && !signedInAgain) {
                    tokens.refused(token);
                    signedInAgain = true;
                    continue;
                }
                if (mayHaveWorked && saysDone(call, error)) {
                    return null;
                }
                if (!mayBeRepeated(call, error) || !pause(call, attempt, end, error.retryAfter(), words(error))) {
                    throw refused(call, error);
                }
                mayHaveWorked |= kind(error) == ErrorAdvice.Kind.TRANSIENT;
            }
        }
    }

    private static boolean saysDone(ApiCall call, ErrorAnswer error) {
        return !call.doneWhenRepeated().isEmpty()
                && (error.status() == 404
                        || error.code()
                                .filter(call.doneWhenRepeated()::contains)
                                .isPresent());
    }

    private static ErrorAdvice.Kind kind(ErrorAnswer error) {
        return ServiceException.kind(error.status(), error.code(), error.message());
    }

    private boolean mayBeRepeated(ApiCall call, ErrorAnswer error) {
        if (error.status() == 404 && !error.fromDataverse() && worked) {
            return call.kind().isRepeatable();
        }
        return switch (kind(error)) {
            case THROTTLING -> true;
            case TRANSIENT -> call.kind().isRepeatable();
            default -> false;
        };
    }

    private <T> Outcome<T> exchange(ApiCall call, String token, Answer<T> reader) {
        SendProbe probe = new SendProbe();
        Call http = client(call).newCall(request(call, token, probe));
        CompletableFuture<Outcome<T>> result = new CompletableFuture<>();
        // The answer is read on a thread of the HTTP client, so that an interruption of this one ends the wait at once.
        http.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                result.complete(new Outcome.Broken<>(e, probe.sent()));
            }

            @Override
            public void onResponse(Call answeredCall, Response response) {
                try (response) {
                    result.complete(outcome(response, reader));
                } catch (IOException e) {
                    result.complete(new Outcome.Broken<>(e, true));
                } catch (RuntimeException | Error e) {
                    result.completeExceptionally(e);
                }
            }
        });
        return await(call, http, result, probe);
    }

    private <T> Outcome<T> await(ApiCall call, Call http, CompletableFuture<Outcome<T>> result, SendProbe probe) {
        try {
            Outcome<T> outcome = result.get();
            if (outcome instanceof Outcome.Broken<T> broken && broken.failure() instanceof LocalFileException local) {
                throw new UncheckedIOException(local.reason());
            }
            return outcome;
        } catch (InterruptedException e) {
            http.cancel();
            settle(result);
            throw interrupted(call, probe.sent());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Gives the other thread the moment it needs to close its file. */
    private static void settle(CompletableFuture<?> result) {
        try {
            result.get(CANCEL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            // the call is given up either way; its interruption is what is reported
            return;
        }
    }

    private <T> Outcome<T> outcome(Response response, Answer<T> reader) throws IOException {
        answered = true;
        if (!response.isSuccessful()) {
            Instant now = options.clock().instant();
            return new Outcome.Refused<>(
                    ErrorAnswer.read(response, options.limits().maxErrorBytes(), now));
        }
        try {
            return new Outcome.Answered<>(reader.read(response));
        } catch (WrongAnswerException e) {
            return new Outcome.Wrong<>(e);
        }
    }

    private OkHttpClient client(ApiCall call) {
        if (!call.kind().isRepeatable()) {
            return starts;
        }
        return call.slow() ? slowReads : reads;
    }

    private Request request(ApiCall call, String token, SendProbe probe) {
        Request.Builder request = new Request.Builder()
                .url(call.url())
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("OData-MaxVersion", "4.0")
                .header("OData-Version", "4.0")
                .header("User-Agent", USER_AGENT)
                .header("x-ms-client-request-id", UUID.randomUUID().toString())
                .header("x-ms-correlation-request-id", options.correlationId().toString())
                .tag(SendProbe.class, probe);
        if (call.method().equals("GET")) {
            request.header("If-None-Match", "null");
        }
        call.headers().forEach(request::header);
        boolean once = !call.kind().isRepeatable();
        return request.method(
                        call.method(),
                        call.body().map(body -> body.request(once)).orElse(null))
                .build();
    }

    /** Waits before another attempt; false when there is none. */
    private boolean pause(ApiCall call, int attempt, Instant end, Optional<Duration> retryAfter, String why) {
        if (attempt >= options.retries().maxAttempts()) {
            return false;
        }
        Duration pause = options.retries().pause(attempt, retryAfter);
        if (options.clock().instant().plus(pause).isAfter(end)) {
            return false;
        }
        options.trace()
                .line(call.method() + " " + call.url().encodedPath() + " again in " + pause.toMillis() + "ms (attempt "
                        + (attempt + 1) + "): " + why);
        try {
            options.sleeper().sleep(pause);
            return true;
        } catch (InterruptedException e) {
            throw interrupted(call, false);
        }
    }

    // ---------------------------------------------------------------- errors

    private static String words(ErrorAnswer error) {
        return error.status() + error.code().map(code -> " " + code).orElse("");
    }

    private InterruptedCallException interrupted(ApiCall call, boolean sent) {
        Thread.currentThread().interrupt();
        return new InterruptedCallException(call.what() + " was interrupted."
                + (sent && call.kind() != CallKind.READ ? " " + call.kind().adviceWhenUnknown() : ""));
    }

    private DataverseException broken(
            ApiCall call, Outcome.Broken<?> broken, ConnectionFault fault, boolean mayHaveWorked) {
        // a server that redirects has done nothing
        boolean sent = broken.sent() && !(broken.failure() instanceof RefusedConnectionException);
        if (call.kind() != CallKind.READ && (sent || mayHaveWorked)) {
            return new UnknownOutcomeException(
                    call.what() + " was sent, and no answer came: " + fault.problem(),
                    call.kind().adviceWhenUnknown(),
                    broken.failure());
        }
        return new UnreachableException(call.what() + " failed: " + fault.problem(), fault.advice(), broken.failure());
    }

    private DataverseException wrongAnswer(ApiCall call, WrongAnswerException reason) {
        if (call.kind() == CallKind.READ) {
            return unreachable(call, reason);
        }
        return new UnknownOutcomeException(
                call.what() + " was sent, but " + host + " " + reason.getMessage() + ".",
                call.kind().adviceWhenUnknown() + System.lineSeparator() + reason.advice(),
                reason);
    }

    private UnreachableException unreachable(ApiCall call, WrongAnswerException reason) {
        return new UnreachableException(
                call.what() + " failed: " + host + " " + reason.getMessage() + ".", reason.advice(), reason);
    }

    private DataverseException refused(ApiCall call, ErrorAnswer error) {
        ServiceException service = ServiceFaults.of(call.what(), host, error);
        boolean unknown = !call.kind().isRepeatable() && service.isTransient();
        return unknown
                ? new UnknownOutcomeException(
                        call.what() + " was sent, and the answer does not say whether it began: " + service.problem(),
                        call.kind().adviceWhenUnknown(),
                        service)
                : service;
    }
}
