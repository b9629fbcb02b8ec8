package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.dataverse.ComponentParameter;
import io.github.dataversealm.solution.dataverse.ConnectionReferenceRow;
import io.github.dataversealm.solution.dataverse.EnvironmentVariableRow;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.dataverse.WorkflowRow;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.Options;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowsAndSettingsTest {

    private static final UUID CHILD = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID PARENT = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final UUID OFF = UUID.fromString("00000000-0000-4000-8000-000000000003");

    @TempDir
    Path folder;

    private ImportFixture fixture;
    private DataverseInTime service;

    @BeforeEach
    void prepare() {
        fixture = new ImportFixture(folder);
        service = fixture.service;
    }

    @Test
    void new_flows_are_turned_on_and_those_that_are_called_first() throws IOException {
        service.flowsOnAfterImport = false;
        service.flowNeeds.put(PARENT, CHILD);
        SolutionReport report = fixture.run(flows("1.0.0.0"));
        assertThat(report.problem()).isEmpty();
        assertThat(report.flows().turnedOn()).containsExactlyInAnyOrder("Parent", "Child", "Off");
        assertThat(report.flows().failed()).isEmpty();
        assertThat(service.effects).containsSubsequence("on Child", "on Parent");
    }

    @Test
    void a_flow_that_was_off_on_purpose_stays_off_and_owners_stay() throws IOException {
        installed(true, true, false);
        SolutionReport report = fixture.run(flows("1.1.0.0"));
        assertThat(report.problem()).isEmpty();
        assertThat(service.workflows.get(OFF).on()).isFalse();
        assertThat(service.workflows.get(PARENT).on()).isTrue();
        assertThat(report.flows().keptOff()).containsExactly("Off");
        assertThat(service.workflows.values()).extracting(WorkflowRow::ownerId).containsOnly("owner");
    }

    @Test
    void flows_that_the_import_turned_off_are_on_again() throws IOException {
        installed(true, true, false);
        service.flowsOnAfterImport = false;
        SolutionReport report = fixture.run(flows("1.1.0.0"));
        assertThat(report.flows().turnedOn()).containsExactlyInAnyOrder("Parent", "Child");
        assertThat(service.workflows.get(OFF).on()).isFalse();
    }

    @Test
    void the_state_before_survives_an_interruption() throws IOException {
        installed(true, true, false);
        service.duration = Duration.ofSeconds(60);
        SolutionPackage zip = flows("1.1.0.0");
        fixture.time.interruptAt(Duration.ofSeconds(30));
        assertThatThrownBy(() -> fixture.run(zip)).isInstanceOf(InterruptedCallException.class);
        Thread.interrupted();
        fixture.time.interruptAt(Duration.ofDays(1));
        fixture.time.advance(Duration.ofMinutes(5));
        SolutionReport report = fixture.run(zip);
        assertThat(report.problem()).isEmpty();
        assertThat(service.workflows.get(OFF).on()).isFalse();
        assertThat(service.workflows.get(PARENT).on()).isTrue();
    }

    @Test
    void without_its_record_no_flow_is_turned_on_that_somebody_may_have_turned_off() throws IOException {
        installed(true, true, false);
        service.duration = Duration.ofSeconds(60);
        service.flowsOnAfterImport = false;
        SolutionPackage zip = flows("1.1.0.0");
        fixture.time.interruptAt(Duration.ofSeconds(30));
        assertThatThrownBy(() -> fixture.run(zip)).isInstanceOf(InterruptedCallException.class);
        Thread.interrupted();
        fixture.time.interruptAt(Duration.ofDays(1));
        Files.delete(folder.resolve("target/import-test.json"));
        SolutionReport report = fixture.run(zip);
        assertThat(report.problem()).isEmpty();
        assertThat(report.state()).isEqualTo(RunState.DONE);
        assertThat(report.flows().undecided()).containsExactlyInAnyOrder("Parent", "Child", "Off");
        assertThat(service.workflows.values()).noneMatch(WorkflowRow::on);
    }

    @Test
    void a_flow_that_cannot_be_turned_on_says_why() throws IOException {
        service.flowsOnAfterImport = false;
        service.refusedFlows.put(
                CHILD,
                "Flow client error returned with status code \"Forbidden\" and details \"{\"error\":{\"code\":"
                        + "\"ConnectionAuthorizationFailed\",\"message\":\"No permission for connection 'abc'.\"}}\".");
        SolutionReport report = fixture.run(flows("1.0.0.0"));
        assertThat(report.flows().failed()).hasSize(1);
        assertThat(report.flows().failed().get(0).name()).isEqualTo("Child");
        assertThat(report.flows().failed().get(0).reason())
                .isEqualTo("ConnectionAuthorizationFailed: No permission for connection 'abc'.");
    }

    @Test
    void without_activation_new_flows_stay_as_they_are() throws IOException {
        service.flowsOnAfterImport = false;
        fixture.options = Options.with(options -> options.activatePlugins = false);
        SolutionReport report = fixture.run(flows("1.0.0.0"));
        assertThat(report.flows().turnedOn()).isEmpty();
    }

    // ---------------------------------------------------------------- settings

    @Test
    void settings_are_applied_when_the_import_is_skipped() throws IOException {
        service.install("Trips", "1.0.0.0", true);
        UUID id = UUID.randomUUID();
        service.connections.put(id, new ConnectionReferenceRow(id, "ctr_mail", "Mail", "/apis/shared_mail", "old"));
        service.variables.put(
                id,
                new EnvironmentVariableRow(
                        id, "ctr_Url", "Url", 100_000_000, Optional.empty(), Optional.empty(), Optional.of("same")));
        fixture.parameters = List.of(
                new ComponentParameter.Connection("CTR_mail", "", "", "/apis/shared_mail", "new"),
                new ComponentParameter.Variable("ctr_Url", Optional.empty(), "same"));
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.state()).isEqualTo(RunState.SKIPPED);
        assertThat(report.settings()).containsExactly("connection of ctr_mail");
        assertThat(service.connections.get(id).connectionId()).isEqualTo("new");
    }

    @Test
    void a_missing_setting_refuses_before_the_first_write() throws IOException {
        SolutionPackage zip = fixture.pack(new SolutionZipBuilder()
                .named("Trips")
                .element("<connectionreferences><connectionreference connectionreferencelogicalname=\"ctr_mail\">"
                        + "<connectorid>/providers/Microsoft.PowerApps/apis/shared_office365</connectorid>"
                        + "</connectionreference></connectionreferences>"));
        EnvironmentReport report = new EnvironmentDeployment(
                        fixture.target(),
                        ImportOptions.DEFAULT,
                        new FileSettings("test", Optional.empty(), "", Map.of(), fixture.messages),
                        folder.resolve("target"))
                .run(List.of(zip));
        assertThat(report.fault())
                .get()
                .isInstanceOfSatisfying(
                        SolutionException.class,
                        fault -> assertThat(fault.getMessage()).contains("ctr_mail"));
        assertThat(service.count("stage")).isZero();
        assertThat(service.count("importSolution")).isZero();
    }

    @Test
    void a_settings_file_sets_what_the_import_carries() throws IOException {
        SolutionPackage zip = fixture.pack(new SolutionZipBuilder()
                .named("Trips")
                .element("<connectionreferences><connectionreference connectionreferencelogicalname=\"ctr_mail\">"
                        + "<connectorid>/providers/Microsoft.PowerApps/apis/shared_office365</connectorid>"
                        + "</connectionreference></connectionreferences>"));
        Path file = folder.resolve("test.json");
        Files.writeString(file, """
                {"ConnectionReferences": [{"LogicalName": "ctr_mail", "ConnectionId": "${env.MAIL}",
                  "ConnectorId": "/providers/Microsoft.PowerApps/apis/shared_office365"}]}
                """);
        Map<String, List<ComponentParameter>> parameters = new FileSettings(
                        "test", Optional.of(file), "test.json", Map.of("MAIL", "c0ffee"), fixture.messages)
                .parameters(List.of(zip), service.dataverse());
        assertThat(parameters.get("Trips"))
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        ComponentParameter.Connection.class,
                        connection -> assertThat(connection.connectionId()).isEqualTo("c0ffee"));
    }

    private void installed(boolean child, boolean parent, boolean off) {
        service.install("Trips", "1.0.0.0", true);
        service.workflows.put(CHILD, new WorkflowRow(CHILD, "Child", 5, child, "owner"));
        service.workflows.put(PARENT, new WorkflowRow(PARENT, "Parent", 5, parent, "owner"));
        service.workflows.put(OFF, new WorkflowRow(OFF, "Off", 5, off, "owner"));
    }

    private SolutionPackage flows(String version) throws IOException {
        return fixture.pack(new SolutionZipBuilder()
                .named("Trips")
                .version(version)
                .managed("1")
                .element("<Workflows>" + flow(PARENT, "Parent") + flow(CHILD, "Child") + flow(OFF, "Off")
                        + "</Workflows>"));
    }

    private static String flow(UUID id, String name) {
        return "<Workflow WorkflowId=\"{" + id + "}\" Name=\"" + name + "\"><JsonFileName>/Workflows/" + name
                + ".json</JsonFileName><Type>1</Type><Category>5</Category><StateCode>1</StateCode>"
                + "<StatusCode>2</StatusCode></Workflow>";
    }
}
