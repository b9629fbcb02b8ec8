package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.fault.FaultKind;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.fault.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty environments on sockets of their own, whose imports take twenty to sixty seconds of a time that goes on only while
 * all wait.
 */
class FleetTest {

    private static final int COUNT = 50;
    private static final List<Integer> SIZES = List.of(1, 9, 40);
    private static final int PARALLEL = 50;
    private static final String CANARY = "env0";

    @TempDir
    Path folder;

    private final CommonTime time = new CommonTime();
    private final List<LocalFixture> locals = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        Random random = new Random(4);
        for (int i = 0; i < COUNT; i++) {
            LocalFixture local = LocalFixture.in(time, folder.resolve("local" + i));
            local.emulator.knobs(Knobs.defaults().with("jobMillis", 20_000 + random.nextInt(40_000)));
            locals.add(local);
        }
    }

    @AfterEach
    void stop() throws IOException {
        for (LocalFixture local : locals) {
            local.close();
        }
    }

    @Test
    void a_failing_canary_leaves_the_others_untouched_and_then_all_take_as_long_as_the_slowest() throws IOException {
        SolutionPackage zip = LocalFixture.zip(folder, "Trips", "1.0.0.0", true);

        // the canary fails
        LocalFixture canary = locals.get(0);
        canary.emulator.faults(FaultPlan.of(FaultRule.next(FaultKind.UNEXPECTED)
                .onTarget("ImportSolutionAsync")
                .times(0)));
        List<Integer> before = requests();
        List<EnvironmentReport> stopped = run(zip, new Waves(time));
        assertThat(stopped).hasSize(COUNT);
        assertThat(stopped.get(0).notStarted()).isEmpty();
        assertThat(stopped.get(0).solutions().get(0).state()).isEqualTo(RunState.FAILED);
        assertThat(stopped.subList(1, COUNT)).allSatisfy(report -> {
            assertThat(report.notStarted()).contains("wave 1 did not end well in " + CANARY);
            assertThat(report.notReached()).containsExactly(zip.label());
            assertThat(report.isGood()).isFalse();
        });
        List<Integer> after = requests();
        assertThat(after.get(0)).isGreaterThan(before.get(0));
        assertThat(after.subList(1, COUNT)).as("requests to the others").isEqualTo(before.subList(1, COUNT));
        for (int i = 0; i < COUNT; i++) {
            assertThat(locals.get(i).dataverse.solution("Trips")).isEmpty();
            assertThat(locals.get(i).dataverse.history(Optional.empty(), 10)).isEmpty();
            if (i > 0) {
                assertThat(Files.readString(folder.resolve("records/import-env" + i + ".json")))
                        .contains("\"notStarted\" : \"wave 1 did not end well in env0\"");
            }
        }

        // it is mended: all get it, wave after wave
        canary.emulator.faults(FaultPlan.NONE);
        Waves waves = new Waves(time);
        Instant began = time.now();
        List<EnvironmentReport> reports = run(zip, waves);
        Duration total = Duration.between(began, time.now());
        assertThat(reports).allMatch(EnvironmentReport::isGood);
        assertThat(reports).extracting(report -> report.environment().id()).doesNotHaveDuplicates();
        assertThat(effects()).allSatisfy(effects -> assertThat(effects).containsExactly("1.0.0.0"));
        Duration chain = slowestChain(reports);
        Duration apart = reports.stream().map(EnvironmentReport::duration).reduce(Duration.ZERO, Duration::plus);
        System.out.println(String.format(
                Locale.ROOT,
                "overhead of waves: %d environments in waves of 1, 9 and 40 in %d s, %.2f times the slowest chain of %d s; one after the"
                        + " other: %d s",
                COUNT,
                total.toSeconds(),
                (double) total.toMillis() / chain.toMillis(),
                chain.toSeconds(),
                apart.toSeconds()));
        assertThat(total)
                .isGreaterThanOrEqualTo(chain)
                .isLessThanOrEqualTo(chain.multipliedBy(13).dividedBy(10));
        assertThat(waves.sizes).containsExactlyElementsOf(SIZES);

        // once more: everything is there
        assertThat(run(zip, new Waves(time)))
                .allMatch(EnvironmentReport::isGood)
                .allSatisfy(
                        report -> assertThat(report.solutions().get(0).state()).isEqualTo(RunState.SKIPPED));
        assertThat(effects()).allSatisfy(effects -> assertThat(effects).containsExactly("1.0.0.0"));
    }

    private List<EnvironmentReport> run(SolutionPackage zip, DeploymentListener listener) {
        List<List<EnvironmentDeployment>> waves = new ArrayList<>();
        int next = 0;
        for (int size : SIZES) {
            List<EnvironmentDeployment> wave = new ArrayList<>();
            for (int i = next; i < next + size; i++) {
                wave.add(new EnvironmentDeployment(
                        locals.get(i).target("env" + i, time),
                        ImportOptions.DEFAULT,
                        SettingsSource.none(),
                        folder.resolve("records")));
            }
            waves.add(wave);
            next += size;
        }
        return new Deployment(List.of(zip), PARALLEL, true, listener).run(waves);
    }

    private List<Integer> requests() {
        return locals.stream()
                .map(local -> local.emulator.faults().requestCount())
                .toList();
    }

    /** Of each environment the versions that were imported with success, as often as they were. */
    private List<List<String>> effects() {
        return locals.stream()
                .map(local -> local.dataverse.history(Optional.empty(), 50).stream()
                        .filter(entry -> entry.succeeded() && entry.operation() == 0)
                        .map(HistoryEntry::solutionVersion)
                        .toList())
                .toList();
    }

    /** The sum of the slowest environments of the waves. */
    private static Duration slowestChain(List<EnvironmentReport> reports) {
        Duration chain = Duration.ZERO;
        int next = 0;
        for (int size : SIZES) {
            chain = chain.plus(reports.subList(next, next + size).stream()
                    .map(EnvironmentReport::duration)
                    .max(Duration::compareTo)
                    .orElseThrow());
            next += size;
        }
        return chain;
    }

    /** Tells the time when clients begin and end, and sees that no wave begins before the end of the one before. */
    private static final class Waves implements DeploymentListener {

        private final CommonTime time;
        private final List<Integer> sizes = new ArrayList<>();
        private final Set<String> atWork = new HashSet<>();

        Waves(CommonTime time) {
            this.time = time;
        }

        @Override
        public synchronized void waveBegins(int number, int waves, List<String> environments) {
            assertThat(atWork).as("at work when wave %d begins", number).isEmpty();
            assertThat(number).isEqualTo(sizes.size() + 1);
            assertThat(waves).isEqualTo(SIZES.size());
            sizes.add(environments.size());
            atWork.addAll(environments);
            time.begin(Math.min(PARALLEL, environments.size()));
        }

        @Override
        public synchronized void environmentEnded(EnvironmentReport report) {
            if (report.notStarted().isPresent()) {
                return;
            }
            int waiting = atWork.size() - PARALLEL;
            assertThat(atWork.remove(report.environment().id())).isTrue();
            if (waiting <= 0) {
                time.end();
            }
        }
    }
}
