package io.github.dataversealm.solution.emulator.solution;

import static io.github.dataversealm.solution.testkit.TableXml.column;
import static io.github.dataversealm.solution.testkit.TableXml.naming;
import static io.github.dataversealm.solution.testkit.TableXml.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dataversealm.solution.emulator.Emulator;
import io.github.dataversealm.solution.emulator.EmulatorOptions;
import io.github.dataversealm.solution.emulator.Wire;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows in the tables that solutions bring, over a real socket. */
class CustomTableTest {

    @TempDir
    Path folder;

    private Emulator emulator;
    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        emulator = Emulator.start(EmulatorOptions.in(folder.resolve("environment")));
        wire = new Wire(emulator);
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        emulator.close();
    }

    /** @param entities the tables, each with its columns */
    private Path zip(String version, String... entities) throws IOException {
        SolutionZipBuilder zip = new SolutionZipBuilder()
                .named("Trips")
                .version(version)
                .managed("1")
                .element("<Entities>" + String.join("", entities) + "</Entities>");
        for (String entity : entities) {
            zip.rootByName(1, entity.replaceFirst(".*?>([^<>]+)</Name>.*", "$1"));
        }
        return zip.publishedByContoso().write(folder.resolve(UUID.randomUUID() + ".zip"));
    }

    private void run(String message, Path zip) throws Exception {
        end(start(message, zip));
    }

    private JsonNode start(String message, Path zip) throws IOException {
        String file = Base64.getEncoder().encodeToString(Files.readAllBytes(zip));
        return wire.post(
                        message,
                        "{\"OverwriteUnmanagedCustomizations\":false,\"PublishWorkflows\":true,\"CustomizationFile\":\""
                                + file + "\",\"ImportJobId\":\"" + UUID.randomUUID() + "\"}")
                .json();
    }

    private void end(JsonNode started) throws Exception {
        JsonNode row = ended(started);
        assertThat(row.path("statuscode").asInt()).as(row.toString()).isEqualTo(30);
    }

    private JsonNode ended(JsonNode started) throws Exception {
        String id = started.path("AsyncOperationId").asText();
        for (int i = 0; i < 2_400; i++) {
            JsonNode row = wire.get("asyncoperations(" + id + ")").json();
            if (row.path("statecode").asInt() == 3) {
                return row;
            }
            Thread.sleep(25);
        }
        throw new AssertionError("The job did not end: " + started);
    }

    private static String trip(String... more) {
        return table(
                "ctr_Trip", "ctr_trips", column("ctr_TripId", "primarykey"), naming("ctr_Name"), String.join("", more));
    }

    private int count(String query) throws IOException {
        JsonNode answer = wire.get(query + (query.contains("?") ? "&" : "?") + "$count=true&$top=1")
                .json();
        assertThat(answer.has("@odata.count")).as(answer.toString()).isTrue();
        return answer.path("@odata.count").asInt();
    }

    @Test
    void rows_are_created_read_counted_and_chosen_by_what_is_null() throws Exception {
        run(
                "ImportSolutionAsync",
                zip(
                        "1.0.0.0",
                        trip(
                                column("ctr_Budget", "money"),
                                column("ctr_Guest", "lookup"),
                                column("ctr_Photo", "image"))));
        assertThat(wire.post("ctr_trips", "{\"ctr_name\":\"Oslo\",\"ctr_budget\":12.5}")
                        .status())
                .isEqualTo(204);
        assertThat(wire.post("ctr_trips", "{\"ctr_name\":\"Rome\"}").status()).isEqualTo(204);
        UUID guest = UUID.randomUUID();
        JsonNode bound = wire.post(
                        "ctr_trips",
                        "{\"ctr_name\":\"Bonn\",\"ctr_Guest@odata.bind\":\"/contacts(" + guest + ")\"}",
                        "Prefer",
                        "return=representation")
                .json();
        assertThat(bound.path("_ctr_guest_value").asText()).isEqualTo(guest.toString());
        assertThat(bound.path("ctr_budget").isNull()).isTrue();
        assertThat(count("ctr_trips")).isEqualTo(3);
        assertThat(count("ctr_trips?$filter=ctr_budget%20ne%20null")).isEqualTo(1);
        assertThat(count("ctr_trips?$filter=_ctr_guest_value%20ne%20null")).isEqualTo(1);
        assertThat(count("ctr_trips?$filter=ctr_photoid%20ne%20null")).isZero();
        assertThat(wire.get("ctr_trips/$count?$filter=ctr_name%20eq%20'Rome'").body())
                .isEqualTo("1");
        assertThat(wire.get("ctr_trips(" + bound.path("ctr_tripid").asText() + ")?$select=ctr_name")
                        .json()
                        .path("ctr_name")
                        .asText())
                .isEqualTo("Bonn");
        assertThat(wire.post("ctr_trips", "{\"ctr_nme\":\"Oslo\"}").message())
                .contains("undeclared property 'ctr_nme'");
        assertThat(wire.post("ctr_trips", "{\"ctr_budget\":\"much\"}").message())
                .contains("Edm.Double");
    }

    @Test
    void a_table_and_its_columns_are_described() throws Exception {
        run("ImportSolutionAsync", zip("1.0.0.0", trip(column("ctr_Budget", "money"))));
        JsonNode described = wire.get("EntityDefinitions(LogicalName='ctr_trip')?$select=LogicalName,EntitySetName,"
                        + "PrimaryIdAttribute&$expand=Attributes($select=LogicalName,AttributeType,AttributeTypeName)")
                .json();
        assertThat(described.path("EntitySetName").asText()).isEqualTo("ctr_trips");
        assertThat(described.path("PrimaryIdAttribute").asText()).isEqualTo("ctr_tripid");
        assertThat(described.path("Attributes").findValuesAsText("LogicalName"))
                .containsExactlyInAnyOrder("ctr_tripid", "ctr_name", "ctr_budget");
        assertThat(described.path("Attributes").findValuesAsText("Value")).contains("MoneyType");
        assertThat(wire.get("EntityDefinitions(LogicalName='ctr_absent')").status())
                .isEqualTo(404);
        assertThat(wire.get("$attributes").status()).isEqualTo(404);
    }

    @Test
    void an_upgrade_takes_the_values_of_a_column_and_the_rows_of_a_table_and_leaves_the_others() throws Exception {
        String type = table("ctr_Type", "", column("ctr_TypeId", "primarykey"), column("ctr_Label", "nvarchar"));
        run("ImportSolutionAsync", zip("1.1.0.0", trip(column("ctr_Budget", "money")), type));
        wire.post("ctr_trips", "{\"ctr_name\":\"Oslo\",\"ctr_budget\":12.5}");
        assertThat(wire.post("ctr_types", "{\"ctr_label\":\"long\"}").status()).isEqualTo(204);

        run("StageAndUpgradeAsync", zip("1.2.0.0", trip()));
        assertThat(wire.get("ctr_types").status()).isEqualTo(404);
        assertThat(wire.get("ctr_trips?$filter=ctr_budget%20ne%20null").message())
                .contains("Could not find a property named 'ctr_budget'");
        assertThat(count("ctr_trips")).isEqualTo(1);

        run("StageAndUpgradeAsync", zip("1.3.0.0", trip(column("ctr_Budget", "money")), type));
        assertThat(count("ctr_trips?$filter=ctr_budget%20ne%20null"))
                .as("what is gone is gone")
                .isZero();
        assertThat(count("ctr_types")).isZero();
    }

    @Test
    void a_column_on_a_table_of_the_platform_goes_with_its_solution_and_the_rows_stay() throws Exception {
        run("ImportSolutionAsync", zip("1.0.0.0", table("Account", "", column("ctr_Code", "nvarchar"))));
        assertThat(wire.post("accounts", "{\"ctr_code\":\"A1\"}").status()).isEqualTo(204);
        end(wire.post("UninstallSolutionAsync", "{\"SolutionUniqueName\":\"Trips\"}")
                .json());
        assertThat(wire.get("accounts").json().path("value")).hasSize(1);
        assertThat(wire.get("accounts?$filter=ctr_code%20ne%20null").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"solutions", "ImportJobs", "$components", "EntityDefinitions", "../x"})
    void a_table_does_not_take_the_rows_of_the_environment_itself(String set) throws Exception {
        run("ImportSolutionAsync", zip("1.0.0.0", trip()));
        int solutions = count("solutions");
        Path hostile = zip("1.1.0.0", trip(), table("ctr_Other", set, column("ctr_OtherId", "primarykey")));
        JsonNode ended = ended(start("ImportSolutionAsync", hostile));
        assertThat(ended.path("statuscode").asInt()).as(ended.toString()).isEqualTo(31);
        assertThat(ended.toString()).contains("The entity set name '" + set + "' of the table ctr_Other");
        end(wire.post("UninstallSolutionAsync", "{\"SolutionUniqueName\":\"Trips\"}")
                .json());
        assertThat(count("solutions")).isEqualTo(solutions - 1);
    }
}
