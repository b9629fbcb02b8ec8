package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.dataverse.ErrorCode;
import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import io.github.dataversealm.solution.dataverse.StageResult;
import io.github.dataversealm.solution.deploy.DataverseInTime.Mishap;
import io.github.dataversealm.solution.testkit.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SolutionImportTest {

    @TempDir
    Path folder;

    private ImportFixture fixture;
    private DataverseInTime service;

    @BeforeEach
    void prepare() {
        fixture = new ImportFixture(folder);
        service = fixture.service;
    }

    // ---------------------------------------------------------------- the plain ways

    @Test
    void a_solution_that_is_not_installed_is_imported_in_few_requests() throws IOException {
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.state()).isEqualTo(RunState.DONE);
        assertThat(report.decision()).isEqualTo("install");
        assertThat(report.components()).hasSize(1);
        assertThat(service.effects).containsExactly("ImportSolutionAsync Trips 1.0.0.0");
        assertThat(service.requests()).isLessThanOrEqualTo(15);
    }

    @Test
    void an_unmanaged_solution_is_published_in_few_requests() throws IOException {
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", false));
        assertThat(report.isGood()).isTrue();
        assertThat(service.effects).containsExactly("ImportSolutionAsync Trips 1.0.0.0", "publish");
        assertThat(service.requests()).isLessThanOrEqualTo(15);
    }

    @Test
    void a_higher_managed_version_is_an_upgrade_in_one_step_and_few_requests() throws IOException {
        service.install("Trips", "1.0.0.0", true);
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.1.0.0", true));
        assertThat(report.isGood()).isTrue();
        assertThat(service.effects).containsExactly("StageAndUpgradeAsync Trips 1.1.0.0");
        assertThat(service.requests()).isLessThanOrEqualTo(15);
    }

    @Test
    void the_same_managed_version_is_skipped_without_an_upload() throws IOException {
        service.install("Trips", "1.0.0.0", true);
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.state()).isEqualTo(RunState.SKIPPED);
        assertThat(service.count("stage")).isZero();
        assertThat(service.effects).isEmpty();
    }

    @Test
    void both_flags_upgrade_in_two_steps() throws IOException {
        service.install("Trips", "1.0.0.0", true);
        fixture.options = Options.with(options -> options.importAsHolding = options.stageAndUpgrade = true);
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.1.0.0", true));
        assertThat(report.isGood()).isTrue();
        assertThat(service.effects)
                .containsExactly("ImportSolutionAsync Trips_Upgrade 1.1.0.0", "promote Trips 1.1.0.0");
    }

    @Test
    void a_service_without_the_single_step_gets_two() throws IOException {
        service.install("Trips", "1.0.0.0", true);
        service.startFaults.add(
                DataverseInTime.fault(404, 0x8006088a, "Resource not found for the segment 'StageAndUpgradeAsync'."));
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.1.0.0", true));
        assertThat(report.problem()).isEmpty();
        assertThat(service.effects)
                .containsExactly("ImportSolutionAsync Trips_Upgrade 1.1.0.0", "promote Trips 1.1.0.0");
    }

    @Test
    void a_staged_upgrade_is_left_for_the_goal_upgrade() throws IOException {
        service.install("Trips", "1.0.0.0", true);
        fixture.options = Options.with(options -> options.importAsHolding = true);
        SolutionPackage zip = fixture.zip("Trips", "1.1.0.0", true);
        assertThat(fixture.run(zip).isGood()).isTrue();
        assertThat(service.solution("Trips").orElseThrow().version()).isEqualTo("1.0.0.0");
        assertThat(fixture.run(zip).state()).isEqualTo(RunState.SKIPPED);

        UpgradeRun upgrade = new UpgradeRun(fixture.target(), "Trips", Duration.ofMinutes(5), Duration.ofSeconds(10));
        upgrade.apply(upgrade.look().orElseThrow());
        assertThat(service.solution("Trips").orElseThrow().version()).isEqualTo("1.1.0.0");
        assertThat(upgrade.look()).isEmpty();
    }

    /** What a new version no longer has goes with it, and that is not a delete, in one step or in two. */
    @Test
    void production_is_upgraded_without_a_confirmation() throws IOException {
        fixture.production = true;
        service.install("Trips", "1.0.0.0", true);
        assertThat(fixture.run(fixture.zip("Trips", "1.1.0.0", true)).isGood()).isTrue();
        assertThat(service.solution("Trips").orElseThrow().version()).isEqualTo("1.1.0.0");

        fixture.options = Options.with(options -> options.importAsHolding = true);
        assertThat(fixture.run(fixture.zip("Trips", "1.2.0.0", true)).isGood()).isTrue();
        UpgradeRun upgrade = new UpgradeRun(fixture.target(), "Trips", Duration.ofMinutes(5), Duration.ofSeconds(10));
        assertThat(upgrade.apply(upgrade.look().orElseThrow()).solution().version())
                .isEqualTo("1.2.0.0");
    }

    @Test
    void a_left_over_upgrade_is_said_and_only_touched_on_a_flag() throws IOException {
        service.install("Trips", "1.0.0.0", true);
        service.install("Trips_Upgrade", "1.1.0.0", true);
        SolutionPackage zip = fixture.zip("Trips", "1.2.0.0", true);
        SolutionReport refused = fixture.run(zip);
        assertThat(refused.state()).isEqualTo(RunState.FAILED);
        assertThat(refused.problem()).contains("Trips_Upgrade 1.1.0.0");
        assertThat(refused.advice()).contains("-Dsolution.pendingUpgrade=apply", "-Dsolution.pendingUpgrade=discard");
        assertThat(service.effects).isEmpty();

        fixture.options = Options.with(options -> options.pendingUpgrade = PendingUpgrade.APPLY);
        assertThat(fixture.run(zip).problem()).isEmpty();
        assertThat(service.effects).containsExactly("promote Trips 1.1.0.0", "StageAndUpgradeAsync Trips 1.2.0.0");
    }

    @Test
    void a_left_over_upgrade_can_be_discarded() throws IOException {
        service.install("Trips", "1.0.0.0", true);
        service.install("Trips_Upgrade", "1.1.0.0", true);
        fixture.options = Options.with(options -> options.pendingUpgrade = PendingUpgrade.DISCARD);
        assertThat(fixture.run(fixture.zip("Trips", "1.2.0.0", true)).isGood()).isTrue();
        assertThat(service.effects).containsExactly("uninstall Trips_Upgrade", "StageAndUpgradeAsync Trips 1.2.0.0");
    }

    @Test
    void production_takes_no_unmanaged_solution() throws IOException {
        fixture.production = true;
        EnvironmentReport report =
                fixture.run(List.of(fixture.zip("Base", "1.0.0.0", true), fixture.zip("Trips", "1.0.0.0", false)));
        assertThat(report.isGood()).isFalse();
        assertThat(report.fault())
                .get()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("Trips 1.0.0.0 (unmanaged)", "production", "Import the managed zip");
        assertThat(service.count("stage")).isZero();
        assertThat(service.jobs).isEmpty();
    }

    // ---------------------------------------------------------------- an unclear start

    @Test
    void a_lost_answer_is_looked_up() throws IOException {
        service.mishaps.add(Mishap.ANSWER_LOST);
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.problem()).isEmpty();
        assertThat(service.effects).containsExactly("ImportSolutionAsync Trips 1.0.0.0");
    }

    @Test
    void a_lost_request_is_sent_again_after_a_while() throws IOException {
        service.mishaps.add(Mishap.REQUEST_LOST);
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.problem()).isEmpty();
        assertThat(service.effects).containsExactly("ImportSolutionAsync Trips 1.0.0.0");
        assertThat(fixture.time.elapsed()).isGreaterThanOrEqualTo(fixture.options.startGrace());
    }

    @Test
    void rows_that_come_late_do_not_lead_to_a_second_import() throws IOException {
        service.mishaps.add(Mishap.ANSWER_LOST);
        service.operationDelay = Duration.ofSeconds(8);
        service.queue = Duration.ofSeconds(25);
        service.rowDelay = Duration.ofSeconds(10);
        service.duration = Duration.ofSeconds(40);
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.problem()).isEmpty();
        assertThat(service.effects).hasSize(1);
        assertThat(service.count("importSolution")).isEqualTo(1);
    }

    @Test
    void a_row_later_than_the_grace_is_found_by_the_id_that_is_used_again() throws IOException {
        service.mishaps.add(Mishap.ANSWER_LOST);
        service.operationDelay = Duration.ofHours(1);
        service.queue = Duration.ofSeconds(50);
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.problem()).isEmpty();
        assertThat(service.effects).hasSize(1);
        assertThat(service.count("importSolution")).isEqualTo(2);
    }

    @Test
    void a_service_that_ignores_our_id_is_understood() throws IOException {
        service.ignoresJobIds = true;
        service.mishaps.add(Mishap.ANSWER_LOST);
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.problem()).isEmpty();
        assertThat(service.effects).hasSize(1);
        assertThat(service.count("importSolution")).isEqualTo(1);
    }

    @Test
    void an_import_of_somebody_else_is_not_taken_for_ours() throws IOException {
        service.mishaps.add(Mishap.REQUEST_LOST);
        SolutionPackage zip = fixture.zip("Trips", "1.0.0.0", true);
        service.foreign(Duration.ofSeconds(90));
        SolutionReport report = fixture.run(zip);
        assertThat(report.problem()).isEmpty();
        assertThat(service.effects).containsExactly("ImportSolutionAsync Trips 1.0.0.0");
        assertThat(fixture.messages.infos())
                .anyMatch(line -> line.contains("Waiting to start") && line.contains("Jane Doe"));
    }

    @Test
    void an_answer_lost_while_somebody_else_imports_is_waited_for() throws IOException {
        service.mishaps.add(Mishap.ANSWER_LOST);
        SolutionPackage zip = fixture.zip("Trips", "1.0.0.0", true);
        // begins between the look for running operations and the start
        service.beforeStage = () -> service.foreign(Duration.ofSeconds(120));
        SolutionReport report = fixture.run(zip);
        assertThat(report.problem()).isEmpty();
        assertThat(service.effects).hasSize(1);
    }

    // ---------------------------------------------------------------- locks

    @Test
    void a_lock_at_the_start_is_waited_for() throws IOException {
        service.startFaults.add(DataverseInTime.locked());
        service.startFaults.add(DataverseInTime.locked());
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.problem()).isEmpty();
        assertThat(service.effects).hasSize(1);
        assertThat(service.count("stage")).as("uploads").isEqualTo(1);
    }

    @Test
    void an_upload_that_waited_too_long_is_repeated_and_one_that_is_new_goes_with_the_import() throws IOException {
        service.startFaults.add(DataverseInTime.locked());
        service.startFaults.add(DataverseInTime.fault(404, 0x80040217, "StageSolutionUpload does not exist."));
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.problem()).isEmpty();
        assertThat(service.count("stage")).as("uploads").isEqualTo(2);

        service.startFaults.add(DataverseInTime.fault(404, 0x80040217, "StageSolutionUpload does not exist."));
        SolutionReport next = fixture.run(fixture.zip("Cars", "1.0.0.0", true));
        assertThat(next.problem()).isEmpty();
        assertThat(service.count("stage")).as("uploads").isEqualTo(3);
        assertThat(service.effects).hasSize(2);
    }

    @Test
    void a_lock_inside_the_job_is_waited_for_and_tried_again_under_another_id() throws IOException {
        service.jobFaults.add("ImportAsHolding failed with exception :Cannot start another [Import] because there is a"
                + " previous [Import] running at this moment. Use Solution History for more details.");
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.problem()).isEmpty();
        assertThat(service.effects).hasSize(1);
        assertThat(service.count("importSolution")).isEqualTo(2);
    }

    @Test
    void a_lock_beyond_the_limit_names_who_holds_it() throws IOException {
        service.foreign(Duration.ofHours(3));
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(report.problem()).contains("was not started", "Jane Doe");
        assertThat(service.count("importSolution")).isZero();
    }

    @Test
    void publishing_waits_for_the_lock_that_the_import_leaves() throws IOException {
        service.publishFaults.add(DataverseInTime.locked());
        service.publishFaults.add(DataverseInTime.locked());
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", false));
        assertThat(report.problem()).isEmpty();
        assertThat(service.effects).containsExactly("ImportSolutionAsync Trips 1.0.0.0", "publish");
    }

    // ---------------------------------------------------------------- failures

    @Test
    void a_failed_job_is_explained_and_tried_again_by_the_next_run() throws IOException {
        service.jobFaults.add("0x80048541 Solution manifest import: FAILURE: The import solution must have a higher"
                + " version than the existing solution it is upgrading.");
        SolutionPackage zip = fixture.zip("Trips", "1.0.0.0", true);
        SolutionReport failed = fixture.run(zip);
        assertThat(failed.state()).isEqualTo(RunState.FAILED);
        assertThat(failed.problem()).contains("took back", "must have a higher version");
        assertThat(fixture.run(zip).state()).isEqualTo(RunState.DONE);
        assertThat(service.effects).hasSize(1);
    }

    @Test
    void a_refused_zip_lists_what_is_missing_before_anything_is_changed() throws IOException {
        var required = new MissingDependencyRow.Component("1", "", "contoso_car", "Car", "", "");
        var dependent = new MissingDependencyRow.Component("60", "", "", "Information", "contoso_trip", "Trip");
        service.staged = Optional.of(new StageResult(
                Optional.empty(),
                false,
                false,
                List.of(),
                List.of(new StageResult.ValidationResult(
                        "Error",
                        new ErrorCode(0x8004801d),
                        "The following solution cannot be imported: Trips. Some dependencies are missing.")),
                List.of(new MissingDependencyRow(required, "Cars (1.0.0.2)", dependent))));
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(report.problem()).contains("nothing was changed");
        assertThat(report.missing()).hasSize(1);
        assertThat(service.jobs).isEmpty();
    }

    @Test
    void missing_updates_of_products_keep_nothing_out_that_skips_the_check() throws IOException {
        StageResult lacksUpdate = lacking("True");
        service.staged = Optional.of(lacksUpdate);
        assertThat(fixture.run(fixture.zip("Trips", "1.0.0.0", true)).state()).isEqualTo(RunState.FAILED);
        fixture.options = Options.with(options -> options.skipDependencyCheck = true);
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.problem()).isEmpty();
        assertThat(fixture.messages.warnings()).anyMatch(text -> text.contains("misses updates of products"));
        assertThat(service.effects).hasSize(1);
    }

    @Test
    void other_missing_dependencies_keep_it_out_whatever_is_skipped() throws IOException {
        service.staged = Optional.of(lacking("False"));
        fixture.options = Options.with(options -> options.skipDependencyCheck = true);
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(service.count("importSolution")).isZero();
    }

    private static StageResult lacking(String productUpdatesOnly) {
        return new StageResult(
                Optional.empty(),
                false,
                false,
                List.of(),
                List.of(new StageResult.ValidationResult(
                        "Error",
                        new ErrorCode(0x8004801d),
                        "The following solution cannot be imported: Trips. Some dependencies are missing. The missing"
                                + " dependencies are : <MissingDependencies><MissingDependency><Required type=\"1\""
                                + " schemaName=\"x\" solution=\"Sales (9.1)\"/><Dependent type=\"1\" schemaName=\"y\"/>"
                                + "</MissingDependency></MissingDependencies> , ProductUpdatesOnly : "
                                + productUpdatesOnly)),
                List.of());
    }

    @Test
    void a_success_that_shows_nothing_installed_is_no_success() throws IOException {
        service.forgetsEffects = true;
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(report.problem()).contains("is not installed");
    }

    @Test
    void the_end_of_the_wait_is_not_a_failure_and_the_next_run_continues() throws IOException {
        service.duration = Duration.ofMinutes(90);
        SolutionPackage zip = fixture.zip("Trips", "1.0.0.0", true);
        SolutionReport report = fixture.run(zip);
        assertThat(report.state()).isEqualTo(RunState.STILL_RUNNING);
        assertThat(report.advice()).contains("does not import twice");
        assertThat(fixture.run(zip).state()).isEqualTo(RunState.DONE);
        assertThat(service.count("importSolution")).isEqualTo(1);
    }

    @Test
    void an_outage_in_the_middle_is_part_of_the_wait() throws IOException {
        service.duration = Duration.ofMinutes(5);
        service.awayFrom = Duration.ofSeconds(20);
        service.awayUntil = Duration.ofMinutes(9);
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.problem()).isEmpty();
        assertThat(service.effects).hasSize(1);
    }

    @Test
    void the_record_is_written_and_its_log_kept() throws IOException {
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        Path record = folder.resolve("target/import-test.json");
        assertThat(Files.readString(record))
                .contains(
                        "\"state\" : \"done\"",
                        report.importJobId().orElseThrow().toString());
        assertThat(report.log().orElseThrow()).exists().hasFileName("import-test-Trips.xml");
    }

    // ---------------------------------------------------------------- no wrong success, no endless run

    @Test
    void the_version_of_before_does_not_make_a_lost_job_a_success() throws IOException {
        service.install("Trips", "1.0.0.0", true);
        fixture.options = Options.with(options -> options.update = true);
        service.forgetsEffects = true;
        service.rowDelay = Duration.ofDays(1);
        service.operationDelay = Duration.ofDays(1);
        fixture.time.advance(Duration.ofMinutes(1));
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(report.problem()).contains("ended without a result");
        assertThat(report.advice()).contains("mvn solution:history");
    }

    @Test
    void a_lost_answer_is_not_followed_by_another_start_when_the_time_is_over() throws IOException {
        service.mishaps.add(DataverseInTime.Mishap.ANSWER_LOST);
        service.rowDelay = Duration.ofDays(1);
        service.operationDelay = Duration.ofDays(1);
        fixture.options = Options.with(options -> options.maxWait = Duration.ofSeconds(10));
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.state()).isEqualTo(RunState.STILL_RUNNING);
        assertThat(report.advice()).contains("Run the same command again");
        assertThat(service.count("importSolution")).isEqualTo(1);
        assertThat(fixture.time.elapsed()).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void an_upgrade_that_has_no_effect_is_not_applied_for_ever() {
        service.install("Trips", "1.0.0.0", true);
        service.install("Trips_Upgrade", "1.1.0.0", true);
        service.forgetsEffects = true;
        UpgradeRun upgrade = new UpgradeRun(fixture.target(), "Trips", Duration.ofMinutes(5), Duration.ofSeconds(10));
        UpgradeRun.Staged staged = upgrade.look().orElseThrow();
        assertThatThrownBy(() -> upgrade.apply(staged)).hasMessageContaining("shows nothing of it");
        assertThat(service.count("deleteAndPromote")).isEqualTo(3);
    }

    @Test
    void an_upgrade_whose_answers_are_lost_ends_with_the_time() {
        service.install("Trips", "1.0.0.0", true);
        service.install("Trips_Upgrade", "1.1.0.0", true);
        service.forgetsEffects = true;
        service.operationDelay = Duration.ofDays(1);
        service.mishaps.add(DataverseInTime.Mishap.ANSWER_LOST);
        service.mishaps.add(DataverseInTime.Mishap.ANSWER_LOST);
        UpgradeRun upgrade = new UpgradeRun(fixture.target(), "Trips", Duration.ofSeconds(5), Duration.ofSeconds(10));
        UpgradeRun.Staged staged = upgrade.look().orElseThrow();
        assertThatThrownBy(() -> upgrade.apply(staged)).hasMessageContaining("Run the same command again");
        assertThat(service.count("deleteAndPromote")).isEqualTo(1);
        assertThat(fixture.time.elapsed()).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void a_log_that_cannot_be_read_does_not_make_a_success_uncertain() throws IOException {
        service.hidesLogs = true;
        SolutionReport report = fixture.run(fixture.zip("Trips", "1.0.0.0", true));
        assertThat(report.state()).isEqualTo(RunState.DONE);
        assertThat(report.log()).isEmpty();
        assertThat(fixture.messages.warnings())
                .anyMatch(line -> line.contains("The log of the import cannot be read: The answer is too large."));
    }

    @Test
    void the_name_of_a_solution_cannot_lead_its_log_elsewhere() throws IOException {
        SolutionReport report = fixture.run(fixture.zip("../../Trips", "1.0.0.0", true));
        assertThat(report.log())
                .get()
                .satisfies(log -> assertThat(log.normalize().getParent()).isEqualTo(folder.resolve("target")));
    }
}
