package io.github.dataversealm.solution.dataverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often each kind of call is sent in each kind of trouble, counted where it counts: at the server. */
class RetryTest {

    private static final UUID ID = UUID.fromString("1b1fa80d-aa0f-4291-b60c-b0745304ce24");
    private static final String WHO =
            "{\"BusinessUnitId\":\"" + ID + "\",\"UserId\":\"" + ID + "\",\"OrganizationId\":\"" + ID + "\"}";
    private static final String STARTED = "{\"AsyncOperationId\":\"" + ID + "\",\"SolutionId\":\"" + ID + "\"}";

    private final FakeService service = new FakeService();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        service.close();
    }

    /** The calls that start work or make something: none of them may be sent twice when its outcome is not known. */
    private enum Start {
        IMPORT,
        UPGRADE,
        PROMOTE,
        EXPORT,
        PUBLISH_ALL,
        UNINSTALL,
        CLONE_AS_PATCH,
        CLONE_AS_SOLUTION,
        NEW_VALUE;

        void call(RetryTest test) throws IOException {
            DataverseClient client = test.service.client;
            switch (this) {
                case IMPORT -> client.importSolution(test.request());
                case UPGRADE -> client.stageAndUpgrade(test.request());
                case PROMOTE -> client.deleteAndPromote("X");
                case EXPORT -> client.exportSolution(new ExportRequest("X", true, Set.of()));
                case PUBLISH_ALL -> client.publishAll();
                case UNINSTALL -> client.uninstall("X");
                case CLONE_AS_PATCH -> client.cloneAsPatch("X", "X", "1.0.1.0");
                case CLONE_AS_SOLUTION -> client.cloneAsSolution("X", "X", "1.1.0.0");
                case NEW_VALUE ->
                    client.setEnvironmentVariable(
                            new EnvironmentVariableRow(
                                    ID, "x", "", 100000000, Optional.empty(), Optional.empty(), Optional.empty()),
                            "v");
            }
        }
    }

    private ImportRequest request() {
        return new ImportRequest(folder.resolve("X.zip"), Optional.of(ID), ID, false, true, false, false, List.of());
    }

    // ---------------------------------------------------------------- reads

    @Test
    void a_read_waits_as_long_as_the_service_asks() {
        service.answer(FakeService.error(429, "0x80072322", "Number of requests exceeded the limit.")
                        .addHeader("Retry-After", "17"))
                .answer(200, WHO);
        service.client.whoAmI();
        assertThat(service.time.pauses).containsExactly(Duration.ofSeconds(17));
    }

    @Test
    void a_date_to_retry_after_is_measured_against_the_clock_of_the_server() {
        service.answer(FakeService.error(429, "0x80072321", "")
                        .addHeader("Date", "Sun, 01 Mar 2026 12:00:00 GMT")
                        .addHeader("Retry-After", "Sun, 01 Mar 2026 12:00:42 GMT"))
                .answer(new MockResponse.Builder().code(503).addHeader("Retry-After", "Sun, 01 Mar 2026 10:01:52 GMT"))
                .answer(new MockResponse.Builder().code(503).addHeader("Retry-After", "Sun, 01 Mar 2020 10:00:00 GMT"))
                .answer(200, WHO);
        service.client.whoAmI();
        assertThat(service.time.pauses).containsExactly(Duration.ofSeconds(42), Duration.ofSeconds(70), Duration.ZERO);
    }

    @Test
    void a_pause_that_is_too_long_is_cut() {
        service.answer(FakeService.error(429, "0x80072322", "").addHeader("Retry-After", "86400"))
                .answer(200, WHO);
        service.client.whoAmI();
        assertThat(service.time.pauses).containsExactly(Duration.ofMinutes(5));
    }

    @Test
    void without_a_wish_of_the_service_the_pauses_double() {
        for (int i = 0; i < 7; i++) {
            service.answer(503, "<html><body>Service Unavailable</body></html>");
        }
        service.answer(200, WHO);
        service.client.whoAmI();
        assertThat(service.time.pauses).extracting(Duration::toSeconds).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void chance_spreads_the_pauses_but_never_lengthens_them() {
        RetryPolicy policy = RetryPolicy.defaults();
        for (int i = 0; i < 200; i++) {
            assertThat(policy.pause(3, Optional.empty())).isBetween(Duration.ofMillis(5_600), Duration.ofSeconds(8));
        }
    }

    @Test
    void a_storm_that_does_not_end_ends_at_the_limit() {
        for (int i = 0; i < 20; i++) {
            service.answer(503, "");
        }
        assertThatThrownBy(() -> service.client.whoAmI())
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("503 Service Unavailable");
        assertThat(service.server.getRequestCount())
                .isEqualTo(RetryPolicy.defaults().maxAttempts());
        Duration all = service.time.pauses.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(all).isLessThanOrEqualTo(RetryPolicy.defaults().deadline());
    }

    @Test
    void the_deadline_ends_the_repetitions_too() {
        for (int i = 0; i < 20; i++) {
            service.answer(FakeService.error(429, "0x80072322", "").addHeader("Retry-After", "280"));
        }
        assertThatThrownBy(() -> service.client.whoAmI()).isInstanceOf(ServiceException.class);
        assertThat(service.server.getRequestCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 499, 500, 502, 503, 504})
    void a_read_is_repeated_after_a_passing_fault(int status) {
        service.answer(status, "").answer(200, WHO);
        service.client.whoAmI();
        // OkHttp itself repeats a 408 at once: it is one request more, without a pause
        assertThat(service.server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x80044150", "0x80044151", "-2146232060", "0x80040216", "0x80048543", "0x80072324"})
    void a_read_is_repeated_after_a_passing_code(String code) {
        service.answer(FakeService.error(400, code, "x")).answer(200, WHO);
        service.client.whoAmI();
        assertThat(service.server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void a_read_is_repeated_after_a_lost_connection() {
        service.answer(new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()))
                .answer(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()))
                .answer(new MockResponse.Builder()
                        .body(WHO + " ".repeat(100_000))
                        .onResponseBody(new SocketEffect.CloseSocket()))
                .answer(200, WHO);
        assertThat(service.client.whoAmI().userId()).isEqualTo(ID);
    }

    @Test
    void an_answer_that_never_comes_is_given_up_and_asked_for_again() {
        try (FakeService silent = new FakeService(ClientOptions.defaults(), Duration.ofMillis(500))) {
            silent.answer(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
            // on a busy machine more than one of them may be too late
            for (int i = 0; i < 10; i++) {
                silent.answer(200, WHO);
            }
            assertThat(silent.client.whoAmI().userId()).isEqualTo(ID);
            assertThat(silent.server.getRequestCount()).isGreaterThan(1);
        }
    }

    @Test
    void a_plain_refusal_is_not_repeated() {
        service.answer(FakeService.error(500, "0x80040220", "x"));
        assertThatThrownBy(() -> service.client.whoAmI()).isInstanceOf(ServiceException.class);
        assertThat(service.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void the_trace_tells_of_each_request_and_pause_and_of_no_token() {
        service.answer(FakeService.error(429, "0x80072322", "").addHeader("x-ms-service-request-id", "abc-1"))
                .answer(200, WHO);
        service.client.whoAmI();
        assertThat(service.trace).hasSize(3);
        assertThat(service.trace.get(0))
                .contains("GET http://", "/api/data/v9.2/WhoAmI 429 ", "x-ms-service-request-id=abc-1")
                .contains("x-ms-client-request-id=");
        assertThat(service.trace.get(1)).contains("again in 2000ms (attempt 2): 429 0x80072322");
        assertThat(service.trace.get(2)).contains(" 200 ");
        assertThat(String.join("\n", service.trace)).doesNotContain("secret");
    }

    @Test
    void each_request_has_an_id_of_its_own_and_all_share_one() {
        service.answer(503, "").answer(200, WHO).answer(200, WHO);
        service.client.whoAmI();
        service.client.whoAmI();
        var requests = List.of(service.request(), service.request(), service.request());
        assertThat(requests.stream()
                        .map(r -> r.getHeaders().get("x-ms-client-request-id"))
                        .distinct())
                .hasSize(3);
        assertThat(requests.stream()
                        .map(r -> r.getHeaders().get("x-ms-correlation-request-id"))
                        .distinct())
                .hasSize(1);
    }

    // ---------------------------------------------------------------- tokens

    @Test
    void a_refused_token_is_replaced_once() {
        service.answer(new MockResponse.Builder().code(401)).answer(200, WHO);
        service.client.whoAmI();
        assertThat(service.tokens.refused).containsExactly(FakeService.TOKEN);
        assertThat(service.request().getHeaders().get("Authorization")).isEqualTo("Bearer " + FakeService.TOKEN);
        assertThat(service.request().getHeaders().get("Authorization")).isEqualTo("Bearer secret-token-1");
        assertThat(service.time.pauses).isEmpty();
    }

    @Test
    void a_second_refusal_is_the_end() {
        service.answer(new MockResponse.Builder().code(401)).answer(new MockResponse.Builder().code(401));
        assertThatThrownBy(() -> service.client.whoAmI())
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("does not accept the sign-in")
                .hasMessageContaining("who-am-i")
                .hasMessageNotContaining("secret");
        assertThat(service.server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void a_claims_challenge_is_explained() {
        for (int i = 0; i < 2; i++) {
            service.answer(new MockResponse.Builder()
                    .code(401)
                    .addHeader(
                            "WWW-Authenticate",
                            "Bearer error=\"insufficient_claims\", claims=\"eyJhY2Nlc3NfdG9rZW4iOnt9fQ==\""));
        }
        assertThatThrownBy(() -> service.client.whoAmI())
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("Conditional Access")
                .hasMessageContaining("Sign-in logs");
    }

    // ---------------------------------------------------------------- starts

    @ParameterizedTest
    @EnumSource(Start.class)
    void a_start_is_sent_once_when_the_connection_is_lost_after_it(Start start) {
        service.answer(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
        assertUnknown(() -> start.call(this));
        assertThat(service.server.getRequestCount()).isEqualTo(1);
    }

    /** A new value is answered without a body, so that there is nothing to break. */
    @ParameterizedTest
    @EnumSource(value = Start.class, mode = EnumSource.Mode.EXCLUDE, names = "NEW_VALUE")
    void a_start_is_sent_once_when_the_answer_breaks(Start start) {
        service.answer(new MockResponse.Builder()
                .body(STARTED + " ".repeat(500_000))
                .onResponseBody(new SocketEffect.CloseSocket()));
        assertUnknown(() -> start.call(this));
        service.answer(200, "<html>a page</html>");
        assertUnknown(() -> start.call(this));
        assertThat(service.server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void a_start_is_sent_once_when_a_gateway_answers(Start start) {
        for (int status : List.of(408, 500, 502, 503, 504)) {
            service.answer(new MockResponse.Builder()
                    .code(status)
                    .addHeader("Retry-After", "0")
                    .body("<html>x</html>"));
            assertUnknown(() -> start.call(this));
        }
        assertThat(service.server.getRequestCount()).isEqualTo(5);
    }

    @Test
    void a_start_is_sent_once_when_the_connection_is_lost_while_it_is_sent() throws IOException {
        SolutionFile.write(folder.resolve("X.zip"), 3 << 20);
        service.answer(new MockResponse.Builder().onRequestBody(new SocketEffect.CloseSocket()));
        assertUnknown(() -> service.client.importSolution(new ImportRequest(
                folder.resolve("X.zip"), Optional.empty(), ID, false, true, false, false, List.of())));
        assertThat(service.server.getRequestCount()).isLessThanOrEqualTo(1);
    }

    @Test
    void a_start_that_is_not_answered_in_time_is_not_repeated() {
        service.answer(
                new MockResponse.Builder().headersDelay(30, TimeUnit.SECONDS).body(STARTED));
        DataverseClient impatient = new DataverseClient(
                service.server.url("/").uri(),
                service.http.client(),
                service.tokens,
                new ClientOptions(
                        RetryPolicy.defaults(),
                        AnswerLimits.defaults(),
                        Duration.ofMillis(200),
                        line -> {},
                        service.time,
                        service.time,
                        ID));
        assertUnknown(() -> impatient.uninstall("X"));
        service.request();
        assertThat(service.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void a_start_does_not_use_a_connection_that_may_be_dead() {
        service.answer(new MockResponse.Builder().body(WHO).onResponseEnd(new SocketEffect.CloseSocket()))
                .answer(200, STARTED);
        service.client.whoAmI();
        service.client.uninstall("X");
        assertThat(service.request().getConnectionIndex()).isEqualTo(0);
        assertThat(service.request().getExchangeIndex()).isZero();
        service.answer(200, WHO).answer(200, WHO).answer(200, STARTED).answer(200, STARTED);
        service.client.whoAmI();
        service.client.whoAmI();
        service.client.uninstall("X");
        service.client.uninstall("X");
        service.request();
        assertThat(service.request().getExchangeIndex())
                .as("reads share a connection")
                .isEqualTo(1);
        assertThat(service.request().getExchangeIndex()).isZero();
        assertThat(service.request().getExchangeIndex()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void a_start_that_was_throttled_is_sent_again(Start start) throws IOException {
        service.answer(FakeService.error(429, "0x80072326", "").addHeader("Retry-After", "3"))
                .answer(FakeService.error(503, "0x80072323", ""))
                .answer(new MockResponse.Builder().code(401))
                .answer(200, STARTED);
        start.call(this);
        assertThat(service.server.getRequestCount()).isEqualTo(4);
        assertThat(service.time.pauses).startsWith(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void a_lock_is_left_to_the_caller(Start start) {
        for (int status : List.of(429, 400, 503)) {
            service.answer(FakeService.error(
                            status,
                            "0x80071151",
                            "Cannot start another [Import] because there is a previous [Import] running at this moment.")
                    .addHeader("Retry-After", "1"));
            Throwable thrown = catchThrowable(() -> start.call(this));
            assertThat(thrown).isInstanceOf(ServiceException.class);
            assertThat(((ServiceException) thrown).isCustomizationLock()).isTrue();
            assertThat(((ServiceException) thrown).isThrottling()).isFalse();
        }
        assertThat(service.server.getRequestCount()).isEqualTo(3);
        assertThat(service.time.pauses).isEmpty();
    }

    @Test
    void a_start_that_was_refused_for_a_reason_says_so() {
        service.answer(FakeService.error(500, "0x80048541", "x"));
        assertThatThrownBy(() -> Start.UPGRADE.call(this)).isInstanceOf(ServiceException.class);
        service.answer(FakeService.error(500, "0x80040216", "An unexpected error occurred."));
        assertUnknown(() -> Start.UPGRADE.call(this));
        service.answer(FakeService.error(400, "0x80044150", "Generic SQL error."));
        assertUnknown(() -> Start.UPGRADE.call(this));
    }

    @Test
    void nothing_is_unknown_when_no_connection_could_be_made() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        DataverseClient nowhere =
                service.client(URI.create("http://localhost:" + port), ClientOptions.defaults(), line -> {});
        assertThatThrownBy(() -> nowhere.uninstall("X"))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("localhost:" + port)
                .hasMessageContaining("emulator");
        assertThat(service.time.pauses).hasSize(3);
    }

    @Test
    void a_name_that_is_not_known_is_an_error_at_once() {
        DataverseClient nowhere =
                service.client(URI.create("https://no-such-host.invalid"), ClientOptions.defaults(), line -> {});
        assertThatThrownBy(nowhere::whoAmI)
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("no-such-host.invalid is not known")
                .hasMessageContaining("<proxy>");
        assertThat(service.time.pauses).isEmpty();
    }

    @Test
    void a_name_that_is_lost_on_the_way_is_a_network_that_is_away_for_a_while() {
        AtomicInteger lookups = new AtomicInteger();
        OkHttpClient flaky = service.http
                .client()
                .newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .dns(host -> {
                    if (lookups.incrementAndGet() == 2) {
                        throw new UnknownHostException(host);
                    }
                    return Dns.SYSTEM.lookup(host);
                })
                .build();
        DataverseClient client = new DataverseClient(
                service.server.url("/").uri(),
                flaky,
                service.tokens,
                ClientOptions.defaults().withTime(service.time, service.time));
        service.answer(200, WHO).answer(200, WHO);
        client.whoAmI();
        client.whoAmI();
        assertThat(service.time.pauses).hasSize(1);
    }

    @Test
    void a_page_not_found_of_a_gateway_is_not_a_row_that_is_gone() {
        service.answer(404, "<html><title>404 Web Site not found</title></html>");
        assertThatThrownBy(() -> service.client.operation(ID))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("Check the url");
        service.answer(200, WHO)
                .answer(404, "<html><title>404 Web Site not found</title></html>")
                .answer(FakeService.error(404, "", "asyncoperation With Id = x Does Not Exist"));
        service.client.whoAmI();
        assertThat(service.client.operation(ID)).isEmpty();
        assertThat(service.server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void a_refusal_before_the_upload_is_complete_is_read() throws IOException {
        SolutionFile.write(folder.resolve("X.zip"), 8 << 20);
        for (int i = 0; i < 2; i++) {
            service.answer(FakeService.error(413, "0x8004418a", "Request message length is too large.")
                    .doNotReadRequestBody()
                    .onResponseEnd(new SocketEffect.CloseSocket(false, true, false)));
        }
        assertThatThrownBy(() -> service.client.stage(folder.resolve("X.zip")))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("Split it");
        assertThatThrownBy(() -> service.client.importSolution(new ImportRequest(
                        folder.resolve("X.zip"), Optional.empty(), ID, false, true, false, false, List.of())))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("Split it");
    }

    @Test
    void the_pause_that_a_lock_asks_for_is_passed_on() {
        service.answer(FakeService.error(429, "0x80071151", "x").addHeader("Retry-After", "30"));
        Throwable thrown = catchThrowable(() -> service.client.uninstall("X"));
        assertThat(((ServiceException) thrown).retryAfter()).contains(Duration.ofSeconds(30));
    }

    // ---------------------------------------------------------------- other writes

    @Test
    void a_write_of_a_state_is_repeated() {
        service.answer(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()))
                .answer(503, "")
                .answer(204, "");
        service.client.setConnection(ID, "c");
        assertThat(service.server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void a_write_that_is_never_answered_is_unknown() {
        for (int i = 0; i < 15; i++) {
            service.answer(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
        }
        assertUnknown(() -> service.client.setConnection(ID, "c"));
    }

    @Test
    void a_row_that_is_gone_when_its_deletion_is_repeated_is_deleted() {
        service.answer(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()))
                .answer(FakeService.error(404, "0x80040217", "gone"));
        service.client.deleteSolution(ID);
        service.answer(FakeService.error(404, "0x80040217", "never was"));
        assertThatThrownBy(() -> service.client.deleteSolution(ID)).isInstanceOf(ServiceException.class);
    }

    // ---------------------------------------------------------------- interruption

    @Test
    void an_interruption_ends_the_wait_for_an_answer() throws Exception {
        service.answer(
                new MockResponse.Builder().headersDelay(5, TimeUnit.MINUTES).body(STARTED));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            thrown.set(catchThrowable(() -> service.client.uninstall("X")));
            flag.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        service.request();
        thread.interrupt();
        // whoever waits until the limit of time gets another exception
        thread.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedCallException.class).hasMessageContaining("It may be running");
        assertThat(flag.get()).isTrue();
    }

    @Test
    void an_interruption_ends_a_pause() {
        service.answer(503, "");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> service.client.whoAmI()).isInstanceOf(InterruptedCallException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void assertUnknown(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(UnknownOutcomeException.class)
                .satisfies(e -> assertThat(((DataverseException) e).advice()).isNotEmpty());
    }
}
