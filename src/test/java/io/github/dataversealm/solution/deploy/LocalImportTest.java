package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.testkit.Options;
import io.github.dataversealm.solution.testkit.ScaledTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports into the local environment, over a socket. */
class LocalImportTest {

    @TempDir
    Path folder;

    private LocalFixture local;

    @BeforeEach
    void start() throws IOException {
        local = new LocalFixture(folder.resolve("local"));
    }

    @AfterEach
    void stop() throws IOException {
        local.close();
    }

    @Test
    void install_upgrade_and_skip() throws IOException {
        SolutionReport first = run(LocalFixture.zip(folder, "Trips", "1.0.0.0", true));
        assertThat(first.problem()).isEmpty();
        assertThat(first.decision()).isEqualTo("install");
        assertThat(first.components()).isNotEmpty();

        SolutionReport second = run(LocalFixture.zip(folder, "Trips", "1.1.0.0", true));
        assertThat(second.problem()).isEmpty();
        assertThat(second.decision()).isEqualTo("upgrade");
        assertThat(local.dataverse.solution("Trips").orElseThrow().version()).isEqualTo("1.1.0.0");

        SolutionReport third = run(LocalFixture.zip(folder, "Trips", "1.1.0.0", true));
        assertThat(third.state()).isEqualTo(RunState.SKIPPED);
        assertThat(local.dataverse.history(Optional.of("Trips"), 20).stream()
                        .filter(HistoryEntry::succeeded)
                        .filter(entry -> entry.operation() == 0))
                .hasSize(2);
    }

    @Test
    void an_unmanaged_solution_twice() throws IOException {
        SolutionPackage zip = LocalFixture.zip(folder, "Trips", "1.0.0.0", false);
        assertThat(run(zip).problem()).isEmpty();
        SolutionReport second = run(zip);
        assertThat(second.state()).as(second.reason()).isEqualTo(RunState.SKIPPED);
    }

    @Test
    void two_steps_and_a_left_over_upgrade() throws IOException {
        run(LocalFixture.zip(folder, "Trips", "1.0.0.0", true));
        ImportOptions stage = Options.with(options -> options.importAsHolding = true);
        SolutionReport staged = run(stage, LocalFixture.zip(folder, "Trips", "1.1.0.0", true));
        assertThat(staged.problem()).isEmpty();
        assertThat(local.dataverse.solution("Trips_Upgrade")).isPresent();

        SolutionReport refused = run(LocalFixture.zip(folder, "Trips", "1.2.0.0", true));
        assertThat(refused.problem()).contains("Trips_Upgrade 1.1.0.0");

        ImportOptions apply = Options.with(options -> options.pendingUpgrade = PendingUpgrade.APPLY);
        SolutionReport done = run(apply, LocalFixture.zip(folder, "Trips", "1.2.0.0", true));
        assertThat(done.problem()).isEmpty();
        assertThat(local.dataverse.solution("Trips").orElseThrow().version()).isEqualTo("1.2.0.0");
        assertThat(local.dataverse.solution("Trips_Upgrade")).isEmpty();
    }

    /** The service may remove the rows of jobs as they end: what they did is seen elsewhere. */
    @Test
    void jobs_whose_rows_go_away_as_they_end() throws IOException {
        local.emulator.knobs(Knobs.defaults().with(Map.of("deleteSucceededJobs", true, "jobMillis", 100)));
        assertThat(run(LocalFixture.zip(folder, "Trips", "1.0.0.0", true)).problem())
                .isEmpty();
        assertThat(run(LocalFixture.zip(folder, "Trips", "1.1.0.0", true)).problem())
                .isEmpty();
        SolutionReport unmanaged = run(LocalFixture.zip(folder, "Cars", "1.0.0.0", false));
        assertThat(unmanaged.problem()).isEmpty();
        assertThat(local.dataverse.history(Optional.empty(), 50))
                .filteredOn(entry -> entry.operation() == 4)
                .as("published once")
                .hasSize(1);
    }

    @Test
    void the_pause_that_a_lock_asks_for_is_kept() throws IOException {
        VirtualTime time = new VirtualTime();
        List<String> starts = new CopyOnWriteArrayList<>();
        try (LocalFixture locked = LocalFixture.in(time, folder.resolve("locked"), line -> {
            if (line.contains("/ImportSolutionAsync")) {
                starts.add(line);
            }
        })) {
            locked.emulator.knobs(Knobs.defaults().with(Map.of("lockAtStart", true, "lockRetryAfter", 120)));
            ObjectNode lock = JsonNodeFactory.instance.objectNode();
            lock.putObject("lock").put("kind", "EntityCustomization").put("millis", 600_000);
            locked.emulator.organization(lock);
            EnvironmentReport report = locked.run(
                    time,
                    Options.with(options -> options.maxWait = Duration.ofMinutes(6)),
                    folder.resolve("records"),
                    LocalFixture.zip(folder, "Trips", "1.0.0.0", true));
            assertThat(report.isGood()).isFalse();
            assertThat(starts).as("in six minutes").hasSizeBetween(3, 5);
        }
    }

    private SolutionReport run(SolutionPackage zip) {
        return run(ImportOptions.DEFAULT, zip);
    }

    private SolutionReport run(ImportOptions options, SolutionPackage zip) {
        JobTime time = new ScaledTime(40);
        EnvironmentReport report = local.run(time, options, folder.resolve("records"), zip);
        report.fault().ifPresent(fault -> {
            throw new AssertionError(fault);
        });
        return report.solutions().get(0);
    }
}
