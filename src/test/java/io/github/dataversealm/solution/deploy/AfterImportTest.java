package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.dataverse.AddComponentRequest;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.fault.FaultKind;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.fault.FaultRule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows an import, over HTTP, in a time that both sides live in. */
class AfterImportTest {

    /** So often a flow is tried. */
    private static final int TRIES = 5;

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    /** When a flow was switched, or was to be. */
    private final List<Instant> switches = new CopyOnWriteArrayList<>();

    private LocalFixture local;

    @BeforeEach
    void start() throws IOException {
        local = LocalFixture.in(time, folder.resolve("local"), line -> {
            if (line.contains("PATCH") && line.contains("/workflows(")) {
                switches.add(time.now());
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        local.close();
    }

    // ---------------------------------------------------------------- flows and a service that is busy

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"THROTTLED_REQUESTS", "UNAVAILABLE_EMPTY"})
    void a_flow_waits_as_long_as_the_service_asks_for(FaultKind kind) throws IOException {
        local.emulator.knobs(Knobs.defaults().with("activateFlows", false));
        local.emulator.faults(new FaultPlan(List.of(FaultRule.next(kind)
                .onMethod("PATCH")
                .onTarget("workflows")
                .times(3)
                .withRetryAfter(17))));
        LivingSolution trips = new LivingSolution("Trips", true);
        SolutionReport report = run(trips, List.of(trips.first(folder))).get(0);
        assertThat(report.state()).isEqualTo(RunState.DONE);
        assertThat(report.flows().failed()).isEmpty();
        assertThat(report.flows().turnedOn()).containsExactlyInAnyOrder("NOTIFY", "QUIET");
        assertThat(switches).hasSize(5);
        assertThat(Duration.between(switches.get(0), switches.get(3))).isEqualTo(Duration.ofSeconds(3 * 17));
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"THROTTLED_REQUESTS", "UNAVAILABLE_EMPTY"})
    void a_flow_service_that_is_down_ends_no_import_and_is_not_waited_for_long(FaultKind kind) throws IOException {
        local.emulator.knobs(Knobs.defaults().with("activateFlows", false));
        local.emulator.faults(new FaultPlan(List.of(
                FaultRule.next(kind).onMethod("PATCH").onTarget("workflows").times(0))));
        LivingSolution trips = new LivingSolution("Trips", true);
        List<SolutionPackage> zips = List.of(trips.first(folder));
        SolutionReport report = run(trips, zips).get(0);
        assertThat(report.state()).isEqualTo(RunState.DONE);
        assertThat(report.flows().failed())
                .extracting(FlowReport.FailedFlow::name)
                .containsExactlyInAnyOrder("NOTIFY", "QUIET");
        assertThat(switches).hasSize(2 * TRIES);
        assertThat(report.duration()).isLessThan(Duration.ofMinutes(5));

        local.emulator.faults(FaultPlan.NONE);
        SolutionReport next = run(trips, zips).get(0);
        assertThat(next.state()).isEqualTo(RunState.SKIPPED);
        assertThat(next.flows().turnedOn()).containsExactlyInAnyOrder("NOTIFY", "QUIET");
        assertThat(run(trips, zips).get(0).flows()).isEqualTo(FlowReport.NONE);
    }

    // ---------------------------------------------------------------- an unmanaged solution that was changed since

    @Test
    void an_unmanaged_solution_is_imported_again_when_one_of_its_flows_was_changed() throws Exception {
        LivingSolution trips = new LivingSolution("Trips", false);
        List<SolutionPackage> zips = List.of(trips.first(folder));
        assertThat(run(trips, zips).get(0).state()).isEqualTo(RunState.DONE);
        time.sleep(Duration.ofMinutes(5));
        assertThat(run(trips, zips).get(0).state()).isEqualTo(RunState.SKIPPED);

        trips.decide(local.dataverse);
        assertThat(run(trips, zips).get(0).state()).isEqualTo(RunState.DONE);
        LivingSolution.State state = trips.state(local.dataverse);
        assertThat(state.imports()).containsEntry("Solution 1.0.0.0", 2L);
        assertThat(state.flows())
                .as("as people want them")
                .containsEntry("QUIET", false)
                .containsEntry("SPARE", true);
        assertThat(state.published()).isTrue();
        time.sleep(Duration.ofMinutes(5));
        assertThat(run(trips, zips).get(0).state()).isEqualTo(RunState.SKIPPED);
    }

    @Test
    void an_unmanaged_solution_is_imported_again_when_its_list_of_components_was_changed() throws Exception {
        LivingSolution trips = new LivingSolution("Trips", false);
        LivingSolution cars = new LivingSolution("Cars", false);
        List<SolutionPackage> zips = List.of(trips.first(folder));
        run(cars, List.of(cars.first(folder)));
        run(trips, zips);
        time.sleep(Duration.ofMinutes(5));
        assertThat(run(trips, zips).get(0).state()).isEqualTo(RunState.SKIPPED);

        local.dataverse.addComponent(
                new AddComponentRequest(cars.flow(LivingSolution.Flow.DRAFT), 29, "Trips", false, false));
        assertThat(run(trips, zips).get(0).state()).isEqualTo(RunState.DONE);
        time.sleep(Duration.ofMinutes(5));
        assertThat(run(trips, zips).get(0).state()).isEqualTo(RunState.SKIPPED);
    }

    /** What the patch does to flows of the solution is no change that somebody has made. */
    @Test
    void an_unmanaged_solution_and_its_patch_are_imported_once() throws Exception {
        LivingSolution trips = new LivingSolution("Trips", false);
        local.emulator.knobs(Knobs.defaults().with("jobMillis", 60_000));
        List<SolutionPackage> zips = trips.second(folder);
        assertThat(run(trips, zips)).extracting(SolutionReport::state).containsOnly(RunState.DONE);
        time.sleep(Duration.ofMinutes(5));
        assertThat(run(trips, zips)).extracting(SolutionReport::state).containsOnly(RunState.SKIPPED);

        local.dataverse.setWorkflowState(trips.flow(LivingSolution.Flow.FRESH), false);
        assertThat(run(trips, zips))
                .as("somebody changed a flow that the patch does not have")
                .extracting(SolutionReport::state)
                .containsExactly(RunState.DONE, RunState.SKIPPED);
    }

    private List<SolutionReport> run(LivingSolution solution, List<SolutionPackage> zips) throws IOException {
        EnvironmentReport report = local.run(
                time, ImportOptions.DEFAULT, solution.secondSettings(folder), folder.resolve("records"), zips);
        report.fault().ifPresent(fault -> {
            throw new AssertionError(fault);
        });
        assertThat(report.isGood()).as("%s", report).isTrue();
        return report.solutions();
    }
}
