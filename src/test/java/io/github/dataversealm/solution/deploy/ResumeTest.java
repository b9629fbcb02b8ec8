package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.deploy.DataverseInTime.Mishap;
import io.github.dataversealm.solution.testkit.Options;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same command again, after the first was stopped at some moment, with its record or on another machine. */
class ResumeTest {

    @TempDir
    Path folder;

    private ImportFixture fixture;
    private DataverseInTime service;

    @BeforeEach
    void prepare() {
        fixture = new ImportFixture(folder);
        service = fixture.service;
        service.queue = Duration.ofSeconds(20);
        service.duration = Duration.ofSeconds(60);
    }

    /**
     * Columns: managed, an upgrade, the second of the job at which the run is stopped, how many seconds pass until the next,
     * whether the record is kept, whether the service takes our ids.
     */
    @ParameterizedTest
    @CsvSource({
        // stopped while the job waits
        "true, false, 5, 2, true, true",
        "true, false, 5, 2, false, true",
        "true, false, 5, 2, true, false",
        "true, false, 5, 2, false, false",
        "true, true, 5, 2, true, true",
        "true, true, 5, 2, false, true",
        "true, true, 5, 2, false, false",
        "false, false, 5, 2, true, true",
        "false, false, 5, 2, false, true",
        "false, true, 5, 2, false, true",
        // stopped while it runs
        "true, false, 40, 2, true, true",
        "true, false, 40, 2, false, true",
        "true, true, 40, 2, true, false",
        "true, true, 40, 2, false, false",
        "false, false, 40, 2, false, true",
        "false, true, 40, 2, true, true",
        // the job ends before the next run
        "true, false, 40, 300, true, true",
        "true, false, 40, 300, false, true",
        "true, false, 40, 300, false, false",
        "true, true, 40, 300, true, true",
        "true, true, 40, 300, false, true",
        "true, true, 40, 300, true, false",
        "false, false, 40, 300, true, true",
        "false, false, 40, 300, false, true",
        "false, false, 40, 300, true, false",
        "false, true, 40, 300, true, true",
        "false, true, 40, 300, false, true",
    })
    void a_run_that_was_stopped_is_continued(
            boolean managed, boolean upgrade, int stop, int pause, boolean keepRecord, boolean takesIds)
            throws IOException {
        service.ignoresJobIds = !takesIds;
        if (upgrade) {
            service.install("Trips", "1.0.0.0", managed);
        }
        SolutionPackage zip = fixture.zip("Trips", "1.1.0.0", managed);
        stopAt(zip, stop);
        fixture.time.advance(Duration.ofSeconds(pause));
        if (!keepRecord) {
            Files.delete(folder.resolve("target/import-test.json"));
        }

        SolutionReport report = fixture.run(zip);

        assertThat(report.problem()).isEmpty();
        assertThat(report.isGood()).isTrue();
        assertThat(service.effects.stream().filter(effect -> effect.contains("Trips 1.1.0.0")))
                .hasSize(1);
        assertThat(service.solution("Trips").orElseThrow().version()).isEqualTo("1.1.0.0");
        if (!managed) {
            assertThat(service.effects).contains("publish");
        }
    }

    /** Whether the solution arrived is not known; that it is not there yet is no reason to refuse its patch. */
    @Test
    void a_patch_comes_after_what_a_stopped_run_has_left_unfinished() throws IOException {
        List<SolutionPackage> zips = List.of(
                fixture.zip("Trips", "1.1.0.0", true),
                fixture.pack(new SolutionZipBuilder()
                        .named("Trips_Patch_ab12")
                        .version("1.1.1.0")
                        .managed("1")
                        .patchOf("Trips")));
        service.mishaps.add(Mishap.REQUEST_LOST);
        fixture.time.interruptAt(Duration.ofSeconds(5));
        assertThatThrownBy(() -> fixture.run(zips)).isInstanceOf(InterruptedCallException.class);
        Thread.interrupted();
        fixture.time.interruptAt(Duration.ofDays(365));
        assertThat(service.solution("Trips")).isEmpty();

        EnvironmentReport report = fixture.run(zips);

        assertThat(report.isGood()).as("%s", report.fault()).isTrue();
        assertThat(service.effects)
                .containsExactly("ImportSolutionAsync Trips 1.1.0.0", "ImportSolutionAsync Trips_Patch_ab12 1.1.1.0");
    }

    @Test
    void a_third_run_says_that_it_is_done() throws IOException {
        SolutionPackage zip = fixture.zip("Trips", "1.1.0.0", false);
        stopAt(zip, 40);
        assertThat(fixture.run(zip).state()).isEqualTo(RunState.DONE);
        SolutionReport third = fixture.run(zip);
        assertThat(third.state()).isEqualTo(RunState.SKIPPED);
        assertThat(third.reason()).contains("This very zip");
        assertThat(service.count("importSolution")).isEqualTo(1);
    }

    @Test
    void a_service_with_ids_of_its_own_is_known_by_the_record_again_and_again() throws IOException {
        service.ignoresJobIds = true;
        SolutionPackage zip = fixture.zip("Trips", "1.1.0.0", false);
        assertThat(fixture.run(zip).state()).isEqualTo(RunState.DONE);
        assertThat(fixture.run(zip).state()).isEqualTo(RunState.SKIPPED);
        assertThat(fixture.run(zip).state()).isEqualTo(RunState.SKIPPED);
        assertThat(service.count("importSolution")).isEqualTo(1);
    }

    @Test
    void what_failed_after_the_import_is_done_by_the_next_run() throws IOException {
        service.publishFaults.add(DataverseInTime.fault(403, 0x80040220, "No privilege."));
        SolutionPackage zip = fixture.zip("Trips", "1.1.0.0", false);
        SolutionReport first = fixture.run(zip);
        assertThat(first.state()).isEqualTo(RunState.FAILED);
        assertThat(first.problem()).contains("The import is done, and publishing was refused.");
        assertThat(Files.readString(folder.resolve("target/import-test.json"))).contains("\"unfinished\"");

        assertThat(fixture.run(zip).problem()).isEmpty();
        assertThat(service.effects).containsExactly("ImportSolutionAsync Trips 1.1.0.0", "publish");
    }

    @Test
    void a_solution_that_was_changed_since_is_imported_again() throws IOException {
        SolutionPackage zip = fixture.zip("Trips", "1.1.0.0", false);
        assertThat(fixture.run(zip).state()).isEqualTo(RunState.DONE);
        fixture.time.advance(Duration.ofMinutes(30));
        service.install("Trips", "1.1.0.0", false);
        assertThat(fixture.run(zip).state()).isEqualTo(RunState.DONE);
        assertThat(service.count("importSolution")).isEqualTo(2);
    }

    @Test
    void force_imports_an_unchanged_solution_again() throws IOException {
        SolutionPackage zip = fixture.zip("Trips", "1.1.0.0", false);
        assertThat(fixture.run(zip).state()).isEqualTo(RunState.DONE);
        fixture.options = Options.with(options -> options.forceOverwrite = true);
        assertThat(fixture.run(zip).state()).isEqualTo(RunState.DONE);
        assertThat(service.count("importSolution")).isEqualTo(2);
    }

    @Test
    void force_does_not_repeat_what_a_stopped_run_has_done() throws IOException {
        fixture.options = Options.with(options -> options.forceOverwrite = true);
        SolutionPackage zip = fixture.zip("Trips", "1.1.0.0", false);
        stopAt(zip, 40);
        fixture.time.advance(Duration.ofMinutes(5));
        assertThat(fixture.run(zip).state()).isEqualTo(RunState.DONE);
        assertThat(service.count("importSolution")).isEqualTo(1);
    }

    @Test
    void a_solution_that_was_uninstalled_since_is_installed_again() throws IOException {
        SolutionPackage zip = fixture.zip("Trips", "1.1.0.0", true);
        assertThat(fixture.run(zip).state()).isEqualTo(RunState.DONE);
        service.solutions.clear();
        assertThat(fixture.run(zip).state()).isEqualTo(RunState.DONE);
        assertThat(service.count("importSolution")).isEqualTo(2);
    }

    @Test
    void a_run_that_was_stopped_and_overtaken_by_another_version_decides_anew() throws IOException {
        SolutionPackage zip = fixture.zip("Trips", "1.1.0.0", true);
        stopAt(zip, 40);
        fixture.time.advance(Duration.ofMinutes(5));
        service.tick();
        service.install("Trips", "1.2.0.0", true);
        SolutionReport report = fixture.run(zip);
        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(report.problem()).contains("1.2.0.0 is installed");
    }

    @Test
    void a_start_that_was_cut_off_is_looked_for_before_it_is_repeated() throws IOException {
        service.mishaps.add(Mishap.ANSWER_LOST);
        service.operationDelay = Duration.ofSeconds(9);
        SolutionPackage zip = fixture.zip("Trips", "1.1.0.0", true);
        fixture.time.interruptAt(Duration.ofSeconds(1));
        assertThatThrownBy(() -> fixture.run(zip)).isInstanceOf(InterruptedCallException.class);
        Thread.interrupted();
        fixture.time.interruptAt(Duration.ofDays(365));
        assertThat(Files.readString(folder.resolve("target/import-test.json"))).contains("\"state\" : \"starting\"");

        assertThat(fixture.run(zip).problem()).isEmpty();
        assertThat(service.count("importSolution")).isEqualTo(1);
    }

    @Test
    void a_damaged_record_counts_as_none() throws IOException {
        SolutionPackage zip = fixture.zip("Trips", "1.1.0.0", true);
        stopAt(zip, 40);
        Files.writeString(folder.resolve("target/import-test.json"), "{\"solutions\": [{\"attempt\": ");
        assertThat(fixture.run(zip).problem()).isEmpty();
        assertThat(service.count("importSolution")).isEqualTo(1);
    }

    @Test
    void an_upgrade_in_two_steps_that_was_stopped_between_them_is_finished() throws IOException {
        service.install("Trips", "1.0.0.0", true);
        fixture.options = Options.with(options -> options.importAsHolding = options.stageAndUpgrade = true);
        SolutionPackage zip = fixture.zip("Trips", "1.1.0.0", true);
        stopAt(zip, 90);
        fixture.time.advance(Duration.ofMinutes(5));
        assertThat(fixture.run(zip).problem()).isEmpty();
        assertThat(service.effects)
                .containsExactly("ImportSolutionAsync Trips_Upgrade 1.1.0.0", "promote Trips 1.1.0.0");
    }

    @Test
    void the_id_of_a_job_is_the_same_on_every_machine() {
        JobIds ids = new JobIds(DataverseInTime.ORGANIZATION, "00ff", "Trips");
        JobIds same = new JobIds(DataverseInTime.ORGANIZATION, "00ff", "TRIPS");
        assertThat(ids.id(JobIds.Kind.UPGRADE, 0)).isEqualTo(same.id(JobIds.Kind.UPGRADE, 0));
        assertThat(ids.id(JobIds.Kind.UPGRADE, 0).version()).isEqualTo(5);
        assertThat(ids.id(JobIds.Kind.UPGRADE, 0))
                .isNotEqualTo(ids.id(JobIds.Kind.UPGRADE, 1))
                .isNotEqualTo(ids.id(JobIds.Kind.IMPORT, 0));
    }

    /** Stops the run that many seconds after it began to wait for its job. */
    private void stopAt(SolutionPackage zip, int seconds) {
        fixture.time.interruptAt(fixture.time.elapsed().plusSeconds(seconds));
        assertThatThrownBy(() -> fixture.run(zip)).isInstanceOf(InterruptedCallException.class);
        Thread.interrupted();
        fixture.time.interruptAt(Duration.ofDays(365));
    }
}
