package io.github.dataversealm.solution.dataverse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transcripts and recorded answers of the contract (spec §2, §3, Appendix C), replayed. */
class GoldenTranscriptTest {

    private static final UUID OPERATION = UUID.fromString("310799b8-dc6c-ee11-9ae7-000d3aaae21d");
    private static final UUID JOB = UUID.fromString("1b1fa80d-aa0f-4291-b60c-b0745304ce24");
    private static final UUID UPLOAD = UUID.fromString("b3963d4b-dc6c-ee11-9ae7-000d3aaae21d");
    private static final UUID OWN_JOB = UUID.fromString("6f9619ff-8b86-d011-b42d-00c04fc964ff");

    private final FakeService service = new FakeService();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void an_import_sends_the_requests_of_the_contract() throws IOException {
        Path zip = zip();
        DataverseClient client = service.client;

        service.answer(
                200,
                "{\"BusinessUnitId\":\"00000000-0000-0000-0000-000000000001\",\"UserId\":\"00000000-0000-0000-0000-000000000002\","
                        + "\"OrganizationId\":\"00000000-0000-0000-0000-000000000003\"}");
        assertThat(client.whoAmI().userId()).isEqualTo(new UUID(0, 2));
        RecordedRequest whoAmI = service.request();
        assertThat(whoAmI.getRequestLine()).isEqualTo("GET /api/data/v9.2/WhoAmI HTTP/1.1");
        assertThat(whoAmI.getHeaders().get("Authorization")).isEqualTo("Bearer " + FakeService.TOKEN);
        assertThat(whoAmI.getHeaders().get("Accept")).isEqualTo("application/json");
        assertThat(whoAmI.getHeaders().get("OData-MaxVersion")).isEqualTo("4.0");
        assertThat(whoAmI.getHeaders().get("OData-Version")).isEqualTo("4.0");
        assertThat(whoAmI.getHeaders().get("If-None-Match")).isEqualTo("null");
        assertThat(whoAmI.getHeaders().get("Content-Type")).isNull();

        service.answer(200, "{\"value\":[]}");
        assertThat(client.solution("X")).isEmpty();
        RecordedRequest looked = service.request();
        assertThat(looked.getMethod()).isEqualTo("GET");
        assertThat(looked.getUrl().encodedPath()).isEqualTo("/api/data/v9.2/solutions");
        assertThat(looked.getUrl().queryParameter("$filter")).isEqualTo("uniquename eq 'X'");
        assertThat(looked.getUrl().queryParameter("$select"))
                .contains("solutionid", "uniquename", "version", "ismanaged");
        assertThat(looked.getTarget()).contains("$filter=uniquename%20eq%20");

        service.resource(200, "stage-solution.json");
        StageResult staged = client.stage(zip);
        RecordedRequest stage = service.request();
        assertThat(stage.getRequestLine()).isEqualTo("POST /api/data/v9.2/StageSolution HTTP/1.1");
        assertThat(stage.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(stage.getHeaders().get("Content-Length"))
                .isEqualTo(String.valueOf(stage.getBody().size()));
        assertThat(FakeService.json(stage))
                .isEqualTo(FakeService.json("{\"CustomizationFile\":\"" + base64(zip) + "\"}"));
        assertThat(staged.passed()).isTrue();
        assertThat(staged.uploadId()).contains(UPLOAD);

        service.resource(200, "import-solution-async.json");
        StartedJob started = client.importSolution(new ImportRequest(
                zip,
                staged.uploadId(),
                OWN_JOB,
                false,
                true,
                false,
                false,
                List.of(
                        new ComponentParameter.Connection(
                                "onb_dataverse_ref",
                                "",
                                "",
                                "/providers/Microsoft.PowerApps/apis/shared_commondataserviceforapps",
                                "8718b22cd7cd4273aeaf3ce8b8acffc7"),
                        new ComponentParameter.Variable(
                                "onb_IntakeEndpoint",
                                Optional.of("04c897b5-b838-ea11-a813-000d3a5a4145"),
                                "https://test-endpoint.contoso.example/api/intake"))));
        RecordedRequest start = service.request();
        assertThat(start.getRequestLine()).isEqualTo("POST /api/data/v9.2/ImportSolutionAsync HTTP/1.1");
        assertThat(FakeService.json(start)).isEqualTo(FakeService.json("""
                { "OverwriteUnmanagedCustomizations": false, "PublishWorkflows": true,
                  "ImportJobId": "6f9619ff-8b86-d011-b42d-00c04fc964ff",
                  "ComponentParameters": [
                    { "@odata.type": "Microsoft.Dynamics.CRM.connectionreference",
                      "connectionreferencelogicalname": "onb_dataverse_ref",
                      "connectionreferencedisplayname": "",
                      "description": "",
                      "connectorid": "/providers/Microsoft.PowerApps/apis/shared_commondataserviceforapps",
                      "connectionid": "8718b22cd7cd4273aeaf3ce8b8acffc7" },
                    { "@odata.type": "Microsoft.Dynamics.CRM.environmentvariablevalue",
                      "schemaname": "onb_IntakeEndpoint",
                      "environmentvariablevalueid": "04c897b5-b838-ea11-a813-000d3a5a4145",
                      "value": "https://test-endpoint.contoso.example/api/intake" } ],
                  "SolutionParameters": { "StageSolutionUploadId": "b3963d4b-dc6c-ee11-9ae7-000d3aaae21d" } }
                """));
        assertThat(started).isEqualTo(new StartedJob(OPERATION, Optional.of(JOB)));

        service.answer(
                        200,
                        "{\"asyncoperationid\":\"" + OPERATION
                                + "\",\"statecode\":0,\"statuscode\":0,\"errorcode\":null}")
                .answer(200, "{\"asyncoperationid\":\"" + OPERATION + "\",\"statecode\":2,\"statuscode\":20}")
                .resource(200, "async-operation.json");
        assertThat(client.operation(OPERATION).orElseThrow().state()).isEqualTo(AsyncOperation.State.WAITING);
        RecordedRequest poll = service.request();
        assertThat(poll.getUrl().encodedPath()).isEqualTo("/api/data/v9.2/asyncoperations(" + OPERATION + ")");
        assertThat(poll.getUrl().queryParameter("$select"))
                .contains("statecode", "statuscode", "message", "friendlymessage", "errorcode");
        assertThat(client.operation(OPERATION).orElseThrow().state()).isEqualTo(AsyncOperation.State.RUNNING);
        AsyncOperation done = client.operation(OPERATION).orElseThrow();
        assertThat(done.state()).isEqualTo(AsyncOperation.State.SUCCEEDED);
        assertThat(done.errorCode()).isEmpty();
        assertThat(done.messageName()).isEqualTo("ImportSolutionAsync");
        assertThat(done.startedOn()).contains(Instant.parse("2023-10-17T11:03:20Z"));
        service.request();
        service.request();

        service.answer(FakeService.error(404, "0x80040217", "Entity 'importjob' With Id = " + JOB + " Does Not Exist"))
                .answer(200, "{\"progress\":12.5,\"startedon\":\"2023-10-17T11:03:20Z\",\"completedon\":null}")
                .answer(200, "{\"progress\":100.0,\"solutionname\":\"X\",\"completedon\":\"2023-10-17T11:05:18Z\"}");
        assertThat(client.importJob(JOB)).isEmpty();
        assertThat(client.importJob(JOB).orElseThrow().progress()).isEqualTo(12.5);
        ImportJob finished = client.importJob(JOB).orElseThrow();
        assertThat(finished.progress()).isEqualTo(100);
        assertThat(finished.id()).isEqualTo(JOB);
        assertThat(service.request().getUrl().encodedPath()).isEqualTo("/api/data/v9.2/importjobs(" + JOB + ")");
        service.request();
        service.request();

        service.resource(200, "import-result.json");
        assertThat(client.importVerdict(JOB)).contains(new ImportVerdict(true, List.of(), List.of()));
        assertThat(service.request().getTarget())
                .isEqualTo("/api/data/v9.0/RetrieveSolutionImportResult(ImportJobId=" + JOB + ")");

        service.answer(FakeService.error(404, "0x8006088a", "Resource not found for the segment 'PublishAllXmlAsync'."))
                .answer(204, "");
        assertThat(client.publishAll()).isEmpty();
        assertThat(service.request().getTarget()).isEqualTo("/api/data/v9.2/PublishAllXmlAsync");
        RecordedRequest publish = service.request();
        assertThat(publish.getRequestLine()).isEqualTo("POST /api/data/v9.2/PublishAllXml HTTP/1.1");
        assertThat(publish.getBody().utf8()).isEqualTo("{}");

        service.resource(200, "solutions.json");
        InstalledSolution installed = client.solution("X").orElseThrow();
        assertThat(installed.version()).isEqualTo("1.1.0.0");
        assertThat(installed.publisherPrefix()).isEqualTo("cra6e");
        assertThat(installed.parentId()).isEmpty();
        assertThat(service.server.getRequestCount()).isEqualTo(14);
    }

    @Test
    void an_upgrade_in_one_step_and_in_two() throws IOException {
        Path zip = zip();
        ImportRequest request =
                new ImportRequest(zip, Optional.of(UPLOAD), OWN_JOB, true, false, true, false, List.of());
        service.resource(200, "import-solution-async.json");
        assertThat(service.client.stageAndUpgrade(request).jobId()).contains(JOB);
        RecordedRequest single = service.request();
        assertThat(single.getRequestLine()).isEqualTo("POST /api/data/v9.2/StageAndUpgradeAsync HTTP/1.1");
        assertThat(FakeService.json(single)).isEqualTo(FakeService.json("""
                { "OverwriteUnmanagedCustomizations": true, "PublishWorkflows": false,
                  "SkipProductUpdateDependencies": true,
                  "ImportJobId": "6f9619ff-8b86-d011-b42d-00c04fc964ff",
                  "SolutionParameters": { "StageSolutionUploadId": "b3963d4b-dc6c-ee11-9ae7-000d3aaae21d" } }
                """));

        service.resource(200, "import-solution-async.json");
        service.client.importSolution(
                new ImportRequest(zip, Optional.empty(), OWN_JOB, false, true, false, true, List.of()));
        RecordedRequest holding = service.request();
        assertThat(FakeService.json(holding)).isEqualTo(FakeService.json("""
                { "OverwriteUnmanagedCustomizations": false, "PublishWorkflows": true,
                  "ImportJobId": "6f9619ff-8b86-d011-b42d-00c04fc964ff", "HoldingSolution": true,
                  "CustomizationFile": "%s" }
                """.formatted(base64(zip))));
        assertThat(holding.getHeaders().get("Content-Length"))
                .isEqualTo(String.valueOf(holding.getBody().size()));

        service.answer(200, "{\"AsyncJobId\":\"" + OPERATION + "\"}");
        assertThat(service.client.deleteAndPromote("X")).isEqualTo(new StartedJob(OPERATION, Optional.empty()));
        RecordedRequest promote = service.request();
        assertThat(promote.getRequestLine()).isEqualTo("POST /api/data/v9.2/DeleteAndPromoteAsync HTTP/1.1");
        assertThat(promote.getBody().utf8()).isEqualTo("{\"UniqueName\":\"X\"}");
    }

    @Test
    void an_export_is_started_polled_and_downloaded() throws IOException {
        service.answer(200, "{\"AsyncOperationId\":\"" + OPERATION + "\",\"ExportJobId\":\"" + JOB + "\"}");
        StartedJob export =
                service.client.exportSolution(new ExportRequest("Contoso", false, Set.of("general", "AutoNumbering")));
        assertThat(export).isEqualTo(new StartedJob(OPERATION, Optional.of(JOB)));
        RecordedRequest start = service.request();
        assertThat(start.getRequestLine()).isEqualTo("POST /api/data/v9.2/ExportSolutionAsync HTTP/1.1");
        assertThat(FakeService.json(start)).isEqualTo(FakeService.json("""
                { "SolutionName": "Contoso", "Managed": false, "ExportAutoNumberingSettings": true,
                  "ExportGeneralSettings": true }
                """));

        Path zip = zip();
        service.answer(200, "{\"@odata.context\":\"...\",\"ExportSolutionFile\":\"" + base64(zip) + "\"}");
        Path target = folder.resolve("out/Contoso.zip");
        service.client.downloadExport(JOB, target);
        assertThat(target).hasSameBinaryContentAs(zip);
        RecordedRequest download = service.request();
        assertThat(download.getRequestLine()).isEqualTo("POST /api/data/v9.2/DownloadSolutionExportData HTTP/1.1");
        assertThat(download.getBody().utf8()).isEqualTo("{\"ExportJobId\":\"" + JOB + "\"}");
    }

    @Test
    void the_recorded_staging_is_read_completely() throws IOException {
        service.resource(200, "stage-solution.json");
        StageResult staged = service.client.stage(zip());
        assertThat(staged.components()).hasSize(5);
        StageResult.StagedComponent connection = staged.components().get(2);
        assertThat(connection.typeName()).isEqualTo("connectionreference");
        assertThat(connection.presentInOrg()).contains(false);
        assertThat(connection.attributes())
                .containsEntry("connectorid", "/providers/Microsoft.PowerApps/apis/shared_sharepointonline");
        assertThat(staged.components().get(0).presentInOrg()).isEmpty();
        assertThat(staged.hasPendingUpgrade()).isFalse();
        assertThat(staged.missingDependencies()).isEmpty();
        assertThat(staged.validationResults()).isEmpty();
    }

    @Test
    void the_recorded_validation_results_are_read() throws IOException {
        service.answer(
                200,
                "{\"StageSolutionResults\":{\"StageSolutionUploadId\":\"00000000-0000-0000-0000-000000000000\","
                        + "\"StageSolutionStatus\":\"Failed\",\"SolutionDetails\":{\"HasPendingUpgrade\":true},"
                        + "\"MissingDependencies\":[{\"RequiredComponentSchemaName\":\"contoso_road\","
                        + "\"RequiredComponentType\":\"Entity\",\"RequiredSolutionName\":\"Base (1.2.0.0)\","
                        + "\"DependentComponentDisplayName\":\"Information\",\"DependentComponentType\":\"60\","
                        + "\"RequiredComponentId\":\"00000000-0000-0000-0000-000000000000\",\"New\":{\"x\":[1]}}],"
                        + "\"SolutionValidationResults\":" + FakeService.text("stage-validation-results.json") + "}}");
        StageResult staged = service.client.stage(zip());
        assertThat(staged.passed()).isFalse();
        assertThat(staged.uploadId()).isEmpty();
        assertThat(staged.hasPendingUpgrade()).isTrue();
        StageResult.ValidationResult result = staged.validationResults().get(0);
        assertThat(result.severity()).isEqualTo("Error");
        assertThat(result.code()).isEqualTo(new ErrorCode(0x8004801d));
        MissingDependencyRow row = MissingDependencies.in(result.message()).get(0);
        assertThat(row.required().type()).isEqualTo("msdyn_MRFolder");
        assertThat(row.required().id()).isEqualTo("3a309204-0f89-eb11-a812-000d3a4f7b30");
        MissingDependencyRow structured = staged.missingDependencies().get(0);
        assertThat(structured.requiredSolution()).isEqualTo("Base (1.2.0.0)");
        assertThat(structured.required().schemaName()).isEqualTo("contoso_road");
        assertThat(structured.required().id()).isEmpty();
        assertThat(structured.dependent().displayName()).isEqualTo("Information");
    }

    private Path zip() throws IOException {
        Path zip = folder.resolve("X.zip");
        if (!Files.exists(zip)) {
            SolutionFile.write(zip, 70_000);
        }
        return zip;
    }

    private static String base64(Path file) throws IOException {
        return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }
}
