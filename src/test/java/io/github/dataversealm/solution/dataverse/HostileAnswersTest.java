package io.github.dataversealm.solution.dataverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no Dataverse gives: one clear message each, nothing leaked, nothing filled. */
class HostileAnswersTest {

    private static final UUID ID = UUID.fromString("1b1fa80d-aa0f-4291-b60c-b0745304ce24");
    private static final AnswerLimits SMALL = new AnswerLimits(100_000, 200_000, 300_000, 10_000, 20, 5_000, 3);

    private final FakeService service = new FakeService(ClientOptions.defaults().withLimits(SMALL));

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <!DOCTYPE html><html><head><title>Sign in to your account</title></head></html> | login page of a proxy
            <html><body>Welcome</body></html>              | answered with a web page
            ``                                             | answered with nothing
            `  `                                           | answered with nothing
            Hello                                          | text that is no JSON
            []                                             | a list in place of a JSON object
            17                                             | '17' in place of a JSON object
            null                                           | in place of a JSON object
            {"UserId":1}                                   | as the id UserId
            {"UserId":{"a":1}}                             | an object in place of text for UserId
            {"BusinessUnitId":null}                        | without the id UserId
            {"UserId":"not-a-guid"}                        | as the id UserId
            {"UserId":"x"} {"more":1}                      | text that is no JSON
            """)
    void an_answer_that_is_no_answer_of_dataverse(String body, String problem) {
        service.answer(200, body == null ? "" : body);
        assertThatThrownBy(() -> service.client.whoAmI())
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining(problem)
                .hasMessageStartingWith("Signing in to the environment failed: ")
                .hasMessageContaining(service.server.getHostName() + ":" + service.server.getPort())
                .satisfies(e -> assertThat(((DataverseException) e).advice()).isNotEmpty());
        assertThat(service.server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                              | without the list 'value'
            {"value":{}}                                    | an object in place of a list for value
            {"value":[1]}                                   | '1' in place of a JSON object
            {"value":[{}]}                                  | without the id solutionid
            {"value":[{"solutionid":"1b1fa80d-aa0f-4291-b60c-b0745304ce24","installedon":"yesterday"}]} | as the time installedon
            """)
    void a_list_that_is_none(String body, String problem) {
        service.answer(200, body);
        assertThatThrownBy(() -> service.client.solutions(true))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void a_state_that_is_not_known_is_never_taken_for_success() {
        for (String state : List.of("{}", "{\"statecode\":3}", "{\"statecode\":3,\"statuscode\":33}")) {
            service.answer(
                    200,
                    state.replace("{", "{\"asyncoperationid\":\"" + ID + "\",").replace(",}", "}"));
            assertThatThrownBy(() -> service.client.operation(ID)).isInstanceOf(UnreachableException.class);
        }
        service.answer(200, "{\"SolutionOperationResult\":{}}");
        assertThat(service.client.importVerdict(ID)).isEmpty();
    }

    @Test
    void an_answer_that_is_cut_off_is_asked_for_again_and_then_reported() {
        for (int i = 0; i < 15; i++) {
            service.answer(200, "{\"UserId\":\"1b1fa80d");
        }
        assertThatThrownBy(() -> service.client.whoAmI())
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("broke");
        assertThat(service.time.pauses).hasSize(11);
    }

    @Test
    void an_answer_that_does_not_end_is_refused() {
        service.answer(200, "{\"UserId\":\"" + "x".repeat(200_000) + "\"}");
        assertThatThrownBy(() -> service.client.whoAmI()).hasMessageContaining("more than");
        service.answer(new MockResponse.Builder().chunkedBody("{\"value\":[" + " ".repeat(200_000) + "]}", 4_000));
        assertThatThrownBy(() -> service.client.solutions(true)).hasMessageContaining("more than");
    }

    @Test
    void an_answer_that_is_deep_or_fine_is_refused() {
        service.answer(200, "{\"a\":" + "[".repeat(21) + "]".repeat(21) + "}");
        assertThatThrownBy(() -> service.client.whoAmI()).hasMessageContaining("deeper");
        service.answer(200, "{\"a\":[" + "1,".repeat(6_000) + "1]}");
        assertThatThrownBy(() -> service.client.whoAmI()).hasMessageContaining("finer");
    }

    @Test
    void a_huge_error_page_is_read_only_in_part() {
        service.answer(400, "{\"error\":{\"message\":\"" + "x".repeat(5_000_000) + "\"}}");
        assertThatThrownBy(() -> service.client.whoAmI())
                .isInstanceOf(ServiceException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(5_000));
        service.answer(400, "{\"error\":" + "[".repeat(9_000));
        assertThatThrownBy(() -> service.client.whoAmI()).isInstanceOf(ServiceException.class);
    }

    // ---------------------------------------------------------------- other hosts

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_to_another_host_gets_no_token(int status) throws IOException {
        try (MockWebServer thief = new MockWebServer()) {
            thief.start();
            String there = "http://127.0.0.1:" + thief.getPort() + "/api/data/v9.2/WhoAmI?sig=secret";
            service.answer(new MockResponse.Builder().code(status).addHeader("Location", there));
            assertThatThrownBy(() -> service.client.whoAmI())
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageContaining("redirects (" + status + ") to http://127.0.0.1:" + thief.getPort())
                    .hasMessageContaining("Tokens and passwords are not taken to another server")
                    .hasMessageNotContaining("sig=");
            assertThat(thief.getRequestCount()).isZero();
        }
        assertThat(service.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void a_read_may_be_redirected_on_the_same_server_but_a_start_may_not() {
        service.answer(new MockResponse.Builder().code(302).addHeader("Location", "/api/data/v9.1/WhoAmI"))
                .answer(
                        200,
                        "{\"UserId\":\"" + ID + "\",\"BusinessUnitId\":\"" + ID + "\",\"OrganizationId\":\"" + ID
                                + "\"}");
        assertThat(service.client.whoAmI().userId()).isEqualTo(ID);
        service.answer(
                new MockResponse.Builder().code(307).addHeader("Location", "/api/data/v9.1/UninstallSolutionAsync"));
        assertThatThrownBy(() -> service.client.uninstall("X"))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("not sent a second time");
        assertThat(service.server.getRequestCount()).isEqualTo(3);
        for (int i = 0; i < 6; i++) {
            service.answer(new MockResponse.Builder().code(302).addHeader("Location", "/api/data/v9.2/WhoAmI"));
        }
        assertThatThrownBy(() -> service.client.whoAmI()).hasMessageContaining("in circles");
    }

    @Test
    void a_next_page_on_another_host_gets_no_token() {
        service.answer(
                200,
                "{\"value\":[],\"@odata.nextLink\":\"https://evil.example/api/data/v9.2/solutions?$skiptoken=1\"}");
        assertThatThrownBy(() -> service.client.solutions(true))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("evil.example");
        service.answer(200, "{\"value\":[],\"@odata.nextLink\":\"not a link\"}");
        assertThatThrownBy(() -> service.client.solutions(true)).isInstanceOf(UnreachableException.class);
        assertThat(service.server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void pages_that_do_not_end_are_given_up() {
        for (int i = 0; i < 5; i++) {
            service.answer(
                    200,
                    "{\"value\":[],\"@odata.nextLink\":\"" + service.server.url("/api/data/v9.2/x?p=" + i) + "\"}");
        }
        assertThatThrownBy(() -> service.client.solutions(true)).hasMessageContaining("does not end");
        assertThat(service.server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://contoso.crm4.dynamics.com", "https://user:secret@contoso.crm4.dynamics.com", "ftp://x"})
    void an_address_that_would_leak_is_refused(String url) {
        assertThatThrownBy(() -> service.client(URI.create(url), ClientOptions.defaults(), line -> {}))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("https://contoso.crm4.dynamics.com")
                .hasMessageNotContaining("secret");
    }

    // ---------------------------------------------------------------- downloads

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"ExportSolutionFile":""}           | without the file
            {"ExportSolutionFile":null}         | without the file
            {"Other":"UEsDBA=="}                | without the file
            {"ExportSolutionFile":"!!!"}        | not base64
            {"ExportSolutionFile":"SGVsbG8="}   | no zip
            []                                  | no object
            """)
    void a_download_that_is_no_solution_leaves_the_old_file(String body, String problem) throws IOException {
        Path target = folder.resolve("a.zip");
        Files.writeString(target, "old");
        service.answer(200, body);
        assertThatThrownBy(() -> service.client.downloadExport(ID, target)).hasMessageContaining(problem);
        assertOnlyTheOldFile(target);
    }

    @Test
    void a_download_that_is_too_large_or_another_zip_leaves_the_old_file() throws IOException {
        Path target = folder.resolve("a.zip");
        Files.writeString(target, "old");
        service.answer(200, "{\"ExportSolutionFile\":\"" + "QUJD".repeat(110_000) + "\"}");
        assertThatThrownBy(() -> service.client.downloadExport(ID, target)).hasMessageContaining("more than");
        String empty = Base64.getEncoder()
                .encodeToString(
                        new Buffer().writeUtf8("PK\5\6").write(new byte[18]).readByteArray());
        service.answer(200, "{\"ExportSolutionFile\":\"" + empty + "\"}");
        assertThatThrownBy(() -> service.client.downloadExport(ID, target)).hasMessageContaining("no solution");
        assertOnlyTheOldFile(target);
    }

    @Test
    void a_download_that_breaks_is_begun_anew() throws IOException {
        Path zip = folder.resolve("x.zip");
        SolutionFile.write(zip, 100_000);
        String body =
                "{\"ExportSolutionFile\":\"" + Base64.getEncoder().encodeToString(Files.readAllBytes(zip)) + "\"}";
        service.answer(new MockResponse.Builder()
                        .body(body)
                        .onResponseBody(new mockwebserver3.SocketEffect.CloseSocket()))
                .answer(200, body.substring(0, 60_000))
                .answer(200, body);
        Path target = folder.resolve("sub/a.zip");
        service.client.downloadExport(ID, target);
        assertThat(target).hasSameBinaryContentAs(zip);
        try (Stream<Path> files = Files.list(target.getParent())) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void a_zip_that_cannot_be_read_is_a_fault_of_the_disk() {
        assertThatThrownBy(() -> service.client.stage(folder.resolve("none.zip")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.zip");
        Path device = Path.of("/dev/full");
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix") && Files.exists(device)) {
            assertThatThrownBy(() -> service.client.importSolution(
                            new ImportRequest(folder, Optional.empty(), ID, false, true, false, false, List.of())))
                    .isInstanceOf(IOException.class);
        }
        assertThat(service.time.pauses).isEmpty();
    }

    private void assertOnlyTheOldFile(Path target) throws IOException {
        assertThat(target).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(target);
        }
    }
}
