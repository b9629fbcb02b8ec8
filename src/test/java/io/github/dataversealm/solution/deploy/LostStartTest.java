package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.fault.FaultKind;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.fault.FaultRule;
import io.github.dataversealm.solution.http.HttpTrace;
import io.github.dataversealm.solution.testkit.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts of which it never becomes known in time whether they had an effect. */
class LostStartTest {

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private LocalFixture local;
    private SolutionPackage zip;

    @BeforeEach
    void start() throws IOException {
        local = LocalFixture.in(time, folder.resolve("local"), HttpTrace.none());
        zip = LocalFixture.zip(folder, "Trips", "1.0.0.0", true);
    }

    @AfterEach
    void stop() throws IOException {
        local.close();
    }

    @Test
    void a_service_that_breaks_at_every_start_is_asked_three_times() {
        local.emulator.faults(FaultPlan.of(FaultRule.next(FaultKind.UNEXPECTED)
                .onTarget("ImportSolutionAsync")
                .times(0)));
        Instant began = time.now();
        SolutionReport report = run(Duration.ofMinutes(60));
        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(report.problem()).contains("was not started", "3 starts", "An unexpected error occurred");
        assertThat(starts()).isEqualTo(3);
        assertThat(Duration.between(began, time.now())).isLessThan(Duration.ofMinutes(3));

        local.emulator.faults(FaultPlan.NONE);
        assertThat(run(Duration.ofMinutes(60)).state()).isEqualTo(RunState.DONE);
        assertThat(effects()).isEqualTo(1);
    }

    /** The service does not keep the id of the caller, so nothing but looking prevents a second import. */
    @Test
    void when_the_time_is_over_in_doubt_nothing_is_started_again_before_the_doubt_is() {
        local.emulator.knobs(Knobs.defaults()
                .with(Map.of("honourImportJobId", false, "jobRowDelayMillis", 20_000, "queueDelayMillis", 20_000)));
        local.emulator.faults(
                FaultPlan.of(FaultRule.next(FaultKind.CUT_AFTER_HANDLING).onTarget("ImportSolutionAsync")));
        SolutionReport first = run(Duration.ofSeconds(10));
        assertThat(first.state()).isEqualTo(RunState.STILL_RUNNING);
        assertThat(first.problem()).contains("not known");
        assertThat(starts()).isEqualTo(1);

        SolutionReport second = run(Duration.ofMinutes(60));
        assertThat(second.problem()).isEmpty();
        assertThat(second.state()).isIn(RunState.DONE, RunState.SKIPPED);
        assertThat(starts()).isEqualTo(1);
        assertThat(effects()).isEqualTo(1);
    }

    /** The row of the operation cannot be seen when the first looks at the job are made (spec §9.2). */
    @Test
    void a_job_whose_row_appears_late_is_followed() {
        local.emulator.knobs(Knobs.defaults().with("jobRowDelayMillis", 15_000));
        Instant began = time.now();
        assertThat(run(Duration.ofMinutes(60)).state()).isEqualTo(RunState.DONE);
        assertThat(Duration.between(began, time.now())).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(17));
        assertThat(starts()).isEqualTo(1);
    }

    private SolutionReport run(Duration limit) {
        EnvironmentReport report =
                local.run(time, Options.with(options -> options.maxWait = limit), folder.resolve("records"), zip);
        report.fault().ifPresent(fault -> {
            throw new AssertionError(fault);
        });
        return report.solutions().get(0);
    }

    private int starts() {
        return local.emulator.faults().counts().entrySet().stream()
                .filter(count -> count.getKey().contains("ImportSolutionAsync"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private long effects() {
        return local.dataverse.history(Optional.of("Trips"), 50).stream()
                .filter(entry -> entry.operation() == 0)
                .filter(HistoryEntry::succeeded)
                .count();
    }
}
