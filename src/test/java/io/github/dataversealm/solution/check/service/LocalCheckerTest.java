package io.github.dataversealm.solution.check.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.auth.Account;
import io.github.dataversealm.solution.auth.Credentials;
import io.github.dataversealm.solution.auth.Secret;
import io.github.dataversealm.solution.auth.SignIn;
import io.github.dataversealm.solution.auth.SignInOptions;
import io.github.dataversealm.solution.check.CheckResult;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.FoundBy;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.check.local.LocalAnalysis;
import io.github.dataversealm.solution.emulator.Emulator;
import io.github.dataversealm.solution.emulator.EmulatorOptions;
import io.github.dataversealm.solution.emulator.checker.SolutionAnalysis;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.fault.FaultRule;
import io.github.dataversealm.solution.emulator.identity.Directory;
import io.github.dataversealm.solution.emulator.identity.Registration;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpOptions;
import io.github.dataversealm.solution.http.TrustedCertificates;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker service of the local environment, as the client and as any other client sees it. */
class LocalCheckerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID OTHER = UUID.fromString("11111111-2222-4333-8444-555555555556");

    @TempDir
    private Path folder;

    private final OkHttpClient plain = new OkHttpClient();
    private LocalService service;

    @BeforeEach
    void start() throws IOException {
        service = new LocalService(folder.resolve("environment"));
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
    }

    private Path zip() throws IOException {
        return new CleanSolution()
                .put(CleanSolution.SCRIPT, "\"use strict\";\neval(\"1\");\nconsole.log(1);\n")
                .write(folder.resolve("a.zip"));
    }

    private CheckResult check(ServiceOptions options) throws IOException {
        return service.result(zip(), Optional.empty(), options);
    }

    private static List<String> ofService(CheckResult result) {
        return result.findings().stream()
                .filter(finding -> finding.foundBy().service())
                .map(finding -> finding.rule().id())
                .toList();
    }

    // ---------------------------------------------------------------- the client

    @Test
    void rules_levels_and_files_of_the_order_are_heeded() throws IOException {
        assertThat(ofService(check(ServiceOptions.defaults()))).contains("web-avoid-eval", "web-remove-console");
        CheckResult one = check(new ServiceOptions(
                RuleSet.SOLUTION_CHECKER,
                List.of("web-remove-console"),
                Map.of("web-remove-console", Severity.LOW),
                List.of(),
                Optional.empty(),
                Duration.ofMinutes(1)));
        assertThat(ofService(one)).containsExactly("web-remove-console");
        CheckResult excluded = check(new ServiceOptions(
                RuleSet.APP_SOURCE, List.of(), Map.of(), List.of("*tripjs"), Optional.empty(), Duration.ofMinutes(1)));
        assertThat(excluded.service().state()).isEqualTo(ServiceRun.State.DONE);
        assertThat(ofService(excluded)).doesNotContain("web-avoid-eval");
    }

    @Test
    void a_rule_set_that_the_local_environment_does_not_have() {
        ServiceOptions options = new ServiceOptions(
                RuleSet.of("11111111-2222-3333-4444-555555555555"),
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Duration.ofMinutes(1));
        assertThatThrownBy(() -> check(options))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("There is no rule set 11111111-2222-3333-4444-555555555555");
    }

    @Test
    void runs_and_files_are_forgotten_when_they_are_old() throws IOException {
        AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.now().plus(later.get());
            }
        };
        Path home = folder.resolve("old");
        try (LocalService other = new LocalService(
                EmulatorOptions.in(home).withAnalysis(new LocalAnalysis()).withClock(clock))) {
            other.result(zip(), Optional.empty(), ServiceOptions.defaults());
            List<Path> blobs = blobs(home);
            assertThat(blobs).hasSize(2);
            later.set(Duration.ofHours(3));
            other.result(zip(), Optional.empty(), ServiceOptions.defaults());
            assertThat(blobs(home)).hasSize(2).doesNotContainAnyElementsOf(blobs);
            Request.Builder first =
                    new Request.Builder().url(other.emulator.plainUrl() + "/api/status/" + other.runs.get(0));
            assertThat(send(first.header("Authorization", "Bearer " + other.emulator.token()))
                            .status())
                    .isEqualTo(404);
        }
    }

    private static List<Path> blobs(Path home) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> file.toString().endsWith(".blob")).toList();
        }
    }

    @Test
    void an_analysis_that_breaks_is_over() throws IOException {
        SolutionAnalysis rules = new LocalAnalysis();
        SolutionAnalysis broken = new SolutionAnalysis() {
            @Override
            public List<RuleGroup> ruleSets() {
                return rules.ruleSets();
            }

            @Override
            public List<Rule> rules(List<String> ruleSets) {
                return rules.rules(ruleSets);
            }

            @Override
            public Result analyse(Path zip, Order order) {
                throw new StackOverflowError();
            }
        };
        try (LocalService other =
                new LocalService(EmulatorOptions.in(folder.resolve("broken")).withAnalysis(broken))) {
            CheckResult result = other.result(zip(), Optional.empty(), ServiceOptions.defaults());
            assertThat(result.service().state()).isEqualTo(ServiceRun.State.INCONCLUSIVE);
            assertThat(result.service().reason()).contains("The analysis failed: java.lang.StackOverflowError");
        }
    }

    @Test
    void a_run_takes_its_time() throws IOException {
        service.emulator.knobs(service.emulator.knobs().with("jobMillis", 120));
        assertThat(check(ServiceOptions.defaults()).service().state()).isEqualTo(ServiceRun.State.DONE);
        assertThat(service.trace)
                .filteredOn(line -> line.contains("/api/status/") && line.contains(" 202 "))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FAILED, INCONCLUSIVE", "FINISHED_WITH_ERRORS, INCOMPLETE"})
    void the_end_of_runs_can_be_chosen(String knob, ServiceRun.State state) throws IOException {
        service.emulator.knobs(service.emulator.knobs().with("checkerOutcome", knob));
        CheckResult result = check(ServiceOptions.defaults());
        assertThat(result.service().state()).isEqualTo(state);
        assertThat(result.failures()).hasSize(1);
    }

    @Test
    void a_zip_that_is_too_large() throws IOException {
        service.emulator.knobs(service.emulator.knobs().with("checkerUploadBytes", 1_000));
        assertThatThrownBy(() -> check(ServiceOptions.defaults()))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("-Dsolution.solutionUrl=");
    }

    /** The service's own faults, at every call, over real sockets. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/upload cut-after-handling",
                "/api/upload cut-before-reading",
                "/api/upload unavailable-html",
                "/api/analyze cut-after-handling",
                "/api/analyze gateway-timeout",
                "/api/analyze cut-within-answer",
                "/api/status/* cut-after-handling",
                "/api/status/* cut-within-answer",
                "/api/status/* expired-token",
                "/api/status/* throttled-requests",
                "/api/rule unavailable-empty",
                "/checker-storage/report-files/* cut-within-answer",
                "/checker-storage/report-files/* bad-gateway"
            })
    void faults_cost_time_and_nothing_else(String text) throws IOException {
        String[] words = text.split(" ");
        service.emulator.faults(FaultPlan.NONE);
        service.emulator
                .faults()
                .add(FaultRule.parse(
                        JSON.createObjectNode().put("path", words[0]).put("kind", words[1])));
        CheckResult result = check(ServiceOptions.defaults());
        assertThat(result.service().state()).as(result.service().reason()).isEqualTo(ServiceRun.State.DONE);
        assertThat(result.findings())
                .filteredOn(finding -> finding.rule().id().equals("web-avoid-eval"))
                .extracting(Finding::foundBy)
                .containsExactly(FoundBy.BOTH);
        assertThat(service.emulator.faults().faults()).isNotEmpty();
    }

    @Test
    void a_storm_of_faults_is_survived_or_inconclusive() throws IOException {
        int done = 0;
        for (int seed = 1; seed <= 6; seed++) {
            service.emulator.faults(FaultPlan.NONE);
            for (String kind : List.of("unavailable-html", "cut-after-handling", "throttled-requests")) {
                service.emulator
                        .faults()
                        .add(FaultRule.parse(JSON.createObjectNode()
                                .put("path", "/*")
                                .put("kind", kind)
                                .put("probability", 0.12)
                                .put("seed", seed)));
            }
            CheckResult result = check(ServiceOptions.defaults());
            if (result.service().state() == ServiceRun.State.DONE) {
                done++;
                assertThat(ofService(result)).contains("web-avoid-eval", "web-remove-console");
            } else {
                assertThat(result.service().state()).isEqualTo(ServiceRun.State.INCONCLUSIVE);
            }
        }
        assertThat(done).isPositive();
    }

    @Test
    void nothing_secret_is_traced() throws IOException {
        check(ServiceOptions.defaults());
        String trace = String.join("\n", service.trace);
        assertThat(trace)
                .contains("/checker-storage/report-files/")
                .contains("sig=...")
                .doesNotContain(service.emulator.token())
                .doesNotContainPattern("sig=[A-Za-z0-9%]");
    }

    // ---------------------------------------------------------------- any client

    private record Answer(int status, String location, String challenge, String body) {

        JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    private Answer send(Request.Builder request) throws IOException {
        try (Response response = plain.newCall(request.build()).execute()) {
            return new Answer(
                    response.code(),
                    response.header("Location"),
                    response.header("WWW-Authenticate"),
                    response.body().string());
        }
    }

    private Request.Builder at(String path) {
        return new Request.Builder().url(service.emulator.plainUrl() + path);
    }

    private Request.Builder signedIn(String path) {
        return at(path).header("Authorization", "Bearer " + service.emulator.token());
    }

    private static RequestBody json(String text) {
        return RequestBody.create(text, MediaType.get("application/json"));
    }

    @Test
    void rules_and_rule_sets_need_no_token() throws IOException {
        assertThat(send(at("/api/ruleset?api-version=1.0")).json())
                .isEqualTo(JSON.readTree(
                        "[{\"id\":\"083a2ef5-7e0e-4754-9d88-9455142dc08b\",\"name\":\"AppSource Certification\"},"
                                + "{\"id\":\"0ad12346-e108-40b8-a956-9a8f95ea18c9\",\"name\":\"Solution Checker\"}]"));
        JsonNode second =
                send(at("/api/rule?ruleset=Solution%20Checker&api-version=2.0")).json();
        JsonNode all = send(at("/api/rule?api-version=2.0")).json();
        assertThat(second.size()).isBetween(50, 87);
        assertThat(all.size()).isGreaterThan(second.size());
        JsonNode eval = null;
        for (JsonNode rule : second) {
            eval = rule.path("code").asText().equals("web-avoid-eval") ? rule : eval;
        }
        assertThat(eval).isNotNull();
        assertThat(eval.path("severity").asInt()).isEqualTo(5);
        assertThat(eval.path("primaryCategory").asInt()).isEqualTo(4);
        assertThat(eval.path("howToFix").isTextual()).isTrue();
        JsonNode first = send(at("/api/rule?ruleset=0ad12346-e108-40b8-a956-9a8f95ea18c9&api-version=1.0"))
                .json();
        assertThat(first.get(0).path("howToFix").path("summary").isTextual()).isTrue();
        assertThat(first.get(0).has("severity")).isFalse();
        assertThat(first.get(0).has("messageTemplates")).isFalse();
        assertThat(send(at("/api/rule?includeMessageFormats=true&api-version=1.0"))
                        .json()
                        .get(0)
                        .path("messageTemplates")
                        .get(0)
                        .fieldNames())
                .toIterable()
                .containsExactly("ruleId", "messageTemplateId", "messageTemplate");
        assertThat(send(at("/api/rule?ruleset=nothing&api-version=2.0")).status())
                .isEqualTo(204);
    }

    @Test
    void everything_else_needs_one_and_says_where_to_get_it() throws IOException {
        String url = service.emulator.plainUrl();
        assertThat(send(at("/api/status/" + UUID.randomUUID() + "?api-version=1.0")))
                .satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(401);
                    assertThat(answer.challenge())
                            .isEqualTo("Bearer authorization_uri=\"" + url + "/" + service.emulator.tenantId()
                                    + "\", resource_id=\"" + url + "/\"");
                });
        assertThat(send(at("/api/upload").post(json("{}"))).status()).isEqualTo(401);
        assertThat(send(at("/api/analyze").post(json("{}"))).status()).isEqualTo(401);
        assertThat(send(at("/api/analyze")).status()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                                     | no body
            []                                                                     | Either ruleSets or ruleCodes
            {                                                                      | no JSON
            {"ruleSets":[{"id":"0ad12346-e108-40b8-a956-9a8f95ea18c9"}]}           | one file
            {"ruleSets":[{"id":"x"}],"sasUriList":["https://a.test/b?sig=c"]}      | There is no rule set x
            {"ruleCodes":[{"code":"web-avoid-eval"}],"sasUriList":["https://a.test/b?sig=c"]} | reads only files that were uploaded
            {"ruleCodes":[{"code":"web-avoid-eval"}],"sasUriList":["://"]}         | no address
            """)
    void an_order_that_is_wrong(String body, String message) throws IOException {
        Answer answer = send(signedIn("/api/analyze?api-version=1.0").post(json(body)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/message").asText()).contains(message);
    }

    @Test
    void an_upload_that_is_no_zip() throws IOException {
        assertThat(send(signedIn("/api/upload").post(json("{}"))).status()).isEqualTo(400);
        RequestBody text = RequestBody.create("no zip at all, but long enough", MediaType.get("application/zip"));
        okhttp3.MultipartBody form = new okhttp3.MultipartBody.Builder()
                .setType(okhttp3.MultipartBody.FORM)
                .addFormDataPart("field", "value")
                .addFormDataPart("a.zip", "../../a.zip", text)
                .build();
        assertThat(send(signedIn("/api/upload").post(form)).status()).isEqualTo(400);
    }

    @Test
    void runs_belong_to_the_application_that_started_them() throws IOException {
        check(ServiceOptions.defaults());
        UUID run = service.runs.get(0);
        String path = "/api/status/" + run;
        assertThat(send(signedIn(path + "?api-version=1.0"))
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("Finished");
        assertThat(send(signedIn(path + "&api-version=1.0"))
                        .json()
                        .path("status")
                        .asText())
                .as("the documentation's form of the address")
                .isEqualTo("Finished");
        service.emulator.register(Registration.application(OTHER, "Other", "s3cr3t"));
        assertThat(send(at(path).header("Authorization", "Bearer " + token(OTHER, "s3cr3t")))
                        .status())
                .isEqualTo(403);
        assertThat(send(at(path).header(
                                        "Authorization",
                                        "Bearer "
                                                + token(Directory.DEFAULT_CLIENT_ID, Directory.DEFAULT_CLIENT_SECRET)))
                        .status())
                .isEqualTo(200);
        assertThat(send(signedIn("/api/status/" + UUID.randomUUID())).status()).isEqualTo(404);
        assertThat(send(signedIn("/api/status/17")).status()).isEqualTo(400);
    }

    private String token(UUID client, String secret) throws IOException {
        String url = service.emulator.plainUrl();
        FormBody form = new FormBody.Builder()
                .add("grant_type", "client_credentials")
                .add("client_id", client.toString())
                .add("client_secret", secret)
                .add("scope", url + "//.default")
                .build();
        return send(at("/" + service.emulator.tenantId() + "/oauth2/v2.0/token").post(form))
                .json()
                .path("access_token")
                .asText();
    }

    @Test
    void an_address_of_a_file_is_good_for_a_while_and_for_that_file() throws IOException {
        check(ServiceOptions.defaults());
        String address = send(signedIn("/api/status/" + service.runs.get(0)))
                .json()
                .at("/resultFileUris/0")
                .asText();
        assertThat(send(new Request.Builder().url(address)).status()).isEqualTo(200);
        assertThat(send(new Request.Builder().url(address.replace("sp=rd", "sp=rwd")))
                        .status())
                .isEqualTo(200);
        assertThat(send(new Request.Builder().url(address.replaceFirst("sig=.", "sig=%21")))
                        .status())
                .isEqualTo(403);
        assertThat(send(new Request.Builder().url(address.replaceFirst("se=[^&]+", "se=2999-01-01T00%3A00%3A00Z")))
                        .status())
                .isEqualTo(403);
        assertThat(send(new Request.Builder().url(address.replaceFirst("\\?.*", "")))
                        .status())
                .isEqualTo(403);
        service.emulator.advanceClock(Duration.ofHours(2));
        assertThat(send(new Request.Builder().url(address)).status()).isEqualTo(403);
    }

    /** The challenge names the application, the login service gives a token for it, the service takes it. */
    @Test
    void an_application_signs_in_over_tls() throws IOException {
        EmulatorOptions options = EmulatorOptions.in(folder.resolve("tls"))
                .withTls(true)
                .withAnalysis(new io.github.dataversealm.solution.check.local.LocalAnalysis());
        try (Emulator emulator = Emulator.start(options);
                HttpClients clients = new HttpClients(new HttpOptions(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(TrustedCertificates.read(
                                emulator.certificateAuthority().orElseThrow())),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        line -> {}))) {
            URI environment = URI.create(emulator.url());
            Account account = new Account(
                    new Credentials.ClientSecret(
                            Directory.DEFAULT_CLIENT_ID.toString(), new Secret(Directory.DEFAULT_CLIENT_SECRET)),
                    Optional.of(emulator.tenantId().toString()),
                    Optional.empty(),
                    Optional.of(environment),
                    "the test");
            SignIn signIn =
                    new SignIn(clients.client(), SignInOptions.of(false, folder.resolve("tokens"), Reporter.silent()));
            ServiceConnection connection = new ServiceConnection(
                    CheckerEndpoint.of(Optional.empty(), Optional.empty(), environment),
                    clients.client(),
                    resource -> signIn.provider(account, environment, resource),
                    account::tenant);
            assertThat(FakeChecker.check(connection, zip()).run().state()).isEqualTo(ServiceRun.State.DONE);
        }
    }

    @Test
    void without_rules_there_is_no_such_service() throws IOException {
        try (Emulator bare = Emulator.start(EmulatorOptions.in(folder.resolve("bare")))) {
            Answer answer = send(new Request.Builder().url(bare.plainUrl() + "/api/ruleset"));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().at("/error/message").asText())
                    .isEqualTo("This local environment runs without a checker service.");
        }
    }
}
