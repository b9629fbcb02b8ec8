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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void a_flow_that_could_not_be_turned_on_is_tried_again_by_the_next_run() throws IOException {
        service.flowsOnAfterImport = false;
        service.refusedFlows.put(CHILD, "No permission.");
        SolutionPackage zip = flows("1.0.0.0");
        assertThat(fixture.run(zip).flows().failed()).hasSize(1);
        SolutionReport still = fixture.run(zip);
        assertThat(still.state()).isEqualTo(RunState.SKIPPED);
        assertThat(still.flows().failed()).hasSize(1);

        service.refusedFlows.clear();
        SolutionReport again = fixture.run(zip);
        assertThat(again.state()).isEqualTo(RunState.SKIPPED);
        assertThat(again.flows().turnedOn()).containsExactly("Child");
        // and then it is for people to decide
        service.setWorkflowState(CHILD, false);
        assertThat(fixture.run(zip).flows()).isEqualTo(FlowReport.NONE);
        assertThat(service.workflows.get(CHILD).on()).isFalse();
    }

    @Test
    void a_flow_that_could_not_be_turned_on_is_not_taken_for_one_that_somebody_turned_off() throws IOException {
        service.flowsOnAfterImport = false;
        service.refusedFlows.put(CHILD, "No permission.");
        fixture.run(flows("1.0.0.0"));
        service.refusedFlows.clear();
        service.setWorkflowState(OFF, false);
        service.flowsOnAfterImport = true;
        // another solution in between does not make it forgotten
        fixture.run(fixture.zip("Other", "1.0.0.0", true));
        SolutionReport next = fixture.run(flows("1.1.0.0"));
        assertThat(next.flows().keptOff()).containsExactly("Off");
        assertThat(service.workflows.get(CHILD).on()).isTrue();
        assertThat(service.workflows.get(OFF).on()).isFalse();
    }

    @Test
    void a_patch_does_not_turn_on_what_was_turned_off() throws IOException {
        UUID trips = service.install("Trips", "1.0.0.0", true).id();
        installed(true, true, false);
        service.members.put(trips, Set.of(CHILD, PARENT, OFF));
        SolutionZipBuilder patch = builder("Trips_Patch_ab12", "1.0.1.0");
        patch.manifest(patch.manifestText()
                .replace(
                        "<RootComponents>",
                        "<ParentSolution><UniqueName>Trips</UniqueName></ParentSolution><RootComponents>")
                .getBytes(StandardCharsets.UTF_8));
        SolutionReport report = fixture.run(fixture.pack(patch));
        assertThat(report.decision()).isEqualTo("install");
        assertThat(report.flows().keptOff()).containsExactly("Off");
        assertThat(service.workflows.get(OFF).on()).isFalse();
    }

    @Test
    void a_flow_that_another_solution_has_brought_keeps_its_state() throws IOException {
        UUID other = service.install("Other", "1.0.0.0", true).id();
        put(true, true, false);
        service.members.put(other, Set.of(CHILD, PARENT, OFF));
        SolutionReport report = fixture.run(flows("1.0.0.0"));
        assertThat(report.decision()).isEqualTo("install");
        assertThat(service.workflows.get(OFF).on()).isFalse();
    }

    @Test
    void an_id_that_is_none_belongs_to_no_flow() throws IOException {
        SolutionPackage zip = fixture.pack(new SolutionZipBuilder()
                .named("Trips")
                .element("<Workflows><Workflow WorkflowId=\"{nonsense}\" Name=\"Odd\">"
                        + "<Type>1</Type><Category>5</Category><StateCode>1</StateCode></Workflow></Workflows>"));
        service.noFlows = true;
        assertThat(fixture.run(zip).problem()).isEmpty();
    }

    // ---------------------------------------------------------------- upgrades in two steps

    @Test
    void flows_have_their_states_after_staging_and_after_the_upgrade() throws IOException {
        installed(true, true, false);
        service.workflows.remove(CHILD);
        fixture.options = Options.with(options -> options.importAsHolding = true);
        service.flowsOnAfterImport = false;
        SolutionReport staged = fixture.run(flows("1.1.0.0"));
        assertThat(staged.decision()).isEqualTo("stage");
        assertThat(service.workflows.get(PARENT).on()).isTrue();
        assertThat(service.workflows.get(OFF).on()).isFalse();
        assertThat(service.workflows.get(CHILD).on())
                .as("new: for the upgrade to turn on")
                .isFalse();

        service.flowsAfterPromotion = Optional.of(true);
        UpgradeRun.Applied applied = upgrade();
        assertThat(applied.solution().version()).isEqualTo("1.1.0.0");
        assertThat(service.workflows.get(OFF).on()).isFalse();
        assertThat(applied.flows().keptOff()).containsExactly("Off");
        assertThat(service.workflows.get(CHILD).on()).isTrue();
    }

    @Test
    void a_new_flow_of_a_staged_upgrade_is_turned_on_when_it_is_applied() throws IOException {
        installed(true, true, false);
        service.workflows.remove(CHILD);
        fixture.options = Options.with(options -> options.importAsHolding = true);
        service.flowsOnAfterImport = false;
        fixture.run(flows("1.1.0.0"));
        service.setWorkflowState(PARENT, false);
        UpgradeRun.Applied applied = upgrade();
        assertThat(applied.flows().turnedOn()).containsExactly("Child");
        assertThat(service.workflows.get(PARENT).on())
                .as("somebody turned it off between the steps")
                .isFalse();
    }

    @Test
    void an_upgrade_without_a_record_keeps_the_states_that_flows_have() throws IOException {
        installed(true, true, false);
        service.install("Trips_Upgrade", "1.1.0.0", true);
        service.flowsAfterPromotion = Optional.of(true);
        UpgradeRun.Applied applied = upgrade();
        assertThat(service.workflows.get(OFF).on()).isFalse();
        assertThat(service.workflows.get(PARENT).on()).isTrue();
        assertThat(applied.flows().keptOff()).containsExactly("Off");
    }

    @Test
    void an_upgrade_that_was_cut_off_gives_flows_their_states_when_it_is_typed_again() throws IOException {
        installed(true, true, false);
        service.install("Trips_Upgrade", "1.1.0.0", true);
        service.flowsAfterPromotion = Optional.of(false);
        service.duration = Duration.ofSeconds(60);
        fixture.time.interruptAt(fixture.time.elapsed().plusSeconds(30));
        assertThatThrownBy(this::upgrade).isInstanceOf(InterruptedCallException.class);
        Thread.interrupted();
        fixture.time.interruptAt(Duration.ofDays(1));
        fixture.time.advance(Duration.ofMinutes(5));
        UpgradeRun again = upgradeRun();
        assertThat(again.look()).isEmpty();
        assertThat(again.finish().turnedOn()).containsExactlyInAnyOrder("Parent", "Child");
        assertThat(upgradeRun().finish()).isEqualTo(FlowReport.NONE);
        assertThat(service.workflows.get(OFF).on()).isFalse();
    }

    @Test
    void a_left_over_upgrade_with_the_version_of_the_zip_is_what_the_import_does() throws IOException {
        UUID trips = service.install("Trips", "1.0.0.0", true).id();
        UUID holding = service.install("Trips_Upgrade", "1.1.0.0", true).id();
        put(false, true, false);
        service.members.put(trips, Set.of(PARENT, OFF));
        service.members.put(holding, Set.of(PARENT, OFF, CHILD));
        service.flowsAfterPromotion = Optional.of(false);
        fixture.options = Options.with(options -> options.pendingUpgrade = PendingUpgrade.APPLY);
        SolutionReport report = fixture.run(flows("1.1.0.0"));
        assertThat(report.state()).isEqualTo(RunState.DONE);
        assertThat(report.decision()).isEqualTo("apply the staged upgrade");
        assertThat(report.flows().turnedOn()).containsExactlyInAnyOrder("Parent", "Child");
        assertThat(report.flows().keptOff()).containsExactly("Off");
        assertThat(service.effects).first().isEqualTo("promote Trips 1.1.0.0");
    }

    @Test
    void a_left_over_upgrade_that_is_applied_or_removed_first_leaves_flows_as_they_were() throws IOException {
        for (PendingUpgrade pending : List.of(PendingUpgrade.APPLY, PendingUpgrade.DISCARD)) {
            installed(true, true, false);
            service.install("Trips_Upgrade", "1.1.0.0", true);
            service.flowsAfterPromotion = Optional.of(true);
            fixture.options = Options.with(options -> options.pendingUpgrade = pending);
            SolutionReport report = fixture.run(flows("1.2.0.0"));
            assertThat(report.problem()).isEmpty();
            assertThat(service.workflows.get(OFF).on()).as("%s", pending).isFalse();
            assertThat(service.workflows.get(PARENT).on()).as("%s", pending).isTrue();
        }
    }

    /** The refusal comes after the staged upgrade was applied, which was asked for. */
    @Test
    void flows_are_given_back_also_when_the_zip_is_refused_then() throws IOException {
        installed(true, true, false);
        service.install("Trips_Upgrade", "1.2.0.0", true);
        service.flowsAfterPromotion = Optional.of(true);
        fixture.options = Options.with(options -> options.pendingUpgrade = PendingUpgrade.APPLY);
        SolutionReport report = fixture.run(flows("1.1.0.0"));
        assertThat(report.decision()).isEqualTo("refuse");
        assertThat(service.workflows.get(OFF).on()).isFalse();
    }

    /** Killed at each moment, from the first request to the last: the states of the flows are those of a run that is not. */
    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void flows_have_their_states_whenever_an_upgrade_in_two_steps_is_cut_off(
            boolean onAfterImport, boolean onAfterPromotion) throws IOException {
        int stops = 0;
        for (int second = 1; second < 600; second++) {
            ImportFixture each = new ImportFixture(Files.createDirectories(folder.resolve("second" + second)));
            fixture = each;
            service = each.service;
            installed(true, true, false);
            service.workflows.remove(CHILD);
            service.flowsOnAfterImport = onAfterImport;
            service.flowsAfterPromotion = Optional.of(onAfterPromotion);
            service.duration = Duration.ofSeconds(20);
            service.flowDuration = Duration.ofSeconds(5);
            each.options = Options.with(options -> options.importAsHolding = options.stageAndUpgrade = true);
            SolutionPackage zip = flows("1.1.0.0");
            each.time.interruptAt(Duration.ofSeconds(second));
            boolean stopped = false;
            try {
                each.run(zip);
            } catch (InterruptedCallException e) {
                stopped = true;
                stops++;
            }
            Thread.interrupted();
            each.time.interruptAt(Duration.ofDays(365));
            each.time.advance(Duration.ofSeconds(second % 3 == 0 ? 300 : 1));

            SolutionReport report = each.run(zip);

            assertThat(report.problem()).as("stopped at %s", second).isEmpty();
            assertThat(service.workflows.values().stream()
                            .filter(WorkflowRow::on)
                            .map(WorkflowRow::name))
                    .as("stopped at %s: %s", second, service.effects)
                    .containsExactlyInAnyOrder("Parent", "Child");
            assertThat(service.effects)
                    .as("stopped at %s", second)
                    .containsOnlyOnce("ImportSolutionAsync Trips_Upgrade 1.1.0.0", "promote Trips 1.1.0.0");
            if (!stopped) {
                break;
            }
        }
        assertThat(stops).isGreaterThan(30);
    }

    @Test
    void an_upgrade_that_was_staged_and_then_applied_with_the_zip_keeps_states() throws IOException {
        installed(true, true, false);
        fixture.options = Options.with(options -> options.importAsHolding = true);
        fixture.run(flows("1.1.0.0"));
        assertThat(service.workflows.get(OFF).on()).isFalse();
        fixture.options = Options.with(options -> options.importAsHolding = options.stageAndUpgrade = true);
        service.flowsAfterPromotion = Optional.of(true);
        SolutionReport report = fixture.run(flows("1.1.0.0"));
        assertThat(report.state()).isEqualTo(RunState.DONE);
        assertThat(service.workflows.get(OFF).on()).isFalse();
    }

    // ---------------------------------------------------------------- what a run that was cut off knew

    @Test
    void the_next_version_knows_what_the_run_before_it_knew_when_that_was_cut_off() throws IOException {
        installed(true, true, false);
        cutOff(flows("1.1.0.0"));
        fixture.time.advance(Duration.ofMinutes(5));
        SolutionReport report = fixture.run(flows("1.2.0.0"));
        assertThat(report.problem()).isEmpty();
        assertThat(report.flows().keptOff()).contains("Off");
        assertThat(service.workflows.get(OFF).on()).isFalse();
    }

    @Test
    void what_a_run_knew_that_was_cut_off_days_ago_does_not_count() throws IOException {
        installed(true, true, false);
        cutOff(flows("1.1.0.0"));
        fixture.time.advance(Duration.ofDays(3));
        service.tick();
        service.setWorkflowState(OFF, true);
        fixture.run(flows("1.2.0.0"));
        assertThat(service.workflows.get(OFF).on()).isTrue();
    }

    private void cutOff(SolutionPackage zip) {
        service.duration = Duration.ofSeconds(60);
        fixture.time.interruptAt(fixture.time.elapsed().plusSeconds(30));
        assertThatThrownBy(() -> fixture.run(zip)).isInstanceOf(InterruptedCallException.class);
        Thread.interrupted();
        fixture.time.interruptAt(Duration.ofDays(365));
    }

    // ---------------------------------------------------------------- the time

    @Test
    void what_is_not_turned_on_in_time_is_named_and_done_by_the_next_run() throws IOException {
        service.flowsOnAfterImport = false;
        service.flowDuration = Duration.ofMinutes(3);
        fixture.options = Options.with(options -> options.maxWait = Duration.ofMinutes(5));
        SolutionPackage zip = flows("1.0.0.0");
        SolutionReport report = fixture.run(zip);
        assertThat(report.state()).isEqualTo(RunState.DONE);
        assertThat(report.flows().turnedOn()).hasSize(2);
        assertThat(report.flows().failed())
                .singleElement()
                .satisfies(flow -> assertThat(flow.reason()).contains("not tried, the time was over"));
        assertThat(fixture.run(zip).flows().turnedOn()).hasSize(1);
    }

    @Test
    void settings_and_publishing_are_not_begun_when_the_time_is_over() throws IOException {
        service.flowsOnAfterImport = false;
        service.flowDuration = Duration.ofMinutes(3);
        fixture.options = Options.with(options -> options.maxWait = Duration.ofMinutes(5));
        SolutionPackage zip = fixture.pack(builder("Trips", "1.0.0.0").managed("0"));
        SolutionReport report = fixture.run(zip);
        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(report.problem()).contains("The import is done, and was not published");
        assertThat(report.advice()).contains("Run the same command again");
        assertThat(service.effects).doesNotContain("publish");
        fixture.options = ImportOptions.DEFAULT;
        assertThat(fixture.run(zip).problem()).isEmpty();
        assertThat(service.effects).contains("publish");
        assertThat(service.workflows.values()).allMatch(WorkflowRow::on);
    }

    // ---------------------------------------------------------------- settings

    @Test
    void what_the_service_left_out_of_the_parameters_is_set_afterwards() throws IOException {
        service.install("Trips", "1.0.0.0", true);
        UUID id = UUID.randomUUID();
        service.variables.put(
                id,
                new EnvironmentVariableRow(
                        id, "ctr_Url", "Url", 100_000_000, Optional.empty(), Optional.empty(), Optional.of("old")));
        fixture.parameters = List.of(new ComponentParameter.Variable("ctr_Url", Optional.empty(), "new"));
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.1.0.0", true));
        assertThat(report.state()).isEqualTo(RunState.DONE);
        assertThat(service.variables.get(id).value()).contains("new");
        assertThat(report.settings()).containsExactly("environment variable ctr_Url");
    }

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
    void settings_that_are_not_begun_in_time_are_named_and_set_by_the_next_run() throws IOException {
        for (String name : List.of("ctr_A", "ctr_B", "ctr_C")) {
            UUID id = UUID.randomUUID();
            service.variables.put(
                    id,
                    new EnvironmentVariableRow(
                            id, name, name, 100_000_000, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        fixture.parameters = List.of(
                new ComponentParameter.Variable("ctr_A", Optional.empty(), "new"),
                new ComponentParameter.Variable("ctr_B", Optional.empty(), "new"),
                new ComponentParameter.Variable("ctr_C", Optional.empty(), "new"));
        service.flowsOnAfterImport = false;
        service.settingDuration = Duration.ofMinutes(3);
        fixture.options = Options.with(options -> options.maxWait = Duration.ofMinutes(5));
        SolutionPackage zip = fixture.pack(builder("Trips", "1.0.0.0").managed("0"));

        SolutionReport report = fixture.run(zip);

        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(report.problem())
                .isEqualTo("The environment variable ctr_C was not set: the time to wait was over before.");
        assertThat(report.advice()).contains("Run the same command again: it sets what is missing.");
        assertThat(report.settings()).containsExactly("environment variable ctr_A", "environment variable ctr_B");
        assertThat(service.effects).containsExactly("ImportSolutionAsync Trips 1.0.0.0", "set ctr_A", "set ctr_B");

        SolutionReport next = fixture.run(zip);
        assertThat(next.problem()).isEmpty();
        assertThat(next.settings()).containsExactly("environment variable ctr_C");
        assertThat(service.variables.values())
                .extracting(EnvironmentVariableRow::value)
                .containsOnly(Optional.of("new"));
        assertThat(service.workflows.values())
                .as("what comes after the settings")
                .allMatch(WorkflowRow::on);
        assertThat(service.effects).endsWith("publish").containsOnlyOnce("ImportSolutionAsync Trips 1.0.0.0");
    }

    private SolutionPackage needingConnection() throws IOException {
        return fixture.pack(new SolutionZipBuilder()
                .named("Trips")
                .element("<connectionreferences><connectionreference connectionreferencelogicalname=\"ctr_mail\">"
                        + "<connectorid>/providers/Microsoft.PowerApps/apis/shared_office365</connectorid>"
                        + "</connectionreference></connectionreferences>"));
    }

    @Test
    void a_missing_setting_refuses_before_the_first_write() throws IOException {
        SolutionPackage zip = needingConnection();
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
    void who_wants_it_so_imports_what_has_no_connection_yet() throws IOException {
        SolutionPackage zip = needingConnection();
        EnvironmentReport report = new EnvironmentDeployment(
                        fixture.target(),
                        Options.with(options -> options.allowMissingConnections = true),
                        new FileSettings("test", Optional.empty(), "", Map.of(), fixture.messages),
                        folder.resolve("target"))
                .run(List.of(zip));
        assertThat(report.isGood()).isTrue();
        assertThat(service.count("importSolution")).isEqualTo(1);
        assertThat(fixture.messages.warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .contains(
                                "[test] ",
                                "The connection reference 'ctr_mail' (shared_office365) has no connection."));
    }

    @Test
    void a_settings_file_that_nobody_had_to_make_yet_keeps_no_solution_out() throws IOException {
        FileSettings settings =
                new FileSettings("test", Optional.of(folder.resolve("no.json")), "no.json", Map.of(), fixture.messages);
        SolutionPackage plain = fixture.pack(new SolutionZipBuilder().named("Base"));
        assertThat(settings.parameters(List.of(plain), service.dataverse(), ImportOptions.DEFAULT)
                        .get("Base"))
                .isEmpty();
        assertThat(fixture.messages.warnings())
                .containsExactly("[test] The settings file no.json does not exist. None of the solutions needs a"
                        + " connection or a value.");

        SolutionPackage trips = fixture.pack(new SolutionZipBuilder()
                .named("Trips")
                .element("<connectionreferences><connectionreference connectionreferencelogicalname=\"ctr_mail\">"
                        + "<connectorid>/providers/Microsoft.PowerApps/apis/shared_office365</connectorid>"
                        + "</connectionreference></connectionreferences>"));
        assertThatThrownBy(() -> settings.parameters(List.of(plain, trips), service.dataverse(), ImportOptions.DEFAULT))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("no.json: the settings file does not exist")
                .hasMessageContaining("Make it: mvn solution:settings -Denv=test")
                .hasNoCause();
    }

    @Test
    void a_settings_file_sets_what_the_import_carries() throws IOException {
        SolutionPackage zip = needingConnection();
        Path file = folder.resolve("test.json");
        Files.writeString(file, """
                {"ConnectionReferences": [{"LogicalName": "ctr_mail", "ConnectionId": "${env.MAIL}",
                  "ConnectorId": "/providers/Microsoft.PowerApps/apis/shared_office365"}]}
                """);
        Map<String, List<ComponentParameter>> parameters = new FileSettings(
                        "test", Optional.of(file), "test.json", Map.of("MAIL", "c0ffee"), fixture.messages)
                .parameters(List.of(zip), service.dataverse(), ImportOptions.DEFAULT);
        assertThat(parameters.get("Trips"))
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        ComponentParameter.Connection.class,
                        connection -> assertThat(connection.connectionId()).isEqualTo("c0ffee"));
    }

    private UpgradeRun upgradeRun() {
        return new UpgradeRun(fixture.target(), "Trips", Duration.ofMinutes(10), Duration.ofSeconds(5))
                .recordedIn(folder.resolve("target"));
    }

    private UpgradeRun.Applied upgrade() throws IOException {
        UpgradeRun run = upgradeRun();
        return run.apply(run.look().orElseThrow());
    }

    private void installed(boolean child, boolean parent, boolean off) {
        service.install("Trips", "1.0.0.0", true);
        put(child, parent, off);
    }

    private void put(boolean child, boolean parent, boolean off) {
        service.workflows.put(CHILD, new WorkflowRow(CHILD, "Child", 5, child, "owner"));
        service.workflows.put(PARENT, new WorkflowRow(PARENT, "Parent", 5, parent, "owner"));
        service.workflows.put(OFF, new WorkflowRow(OFF, "Off", 5, off, "owner"));
    }

    private SolutionPackage flows(String version) throws IOException {
        return fixture.pack(builder("Trips", version));
    }

    private static SolutionZipBuilder builder(String name, String version) {
        return new SolutionZipBuilder()
                .named(name)
                .version(version)
                .managed("1")
                .element("<Workflows>" + flow(PARENT, "Parent") + flow(CHILD, "Child") + flow(OFF, "Off")
                        + "</Workflows>");
    }

    private static String flow(UUID id, String name) {
        return "<Workflow WorkflowId=\"{" + id + "}\" Name=\"" + name + "\"><JsonFileName>/Workflows/" + name
                + ".json</JsonFileName><Type>1</Type><Category>5</Category><StateCode>1</StateCode>"
                + "<StatusCode>2</StatusCode></Workflow>";
    }
}
