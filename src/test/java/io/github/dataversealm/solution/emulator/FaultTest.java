package io.github.dataversealm.solution.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.emulator.fault.FaultKind;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.fault.FaultRule;
import io.github.dataversealm.solution.emulator.store.OrganizationStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault as a client sees it, and what has become of the request. */
class FaultTest {

    @TempDir
    static Path directory;

    private static Emulator emulator;
    private static Wire wire;

    @BeforeAll
    static void start() throws IOException {
        emulator = Emulator.start(EmulatorOptions.in(directory).withModules(List.of(TestModule::new)));
        wire = new Wire(emulator);
    }

    @AfterAll
    static void stop() throws IOException {
        wire.close();
        emulator.close();
    }

    @AfterEach
    void calm() {
        emulator.faults().reset();
        emulator.resume();
    }

    @ParameterizedTest
    @CsvSource({
        "CUT_BEFORE_READING, 0",
        "CUT_AFTER_READING, 0",
        "CUT_AFTER_HANDLING, 1",
        "CUT_WITHIN_ANSWER, 1",
    })
    void a_connection_is_cut_and_the_work_done_or_not(FaultKind kind, int done) throws IOException {
        int before = counted();
        emulator.faults(FaultPlan.of(FaultRule.next(kind).onTarget("Count")));
        assertThatThrownBy(() -> wire.post("Count", "{}")).isInstanceOf(IOException.class);
        assertThat(counted() - before).isEqualTo(done);
        assertThat(wire.post("Count", "{}").status()).isEqualTo(200);
    }

    @Test
    void a_cut_within_the_answer_comes_after_its_head() {
        emulator.faults(FaultPlan.of(FaultRule.next(FaultKind.CUT_WITHIN_ANSWER)));
        assertThatThrownBy(() -> wire.get("publishers"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unexpected end of stream");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "THROTTLED_REQUESTS | 429 | 0x80072322 | limit of 6000",
                "THROTTLED_TIME | 429 | 0x80072321 | 1,200,000 milliseconds",
                "THROTTLED_CONCURRENCY | 429 | 0x80072326 | limit of 52",
                "THROTTLED_DATABASE | 429 | 0x80072323 | Database",
                "THROTTLED_CONCURRENT_DATABASE | 429 | 0x80072324 | Too many",
                "SQL_ERROR | 500 | 0x80044150 | Generic SQL error",
                "SQL_TIMEOUT | 500 | 0x80044151 | SQL timeout",
                "DEADLOCK | 500 | 0x80040216 | Sql Number: 1205",
                "UNEXPECTED | 400 | 0x80040216 | An unexpected error occurred.",
            })
    void an_error_takes_the_place_of_the_answer(FaultKind kind, int status, String code, String text)
            throws IOException {
        int before = counted();
        emulator.faults(FaultPlan.of(
                FaultRule.next(kind).withRetryAfter(3),
                FaultRule.next(kind),
                FaultRule.next(kind).afterTheWork()));
        Wire.Answer first = wire.post("Count", "{}");
        assertThat(first.status()).isEqualTo(status);
        assertThat(first.code()).isEqualTo(code);
        assertThat(first.message()).contains(text);
        assertThat(first.headers().get("Retry-After")).isEqualTo("3");
        assertThat(first.headers().get("x-ms-ratelimit-burst-remaining-xrm-requests"))
                .isNotNull();
        assertThat(wire.post("Count", "{}").headers().get("Retry-After")).isNull();
        assertThat(counted() - before).isZero();
        assertThat(wire.post("Count", "{}").status()).isEqualTo(status);
        assertThat(counted() - before).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE_HTML, 503, text/html",
        "UNAVAILABLE_EMPTY, 503, ",
        "BAD_GATEWAY, 502, text/html",
        "GATEWAY_TIMEOUT, 504, text/html"
    })
    void a_gateway_answers_without_json(FaultKind kind, int status, String type) throws IOException {
        emulator.faults(FaultPlan.of(FaultRule.next(kind)));
        Wire.Answer answer = wire.get("WhoAmI");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers().get("Content-Type")).isEqualTo(type);
        assertThat(answer.body().isEmpty()).isEqualTo(type == null);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXPIRED_TOKEN", "REVOKED_TOKEN"})
    void a_token_is_refused_once(FaultKind kind) throws IOException {
        emulator.faults(FaultPlan.of(FaultRule.next(kind)));
        Wire.Answer answer = wire.get("WhoAmI");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().get("WWW-Authenticate"))
                .startsWith("Bearer authorization_uri=" + emulator.url() + "/" + emulator.tenantId()
                        + "/oauth2/authorize, resource_id=" + emulator.url() + "/")
                .contains(kind == FaultKind.REVOKED_TOKEN ? "insufficient_claims" : "invalid_token");
        assertThat(wire.get("WhoAmI").status()).isEqualTo(200);
    }

    @Test
    void rules_choose_by_number_path_method_and_turn() throws IOException {
        emulator.faults(FaultPlan.of(
                FaultRule.atRequest(2, FaultKind.UNAVAILABLE_EMPTY),
                FaultRule.next(FaultKind.BAD_GATEWAY)
                        .onPath("*/publishers*")
                        .skipping(1)
                        .times(2),
                FaultRule.next(FaultKind.GATEWAY_TIMEOUT).onMethod("POST")));
        List<Integer> statuses = new ArrayList<>();
        statuses.add(wire.get("WhoAmI").status());
        statuses.add(wire.get("WhoAmI").status());
        statuses.add(wire.get("publishers").status());
        statuses.add(wire.get("publishers").status());
        statuses.add(wire.get("publishers?$top=1").status());
        statuses.add(wire.get("publishers").status());
        statuses.add(wire.post("Count", "{}").status());
        assertThat(statuses).containsExactly(200, 503, 200, 502, 502, 200, 504);
    }

    @Test
    void dice_with_the_same_seed_fall_the_same() throws IOException {
        List<List<Integer>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            emulator.faults(FaultPlan.of(FaultRule.random(FaultKind.UNAVAILABLE_EMPTY, 0.4, 17)));
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                statuses.add(wire.get("WhoAmI").status());
            }
            runs.add(statuses);
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).contains(200, 503);
    }

    @Test
    void a_restart_cuts_and_comes_back_with_everything_on_the_same_port() throws Exception {
        int before = counted();
        OrganizationStore old = emulator.store();
        emulator.faults(
                FaultPlan.of(FaultRule.next(FaultKind.RESTART).lasting(20).afterTheWork()));
        assertThatThrownBy(() -> wire.post("Count", "{}")).isInstanceOf(IOException.class);
        // The cut comes first: for a moment the server that is about to stop still answers.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (emulator.store() == old) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(wire.get("WhoAmI").status()).isEqualTo(200);
        assertThat(counted() - before).isEqualTo(1);
    }

    @Test
    void a_pause_holds_requests_back() throws Exception {
        emulator.pause();
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return wire.get("WhoAmI").status();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        TimeUnit.MILLISECONDS.sleep(80);
        assertThat(answer).isNotDone();
        emulator.resume();
        assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(200);
    }

    @Test
    void a_delay_lets_the_request_pass_later() throws IOException {
        emulator.faults(FaultPlan.of(FaultRule.next(FaultKind.DELAY).lasting(60)));
        long start = System.nanoTime();
        assertThat(wire.get("WhoAmI").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(60));
    }

    @Test
    void scripts_set_faults_and_read_counts() throws IOException {
        assertThat(wire.post(
                                "/emulator/faults",
                                "{\"kind\":\"throttled-requests\",\"target\":\"WhoAmI\",\"retryAfter\":7}")
                        .status())
                .isEqualTo(200);
        assertThat(wire.get("WhoAmI").headers().get("Retry-After")).isEqualTo("7");
        assertThat(wire.get("WhoAmI").status()).isEqualTo(200);
        Wire.Answer counts = wire.get("/emulator/requests");
        assertThat(counts.json().get("total").asInt()).isEqualTo(2);
        assertThat(counts.json().get("byPath").get("GET /api/data/v9.2/WhoAmI").asInt())
                .isEqualTo(2);
        assertThat(wire.get("/emulator/faults")
                        .json()
                        .get("happened")
                        .get("THROTTLED_REQUESTS")
                        .asInt())
                .isEqualTo(1);
        assertThat(wire.post(
                                "/emulator/faults",
                                "{\"rules\":[{\"kind\":\"delay\",\"delayMillis\":1},{\"kind\":\"lock_held\",\"delayMillis\":1}]}")
                        .json()
                        .get("added")
                        .asInt())
                .isEqualTo(2);
        assertThat(wire.get("WhoAmI").status()).isEqualTo(200);
        assertThat(wire.get("WhoAmI").status()).isEqualTo(200);
        assertThat(wire.delete("/emulator/requests").status()).isEqualTo(200);
        assertThat(wire.get("/emulator/requests").json().get("total").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"nonsense\"} | There is no fault of the kind",
                "{\"kind\":\"delay\",\"knid\":1} | no member",
                "{\"kind\":\"delay\",\"times\":-1} | below 0",
                "{\"kind\":\"delay\",\"times\":\"x\"} | no whole number",
                "{\"kind\":\"delay\",\"probability\":2} | probability",
                "[] | must be a JSON object",
                "{ | no JSON",
            })
    void faults_that_are_wrong_are_told_so(String body, String text) throws IOException {
        Wire.Answer answer = wire.post("/emulator/faults", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("problem").asText()).contains(text);
    }

    @Test
    void web_pages_cannot_control_the_server() throws IOException {
        assertThat(wire.post("/emulator/pause", "{}", "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(wire.get("WhoAmI", "Host", "evil.example").status()).isEqualTo(421);
        assertThat(wire.get("/emulator/nosuch").status()).isEqualTo(404);
    }

    @Test
    void switches_are_read_and_set() throws IOException {
        assertThat(wire.get("/emulator/knobs").json().get("pageSize").asInt()).isEqualTo(5000);
        assertThat(wire.patch("/emulator/knobs", "{\"pageSize\":7,\"unauthorizedBody\":\"HTML\"}")
                        .json()
                        .get("pageSize")
                        .asInt())
                .isEqualTo(7);
        assertThat(wire.patch("/emulator/knobs", "{\"nosuch\":7}").status()).isEqualTo(400);
        assertThat(wire.patch("/emulator/knobs", "{\"pageSize\":\"many\"}").status())
                .isEqualTo(400);
        emulator.knobs(Knobs.defaults());
    }

    private static int counted() throws IOException {
        return emulator.store().read(tx -> tx.table("$counted").all().size());
    }
}
