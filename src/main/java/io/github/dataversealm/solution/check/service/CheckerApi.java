package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.auth.TokenClaims;
import io.github.dataversealm.solution.auth.TokenProvider;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.http.ConnectionFault;
import io.github.dataversealm.solution.http.LocalHosts;
import io.github.dataversealm.solution.http.RefusedConnectionException;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The calls of the checker service (spec dataverse-web-api §6). All can be sent again without harm: a run has the id that
 * this side gives it, and the service refuses a second one of that id.
 */
final class CheckerApi {

    private static final String VERSION = "1.0";
    private static final String RULES_VERSION = "2.0";
    private static final int MAX_JSON = 16 << 20;
    private static final int MAX_ERROR = 64 << 10;
    private static final long MAX_RESULT = 256L << 20;
    /** How often a host is tried that has never answered. */
    private static final int FIRST_ATTEMPTS = 4;

    /** PowerApps-Advisor, in every tenant. */
    private static final String SERVICE_APPLICATION = "c9299480-c13a-49db-a7ae-cdfe54fe0313";

    /** The login service's errors for an application that the tenant does not know, or has not agreed to. */
    private static final List<String> UNKNOWN_THERE = List.of("500011", "650057", "65001", "650052");

    /** How long a call with little content may take, and one with a zip. */
    private static final Duration SHORT = Duration.ofMinutes(3);

    private static final Duration LONG = Duration.ofMinutes(30);

    private static final long DOCUMENTED_LIMIT = 30L << 20;
    private static final MediaType ZIP = MediaType.get("application/x-zip-compressed");
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final Pattern PARAMETER =
            Pattern.compile("([A-Za-z_]{1,40})\\s*=\\s*(?:\"([^\"]{0,2000})\"|([^,\\s\"]{1,2000}))");

    private final ServiceConnection connection;
    private final CheckerEndpoint endpoint;
    private final HttpUrl root;
    private final OkHttpClient http;
    private final ServiceTime time;
    private final String runId;
    private Optional<String> tenant = Optional.empty();
    private TokenProvider tokens;
    private final Duration limit;
    private final Instant deadline;
    private volatile boolean answered;
    /** Whether a call with a token has succeeded: this is a checker service, and the address is right. */
    private volatile boolean served;

    /**
     * @param runId the correlation id of all calls, which names the run
     * @param limit how long all calls, and the pauses between them, may take together from now on
     */
    CheckerApi(ServiceConnection connection, ServiceTime time, UUID runId, Duration limit) {
        this.limit = limit;
        this.deadline = time.clock().now().plus(limit);
        this.connection = connection;
        this.endpoint = connection.endpoint();
        HttpUrl address = HttpUrl.get(endpoint.address());
        if (address == null) {
            throw new IllegalArgumentException("no web address: " + endpoint.address());
        }
        this.root = address;
        this.time = time;
        this.runId = runId.toString();
        this.http = connection.http().newBuilder().followRedirects(false).build();
    }

    // ---------------------------------------------------------------- signing in

    /**
     * Asks the service which application its tokens are for, and signs in. The host that credentials are sent to is not the
     * service's choice, nor is an application that is none of the service's.
     */
    void signIn() {
        tenant = connection.tenant().get();
        Request request =
                addressed(url("api/status/" + UUID.randomUUID(), VERSION)).build();
        String resource = send(new Call("Asking where to sign in", request, SHORT, false, true), this::challenge)
                .or(endpoint::resource)
                .orElseThrow(() -> new SolutionException(
                        Location.of(endpoint.address().toString()),
                        "This does not answer as a checker service does.",
                        "Check -Dsolution.customEndpoint, or name the geography with -Dsolution.geo."));
        if (!endpoint.mayHaveTokensOf(resource)) {
            throw new SolutionException(
                    Location.of(endpoint.address().toString()),
                    "The service asks for a token of " + ServiceTexts.of(resource)
                            + ", which is none of the checker's. Nothing was sent to it.",
                    "Check -Dsolution.customEndpoint.");
        }
        tokens = connection.tokens().apply(resource);
        String token = token();
        if (tenant.filter(CheckerApi::isId).isEmpty()) {
            tenant = TokenClaims.read(token).tenant().filter(CheckerApi::isId);
        }
    }

    private static boolean isId(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    /** A login service that cannot be reached is an outage, too; credentials that it refuses are the user's. */
    private String token() {
        try {
            return tokens.token();
        } catch (SignInException e) {
            if (e.isPassing()) {
                throw new Outage(e.problem(), e);
            }
            throw explained(e);
        }
    }

    /** A tenant in which nobody has used the service does not know it, which has nothing to do with the environment. */
    private static SignInException explained(SignInException refusal) {
        return !UNKNOWN_THERE.contains(refusal.number())
                ? refusal
                : new SignInException(
                        "The sign-in to the checker service failed: " + refusal.problem(),
                        "Let an administrator make the service known in the tenant (az ad sp create --id "
                                + SERVICE_APPLICATION
                                + "), give the application its permission PowerApps-Advisor > Analysis.All and grant it."
                                + System.lineSeparator() + refusal.advice(),
                        refusal,
                        refusal.number(),
                        false);
    }

    /** The {@code resource_id} of a challenge; the service quotes it (spec §1.6). */
    private Optional<String> challenge(Response response) {
        if (response.isSuccessful()
                && response.header("Content-Type", "").startsWith("text/html")
                && endpoint.resource().isPresent()) {
            throw new Outage(
                    endpoint.host() + " answers with a page for people in place of the checker service, as during"
                            + " maintenance, or behind a proxy that wants a sign-in.",
                    null);
        }
        for (String header : response.headers("WWW-Authenticate")) {
            if (header.length() > 4096 || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
                continue;
            }
            Matcher matcher = PARAMETER.matcher(header.substring(7));
            while (matcher.find()) {
                if (matcher.group(1).equalsIgnoreCase("resource_id")) {
                    return Optional.of(matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
                }
            }
        }
        return Optional.empty();
    }

    // ---------------------------------------------------------------- the calls

    /** The rules of a rule set; empty when the service does not say them. */
    List<ServiceRule> rules(Optional<String> ruleSet) {
        HttpUrl.Builder url =
                url("api/rule", RULES_VERSION).newBuilder().addQueryParameter("includeMessageFormats", "false");
        ruleSet.ifPresent(id -> url.addQueryParameter("ruleset", id));
        Json answer;
        try {
            answer = send(Call.of("Reading the rules", addressed(url.build()).build()), CheckerApi::json);
        } catch (Refused e) {
            throw e.explained();
        }
        List<ServiceRule> rules = new ArrayList<>();
        for (Json item : answer.items()) {
            String code = ServiceTexts.code(item.get("code").text());
            if (!code.isEmpty()) {
                Json fix = item.get("howToFix");
                rules.add(new ServiceRule(
                        code,
                        Severity.of(item.get("severity").text()),
                        ServiceRule.category(item.get("primaryCategory").text()),
                        ServiceTexts.of(item.get("summary").text()),
                        ServiceTexts.of(item.get("description").text()),
                        ServiceTexts.of(fix.isObject() ? fix.get("summary").text() : fix.text()),
                        ServiceTexts.link(item.get("guidanceUrl").text())));
            }
        }
        return rules;
    }

    /**
     * Uploads a zip.
     *
     * @return the address at which the service finds it, with its signature
     */
    String upload(Path zip) throws IOException {
        long size = Files.size(zip);
        String name = zip.getFileName().toString().replaceAll("[^A-Za-z0-9_.-]", "_");
        RequestBody file = RequestBody.create(zip.toFile(), ZIP);
        Request request = addressed(url("api/upload", VERSION))
                .post(new MultipartBody.Builder()
                        .setType(MultipartBody.FORM)
                        .addFormDataPart(name, name, file)
                        .build())
                .build();
        Json answer;
        try {
            answer = send(new Call("The upload of " + zip.getFileName(), request, LONG, true, false), CheckerApi::json);
        } catch (Refused e) {
            throw e.status == 413 ? tooLarge(zip, size) : e.explained();
        } catch (Outage e) {
            // a server that refuses a large body may cut the connection while it is still being sent
            throw size > DOCUMENTED_LIMIT && e.getCause() instanceof IOException ? tooLarge(zip, size) : e;
        }
        String address = answer.isArray() && !answer.items().isEmpty()
                ? answer.items().get(0).text()
                : "";
        if (usable(address).isEmpty()) {
            throw new Outage(endpoint.host() + " answered the upload without an address for the file.", null);
        }
        return address;
    }

    private static SolutionException tooLarge(Path zip, long size) {
        return new SolutionException(
                Location.of(zip.getFileName().toString()),
                "The zip has " + megabytes(size) + " MB, and the checker service takes uploads of up to 30 MB.",
                "Put the zip into a blob storage of your own and name its address with a signature that may read it:"
                        + " -Dsolution.solutionUrl=<address>; best from a variable of the build server, because it is a secret.");
    }

    /** With one decimal, up: 30.5 MB are more than 30. */
    private static String megabytes(long size) {
        return BigDecimal.valueOf(size)
                .divide(BigDecimal.valueOf(1 << 20), 1, RoundingMode.UP)
                .toPlainString();
    }

    /**
     * Starts the run. When it has been started by an attempt whose answer was lost, the service says that it knows the id.
     *
     * @return where the run's state is read, as the service says; empty when it does not, or names another server
     */
    Optional<HttpUrl> analyze(String order) {
        Request request = addressed(url("api/analyze", VERSION))
                .post(RequestBody.create(order.getBytes(StandardCharsets.UTF_8), JSON))
                .build();
        try {
            return send(
                    Call.of("The start of the analysis", request),
                    response -> Optional.ofNullable(response.header("Location"))
                            .flatMap(location -> Optional.ofNullable(root.resolve(location)))
                            .filter(this::isHere));
        } catch (Refused e) {
            if (e.status == 409) {
                return Optional.empty();
            }
            throw e.explained();
        }
    }

    /** Where the state of the run is by the rules of the service's addresses. */
    HttpUrl statusAddress() {
        return url("api/status/" + runId, VERSION);
    }

    /** How far the run is; empty when the service does not know it. */
    Optional<Json> status(HttpUrl address) {
        try {
            return Optional.of(send(
                    Call.of(
                            "Reading the state of the analysis",
                            addressed(address).build()),
                    response -> {
                        Json state = json(response);
                        if (!state.isObject()) {
                            throw new IOException("the state of the run is no object");
                        }
                        return state;
                    }));
        } catch (Refused e) {
            if (e.status == 404) {
                return Optional.empty();
            }
            throw e.explained();
        }
    }

    /**
     * Fetches a result. No token goes along: the address is its own permit, and leads elsewhere.
     *
     * @return whether it came; false when the address is not good (any more)
     */
    boolean download(String address, Path file) throws IOException {
        HttpUrl url = usable(address)
                .orElseThrow(() -> new Outage(
                        endpoint.host() + " names a result at an address that nothing can be fetched from.", null));
        Request request = new Request.Builder().url(url).build();
        try {
            return send(new Call("The download of the result", request, LONG, false, false), response -> {
                try (InputStream in = response.body().byteStream();
                        OutputStream out = Files.newOutputStream(file)) {
                    copy(in, out);
                }
                return true;
            });
        } catch (Refused e) {
            return false;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = MAX_RESULT;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            left -= count;
            if (left < 0) {
                throw new Outage(
                        "The result is larger than " + (MAX_RESULT >> 20) + " MB, which no result of a check is.",
                        null);
            }
            write(buffer, count, out);
        }
    }

    /** A disk that fails is no fault of the connection. */
    private static void write(byte[] buffer, int count, OutputStream out) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An address with a signature: over TLS, unless the service itself is on this machine. */
    private Optional<HttpUrl> usable(String address) {
        return Optional.ofNullable(HttpUrl.parse(address))
                .filter(url -> url.isHttps() && !LocalHosts.isLoopback(url.host())
                        || endpoint.isLocal() && LocalHosts.isLoopback(url.host()));
    }

    private boolean isHere(HttpUrl url) {
        return url.host().equals(root.host())
                && url.port() == root.port()
                && url.scheme().equals(root.scheme());
    }

    private HttpUrl url(String path, String version) {
        return root.newBuilder()
                .addPathSegments(path)
                .addQueryParameter("api-version", version)
                .build();
    }

    private Request.Builder addressed(HttpUrl url) {
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("Accept", "application/json, application/x-ms-sarif-v2")
                .header("Accept-Language", "en-US")
                .header("User-Agent", "solution-maven-plugin")
                .header("x-ms-correlation-id", runId);
        tenant.ifPresent(id -> request.header("x-ms-tenant-id", id));
        return request;
    }

    // ---------------------------------------------------------------- sending

    /**
     * A call.
     *
     * @param what how a person names it
     * @param longest how long it may take
     * @param authorized whether it needs a token
     * @param any whether an answer of any lasting status is what is wanted
     */
    private record Call(String what, Request request, Duration longest, boolean authorized, boolean any) {

        static Call of(String what, Request request) {
            return new Call(what, request, SHORT, true, false);
        }

        Request with(String token) {
            return authorized
                    ? request.newBuilder()
                            .header("Authorization", "Bearer " + token)
                            .build()
                    : request;
        }

        /** The host, with its port where that is unusual. */
        String host() {
            HttpUrl url = request.url();
            return url.host() + (url.port() == HttpUrl.defaultPort(url.scheme()) ? "" : ":" + url.port());
        }
    }

    /** Reads an answer with a good status. */
    @FunctionalInterface
    private interface Reading<T> {
        T read(Response response) throws IOException;
    }

    /** The service refuses a call for a reason. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String address;
        private final String what;
        private final int status;
        private final String words;
        private final boolean isChecker;

        /** @param served whether the service has done what it was asked for before */
        Refused(CheckerEndpoint endpoint, String what, int status, String words, boolean served) {
            super(what + ": " + status);
            this.address = endpoint.address().toString();
            this.what = what;
            this.status = status;
            this.words = words;
            this.isChecker = served || endpoint.resource().isPresent();
        }

        /** What the user mends, or an outage: a checker service that does not know its own calls is being changed. */
        RuntimeException explained() {
            String said = words.isEmpty() ? "" : " It says: " + words;
            if (isChecker && (status == 404 || status == 405 || status == 410 || status == 501 || status == 505)) {
                return new Outage(
                        what + " failed: the checker service does not offer it now (" + status + ")." + said, null);
            }
            String permission =
                    "Give the application the permission PowerApps-Advisor > Analysis.All (Entra admin center > App"
                            + " registrations > API permissions) and let an administrator grant it.";
            if (status == 401) {
                return new SolutionException(
                        Location.of(address),
                        what + " failed: the checker service does not accept the token." + said,
                        permission);
            }
            if (status == 403) {
                return new SolutionException(
                        Location.of(address),
                        what + " failed: the checker service does not allow it." + said,
                        permission + " Only the application that started a run may read its result.");
            }
            return new SolutionException(
                    Location.of(address),
                    what + " failed: the checker service refuses it (" + status + ")." + said,
                    "Check the rule set, the rules, the levels and the excluded files, and that the zip is a solution.");
        }
    }

    private <T> T send(Call call, Reading<T> reading) {
        Instant end = time.clock().now().plus(time.retries().deadline());
        if (deadline.isBefore(end)) {
            end = deadline;
        }
        boolean signedInAgain = false;
        for (int attempt = 1; ; attempt++) {
            String token = call.authorized() ? token() : "";
            Duration left = Duration.between(time.clock().now(), deadline);
            if (left.isNegative() || left.isZero()) {
                throw new Outage(call.what() + " was not begun: " + late(), null);
            }
            okhttp3.Call sent = http.newCall(call.with(token));
            sent.timeout()
                    .timeout(
                            Math.max(1, (left.compareTo(call.longest()) < 0 ? left : call.longest()).toMillis()),
                            TimeUnit.MILLISECONDS);
            String reason;
            Throwable cause = null;
            Optional<Duration> retryAfter = Optional.empty();
            try (Response response = sent.execute()) {
                answered = true;
                int status = response.code();
                if (response.isRedirect()) {
                    throw new Outage(call.what() + " failed: " + call.host() + " redirects it (" + status + ").", null);
                }
                if (response.isSuccessful() || call.any() && !isPassing(status)) {
                    T result = reading.read(response);
                    served |= call.authorized();
                    return result;
                }
                if (status == 401 && call.authorized() && !signedInAgain) {
                    tokens.refused(token);
                    signedInAgain = true;
                    continue;
                }
                if (!isPassing(status)) {
                    throw new Refused(endpoint, call.what(), status, words(response), served);
                }
                retryAfter = retryAfter(response);
                reason = call.host() + " answered " + status + ".";
            } catch (RefusedConnectionException e) {
                throw new Outage(
                        call.what() + " failed: " + e.problem()
                                + " Check geo or customEndpoint, and the proxy of this machine.",
                        e);
            } catch (IOException e) {
                interrupted(e);
                ConnectionFault fault = ConnectionFault.of(e, call.host(), "the geography or customEndpoint");
                boolean passes = fault.lasting() == ConnectionFault.Lasting.PASSING || answered;
                reason = fault.problem();
                cause = e;
                if (!passes || !answered && attempt >= FIRST_ATTEMPTS) {
                    throw new Outage(call.what() + " failed: " + fault.problem() + " " + fault.advice(), e);
                }
            }
            Duration pause = time.retries().pause(attempt, retryAfter);
            if (attempt >= time.retries().maxAttempts()
                    || time.clock().now().plus(pause).isAfter(end)) {
                String more = time.clock().now().plus(pause).isAfter(deadline) ? " " + late() : "";
                throw new Outage(
                        call.what() + " failed " + (attempt == 1 ? "once" : attempt + " times") + ": " + reason + more,
                        cause);
            }
            sleep(pause);
        }
    }

    private String late() {
        long minutes = Math.max(1, limit.toMinutes());
        return "The check by the service did not end within " + minutes
                + (minutes == 1 ? " minute." : " minutes.") + " A longer limit: -Dsolution.serviceTimeLimit="
                + 2 * minutes;
    }

    /** What may be gone in a moment; 501 and 505 stay. */
    private static boolean isPassing(int status) {
        return status == 408 || status == 429 || status >= 500 && status != 501 && status != 505;
    }

    private Optional<Duration> retryAfter(Response response) {
        String text = response.header("Retry-After", "");
        if (text.matches("\\d{1,6}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(time.clock().now(), at));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** @throws Outage when the pause would outlast the limit of time */
    void sleep(Duration pause) {
        if (time.clock().now().plus(pause).isAfter(deadline)) {
            throw new Outage(late(), null);
        }
        try {
            time.clock().sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Outage("The wait for the checker service was interrupted.", e);
        }
    }

    private static void interrupted(IOException e) {
        if (e instanceof InterruptedIOException && Thread.currentThread().isInterrupted()) {
            throw new Outage("The wait for the checker service was interrupted.", e);
        }
    }

    // ---------------------------------------------------------------- answers

    private static Json json(Response response) throws IOException {
        byte[] content = response.body().byteStream().readNBytes(MAX_JSON + 1);
        if (content.length > MAX_JSON) {
            throw new Outage(response.request().url().host() + " sent an answer without an end.", null);
        }
        if (content.length == 0) {
            return Json.ABSENT;
        }
        try {
            return new JsonDocuments().read(content, "answer");
        } catch (SolutionException e) {
            // a page of a proxy, or an answer that was cut: worth another attempt
            throw new IOException("the answer is no JSON");
        }
    }

    /** The service has three forms of errors, and proxies have their own. */
    private static String words(Response response) {
        try {
            byte[] content = response.body().byteStream().readNBytes(MAX_ERROR);
            Json body = new JsonDocuments().read(content, "answer");
            for (String path : List.of("error/message", "message", "Message", "detail", "title", "error")) {
                String text = body.at(path).text();
                if (!text.isBlank()) {
                    return ServiceTexts.of(text);
                }
            }
            return body.isString() ? ServiceTexts.of(body.text()) : "";
        } catch (IOException | SolutionException e) {
            return "";
        }
    }
}
