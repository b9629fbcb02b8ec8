package io.github.dataversealm.solution.emulator.solution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dataversealm.solution.emulator.Emulator;
import io.github.dataversealm.solution.emulator.EmulatorOptions;
import io.github.dataversealm.solution.emulator.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transcript of an import (spec dataverse-web-api, appendix C) over a real socket, and what follows it. */
class SolutionsOverHttpTest {

    @TempDir
    Path folder;

    @Test
    void a_solution_is_staged_imported_exported_and_deleted() throws Exception {
        Path zip = new TestPackage("Own").webResource("con_a.js").variable("x").write(folder);
        try (Emulator emulator = Emulator.start(EmulatorOptions.in(folder.resolve("environment")));
                Wire wire = new Wire(emulator)) {
            String file = Base64.getEncoder().encodeToString(Files.readAllBytes(zip));
            JsonNode staged = wire.post("StageSolution", "{\"CustomizationFile\":\"" + file + "\"}")
                    .json()
                    .path("StageSolutionResults");
            assertThat(staged.path("StageSolutionStatus").asText()).isEqualTo("Passed");
            JsonNode started = wire.post(
                            "ImportSolutionAsync",
                            "{\"OverwriteUnmanagedCustomizations\":false,\"PublishWorkflows\":true,"
                                    + "\"SolutionParameters\":{\"StageSolutionUploadId\":\""
                                    + staged.path("StageSolutionUploadId").asText() + "\"}}")
                    .json();
            JsonNode operation = end(wire, started.path("AsyncOperationId").asText());
            assertThat(operation.path("statuscode").asInt()).isEqualTo(30);
            String job = started.path("ImportJobKey").asText();
            assertThat(wire.get("importjobs(" + job + ")?$select=progress")
                            .json()
                            .path("progress")
                            .asDouble())
                    .isEqualTo(100.0);
            assertThat(wire.get("RetrieveSolutionImportResult(ImportJobId=" + job + ")")
                            .json()
                            .path("SolutionOperationResult")
                            .path("Status")
                            .asText())
                    .isEqualTo("Passed");
            assertThat(wire.post("PublishAllXml", "{}").status()).isEqualTo(204);
            JsonNode solution = wire.get("solutions?$filter=uniquename%20eq%20'Own'")
                    .json()
                    .path("value")
                    .get(0);
            assertThat(solution.path("version").asText()).isEqualTo("1.0.0.0");
            String id = solution.path("solutionid").asText();
            assertThat(wire.get("msdyn_solutioncomponentsummaries?$filter=(msdyn_solutionid%20eq%20" + id + ")")
                            .json()
                            .path("value"))
                    .hasSize(2);
            String export = wire.post("ExportSolution", "{\"SolutionName\":\"Own\",\"Managed\":false}")
                    .json()
                    .path("ExportSolutionFile")
                    .asText();
            assertThat(export).isEqualTo(file);
            assertThat(wire.patch("solutions(" + id + ")", "{\"version\":\"1.x\"}")
                            .code())
                    .isEqualTo("0x8004f01e");
            assertThat(wire.patch("solutions(" + id + ")", "{\"version\":\"1.0.0.1\"}")
                            .status())
                    .isEqualTo(204);
            assertThat(wire.delete("solutions(" + id + ")").status()).isEqualTo(204);
            assertThat(wire.get("solutions?$filter=uniquename%20eq%20'Own'")
                            .json()
                            .path("value"))
                    .isEmpty();
            assertThat(wire.get("environmentvariabledefinitions").json().path("value"))
                    .hasSize(1);
        }
    }

    private static JsonNode end(Wire wire, String id) throws IOException, InterruptedException {
        for (int i = 0; i < 2_400; i++) {
            JsonNode row = wire.get("asyncoperations(" + id + ")").json();
            if (row.path("statecode").asInt() == 3) {
                return row;
            }
            Thread.sleep(25);
        }
        throw new AssertionError("The job did not end.");
    }
}
