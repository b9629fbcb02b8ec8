package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.fault.FaultKind;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.fault.FaultRule;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty environments on sockets of their own, each of which gets two solutions, the second of which needs the first. A job takes
 * twenty to sixty seconds, in each environment another time, of a time that goes on only while all wait: what is measured is how
 * long the program lets the service wait, and for what it waits, not how busy the machine is.
 */
class FleetTest {

    private static final int COUNT = 50;
    private static final List<Integer> SIZES = List.of(1, 9, 40);

    /** As many as the goal does when nothing else is said. */
    private static final int PARALLEL = 50;

    /** How much longer than its slowest chain a fleet may take. */
    private static final double MOST = 1.3;

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
        List<SolutionPackage> solutions = solutions();

        // the canary fails
        LocalFixture canary = locals.get(0);
        canary.emulator.faults(FaultPlan.of(FaultRule.next(FaultKind.UNEXPECTED)
                .onTarget("ImportSolutionAsync")
                .times(0)));
        List<Integer> before = requests();
        List<EnvironmentReport> stopped = run(solutions, new Waves(time, PARALLEL));
        assertThat(stopped).hasSize(COUNT);
        assertThat(stopped.get(0).notStarted()).isEmpty();
        assertThat(stopped.get(0).solutions().get(0).state()).isEqualTo(RunState.FAILED);
        assertThat(stopped.subList(1, COUNT)).allSatisfy(report -> {
            assertThat(report.notStarted()).contains("wave 1 did not end well in " + CANARY);
            assertThat(report.notReached())
                    .containsExactlyElementsOf(
                            solutions.stream().map(SolutionPackage::label).toList());
            assertThat(report.isGood()).isFalse();
        });
        List<Integer> after = requests();
        assertThat(after.get(0)).isGreaterThan(before.get(0));
        assertThat(after.subList(1, COUNT)).as("requests to the others").isEqualTo(before.subList(1, COUNT));
        for (int i = 0; i < COUNT; i++) {
            assertThat(locals.get(i).dataverse.solution("Base")).isEmpty();
            assertThat(locals.get(i).dataverse.solution("Trips")).isEmpty();
            assertThat(locals.get(i).dataverse.history(Optional.empty(), 10)).isEmpty();
            if (i > 0) {
                assertThat(Files.readString(folder.resolve("records/import-env" + i + ".json")))
                        .contains("\"notStarted\" : \"wave 1 did not end well in env0\"");
            }
        }

        // it is mended: all get it, wave after wave
        canary.emulator.faults(FaultPlan.NONE);
        Waves waves = new Waves(time, PARALLEL);
        Instant began = time.now();
        List<EnvironmentReport> reports = run(solutions, waves);
        Duration total = Duration.between(began, time.now());
        assertThat(reports).allMatch(EnvironmentReport::isGood);
        assertThat(reports).extracting(report -> report.environment().id()).doesNotHaveDuplicates();
        assertThat(effects())
                .allSatisfy(effects -> assertThat(effects).containsExactlyInAnyOrder("Base 1.0.0.0", "Trips 1.0.0.0"));
        Duration chain = slowestChain();
        System.out.println(String.format(
                Locale.ROOT,
                "overhead of waves: %d environments in waves of 1, 9 and 40 in %d s, %.2f times the jobs of the slowest chain, %d s; one"
                        + " after the other: %d s",
                COUNT,
                total.toSeconds(),
                ratio(total, chain),
                chain.toSeconds(),
                IntStream.range(0, COUNT)
                        .mapToObj(this::work)
                        .reduce(Duration.ZERO, Duration::plus)
                        .toSeconds()));
        assertThat(total).isGreaterThan(chain);
        assertThat(ratio(total, chain)).isLessThanOrEqualTo(MOST);
        assertThat(waves.sizes).containsExactlyElementsOf(SIZES);

        // once more: everything is there
        assertThat(run(solutions, new Waves(time, PARALLEL)))
                .allMatch(EnvironmentReport::isGood)
                .allSatisfy(report ->
                        assertThat(report.solutions()).hasSize(2).allMatch(done -> done.state() == RunState.SKIPPED));
        assertThat(effects()).allSatisfy(effects -> assertThat(effects).hasSize(2));
    }

    /** So that the measure is seen to tell a difference. */
    @Test
    void eight_at_a_time_take_longer() throws IOException {
        List<SolutionPackage> solutions = solutions();
        Instant began = time.now();
        assertThat(run(solutions, new Waves(time, 8))).allMatch(EnvironmentReport::isGood);
        assertThat(ratio(Duration.between(began, time.now()), slowestChain())).isGreaterThan(MOST);
    }

    private static double ratio(Duration total, Duration chain) {
        return (double) total.toMillis() / chain.toMillis();
    }

    private List<SolutionPackage> solutions() throws IOException {
        SolutionZipBuilder trips = new SolutionZipBuilder()
                .named("Trips")
                .managed("1")
                .missing("<MissingDependency><Required type=\"1\" schemaName=\"ctr_base\" displayName=\"Base\""
                        + " solution=\"Base (1.0.0.0)\" /><Dependent type=\"1\" schemaName=\"ctr_trip\" displayName=\"Trip\" />"
                        + "</MissingDependency>");
        return List.of(LocalFixture.pack(folder, table("Base", "ctr_base")), LocalFixture.pack(folder, trips));
    }

    private static SolutionZipBuilder table(String solution, String table) {
        return new SolutionZipBuilder()
                .named(solution)
                .managed("1")
                .rootByName(1, table)
                .element("<Entities><Entity><Name LocalizedName=\"T\" OriginalName=\"T\">" + table
                        + "</Name><EntityInfo><entity Name=\"" + table
                        + "\"><attributes /></entity></EntityInfo></Entity></Entities>");
    }

    private List<EnvironmentReport> run(List<SolutionPackage> solutions, Waves listener) {
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
        return new Deployment(solutions, listener.parallel, true, listener).run(waves);
    }

    private List<Integer> requests() {
        return locals.stream()
                .map(local -> local.emulator.faults().requestCount())
                .toList();
    }

    /** Of each environment what was imported with success, as often as it was. */
    private List<List<String>> effects() {
        return locals.stream()
                .map(local -> local.dataverse.history(Optional.empty(), 50).stream()
                        .filter(entry -> entry.succeeded() && entry.operation() == 0)
                        .map(entry -> entry.solutionName() + " " + entry.solutionVersion())
                        .toList())
                .toList();
    }

    /** What an environment takes for the jobs of both imports, by its switches: nothing that the program says. */
    private Duration work(int environment) {
        Knobs knobs = locals.get(environment).emulator.knobs();
        return Duration.ofMillis(2 * (knobs.queueDelayMillis() + knobs.jobMillis()));
    }

    /** A wave waits for the slowest environment of the one before: the sum of the slowest of each. */
    private Duration slowestChain() {
        Duration chain = Duration.ZERO;
        int next = 0;
        for (int size : SIZES) {
            chain = chain.plus(IntStream.range(next, next + size)
                    .mapToObj(this::work)
                    .max(Duration::compareTo)
                    .orElseThrow());
            next += size;
        }
        return chain;
    }

    /** Tells the time when clients begin and end, and sees that no wave begins before the end of the one before. */
    private static final class Waves implements DeploymentListener {

        private final CommonTime time;
        private final int parallel;
        private final List<Integer> sizes = new ArrayList<>();
        private final Set<String> atWork = new HashSet<>();

        Waves(CommonTime time, int parallel) {
            this.time = time;
            this.parallel = parallel;
        }

        @Override
        public synchronized void waveBegins(int number, int waves, List<String> environments) {
            assertThat(atWork).as("at work when wave %d begins", number).isEmpty();
            assertThat(number).isEqualTo(sizes.size() + 1);
            assertThat(waves).isEqualTo(SIZES.size());
            sizes.add(environments.size());
            atWork.addAll(environments);
            time.begin(Math.min(parallel, environments.size()));
        }

        @Override
        public synchronized void environmentEnded(EnvironmentReport report) {
            if (report.notStarted().isPresent()) {
                return;
            }
            int waiting = atWork.size() - parallel;
            assertThat(atWork.remove(report.environment().id())).isTrue();
            if (waiting <= 0) {
                time.end();
            }
        }
    }
}
