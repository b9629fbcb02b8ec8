package io.github.dataversealm.solution.dataverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What error answers become: every form of body, and the advice for the codes that a release engineer meets. */
class ErrorAnswersTest {

    private static final UUID ID = UUID.fromString("1b1fa80d-aa0f-4291-b60c-b0745304ce24");

    private final FakeService service = new FakeService();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void the_id_that_support_asks_for_is_in_the_message_unless_it_is_odd() {
        service.answer(FakeService.error(403, "0x80040220", "No.")
                .addHeader("x-ms-service-request-id", "7d3a9f12-0000-4000-8000-00000000beef"));
        ServiceException e = failure(() -> service.client.setSolutionVersion(ID, "1.0"));
        assertThat(e.requestId()).contains("7d3a9f12-0000-4000-8000-00000000beef");
        assertThat(e.getMessage()).endsWith("the service calls this request 7d3a9f12-0000-4000-8000-00000000beef.");
        service.answer(FakeService.error(403, "0x80040220", "No.").addHeader("REQ_ID", "<b>not an id</b> of any kind"));
        assertThat(failure(() -> service.client.setSolutionVersion(ID, "1.0")).requestId())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | 0x80072560  | no user of this environment    | New app user
            403 | 0x80042f09  | no security role               | Edit security roles
            403 | 0x80040225  | disabled                       | Activate
            403 | 0x80040220  | lacks a privilege              | System Administrator
            403 | -2147220960 | lacks a privilege              | admin.powerplatform.microsoft.com
            403 | 0x80048306  | may not do this                | System Administrator
            400 | 0x80048060  | no solution                    | mvn solution:pack
            400 | 0x8004802C  | not valid                      | mvn solution:check
            400 | 0x8004801c  | another publisher              | mvn solution:delete
            400 | 0x8004801D  | lacks components               | -Dsolution.zipFile
            400 | -2147188707 | lacks components               | mvn solution:plan
            400 | 0x80048040  | here as unmanaged              | -Dsolution.packageType=Unmanaged
            400 | 0x80048041  | here as managed                | -Dsolution.packageType=Managed
            400 | 0x80048541  | higher version                 | -Dsolution.skipLowerVersion
            400 | 0x80048540  | patch of is not installed      | base solution
            400 | 0x80061771  | same or a higher version       | -Dsolution.skipLowerVersion
            400 | 0x80048539  | earlier upgrade                | mvn solution:upgrade
            400 | 0x8004853b  | No upgrade                     | -Dsolution.importAsHolding
            400 | 0x80048538  | has patches                    | mvn solution:merge-patches
            400 | 0x8004f01d  | depend on the solution         | mvn solution:delete
            400 | 0x80048037  | no such solution               | mvn solution:list
            400 | 0x80048036  | managed solutions cannot       | development environment
            400 | 0x8004f016  | made by hand                   | unmanaged
            413 | 0x8004418a  | larger than the service takes  | Split it
            429 | 0x80071151  | Another solution               | mvn solution:history
            400 | 0x80071151  | Another solution               | -Dsolution.maxAsyncWaitTime
            503 | 0x80071154  | Another operation              | Wait
            400 | 0x80071152  | started before                 | mvn solution:history
            400 | 0x80060467  | flow service                   | mvn solution:settings
            400 | 0x80044252  | does not know the import job   | ''
            404 | 0x80040217  | does not exist                 | ''
            """)
    void a_code_is_explained_with_the_next_step(int status, String code, String problem, String advice) {
        service.answer(FakeService.error(status, code, "Words of the service."));
        ServiceException e = failure(() -> service.client.setSolutionVersion(ID, "1.0"));
        assertThat(e.problem())
                .startsWith("Setting the version of the solution failed: ")
                .contains(problem)
                .contains("Words of the service.");
        assertThat(e.advice()).contains(advice);
        assertThat(e.code()).isEqualTo(ErrorCode.parse(code));
        assertThat(e.status()).isEqualTo(status);
        assertThat(e.serviceMessage()).isEqualTo("Words of the service.");
        assertThat(e.toString()).doesNotContain(FakeService.TOKEN);
        assertThat(service.server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {"error":{"code":"","message":"No code."}}                                 | No code.       | not accept the request
            400 | {"error":{"message":"Only words."}}                                        | Only words.    | not accept the request
            400 | {"error":{"code":"0x80040203"}}                                            | ''             | not accept a value
            400 | {"Error":{"Code":"0x80040203","Message":"Upper case."}}                    | Upper case.    | not accept a value
            400 | {"error":{"code":"0x80040203","innererror":{"message":"Inner."}}}          | Inner.         | not accept a value
            400 | {"error":{"code":"0x80040203","@Microsoft.PowerApps.CDS.InnerError.Message":"Noted."}} | Noted. | not accept a value
            400 | {"error":{"code":"nonsense","message":17}}                                 | 17             | not accept the request
            400 | {"error":{"code":"0x8fffffff","message":"Unknown code."}}                  | Unknown code.  | not accept the request
            403 | <html><head><title>IP  blocked</title></head></html>                       | IP blocked     | may not do this
            404 | Not here.                                                                  | Not here.      | does not know this address
            404 | {"error":"invalid","error_description":"From a gateway."}                  | From a gateway. | does not know this address
            405 | []                                                                         | ''             | does not allow
            413 | ''                                                                         | ''             | larger
            418 | {"Message":"Old form."}                                                    | Old form.      | not accept
            501 | ''                                                                         | ''             | cannot do this
            """)
    void a_body_of_any_form_is_read(int status, String body, String message, String problem) {
        service.answer(status, body);
        ServiceException e = failure(() -> service.client.whoAmI());
        assertThat(e.serviceMessage()).isEqualTo(message);
        assertThat(e.problem()).contains(problem);
        if (!message.isEmpty()) {
            assertThat(e.problem()).contains(message);
        }
    }

    @Test
    void a_page_of_a_firewall_is_not_taken_for_dataverse() {
        service.answer(403, "<html><title>Blocked</title></html>");
        ServiceException e = failure(() -> service.client.whoAmI());
        assertThat(e.problem())
                .contains(service.server.getHostName() + ":" + service.server.getPort() + " says: Blocked");
        assertThat(e.advice()).contains("IP firewall");
    }

    @Test
    void the_kind_of_an_error_is_told_by_its_code_first() {
        assertThat(error(429, "0x80072322", "").isThrottling()).isTrue();
        assertThat(error(503, "0x80072324", "").isThrottling()).isTrue();
        assertThat(error(429, "", "").isThrottling()).isTrue();
        assertThat(error(429, "0x80071151", "").isThrottling()).isFalse();
        assertThat(error(429, "0x80071151", "").isCustomizationLock()).isTrue();
        assertThat(error(
                                429,
                                "",
                                "Cannot start another [Import] because there is a previous [Import] running at this moment.")
                        .isCustomizationLock())
                .isTrue();
        assertThat(error(400, "0x80044150", "").isTransient()).isTrue();
        assertThat(error(500, "0x80040265", "Sql Number: 1205").isTransient()).isTrue();
        assertThat(error(500, "0x80048541", "").isTransient()).isFalse();
        assertThat(error(400, "0x80071155", "").isDuplicateJob()).isTrue();
        assertThat(error(400, "0x80040217", "").isNotFound()).isTrue();
    }

    @Test
    void the_list_of_missing_dependencies_is_not_shown_as_xml() {
        service.answer(
                FakeService.error(
                        400,
                        "0x8004801d",
                        "Solution manifest import: FAILURE: The following solution cannot be imported: A. Some dependencies are missing."
                                + " The missing dependencies are : <MissingDependencies></MissingDependencies> , ProductUpdatesOnly : False"));
        ServiceException e = failure(() -> service.client.setSolutionVersion(ID, "1.0"));
        assertThat(e.problem())
                .endsWith(
                        "The service says: The following solution cannot be imported: A. Some dependencies are missing.");
        assertThat(e.serviceMessage()).contains("<MissingDependencies>");
    }

    /** The codes of the contract (spec, Appendix A), in both forms they are written in. */
    @Test
    void every_code_of_the_contract_has_a_row() {
        List<String[]> rows = FakeService.text("error-codes.tsv")
                .lines()
                .map(line -> line.split("\t"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(80);
        assertThat(rows).allSatisfy(row -> {
            assertThat(ErrorCode.parse(row[0])).isEqualTo(ErrorCode.parse(row[1]));
            assertThat(ErrorCode.parse(row[0]).flatMap(ErrorAdvice::of))
                    .as(row[0] + " " + row[2])
                    .isPresent();
        });
    }

    @Test
    void rows_name_only_goals_and_parameters_that_exist() {
        Set<String> goals = Set.of(
                "pack",
                "export",
                "check",
                "import",
                "plan",
                "settings",
                "upgrade",
                "delete",
                "list",
                "who-am-i",
                "set-version",
                "add-component",
                "merge-patches",
                "history");
        List<String> texts = ErrorAdvice.codes().stream()
                .map(code -> ErrorAdvice.of(code).orElseThrow().advice())
                .toList();
        for (String text : texts) {
            Matcher goal = Pattern.compile("mvn solution:([a-z-]+)").matcher(text);
            while (goal.find()) {
                assertThat(goals).contains(goal.group(1));
            }
        }
        assertThat(texts).anyMatch(text -> text.contains("mvn solution:"));
    }

    private static ServiceException error(int status, String code, String message) {
        return new ServiceException(status, ErrorCode.parse(code), message, "", "");
    }

    private static ServiceException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ServiceException.class, call);
    }
}
