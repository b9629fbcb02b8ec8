package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.dataverse.ClientOptions;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.dataverse.RetryPolicy;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.fault.FaultKind;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.fault.FaultRule;
import io.github.dataversealm.solution.http.HttpClients;
import io.github.dataversealm.solution.http.HttpTrace;
import io.github.dataversealm.solution.testkit.Lanes;
import io.github.dataversealm.solution.testkit.LocalClient;
import io.github.dataversealm.solution.testkit.Options;
import io.github.dataversealm.solution.testkit.ScaledTime;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Imports while everything goes wrong that can, over real sockets, chosen by a seed: whatever happens, a version of a
 * solution takes effect once, a report of success is true, and the command that is typed again ends well.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultMatrixTest {

    private static final int SEEDS = 200;
    private static final int FACTOR = 100;
    private static final int MOST_RUNS = 8;
    private static final int LIMIT_SECONDS = 180;

    /** Environments that work off the seeds at the same time: each waits most of the time. */
    private static final int LANES = 6;

    /** Faults that the client rides out or ends with a failure that says so. */
    private static final List<FaultKind> TROUBLES = List.of(
            FaultKind.CUT_BEFORE_READING,
            FaultKind.CUT_AFTER_READING,
            FaultKind.CUT_AFTER_HANDLING,
            FaultKind.CUT_WITHIN_ANSWER,
            FaultKind.THROTTLED_REQUESTS,
            FaultKind.THROTTLED_TIME,
            FaultKind.THROTTLED_CONCURRENCY,
            FaultKind.UNAVAILABLE_HTML,
            FaultKind.UNAVAILABLE_EMPTY,
            FaultKind.BAD_GATEWAY,
            FaultKind.GATEWAY_TIMEOUT,
            FaultKind.SQL_ERROR,
            FaultKind.SQL_TIMEOUT,
            FaultKind.DEADLOCK,
            FaultKind.EXPIRED_TOKEN);

    private static final List<String> STARTS =
            List.of("ImportSolutionAsync", "StageAndUpgradeAsync", "StageSolution", "PublishAllXmlAsync");

    /** Minutes and a second of the machine's time: no time of an environment comes near them, however busy the machine is. */
    private static final ImportOptions OPTIONS = Options.with(options -> {
        options.maxWait = Duration.ofHours(10);
        options.startGrace = Duration.ofSeconds(100);
    });

    /** Outlasts a restart that comes late. */
    private static final RetryPolicy PATIENT = new RetryPolicy(
            2_000, Duration.ofMillis(10), Duration.ofMillis(50), Duration.ZERO, Duration.ofMinutes(2), 0);

    @TempDir
    static Path folder;

    private Lanes<Lane> lanes;
    private final Map<Integer, Future<?>> matrix = new HashMap<>();

    static List<Integer> seeds() {
        List<Integer> seeds = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    @BeforeAll
    void start() throws IOException {
        lanes = new Lanes<>(LANES, number -> new Lane(folder.resolve("local" + number)));
        for (int seed : seeds()) {
            matrix.put(seed, lanes.submit(lane -> {
                lane.play(seed);
                return null;
            }));
        }
    }

    @AfterAll
    void stop() throws IOException {
        lanes.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void one_import_takes_effect_whatever_happens(int seed) throws Exception {
        Lanes.result(matrix.get(seed));
    }

    /** What a seed stands for. */
    private record Scenario(
            String name,
            boolean managed,
            boolean upgrade,
            Knobs knobs,
            FaultPlan faults,
            Optional<Long> killAfterMillis,
            boolean keepRecord) {

        @Override
        public String toString() {
            return name + (managed ? " managed" : " unmanaged") + (upgrade ? " upgrade" : " install")
                    + killAfterMillis
                            .map(millis -> " killed after " + millis + (keepRecord ? ", record kept" : ", record lost"))
                            .orElse("")
                    + (knobs.honourImportJobId() ? "" : ", own ids")
                    + ", queue " + knobs.queueDelayMillis() + ", job " + knobs.jobMillis() + ", rows after "
                    + knobs.jobRowDelayMillis() + ", " + faults;
        }
    }

    /** An environment, and the thread of the command that is typed. */
    private static final class Lane implements Closeable {

        private final LocalFixture local;
        private final HttpClients http = LocalFixture.http(HttpTrace.none());
        private final Dataverse observer;
        private ExecutorService thread = Executors.newSingleThreadExecutor();

        Lane(Path folder) throws IOException {
            local = new LocalFixture(folder);
            observer = LocalClient.of(
                    http,
                    local.emulator.url(),
                    local.emulator.token(),
                    ClientOptions.defaults().withRetries(PATIENT));
        }

        void play(int seed) throws Exception {
            Scenario scenario = scenario(seed);
            Path records = Files.createDirectories(folder.resolve("records-" + seed));
            calm();
            if (scenario.upgrade()) {
                SolutionPackage first = LocalFixture.zip(records, scenario.name(), "1.0.0.0", scenario.managed());
                assertThat(runCalmly(first, records).isGood()).isTrue();
            }
            SolutionPackage zip = LocalFixture.zip(records, scenario.name(), "2.0.0.0", scenario.managed());
            local.emulator.knobs(scenario.knobs());
            local.emulator.faults(scenario.faults());

            List<String> told = new ArrayList<>();
            boolean good = false;
            for (int run = 0; run < MOST_RUNS && !good; run++) {
                if (run == MOST_RUNS / 2) {
                    calm();
                    observer.whoAmI();
                }
                Optional<EnvironmentReport> report =
                        run(zip, records, run == 0 ? scenario.killAfterMillis() : Optional.empty());
                if (report.isEmpty()) {
                    told.add("killed");
                    if (!scenario.keepRecord()) {
                        Files.deleteIfExists(records.resolve("import-local.json"));
                    }
                    continue;
                }
                good = report.get().isGood();
                told.add(describe(report.get()));
                if (good) {
                    assertThat(effects(scenario.name()))
                            .as("%s: %s", scenario, told)
                            .isEqualTo(1);
                }
            }
            assertThat(good).as("%s: %s", scenario, told).isTrue();

            // And the command once more finds nothing to do.
            EnvironmentReport again = runCalmly(zip, records);
            assertThat(again.isGood()).as("%s: %s", scenario, describe(again)).isTrue();
            assertThat(again.solutions().get(0).state())
                    .as("%s: %s", scenario, told)
                    .isEqualTo(RunState.SKIPPED);
            assertThat(effects(scenario.name())).as("%s: %s", scenario, told).isEqualTo(1);
        }

        /** @return empty when the run was killed */
        private Optional<EnvironmentReport> run(SolutionPackage zip, Path records, Optional<Long> killAfterMillis)
                throws Exception {
            Callable<EnvironmentReport> command = () -> local.run(new ScaledTime(FACTOR), OPTIONS, records, zip);
            Future<EnvironmentReport> running = thread.submit(command);
            try {
                if (killAfterMillis.isEmpty()) {
                    return Optional.of(running.get(LIMIT_SECONDS, TimeUnit.SECONDS));
                }
                return Optional.of(running.get(killAfterMillis.get(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (killAfterMillis.isEmpty()) {
                    throw new AssertionError("The command hangs.", e);
                }
                // The nearest to kill -9 that one JVM allows: no code of the run comes to its end.
                thread.shutdownNow();
                assertThat(thread.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS))
                        .isTrue();
                thread = Executors.newSingleThreadExecutor();
                return killed(running);
            }
        }

        /** By a client that outlasts what is left of the last fault. */
        private EnvironmentReport runCalmly(SolutionPackage zip, Path records) {
            return new EnvironmentDeployment(
                            LocalFixture.target(
                                    "local", local.emulator.url(), observer, new ScaledTime(FACTOR), local.messages),
                            OPTIONS,
                            SettingsSource.none(),
                            records)
                    .run(List.of(zip));
        }

        private void calm() {
            local.emulator.faults(FaultPlan.NONE);
            local.emulator.knobs(Knobs.defaults());
        }

        /** How often version 2 was imported with success, as the environment's own history says. */
        private long effects(String name) {
            calm();
            return observer.history(Optional.of(name), 50).stream()
                    .filter(entry -> entry.operation() == 0 && entry.completed() && entry.succeeded())
                    .filter(entry -> entry.solutionVersion().equals("2.0.0.0"))
                    .map(HistoryEntry::solutionName)
                    .count();
        }

        @Override
        public void close() throws IOException {
            thread.shutdownNow();
            http.close();
            local.close();
        }
    }

    private static Optional<EnvironmentReport> killed(Future<EnvironmentReport> running) throws InterruptedException {
        try {
            return Optional.of(running.get());
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(InterruptedCallException.class);
            return Optional.empty();
        }
    }

    private static String describe(EnvironmentReport report) {
        return report.fault().map(Throwable::toString).orElse("")
                + report.solutions().stream()
                        .map(solution -> solution.state() + " " + solution.problem())
                        .toList();
    }

    // ---------------------------------------------------------------- what a seed stands for

    private static Scenario scenario(int seed) {
        Random dice = new Random(seed * 7_919L);
        boolean managed = dice.nextInt(4) != 0;
        boolean upgrade = dice.nextBoolean();
        boolean kill = dice.nextInt(4) == 0;
        boolean honoursIds = dice.nextInt(4) != 0;
        boolean keepsRecord = dice.nextBoolean();
        Knobs knobs = Knobs.defaults()
                .with(Map.of(
                        "queueDelayMillis",
                        dice.nextInt(120),
                        "jobMillis",
                        20 + dice.nextInt(250),
                        "jobRowDelayMillis",
                        dice.nextInt(3) == 0 ? dice.nextInt(150) : 0,
                        "honourImportJobId",
                        honoursIds,
                        "queueBehindRunningJob",
                        dice.nextInt(3) != 0,
                        "lockAtStart",
                        dice.nextBoolean(),
                        "lockStatus",
                        List.of(429, 400, 503).get(dice.nextInt(3)),
                        "publishLockMillis",
                        dice.nextInt(3) == 0 ? dice.nextInt(200) : 0,
                        "jobQueueState",
                        dice.nextBoolean() ? "READY" : "SUSPENDED"));
        List<FaultRule> rules = new ArrayList<>();
        int count = 1 + dice.nextInt(3);
        for (int i = 0; i < count; i++) {
            rules.add(rule(dice));
        }
        Optional<Long> killAfter = kill ? Optional.of(20L + dice.nextInt(500)) : Optional.empty();
        // An import whose id was ignored and whose record is gone cannot be known again when it is unmanaged, or while
        // the environment does not show the row of its job.
        boolean unknowable = !honoursIds && (!managed || knobs.jobRowDelayMillis() > 0);
        return new Scenario(
                "Trips" + seed, managed, upgrade, knobs, new FaultPlan(rules), killAfter, keepsRecord || unknowable);
    }

    private static FaultRule rule(Random dice) {
        FaultKind kind = TROUBLES.get(dice.nextInt(TROUBLES.size()));
        switch (dice.nextInt(8)) {
            case 0:
                // another import holds the environment for a while
                return FaultRule.next(FaultKind.LOCK_HELD)
                        .lasting(50 + dice.nextInt(400))
                        .skipping(dice.nextInt(8));
            case 1:
                return FaultRule.next(FaultKind.RESTART)
                        .lasting(20 + dice.nextInt(150))
                        .skipping(dice.nextInt(16));
            case 2:
            case 3:
                // a call that starts work, lost or done without an answer
                FaultRule start = FaultRule.next(kind).onTarget(STARTS.get(dice.nextInt(STARTS.size())));
                return dice.nextBoolean() ? start.afterTheWork() : start;
            case 4:
                // a storm
                return FaultRule.next(kind).skipping(dice.nextInt(12)).times(2 + dice.nextInt(6));
            case 5:
                return FaultRule.random(kind, 0.15, dice.nextLong());
            default:
                return FaultRule.next(kind).skipping(dice.nextInt(16)).withRetryAfter(dice.nextInt(2));
        }
    }
}
