package io.github.dataversealm.solution.dataverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The calls that are not part of the transcript of an import: what each sends and reads (spec §1.5, §2.8 to §3.9). */
class CallContractTest {

    private static final UUID A = UUID.fromString("310799b8-dc6c-ee11-9ae7-000d3aaae21d");
    private static final UUID B = UUID.fromString("1b1fa80d-aa0f-4291-b60c-b0745304ce24");
    private static final String API = "/api/data/v9.2/";

    private final FakeService service = new FakeService();
    private final DataverseClient client = service.client;

    @AfterEach
    void close() {
        service.close();
    }

    private String target() {
        String target = FakeService.target(service.request());
        assertThat(target).startsWith(API);
        return target.substring(API.length());
    }

    private String sent(String method, String path) {
        RecordedRequest request = service.request();
        assertThat(request.getMethod()).isEqualTo(method);
        assertThat(FakeService.target(request)).isEqualTo(API + path);
        if (method.equals("PATCH")) {
            assertThat(request.getHeaders().get("If-Match")).isEqualTo("*");
        }
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    @Test
    void the_environment() {
        service.answer(200, "{\"Version\":\"9.2.24072.00196\"}");
        assertThat(client.version()).isEqualTo("9.2.24072.00196");
        assertThat(target()).isEqualTo("RetrieveVersion()");

        service.answer(
                200,
                "{\"Detail\":{\"OrganizationId\":\"o\",\"FriendlyName\":\"Contoso\",\"OrganizationVersion\":\"9.2\","
                        + "\"EnvironmentId\":\"e\",\"Geo\":\"EMEA\",\"TenantId\":\"t\",\"UniqueName\":\"unq\",\"Endpoints\":{\"Count\":0}}}");
        assertThat(client.organization()).contains(new Organization("o", "Contoso", "unq", "9.2", "e", "EMEA", "t"));
        assertThat(target())
                .isEqualTo(
                        "RetrieveCurrentOrganization(AccessType=@p1)?@p1=Microsoft.Dynamics.CRM.EndpointAccessType'Default'");

        service.answer(501, "");
        assertThat(client.organization()).isEmpty();
    }

    @Test
    void names_with_quotes_and_signs_stay_names() {
        service.answer(200, "{\"value\":[]}");
        client.solution("a' or 1 eq 1 &$top=1#+%é");
        RecordedRequest request = service.request();
        assertThat(request.getUrl().queryParameter("$filter")).isEqualTo("uniquename eq 'a'' or 1 eq 1 &$top=1#+%é'");
        assertThat(request.getUrl().queryParameter("$top")).isNull();
        assertThat(request.getTarget()).doesNotContain(" ").doesNotContain("+");

        service.answer(200, "{\"value\":[]}");
        client.dependenciesForUninstall("a'/../b?x");
        assertThat(service.request().getTarget())
                .isEqualTo(API + "RetrieveDependenciesForUninstall(SolutionUniqueName='a''%2F..%2Fb%3Fx')");
    }

    @Test
    void solutions_are_listed_page_by_page() {
        String next = service.server
                .url(API + "solutions?$select=x&$skiptoken=%3Ccookie%20pagenumber=%222%22%20/%3E")
                .toString();
        service.answer(
                        200,
                        "{\"value\":[{\"solutionid\":\"" + A + "\",\"uniquename\":\"A\"}],\"@odata.nextLink\":\""
                                + next.replace("\"", "\\\"") + "\"}")
                .answer(
                        200,
                        "{\"value\":[{\"solutionid\":\"" + B + "\",\"uniquename\":\"B\",\"ismanaged\":true,"
                                + "\"isvisible\":false,\"_parentsolutionid_value\":\"" + A
                                + "\",\"publisherid\":null}]}");
        List<InstalledSolution> solutions = client.solutions(false);
        assertThat(solutions).extracting(InstalledSolution::uniqueName).containsExactly("A", "B");
        assertThat(solutions.get(1).isPatch()).isTrue();
        assertThat(solutions.get(1).visible()).isFalse();
        assertThat(service.request().getUrl().queryParameter("$filter")).isEqualTo("isvisible eq true");
        RecordedRequest second = service.request();
        assertThat(service.server.url("/").resolve(second.getTarget()).toString())
                .isEqualTo(next);
        assertThat(second.getHeaders().get("Authorization")).isEqualTo("Bearer " + FakeService.TOKEN);
    }

    @Test
    void patches_come_in_the_order_of_their_versions() {
        String rows = IntStream.of(10, 9, 2)
                .mapToObj(n -> "{\"solutionid\":\"" + new UUID(0, n) + "\",\"version\":\"1.0." + n + ".0\"}")
                .collect(Collectors.joining(","));
        service.answer(200, "{\"value\":[" + rows + "]}");
        assertThat(client.patches(A))
                .extracting(InstalledSolution::version)
                .containsExactly("1.0.2.0", "1.0.9.0", "1.0.10.0");
        assertThat(service.request().getUrl().queryParameter("$filter")).isEqualTo("_parentsolutionid_value eq " + A);
    }

    @Test
    void changes_of_solutions() {
        service.answer(204, "").answer(204, "").answer(200, "{\"asyncoperationid\":\"" + A + "\"}");
        client.setSolutionVersion(A, "1.0.0.1");
        assertThat(sent("PATCH", "solutions(" + A + ")")).isEqualTo("{\"version\":\"1.0.0.1\"}");
        client.deleteSolution(A);
        assertThat(sent("DELETE", "solutions(" + A + ")")).isEmpty();
        assertThat(client.uninstall("A")).isEqualTo(A);
        assertThat(sent("POST", "UninstallSolutionAsync")).isEqualTo("{\"SolutionUniqueName\":\"A\"}");

        service.answer(200, "{\"SolutionId\":\"" + A + "\"}").answer(200, "{\"SolutionId\":\"" + B + "\"}");
        assertThat(client.cloneAsPatch("A", "A patch", "1.0.1.0")).isEqualTo(A);
        assertThat(sent("POST", "CloneAsPatch"))
                .isEqualTo(
                        "{\"ParentSolutionUniqueName\":\"A\",\"DisplayName\":\"A patch\",\"VersionNumber\":\"1.0.1.0\"}");
        assertThat(client.cloneAsSolution("A", "A", "1.1.0.0")).isEqualTo(B);
        sent("POST", "CloneAsSolution");
    }

    @Test
    void publishing() {
        service.answer(200, "{\"AsyncOperationId\":\"" + A + "\"}").answer(204, "");
        assertThat(client.publishAll()).contains(A);
        assertThat(sent("POST", "PublishAllXmlAsync")).isEqualTo("{}");
        client.publish("<importexportxml/>");
        assertThat(sent("POST", "PublishXml")).isEqualTo("{\"ParameterXml\":\"<importexportxml/>\"}");
    }

    @Test
    void members_of_a_solution() {
        service.answer(200, "{\"id\":\"" + B + "\"}");
        assertThat(client.addComponent(new AddComponentRequest(A, 61, "A", false, true)))
                .isEqualTo(B);
        assertThat(FakeService.json(sent("POST", "AddSolutionComponent")))
                .isEqualTo(FakeService.json("{\"ComponentId\":\"" + A + "\",\"ComponentType\":61,"
                        + "\"SolutionUniqueName\":\"A\",\"AddRequiredComponents\":false,"
                        + "\"DoNotIncludeSubcomponents\":true,\"IncludedComponentSettingsValues\":null}"));

        service.answer(
                200,
                "{\"value\":[{\"solutioncomponentid\":\"" + A + "\",\"objectid\":\"" + B
                        + "\",\"componenttype\":61,\"rootcomponentbehavior\":0}]}");
        assertThat(client.components(A)).containsExactly(new SolutionComponent(A, B, 61, 0));
        assertThat(target())
                .isEqualTo("solutioncomponents?$select=solutioncomponentid,objectid,componenttype,rootcomponentbehavior"
                        + "&$filter=_solutionid_value eq " + A);

        service.answer(
                200,
                "{\"value\":[{\"msdyn_objectid\":\"" + B + "\",\"msdyn_componenttype\":61,"
                        + "\"msdyn_name\":\"form.js\",\"msdyn_componenttypename\":\"Web Resource\"},{\"msdyn_objectid\":null}]}");
        assertThat(client.componentSummaries(A))
                .containsExactly(new ComponentSummary(B, 61, "Web Resource", "", "form.js", "", ""));
        assertThat(target()).endsWith("&$filter=(msdyn_solutionid eq " + A + ")");
        service.answer(FakeService.error(404, "0x8006088a", "Resource not found for the segment"));
        assertThat(client.componentSummaries(A)).isEmpty();

        service.answer(200, "{\"value\":[{\"name\":\"connectionreference\",\"objecttypecode\":10332}]}");
        assertThat(client.componentDefinitions())
                .containsExactly(new ComponentDefinition("connectionreference", 10332));
    }

    @Test
    void dependencies() {
        String row = "{\"value\":[{\"requiredcomponentobjectid\":\"" + A + "\",\"requiredcomponenttype\":1,"
                + "\"requiredcomponentbasesolutionid\":\"00000000-0000-0000-0000-000000000000\","
                + "\"dependentcomponentobjectid\":\"" + B + "\",\"dependentcomponenttype\":60,"
                + "\"dependentcomponentbasesolutionid\":\"" + B + "\",\"requiredcomponentintroducedversion\":5.0}]}";
        service.answer(200, row);
        Dependency expected = new Dependency(A, 1, Optional.empty(), B, 60, Optional.of(B));
        assertThat(client.dependenciesForUninstall("A")).containsExactly(expected);
        assertThat(target()).isEqualTo("RetrieveDependenciesForUninstall(SolutionUniqueName='A')");
    }

    @Test
    void settings() {
        service.answer(
                        200,
                        "{\"value\":[{\"connectionreferenceid\":\"" + A
                                + "\",\"connectionreferencelogicalname\":\"x_ref\",\"connectorid\":\"/c\",\"connectionid\":null}]}")
                .answer(204, "");
        assertThat(client.connectionReferences()).containsExactly(new ConnectionReferenceRow(A, "x_ref", "", "/c", ""));
        assertThat(target()).startsWith("connectionreferences?$select=");
        client.setConnection(A, "8718b22c");
        assertThat(sent("PATCH", "connectionreferences(" + A + ")")).isEqualTo("{\"connectionid\":\"8718b22c\"}");

        service.answer(
                        200,
                        "{\"value\":[{\"environmentvariabledefinitionid\":\"" + A
                                + "\",\"schemaname\":\"x_url\",\"type\":100000000,\"defaultvalue\":null},"
                                + "{\"environmentvariabledefinitionid\":\"" + B
                                + "\",\"schemaname\":\"x_n\",\"displayname\":\"N\",\"type\":100000001,\"defaultvalue\":\"5\"}]}")
                .answer(
                        200,
                        "{\"value\":[{\"environmentvariablevalueid\":\"" + B + "\",\"value\":\"6\","
                                + "\"_environmentvariabledefinitionid_value\":\"" + B + "\"}]}");
        List<EnvironmentVariableRow> variables = client.environmentVariables();
        assertThat(variables)
                .containsExactly(
                        new EnvironmentVariableRow(
                                A, "x_url", "", 100000000, Optional.empty(), Optional.empty(), Optional.empty()),
                        new EnvironmentVariableRow(
                                B, "x_n", "N", 100000001, Optional.of("5"), Optional.of(B), Optional.of("6")));
        assertThat(target()).startsWith("environmentvariabledefinitions?");
        assertThat(target()).startsWith("environmentvariablevalues?");

        service.answer(204, "").answer(204, "");
        client.setEnvironmentVariable(variables.get(0), "https://..");
        assertThat(FakeService.json(sent("POST", "environmentvariablevalues")))
                .isEqualTo(FakeService.json("{\"schemaname\":\"x_url\",\"value\":\"https://..\","
                        + "\"EnvironmentVariableDefinitionId@odata.bind\":\"/environmentvariabledefinitions(" + A
                        + ")\"}"));
        client.setEnvironmentVariable(variables.get(1), "7");
        assertThat(sent("PATCH", "environmentvariablevalues(" + B + ")")).isEqualTo("{\"value\":\"7\"}");
    }

    @Test
    void processes_of_a_solution_are_read_in_groups() {
        String members = IntStream.range(0, 30)
                .mapToObj(n -> "{\"objectid\":\"" + new UUID(1, n) + "\"}")
                .collect(Collectors.joining(","));
        service.answer(200, "{\"value\":[" + members + "]}")
                .answer(
                        200,
                        "{\"value\":[{\"workflowid\":\"" + A
                                + "\",\"name\":\"Notify\",\"category\":5,\"statecode\":1,\"_ownerid_value\":\"o\"}]}")
                .answer(
                        200,
                        "{\"value\":[{\"workflowid\":\"" + B + "\",\"name\":\"B\",\"category\":0,\"statecode\":0}]}");
        assertThat(client.workflows(A))
                .containsExactly(new WorkflowRow(A, "Notify", 5, true, "o"), new WorkflowRow(B, "B", 0, false, ""));
        assertThat(target()).endsWith("$filter=_solutionid_value eq " + A + " and componenttype eq 29");
        RecordedRequest group = service.request();
        assertThat(group.getTarget()).hasSizeLessThan(2_048);
        assertThat(group.getUrl().queryParameter("$filter")).startsWith("type eq 1 and (workflowid eq ");

        service.answer(204, "").answer(204, "");
        service.request();
        client.setWorkflowState(A, true);
        assertThat(sent("PATCH", "workflows(" + A + ")")).isEqualTo("{\"statecode\":1,\"statuscode\":2}");
        client.setWorkflowState(A, false);
        assertThat(sent("PATCH", "workflows(" + A + ")")).isEqualTo("{\"statecode\":0,\"statuscode\":1}");
    }

    @Test
    void operations_are_chosen_by_type_or_message() {
        String rows = "{\"value\":[" + operation(203, "ImportSolutionAsync", 2, 20) + ","
                + operation(54, "importsolutionasync", 0, 0) + "," + operation(54, "BulkDelete", 0, 0) + ","
                + operation(204, "", 1, 10) + "]}";
        service.answer(200, rows);
        List<AsyncOperation> running = client.runningOperations();
        assertThat(running)
                .extracting(AsyncOperation::state)
                .containsExactly(
                        AsyncOperation.State.RUNNING, AsyncOperation.State.WAITING, AsyncOperation.State.WAITING);
        assertThat(running.get(0).ownerName()).isEqualTo("Release Bot");
        RecordedRequest request = service.request();
        assertThat(request.getHeaders().get("Prefer"))
                .isEqualTo("odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"");
        assertThat(request.getUrl().queryParameter("$filter"))
                .startsWith("statecode ne 3 and (")
                .contains("operationtype eq 211", "messagename eq 'UninstallSolutionAsync'")
                .doesNotContain("54");
        assertThat(request.getUrl().queryParameter("$orderby")).isEqualTo("createdon asc");
    }

    private static String operation(int type, String message, int state, int status) {
        return "{\"asyncoperationid\":\"" + A + "\",\"operationtype\":" + type + ",\"messagename\":\"" + message
                + "\",\"statecode\":" + state + ",\"statuscode\":" + status + ",\"_ownerid_value\":\"" + B
                + "\",\"_ownerid_value@OData.Community.Display.V1.FormattedValue\":\"Release Bot\"}";
    }

    @Test
    void a_failed_operation_keeps_its_code_and_words() {
        service.answer(
                200,
                "{\"asyncoperationid\":\"" + A + "\",\"statecode\":3,\"statuscode\":31,"
                        + "\"errorcode\":-2147188707,\"message\":\"Solution manifest import: FAILURE: x\",\"friendlymessage\":\"f\"}");
        AsyncOperation failed = client.operation(A).orElseThrow();
        assertThat(failed.state()).isEqualTo(AsyncOperation.State.FAILED);
        assertThat(failed.errorCode()).contains(new ErrorCode(0x8004801d));
        assertThat(failed.message()).isEqualTo("Solution manifest import: FAILURE: x");
        service.answer(FakeService.error(404, "0x80040217", "gone"));
        assertThat(client.operation(A)).isEmpty();
        service.answer(200, "{\"asyncoperationid\":\"" + A + "\",\"statecode\":3,\"statuscode\":32}");
        assertThat(client.operation(A).orElseThrow().state()).isEqualTo(AsyncOperation.State.CANCELED);
    }

    @Test
    void import_jobs() {
        service.answer(
                        200,
                        "{\"value\":[{\"importjobid\":\"" + A + "\",\"solutionname\":\"X\",\"progress\":\"73.08\"}]}")
                .answer(200, "{\"data\":\"<importexportxml/>\"}")
                .answer(200, "{\"data\":null}")
                .answer(FakeService.error(400, "0x80044252", "The requested importjob does not exist."))
                .answer(
                        200,
                        "{\"SolutionOperationResult\":{\"Status\":\"failed\",\"WarningMessages\":[\"w\"],"
                                + "\"ErrorMessages\":[\"e\",{\"Message\":\"m\"}]}}");
        assertThat(client.importJobs("X", Instant.parse("2026-03-01T10:00:00Z"))
                        .get(0)
                        .progress())
                .isEqualTo(73.08);
        assertThat(service.request().getUrl().queryParameter("$filter"))
                .isEqualTo("solutionname eq 'X' and createdon ge 2026-03-01T10:00:00Z");
        assertThat(client.importJobData(A)).contains("<importexportxml/>");
        assertThat(target()).isEqualTo("importjobs(" + A + ")?$select=data");
        assertThat(client.importJobData(A)).isEmpty();
        assertThat(client.importVerdict(A)).isEmpty();
        assertThat(client.importVerdict(A))
                .contains(new ImportVerdict(false, List.of("w"), List.of("e", "{\"Message\":\"m\"}")));
    }

    @Test
    void the_history_is_filtered_here_when_the_service_does_not() {
        String rows = "{\"value\":[{\"msdyn_name\":\"B\",\"msdyn_starttime\":\"2026-01-03T00:00:00Z\"},"
                + "{\"msdyn_name\":\"A\",\"msdyn_solutionversion\":\"1.0\",\"msdyn_operation\":0,\"msdyn_suboperation\":1,"
                + "\"msdyn_status\":1,\"msdyn_result\":true,\"msdyn_starttime\":\"2026-01-01T00:00:00Z\"},"
                + "{\"msdyn_name\":\"a\",\"msdyn_status\":0,\"msdyn_starttime\":\"2026-01-02T00:00:00Z\"}]}";
        service.answer(FakeService.error(400, "", "filter not supported")).answer(200, rows);
        List<HistoryEntry> history = client.history(Optional.of("A"), 10);
        assertThat(history).extracting(HistoryEntry::completed).containsExactly(false, true);
        assertThat(history.get(1).succeeded()).isTrue();
        RecordedRequest first = service.request();
        assertThat(first.getUrl().queryParameter("$filter")).isEqualTo("msdyn_name eq 'A'");
        assertThat(first.getUrl().queryParameter("$top")).isEqualTo("10");
        assertThat(service.request().getUrl().queryParameter("$filter")).isNull();
        service.answer(200, rows);
        assertThat(client.history(Optional.empty(), 2))
                .extracting(HistoryEntry::solutionName)
                .containsExactly("B", "a");
    }

    @Test
    void an_id_is_found_by_a_name() {
        service.answer(200, "{\"value\":[{\"webresourceid\":\"" + A + "\"}]}").answer(200, "{\"value\":[]}");
        assertThat(client.findId("webresourceset", "webresourceid", "name", "x_/form.js"))
                .contains(A);
        assertThat(service.request().getUrl().queryParameter("$filter")).isEqualTo("name eq 'x_/form.js'");
        assertThat(client.findId("webresourceset", "webresourceid", "name", "none"))
                .isEmpty();
    }

    @Test
    void a_group_of_settings_that_does_not_exist_is_named_with_those_that_do() {
        assertThatThrownBy(() -> client.exportSolution(new ExportRequest("A", false, Set.of("calender"))))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("calender")
                .hasMessageContaining("calendar, customization");
        assertThat(service.server.getRequestCount()).isZero();
    }

    @Test
    void the_path_of_an_address_is_not_looked_at() {
        service.answer(200, "{\"Version\":\"9.2\"}");
        service.client(service.server.url("/main.aspx?appid=1#x").uri(), ClientOptions.defaults(), line -> {})
                .version();
        assertThat(target()).isEqualTo("RetrieveVersion()");
    }
}
