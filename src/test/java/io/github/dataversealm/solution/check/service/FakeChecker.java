package io.github.dataversealm.solution.check.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.auth.TokenProvider;
import io.github.dataversealm.solution.dataverse.RetryPolicy;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.progress.ProgressListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okio.Buffer;

/** A checker service that answers what a test says, and the client of it, which spends no time. */
final class FakeChecker implements AutoCloseable {

    static final String TOKEN = "s3cr3t-token";
    static final String SIGNATURE = "s3cr3t-signature";
    static final UUID RUN = UUID.fromString("9e378e56-6f35-41e9-bf8b-c0cc88e2b832");
    static final String TENANT = "aaaabbbb-0000-cccc-1111-dddd2222eeee";

    final MockWebServer server = new MockWebServer();
    final MockWebServer storage = new MockWebServer();
    final List<String> log = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    final List<String> resources = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();
    final HttpClients http;
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    FakeChecker() {
        this(Duration.ofSeconds(60));
    }

    /** @param patience how long the client waits for an answer */
    FakeChecker(Duration patience) {
        try {
            server.start();
            storage.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http = new HttpClients(new HttpOptions(
                Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofSeconds(60), patience, this::log));
    }

    private synchronized void log(String line) {
        log.add(line);
    }

    URI address() {
        String url = server.url("/").toString();
        return URI.create(url.substring(0, url.length() - 1));
    }

    FakeChecker answer(MockResponse.Builder response) {
        server.enqueue(response.build());
        return this;
    }

    FakeChecker answer(int status, String json) {
        return answer(json(status, json));
    }

    static MockResponse.Builder json(int status, String json) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json; charset=utf-8")
                .body(json);
    }

    /** The 401 that says which application tokens are for. */
    FakeChecker challenge() {
        return answer(new MockResponse.Builder()
                .code(401)
                .setHeader(
                        "WWW-Authenticate",
                        "Bearer authorization_uri=\"https://login.microsoftonline.com/" + TENANT + "\", resource_id=\""
                                + address() + "/\""));
    }

    /** An address in the storage with a signature. */
    String stored(String path) {
        return storage.url(path) + "?sv=2017-11-09&sr=b&sig=" + SIGNATURE + "&se=2026-03-01&sp=rd";
    }

    FakeChecker uploaded() {
        return answer(200, "[\"" + stored("/solution-files/1/solution1.zip") + "\"]");
    }

    FakeChecker started() {
        return answer(new MockResponse.Builder()
                .code(202)
                .setHeader("Location", address() + "/api/status/" + RUN + "?api-version=1.0"));
    }

    FakeChecker running(int percent) {
        return answer(
                202,
                "{\"privacyPolicy\":\"https://go.microsoft.com/fwlink/?LinkID=310140\",\"progress\":" + percent
                        + ",\"runCorrelationId\":\"" + RUN + "\",\"status\":\"InProgress\"}");
    }

    FakeChecker finished(String status) {
        return answer(
                200,
                "{\"privacyPolicy\":\"https://go.microsoft.com/fwlink/?LinkID=310140\",\"progress\":100,\"resultFileUris\":[\""
                        + stored("/report-files/solution1.zip") + "\"],\"runCorrelationId\":\"" + RUN
                        + "\",\"status\":\"" + status + "\",\"issueSummary\":{\"informationalIssueCount\":0,"
                        + "\"lowIssueCount\":0,\"mediumIssueCount\":1,\"highIssueCount\":0,\"criticalIssueCount\":0}}");
    }

    FakeChecker noRules() {
        return answer(new MockResponse.Builder().code(204));
    }

    /** What the storage answers next. */
    FakeChecker result(byte[] zip) {
        storage.enqueue(new MockResponse.Builder().body(new Buffer().write(zip)).build());
        return this;
    }

    FakeChecker result(String sarif) {
        return result(zip(Map.of("solution1.sarif", sarif.getBytes(StandardCharsets.UTF_8))));
    }

    static final String SARIF = """
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"PowerApps checker","rules":[
              {"id":"web-use-strict-mode","messageStrings":{"message1":{"text":"Use strict in {0}."}},
               "properties":{"level":"Medium","primaryCategory":"usage","howToFix":["Write it."]}}]}},
             "results":[{"ruleId":"web-use-strict-mode","ruleIndex":0,"message":{"id":"message1","arguments":["trip.js"]},
               "locations":[{"physicalLocation":{"artifactLocation":{"uri":"WebResources/contoso_tripjs"},
                 "region":{"startLine":3}},"properties":{"module":"contoso_/trip.js","type":"WebResource"}}],
               "properties":{"severity":"Medium"}}]}]}
            """;

    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A run without a fault, up to its end. */
    FakeChecker wholeRun() {
        return challenge()
                .uploaded()
                .started()
                .running(30)
                .finished("Finished")
                .noRules()
                .result(SARIF);
    }

    // ---------------------------------------------------------------- the client

    ServiceAnswer check(Path zip) throws IOException {
        return check(zip, ServiceOptions.defaults());
    }

    ServiceAnswer check(Path zip, ServiceOptions options) throws IOException {
        return check(zip, options, new CheckerEndpoint(address(), "test"));
    }

    ServiceAnswer check(Path zip, ServiceOptions options, CheckerEndpoint endpoint) throws IOException {
        TokenProvider tokens = new TokenProvider() {
            @Override
            public String token() {
                return refused.isEmpty() ? TOKEN : TOKEN + "-" + refused.size();
            }

            @Override
            public void refused(String token) {
                refused.add(token);
            }
        };
        ServiceConnection connection = new ServiceConnection(
                endpoint,
                http.client(),
                resource -> {
                    resources.add(resource);
                    return tokens;
                },
                () -> Optional.of(TENANT));
        return new ServiceCheck(
                        connection,
                        options,
                        time(),
                        ServiceRules.complete()::find,
                        () -> RUN,
                        ProgressListener.silent(),
                        reporter())
                .check(zip);
    }

    static ServiceAnswer check(ServiceConnection connection, Path zip) throws IOException {
        return new ServiceCheck(
                        connection,
                        ServiceOptions.defaults(),
                        LocalService.quick(),
                        ServiceRules.complete()::find,
                        () -> RUN,
                        ProgressListener.silent(),
                        Reporter.silent())
                .check(zip);
    }

    private ServiceTime time() {
        JobTime clock = new JobTime() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public long nanoTime() {
                return now.getEpochSecond() * 1_000_000_000L;
            }

            @Override
            public void sleep(Duration duration) {
                pauses.add(duration);
                now = now.plus(duration);
            }
        };
        return new ServiceTime(
                clock,
                new RetryPolicy(
                        5,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(5),
                        0),
                Duration.ofSeconds(15),
                Duration.ofMinutes(2));
    }

    private Reporter reporter() {
        return new Reporter() {
            @Override
            public void info(String message) {
                log(message);
            }

            @Override
            public void warn(String message) {
                log("WARN " + message);
            }

            @Override
            public void debug(String message) {
                log(message);
            }
        };
    }

    static Path zip(Path folder) throws IOException {
        return Files.write(
                folder.resolve("solution1.zip"), zip(Map.of("solution.xml", "<a/>".getBytes(StandardCharsets.UTF_8))));
    }

    RecordedRequest request() {
        return taken(server);
    }

    static RecordedRequest taken(MockWebServer from) {
        try {
            RecordedRequest request = from.takeRequest(60, TimeUnit.SECONDS);
            assertThat(request).as("a request").isNotNull();
            return request;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String line(RecordedRequest request) {
        HttpUrl url = request.getUrl();
        return request.getMethod() + " " + url.encodedPath()
                + (url.encodedQuery() == null ? "" : "?" + url.encodedQuery());
    }

    /** The requests so far, a line each. */
    List<String> requests() {
        List<String> lines = new ArrayList<>();
        int count = server.getRequestCount();
        for (int i = 0; i < count; i++) {
            lines.add(line(request()));
        }
        return lines;
    }

    @Override
    public void close() {
        http.close();
        server.close();
        storage.close();
    }
}
