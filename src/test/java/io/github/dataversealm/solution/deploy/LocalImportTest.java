package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.testkit.Options;
import io.github.dataversealm.solution.testkit.ScaledTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
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
