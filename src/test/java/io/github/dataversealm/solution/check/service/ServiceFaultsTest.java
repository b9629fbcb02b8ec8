package io.github.dataversealm.solution.check.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the client does when the service, or the way to it, fails: what passes is waited for, an outage is neither a pass nor
 * a failure, and what the user can mend is an error. Secrets get nowhere.
 */
class ServiceFaultsTest {

    /** The calls of a run. */
    private static final int CALLS = 6;

    /** Longer than the answer of a busy machine takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final FakeChecker service = new FakeChecker();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        service.close();
        assertThat(String.join("\n", service.log))
                .doesNotContain(FakeChecker.TOKEN)
                .doesNotContain(FakeChecker.SIGNATURE);
    }

    private ServiceAnswer check() throws IOException {
        return service.check(FakeChecker.zip(folder));
    }

    private void assertInconclusive(ServiceAnswer answer, String reason) {
        assertThat(answer.run().state()).isEqualTo(ServiceRun.State.INCONCLUSIVE);
        assertThat(answer.run().reason())
                .contains(reason)
                .doesNotContain(FakeChecker.TOKEN)
                .doesNotContain(FakeChecker.SIGNATURE);
        assertThat(answer.findings()).isEmpty();
    }

    // ---------------------------------------------------------------- what passes

    /** Faults that any call of a run survives. */
    private enum Passing {
        THROTTLED,
        UNAVAILABLE,
        GATEWAY_PAGE,
        TIMEOUT_408,
        CUT,
        CUT_IN_ANSWER
    }

    private static MockResponse.Builder fault(Passing kind) {
        return switch (kind) {
            case THROTTLED -> new MockResponse.Builder().code(429).setHeader("Retry-After", "7");
            case UNAVAILABLE ->
                new MockResponse.Builder().code(503).setHeader("Retry-After", "Sun, 01 Mar 2026 10:00:09 GMT");
            case GATEWAY_PAGE ->
                new MockResponse.Builder()
                        .code(502)
                        .setHeader("Content-Type", "text/html")
                        .body("<html>502</html>");
            case TIMEOUT_408 -> new MockResponse.Builder().code(408);
            case CUT -> new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket());
            case CUT_IN_ANSWER ->
                new MockResponse.Builder()
                        .body("{\"status\":\"InProgress\"")
                        .onResponseBody(new SocketEffect.CloseSocket());
        };
    }

    /** Every fault at every call of a run. */
    static Stream<String> everyFaultEverywhere() {
        return Stream.of(Passing.values())
                // the first answer is looked at for its headers alone
                .flatMap(kind -> IntStream.range(kind == Passing.CUT_IN_ANSWER ? 1 : 0, CALLS)
                        .mapToObj(call -> kind + " " + call));
    }

    @ParameterizedTest
    @MethodSource("everyFaultEverywhere")
    void a_fault_that_passes_costs_time_and_nothing_else(String where) throws IOException {
        Passing kind = Passing.valueOf(where.split(" ")[0]);
        assertPasses(service, fault(kind), Integer.parseInt(where.split(" ")[1]));
    }

    private void assertPasses(FakeChecker checker, MockResponse.Builder fault, int call) throws IOException {
        for (int i = 0; i < CALLS; i++) {
            if (i == call) {
                checker.answer(fault);
            }
            switch (i) {
                case 0 -> checker.challenge();
                case 1 -> checker.uploaded();
                case 2 -> checker.started();
                case 3 -> checker.running(30);
                case 4 -> checker.finished("Finished");
                default -> checker.noRules();
            }
        }
        checker.result(FakeChecker.SARIF);
        ServiceAnswer answer = checker.check(FakeChecker.zip(Files.createDirectories(folder.resolve("call" + call))));
        assertThat(answer.run().state())
                .as("call " + call + ": " + answer.run().reason())
                .isEqualTo(ServiceRun.State.DONE);
        assertThat(answer.findings()).hasSize(1);
    }

    /** All at the same time: each waits until its client has lost patience. */
    @Test
    void silence_at_any_call_costs_time_and_nothing_else() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLS);
        try {
            List<Callable<Void>> runs = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                int call = i;
                runs.add(() -> {
                    try (FakeChecker silent = new FakeChecker(PATIENCE)) {
                        assertPasses(
                                silent, new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE), call);
                    }
                    return null;
                });
            }
            for (Future<Void> run : threads.invokeAll(runs)) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void the_service_says_when_to_come_again() throws IOException {
        service.answer(fault(Passing.THROTTLED)).wholeRun();
        check();
        assertThat(service.pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void storms_of_faults_in_any_order(long seed) throws IOException {
        Random random = new Random(seed);
        List<Runnable> calls = List.of(
                service::challenge,
                service::uploaded,
                service::started,
                () -> service.running(10),
                () -> service.running(60),
                () -> service.finished("Finished"),
                service::noRules);
        Passing[] kinds = {
            Passing.THROTTLED, Passing.UNAVAILABLE, Passing.GATEWAY_PAGE, Passing.TIMEOUT_408, Passing.CUT
        };
        for (Runnable call : calls) {
            for (int faults = random.nextInt(4); faults > 0; faults--) {
                service.answer(fault(kinds[random.nextInt(kinds.length)]));
            }
            call.run();
        }
        service.result(FakeChecker.SARIF);
        assertThat(check().findings()).hasSize(1);
    }

    @Test
    void a_lost_answer_to_the_start_does_not_start_a_second_run() throws IOException {
        service.challenge()
                .uploaded()
                .answer(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()))
                .answer(409, "{\"error\":{\"code\":\"409\",\"message\":\"The correlation id exists.\"}}")
                .finished("Finished")
                .noRules()
                .result(FakeChecker.SARIF);
        ServiceAnswer answer = check();
        assertThat(answer.run().state()).isEqualTo(ServiceRun.State.DONE);
        assertThat(service.requests()).element(4).isEqualTo("GET /api/status/" + FakeChecker.RUN + "?api-version=1.0");
    }

    @Test
    void a_run_that_is_not_known_yet_is_asked_for_again_at_both_addresses() throws IOException {
        String odd = "/api/status/" + FakeChecker.RUN + "&api-version=1.0";
        service.challenge()
                .uploaded()
                .answer(new MockResponse.Builder().code(202).setHeader("Location", odd))
                .answer(404, "{\"status\":404}")
                .answer(404, "{\"status\":404}")
                .finished("Finished")
                .noRules()
                .result(FakeChecker.SARIF);
        assertThat(check().run().state()).isEqualTo(ServiceRun.State.DONE);
        assertThat(service.requests().subList(3, 6))
                .containsExactly("GET " + odd, "GET /api/status/" + FakeChecker.RUN + "?api-version=1.0", "GET " + odd);
    }

    @Test
    void a_run_that_stays_unknown_is_given_up_after_a_while() throws IOException {
        service.challenge().uploaded().started();
        for (int i = 0; i < 20; i++) {
            service.answer(404, "{}");
        }
        ServiceAnswer answer = check();
        assertInconclusive(answer, "does not know the run " + FakeChecker.RUN);
        assertThat(answer.run().runId()).isEqualTo(FakeChecker.RUN.toString());
    }

    @Test
    void an_address_of_another_server_for_the_state_is_not_followed() throws IOException {
        service.challenge()
                .uploaded()
                .answer(new MockResponse.Builder()
                        .code(202)
                        .setHeader("Location", service.storage.url("/api/status/" + FakeChecker.RUN)))
                .finished("Finished")
                .noRules()
                .result(FakeChecker.SARIF);
        assertThat(check().run().state()).isEqualTo(ServiceRun.State.DONE);
        assertThat(service.storage.getRequestCount()).as("the result alone").isEqualTo(1);
        assertThat(FakeChecker.taken(service.storage).getHeaders().get("Authorization"))
                .isNull();
    }

    @Test
    void an_expired_token_is_renewed_once() throws IOException {
        service.challenge()
                .uploaded()
                .answer(new MockResponse.Builder().code(401))
                .started()
                .finished("Finished")
                .noRules()
                .result(FakeChecker.SARIF);
        assertThat(check().findings()).hasSize(1);
        assertThat(service.refused).containsExactly(FakeChecker.TOKEN);
    }

    @Test
    void an_expired_address_of_the_result_is_asked_for_anew() throws IOException {
        service.challenge().uploaded().started().finished("Finished").noRules().finished("Finished");
        service.storage.enqueue(new MockResponse.Builder()
                .code(403)
                .body("<Error><Code>AuthenticationFailed</Code></Error>")
                .build());
        service.result(FakeChecker.SARIF);
        assertThat(check().findings()).hasSize(1);
    }

    // ---------------------------------------------------------------- outages

    @Test
    void a_storm_that_does_not_end_is_inconclusive() throws IOException {
        service.challenge();
        for (int i = 0; i < 6; i++) {
            service.answer(fault(Passing.UNAVAILABLE));
        }
        ServiceAnswer answer = check();
        assertInconclusive(answer, "The upload of solution1.zip failed 5 times: ");
        assertThat(answer.run().runId()).as("no run was started").isEmpty();
    }

    @Test
    void nobody_listens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        ServiceAnswer answer = service.check(
                FakeChecker.zip(folder),
                ServiceOptions.defaults(),
                new CheckerEndpoint(URI.create("http://127.0.0.1:" + port), "gone"));
        assertInconclusive(answer, "No connection to 127.0.0.1:" + port + " can be made");
    }

    @Test
    void a_name_that_is_not_known() throws IOException {
        ServiceAnswer answer = service.check(
                FakeChecker.zip(folder),
                ServiceOptions.defaults(),
                new CheckerEndpoint(URI.create("https://no-such-host.invalid"), "gone"));
        assertInconclusive(answer, "The host no-such-host.invalid is not known.");
    }

    @Test
    void a_run_that_fails_in_the_service() throws IOException {
        service.challenge().uploaded().started().answer(200, """
                {"status":"Failed","progress":100,"error":"Out of workers at https://x/y?sig=s3cr3t-signature&a=1\\u001b[31m",
                 "additionalMessage":"Try later."}
                """);
        assertInconclusive(
                check(),
                "The analysis failed in the service. It says: Out of workers at https://x/y?sig=***&a=1 [31m Try later.");
    }

    @Test
    void a_run_with_rules_that_failed_has_a_result_that_is_not_complete() throws IOException {
        service.challenge()
                .uploaded()
                .started()
                .finished("FinishedWithErrors")
                .noRules()
                .result(FakeChecker.SARIF);
        ServiceAnswer answer = check();
        assertThat(answer.run().state()).isEqualTo(ServiceRun.State.INCOMPLETE);
        assertThat(answer.run().reason()).contains("Rules of the service failed");
        assertThat(answer.findings()).hasSize(1);
    }

    @Test
    void a_run_that_takes_too_long() throws IOException {
        service.challenge().uploaded().started();
        for (int i = 0; i < 30; i++) {
            service.running(i);
        }
        ServiceOptions options = new ServiceOptions(
                RuleSet.SOLUTION_CHECKER, List.of(), Map.of(), List.of(), Optional.empty(), Duration.ofMinutes(5));
        ServiceAnswer answer = service.check(FakeChecker.zip(folder), options);
        assertInconclusive(answer, "did not end within 5 minutes. A longer limit: -Dsolution.serviceTimeLimit=10");
        assertThat(answer.run().runId()).isEqualTo(FakeChecker.RUN.toString());
    }

    @Test
    void a_state_that_is_new_means_to_go_on() throws IOException {
        service.challenge()
                .uploaded()
                .started()
                .answer(200, "{\"status\":\"Opened\",\"progress\":0}")
                .answer(202, "{\"status\":\"Somewhere\",\"progress\":\"many\"}")
                .finished("finished")
                .noRules()
                .result(FakeChecker.SARIF);
        assertThat(check().run().state()).isEqualTo(ServiceRun.State.DONE);
    }

    @Test
    void a_result_that_stays_away() throws IOException {
        service.challenge().uploaded().started().finished("Finished").noRules();
        for (int i = 0; i < 3; i++) {
            service.finished("Finished");
            service.storage.enqueue(new MockResponse.Builder().code(404).build());
        }
        assertInconclusive(check(), "The result is not at the address that the service names for it.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"status":"Finished"}                                       | names no result of it
            {"status":"Finished","resultFileUris":["ftp://a/b?sig=x"]}  | an address that nothing can be fetched from
            {"status":"Finished","resultFileUris":["http://169.254.169.254/latest?sig=s3cr3t-signature"]} | an address that nothing
            {"status":"Finished","resultFileUris":[17]}                 | an address that nothing can be fetched from
            """)
    void a_result_that_is_nowhere(String state, String reason) throws IOException {
        service.challenge().uploaded().started().answer(200, state).noRules();
        assertInconclusive(check(), reason);
    }

    @Test
    void an_upload_without_an_address() throws IOException {
        service.challenge().answer(200, "{}");
        assertInconclusive(check(), "answered the upload without an address for the file");
    }

    @Test
    void a_service_that_counts_more_than_its_result_holds() throws IOException {
        service.challenge().uploaded().started().finished("Finished").noRules().result("{\"runs\":[{\"results\":[]}]}");
        ServiceAnswer answer = check();
        assertThat(answer.run().state()).isEqualTo(ServiceRun.State.INCOMPLETE);
        assertThat(answer.run().reason())
                .isEqualTo("The service counts 1 issues, and its result holds 0. So its result may lack findings.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"runs\":[]}", "{\"runs\":[null]}", "{\"runs\":[{\"results\":null}]}"})
    void a_result_that_holds_nothing_of_a_check_is_no_pass(String sarif) throws IOException {
        service.challenge().uploaded().started().finished("Finished").noRules().result(sarif);
        assertInconclusive(check(), "holds no results of a check");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void a_redirect_at_any_call_is_no_failure_of_the_solution(int call) throws IOException {
        MockResponse.Builder away = new MockResponse.Builder()
                .code(302)
                .setHeader("Location", "https://maintenance.test/?sig=" + FakeChecker.SIGNATURE);
        List<Runnable> calls =
                List.of(service::challenge, service::uploaded, service::started, () -> service.finished("Finished"));
        for (int i = 0; i < 4; i++) {
            if (i == call) {
                service.answer(away);
                break;
            }
            calls.get(i).run();
        }
        service.noRules();
        service.storage.enqueue(away.build());
        assertInconclusive(check(), "redirects");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 501})
    void a_service_that_does_not_know_its_own_calls_is_being_changed(int status) throws IOException {
        service.challenge().uploaded().answer(status, "<html>Soon</html>");
        assertInconclusive(check(), "The start of the analysis failed: the checker service does not offer it now");
    }

    @Test
    void a_page_in_place_of_a_known_service() throws IOException {
        OkHttpClient page = new OkHttpClient.Builder()
                .addInterceptor(chain -> new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(200)
                        .message("")
                        .header("Content-Type", "text/html; charset=utf-8")
                        .body(ResponseBody.create("<html>Sign in</html>", null))
                        .build())
                .build();
        ServiceConnection known = new ServiceConnection(
                CheckerEndpoint.of(Geography.named("Europe")),
                page,
                resource -> {
                    throw new AssertionError("a token");
                },
                Optional::empty);
        assertInconclusive(FakeChecker.check(known, FakeChecker.zip(folder)), "answers with a page for people");
    }

    private static ServiceOptions within(Duration limit) {
        return new ServiceOptions(RuleSet.SOLUTION_CHECKER, List.of(), Map.of(), List.of(), Optional.empty(), limit);
    }

    @Test
    void the_limit_of_time_cuts_the_pauses_that_the_service_wants() throws IOException {
        service.challenge().answer(new MockResponse.Builder().code(429).setHeader("Retry-After", "90"));
        ServiceAnswer answer = service.check(FakeChecker.zip(folder), within(Duration.ofMinutes(1)));
        assertInconclusive(answer, "answered 429. The check by the service did not end within 1 minute.");
        assertThat(service.pauses).isEmpty();
    }

    @Test
    void the_limit_of_time_cuts_a_call_that_hangs() throws IOException {
        service.challenge()
                .answer(FakeChecker.json(200, " ".repeat(100_000)).throttleBody(10, 100, TimeUnit.MILLISECONDS));
        // the whole answer would take a quarter of an hour and be another one
        assertInconclusive(
                service.check(FakeChecker.zip(folder), within(Duration.ofSeconds(1))), "did not end within 1 minute");
    }

    @Test
    void a_list_of_rules_that_cannot_be_read_does_not_cost_the_result() throws IOException {
        service.challenge()
                .uploaded()
                .started()
                .finished("Finished")
                .answer(400, "{\"error\":{\"code\":\"UnsupportedApiVersion\",\"message\":\"no\"}}")
                .result(FakeChecker.SARIF);
        assertThat(check().findings()).hasSize(1);
    }

    // ---------------------------------------------------------------- what the user mends

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"error":{"code":"BadRequest","message":"Not a zip."}} | refuses it (400). It says: Not a zip.
            400 | {"title":"One or more validation errors occurred."}    | It says: One or more validation errors
            400 | "The file has a virus"                                 | It says: The file has a virus
            403 | {"message":"Forbidden"}                                | PowerApps-Advisor > Analysis.All
            404 | <html>no</html>                                        | refuses it (404).
            """)
    void an_upload_that_is_refused(int status, String body, String message) throws IOException {
        service.challenge().answer(status, body);
        assertThatThrownBy(this::check)
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("The upload of solution1.zip failed")
                .hasMessageContaining(message);
    }

    @Test
    void a_token_that_is_refused_twice() {
        service.challenge().answer(new MockResponse.Builder().code(401)).answer(new MockResponse.Builder().code(401));
        assertThatThrownBy(this::check)
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("does not accept the token")
                .hasMessageContaining("Analysis.All")
                .message()
                .doesNotContain(FakeChecker.TOKEN);
    }

    @Test
    void a_run_of_another_application() {
        service.challenge().uploaded().started().answer(403, "{}");
        assertThatThrownBy(this::check)
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("Only the application that started a run may read its result.");
    }

    @Test
    void an_order_that_is_refused() {
        service.challenge().uploaded().answer(400, "{\"error\":{\"message\":\"There is no rule set\"}}");
        assertThatThrownBy(this::check)
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("The start of the analysis failed")
                .hasMessageContaining("There is no rule set")
                .message()
                .doesNotContain(FakeChecker.SIGNATURE);
    }

    @Test
    void a_zip_that_is_too_large() throws IOException {
        service.challenge().answer(413, "");
        assertThatThrownBy(this::check)
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("up to 30 MB")
                .hasMessageContaining("-Dsolution.solutionUrl=");
    }

    @Test
    void a_large_zip_whose_upload_is_cut_was_too_large() throws IOException {
        Path large = folder.resolve("large.zip");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(40L << 20);
        }
        service.challenge();
        for (int i = 0; i < 6; i++) {
            service.answer(new MockResponse.Builder().onRequestBody(new SocketEffect.CloseSocket()));
        }
        assertThatThrownBy(() -> service.check(large))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("The zip has 40.0 MB")
                .hasMessageContaining("-Dsolution.solutionUrl=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://graph.microsoft.com/", "https://api.advisor.powerapps.com/", "http://127.0.0.1:1/"})
    void a_token_of_another_service_is_not_asked_for(String resource) {
        service.answer(new MockResponse.Builder()
                .code(401)
                .setHeader(
                        "WWW-Authenticate",
                        "Bearer authorization_uri=\"https://login.microsoftonline.com/x\", resource_id=\"" + resource
                                + "\""));
        assertThatThrownBy(this::check)
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("which is none of the checker's. Nothing was sent to it.");
        assertThat(service.resources).isEmpty();
        assertThat(service.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void a_server_that_is_no_checker_service() {
        service.answer(200, "Hello");
        assertThatThrownBy(this::check)
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("This does not answer as a checker service does.");
    }

    @Test
    void a_redirect_is_not_followed_to_another_server() throws IOException {
        service.challenge()
                .answer(new MockResponse.Builder()
                        .code(307)
                        .setHeader("Location", service.storage.url("/api/upload?sig=" + FakeChecker.SIGNATURE)));
        assertInconclusive(check(), "redirects");
        assertThat(service.storage.getRequestCount()).isZero();
    }

    @Test
    void credentials_that_are_wrong_are_an_error_and_a_login_service_that_is_away_is_none() throws IOException {
        ServiceConnection wrong = connection(new SignInException("The client secret is wrong.", "Put it right.", null));
        service.challenge();
        Path zip = FakeChecker.zip(folder);
        assertThatThrownBy(() -> FakeChecker.check(wrong, zip)).isInstanceOf(SignInException.class);
        ServiceConnection away = connection(new SignInException(
                "Signing in failed. The host login.test is not known.",
                "",
                new java.net.UnknownHostException("login.test"),
                "",
                true));
        service.challenge();
        assertInconclusive(FakeChecker.check(away, zip), "The host login.test is not known.");
    }

    @Test
    void a_tenant_that_does_not_know_the_service() throws IOException {
        ServiceConnection unknown = connection(new SignInException(
                "The tenant does not know the environment.",
                "Check the url.\nThe login service said: AADSTS500011: The resource principal was not found.",
                null,
                "500011",
                false));
        service.challenge();
        Path zip = FakeChecker.zip(folder);
        assertThatThrownBy(() -> FakeChecker.check(unknown, zip))
                .isInstanceOf(SignInException.class)
                .hasMessageContaining("The sign-in to the checker service failed")
                .hasMessageContaining("az ad sp create --id c9299480-c13a-49db-a7ae-cdfe54fe0313")
                .hasMessageContaining("AADSTS500011");
    }

    private ServiceConnection connection(SignInException failure) {
        return new ServiceConnection(
                new CheckerEndpoint(service.address(), "test"),
                service.http.client(),
                resource -> new io.github.dataversealm.solution.auth.TokenProvider() {
                    @Override
                    public String token() {
                        throw failure;
                    }

                    @Override
                    public void refused(String token) {
                        // none was given
                    }
                },
                Optional::empty);
    }

    // ---------------------------------------------------------------- hostile results

    private ServiceAnswer with(byte[] result) throws IOException {
        service.challenge().uploaded().started().finished("Finished").noRules().result(result);
        return check();
    }

    @Test
    void a_result_that_is_no_zip() throws IOException {
        assertInconclusive(
                with("<html>".getBytes(StandardCharsets.UTF_8)), "The result of the checker service cannot be read");
    }

    @Test
    void a_result_without_a_file_of_findings() throws IOException {
        assertInconclusive(with(FakeChecker.zip(Map.of("readme.txt", new byte[] {1}))), "holds no SARIF file");
    }

    @Test
    void a_bomb() throws IOException {
        assertInconclusive(
                with(FakeChecker.zip(Map.of("a.sarif", new byte[64 << 20]))),
                "The result of the checker service cannot be read");
    }

    @Test
    void a_name_that_leads_out_of_the_folder() throws IOException {
        byte[] sarif = FakeChecker.SARIF.getBytes(StandardCharsets.UTF_8);
        assertInconclusive(
                with(FakeChecker.zip(Map.of("../../etc/a.sarif", sarif))),
                "The result of the checker service cannot be read");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void json_that_is_deep() throws IOException {
        String deep = "{\"runs\":[{\"results\":[" + "[".repeat(100_000) + "]}]}";
        assertInconclusive(
                with(FakeChecker.zip(Map.of("a.sarif", deep.getBytes(StandardCharsets.UTF_8)))), "is damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "17", "{\"runs\":[{\"results\":[{\"ruleId\":", "{\"runs\":[{}]} x", "{'runs':1}"})
    void a_file_that_is_no_sarif(String text) throws IOException {
        assertInconclusive(
                with(FakeChecker.zip(Map.of("a.sarif", text.getBytes(StandardCharsets.UTF_8)))),
                "The result of the checker service ");
    }

    @Test
    void bytes_that_are_no_text() throws IOException {
        for (byte[] bytes :
                new byte[][] {{0, 0, '{', 0}, {0, '{', 0, 0}, {0, 0, 0, '{', 0, 0, 0, '"', 0x7f, 0, 0, 0}}) {
            assertInconclusive(with(FakeChecker.zip(Map.of("a.sarif", bytes))), "is damaged");
        }
    }

    private static String numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i * 7919L % 1_000_003 + ",")
                .collect(Collectors.joining());
    }

    @Test
    void lists_of_files_and_rules_without_an_end_are_given_up() throws IOException {
        Buffer files = new Buffer().writeUtf8("{\"runs\":[{\"artifacts\":[{}");
        for (int i = 0; i < 260_000; i++) {
            files.writeUtf8(",{\"a\":" + i * 7919L % 1_000_003 + "}");
        }
        files.writeUtf8("],\"results\":[]}]}");
        assertInconclusive(with(FakeChecker.zip(Map.of("a.sarif", files.readByteArray()))), "more than 250000 files");
        String rule = "{\"a\":[" + numbers(90_000) + "1]}";
        assertInconclusive(
                with(FakeChecker.zip(Map.of(
                        "a.sarif",
                        ("{\"runs\":[{\"tool\":{\"driver\":{\"rules\":[" + (rule + ",").repeat(6) + rule + "]}},"
                                        + "\"results\":[]}]}")
                                .getBytes(StandardCharsets.UTF_8)))),
                "more rules than any service has");
        String result = "{\"a\":[" + numbers(200_000) + "1]}";
        assertInconclusive(
                with(FakeChecker.zip(Map.of(
                        "a.sarif", ("{\"runs\":[{\"results\":[" + result + "]}]}").getBytes(StandardCharsets.UTF_8)))),
                "more than 100000 values");
    }

    @Test
    void findings_without_an_end_are_read_in_pieces() throws IOException {
        Buffer sarif = new Buffer().writeUtf8("{\"runs\":[{\"results\":[");
        String result = "{\"ruleId\":\"web-avoid-eval\",\"message\":{\"text\":\"" + "x".repeat(400) + "\"}}";
        int count = 40_000;
        for (int i = 0; i < count; i++) {
            sarif.writeUtf8(i == 0 ? "" : ",").writeUtf8(result.replace("xxxxxx", "x" + i));
        }
        sarif.writeUtf8("]}]}");
        ServiceAnswer answer = with(FakeChecker.zip(Map.of("a.sarif", sarif.readByteArray())));
        assertThat(answer.findings()).hasSize(count);
    }

    @Test
    void an_answer_without_an_end() throws IOException {
        List<MockResponse.Builder> endless = new ArrayList<>();
        endless.add(new MockResponse.Builder().body(new Buffer().write(new byte[17 << 20])));
        service.challenge().answer(endless.get(0));
        assertInconclusive(check(), "sent an answer without an end");
    }
}
