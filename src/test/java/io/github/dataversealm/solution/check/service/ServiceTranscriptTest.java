package io.github.dataversealm.solution.check.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.check.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent to the service, byte for byte where it matters (spec dataverse-web-api section 6). */
class ServiceTranscriptTest {

    private final FakeChecker service = new FakeChecker();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void a_run_from_upload_to_result() throws IOException {
        Path zip = FakeChecker.zip(folder);
        ServiceAnswer answer = service.wholeRun().check(zip);

        RecordedRequest challenge = service.request();
        assertThat(FakeChecker.line(challenge)).matches("GET /api/status/[0-9a-f-]{36}\\?api-version=1.0");
        assertThat(challenge.getHeaders().get("Authorization")).isNull();
        assertThat(challenge.getHeaders().get("x-ms-tenant-id")).isEqualTo(FakeChecker.TENANT);

        RecordedRequest upload = service.request();
        assertThat(FakeChecker.line(upload)).isEqualTo("POST /api/upload?api-version=1.0");
        assertHeaders(upload);
        String type = upload.getHeaders().get("Content-Type");
        assertThat(type).startsWith("multipart/form-data; boundary=");
        byte[] body = upload.getBody().toByteArray();
        String boundary = type.substring(type.indexOf('=') + 1);
        String head = "--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"solution1.zip\"; filename=\"solution1.zip\"\r\n"
                + "Content-Type: application/x-zip-compressed\r\n";
        assertThat(new String(body, 0, head.length(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .isEqualTo(head);
        assertThat(UploadText.file(body, boundary)).isEqualTo(Files.readAllBytes(zip));

        RecordedRequest analyze = service.request();
        assertThat(FakeChecker.line(analyze)).isEqualTo("POST /api/analyze?api-version=1.0");
        assertHeaders(analyze);
        assertThat(analyze.getHeaders().get("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(analyze.getBody().utf8())
                .isEqualTo("{\"ruleSets\":[{\"id\":\"0ad12346-e108-40b8-a956-9a8f95ea18c9\"}],\"sasUriList\":[\""
                        + service.stored("/solution-files/1/solution1.zip") + "\"]}");

        for (int i = 0; i < 2; i++) {
            RecordedRequest status = service.request();
            assertThat(FakeChecker.line(status)).isEqualTo("GET /api/status/" + FakeChecker.RUN + "?api-version=1.0");
            assertHeaders(status);
        }
        RecordedRequest rules = service.request();
        assertThat(FakeChecker.line(rules))
                .isEqualTo("GET /api/rule?api-version=2.0&includeMessageFormats=false"
                        + "&ruleset=0ad12346-e108-40b8-a956-9a8f95ea18c9");
        assertThat(service.pauses).containsExactly(Duration.ofSeconds(15));

        RecordedRequest result = FakeChecker.taken(service.storage);
        assertThat(FakeChecker.line(result)).contains("/report-files/solution1.zip?sv=2017-11-09&sr=b&sig=");
        assertThat(result.getHeaders().get("Authorization")).isNull();
        assertThat(result.getHeaders().get("x-ms-tenant-id")).isNull();
        assertThat(result.getHeaders().get("x-ms-correlation-id")).isNull();

        assertThat(service.resources).containsExactly(service.address() + "/");
        assertThat(answer.run().state()).isEqualTo(ServiceRun.State.DONE);
        assertThat(answer.run().runId()).isEqualTo(FakeChecker.RUN.toString());
        assertThat(answer.run().settings()).containsExactly(Map.entry("Rule set", "Solution Checker"));
        assertThat(answer.run().warnings()).isEmpty();
        ServiceFinding finding = answer.findings().get(0);
        assertThat(answer.findings()).hasSize(1);
        assertThat(finding.rule().code()).isEqualTo("web-use-strict-mode");
        assertThat(finding.rule().category()).isEqualTo("Usage");
        assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(finding.message()).isEqualTo("Use strict in trip.js.");
        assertThat(finding.file()).isEqualTo("WebResources/contoso_tripjs");
        assertThat(finding.line()).isEqualTo(3);
        assertThat(finding.module()).isEqualTo("contoso_/trip.js");
    }

    private static void assertHeaders(RecordedRequest request) {
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + FakeChecker.TOKEN);
        assertThat(request.getHeaders().get("x-ms-tenant-id")).isEqualTo(FakeChecker.TENANT);
        assertThat(request.getHeaders().get("x-ms-correlation-id")).isEqualTo(FakeChecker.RUN.toString());
        assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json, application/x-ms-sarif-v2");
        assertThat(request.getHeaders().get("Accept-Language")).isEqualTo("en-US");
    }

    @Test
    void settings_are_sent_and_such_a_run_does_not_count_for_managed_environments() throws IOException {
        ServiceOptions options = new ServiceOptions(
                RuleSet.APP_SOURCE,
                List.of(),
                Map.of("web-use-strict-mode", Severity.CRITICAL),
                List.of("*jquery*", "*.min.js"),
                Optional.empty(),
                Duration.ofMinutes(30));
        ServiceAnswer answer = service.wholeRun().check(FakeChecker.zip(folder), options);
        service.request();
        service.request();
        assertThat(new ObjectMapper().readTree(service.request().getBody().utf8()))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"ruleSets\":[{\"id\":\"083a2ef5-7e0e-4754-9d88-9455142dc08b\"}],\"sasUriList\":[\""
                                + service.stored("/solution-files/1/solution1.zip")
                                + "\"],\"fileExclusions\":[\"*jquery*\",\"*.min.js\"],\"ruleLevelOverrides\":"
                                + "[{\"id\":\"web-use-strict-mode\",\"overrideLevel\":\"Critical\"}]}"));
        assertThat(answer.run().warnings())
                .containsExactly(
                        "This run does not count for the solution checker enforcement of Managed Environments, because"
                                + " its rule set is AppSource Certification, not Solution Checker and files are left out and levels of"
                                + " rules are changed.");
        assertThat(answer.findings().get(0).severity())
                .as("a level that the service does not heed")
                .isEqualTo(Severity.CRITICAL);
    }

    @Test
    void single_rules_go_in_place_of_a_rule_set() throws IOException {
        ServiceOptions options = new ServiceOptions(
                RuleSet.SOLUTION_CHECKER,
                List.of("web-avoid-eval", "web-use-async"),
                Map.of(),
                List.of(),
                Optional.empty(),
                Duration.ofMinutes(30));
        ServiceAnswer answer = service.wholeRun().check(FakeChecker.zip(folder), options);
        service.request();
        service.request();
        assertThat(service.request().getBody().utf8())
                .startsWith(
                        "{\"ruleCodes\":[{\"code\":\"web-avoid-eval\"},{\"code\":\"web-use-async\"}],\"sasUriList\"");
        assertThat(answer.run().settings()).containsEntry("Rules", "web-avoid-eval, web-use-async");
        assertThat(answer.run().warnings()).anyMatch(warning -> warning.contains("because it runs single rules."));
    }

    @Test
    void an_own_address_takes_the_place_of_the_upload() throws IOException {
        String own = "https://contoso.blob.core.windows.net/zips/a.zip?sv=1&sig=" + FakeChecker.SIGNATURE;
        ServiceOptions options = new ServiceOptions(
                RuleSet.SOLUTION_CHECKER, List.of(), Map.of(), List.of(), Optional.of(own), Duration.ofMinutes(30));
        service.challenge().started().finished("Finished").noRules().result(FakeChecker.SARIF);
        ServiceAnswer answer = service.check(FakeChecker.zip(folder), options);
        service.request();
        assertThat(service.request().getBody().utf8()).contains("\"sasUriList\":[\"" + own + "\"]");
        assertThat(answer.run().state()).isEqualTo(ServiceRun.State.DONE);
        assertThat(service.log).anyMatch(line -> line.contains("fetches the zip from contoso.blob.core.windows.net."));
        assertThat(options.toString()).doesNotContain(FakeChecker.SIGNATURE);
        assertThat(String.join("\n", service.log)).doesNotContain(FakeChecker.SIGNATURE);
    }

    @Test
    void the_address_of_the_state_is_followed_as_it_is_written() throws IOException {
        service.challenge()
                .uploaded()
                .answer(new mockwebserver3.MockResponse.Builder()
                        .code(202)
                        .setHeader("Location", "/api/status/" + FakeChecker.RUN + "&api-version=1.0"))
                .finished("Finished")
                .noRules()
                .result(FakeChecker.SARIF);
        service.check(FakeChecker.zip(folder));
        assertThat(service.requests()).element(3).isEqualTo("GET /api/status/" + FakeChecker.RUN + "&api-version=1.0");
    }

    @Test
    void the_service_is_told_that_the_zip_is_uploaded() throws IOException {
        service.wholeRun().check(FakeChecker.zip(folder));
        assertThat(service.log)
                .anyMatch(line -> line.startsWith("Uploading solution1.zip to Microsoft's checker service (test, "));
    }

    @Test
    void the_list_of_rules_fills_in_what_the_result_does_not_say() throws IOException {
        service.challenge()
                .uploaded()
                .started()
                .finished("Finished")
                .answer(200, """
                [{"description":"Why.","guidanceUrl":"https://learn.microsoft.com/a","include":true,"code":"meta-new-rule",
                  "summary":"A new rule","componentType":0,"primaryCategory":4,"severity":5,"howToFix":"Do it."},
                 {"description":"Old form","guidanceUrl":"javascript:alert(1)","code":"meta-old-rule","summary":"Old",
                  "howToFix":{"summary":"Do that."}}]
                """)
                .result("""
                {"runs":[{"tool":{"driver":{"name":"x"}},"results":[{"ruleId":"meta-new-rule","message":{"text":"m"}}]}]}
                """);
        ServiceAnswer answer = service.check(FakeChecker.zip(folder));
        ServiceFinding finding = answer.findings().get(0);
        assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding.rule().info().title()).isEqualTo("A new rule");
        assertThat(finding.rule().info().fix()).isEqualTo("Do it.");
        assertThat(finding.rule().info().help()).isEqualTo("https://learn.microsoft.com/a");
        assertThat(finding.rule().info().isSecurity()).isTrue();
        assertThat(answer.rules())
                .filteredOn(rule -> rule.code().equals("meta-old-rule"))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.howToFix()).isEqualTo("Do that.");
                    assertThat(rule.guidance()).isEmpty();
                });
        assertThat(answer.run().warnings()).isEmpty();
    }
}
