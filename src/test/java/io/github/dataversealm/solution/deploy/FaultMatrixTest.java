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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
    /** Of so many seeds one imports a solution with flows and settings, and a patch of it; the others one with nothing. */
    private static final int LIVING = 3;

    private static final String KILLED = "killed";

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

    /** What is called after an import. */
    private static final List<String> FINISHES = List.of(
            "workflows",
            "environmentvariablevalues",
            "environmentvariabledefinitions",
            "connectionreferences",
            "PublishAllXmlAsync",
            "DeleteAndPromoteAsync",
            "ImportSolutionAsync");

    /** Minutes and a second of the machine's time: no time of an environment comes near them, however busy the machine is. */
    private static final ImportOptions OPTIONS = options(false);

    private static final ImportOptions TWO_STEPS = options(true);

    private static ImportOptions options(boolean twoSteps) {
        return Options.with(options -> {
            options.maxWait = Duration.ofHours(10);
            options.startGrace = Duration.ofSeconds(100);
            options.importAsHolding = options.stageAndUpgrade = twoSteps;
        });
    }

    /** Outlasts a restart that comes late. */
    private static final RetryPolicy PATIENT = new RetryPolicy(
            2_000, Duration.ofMillis(10), Duration.ofMillis(50), Duration.ZERO, Duration.ofMinutes(2), 0);

    @TempDir
    static Path folder;

    private Lanes<Lane> lanes;
    private final Map<Integer, Future<?>> matrix = new HashMap<>();
    private final Calm calm = new Calm();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger kills = new AtomicInteger();

    static List<Integer> seeds() {
        List<Integer> seeds = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    @BeforeAll
    void start() throws IOException {
        lanes = new Lanes<>(LANES, number -> new Lane(folder.resolve("local" + number), calm));
        for (int seed : seeds()) {
            matrix.put(seed, lanes.submit(lane -> {
                List<String> told = lane.play(seed);
                runs.addAndGet(told.size());
                kills.addAndGet(Collections.frequency(told, KILLED));
                return null;
            }));
        }
    }

    @AfterAll
    void stop() throws IOException {
        lanes.close();
        List<Scenario> scenarios =
                seeds().stream().map(FaultMatrixTest::scenario).toList();
        System.out.println("fault matrix: " + SEEDS + " seeds, "
                + scenarios.stream().filter(Scenario::living).count() + " of them with flows, settings and a patch ("
                + scenarios.stream().filter(Scenario::twoSteps).count() + " in two steps); " + runs
                + " runs under faults, " + kills + " of them killed");
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
            boolean living,
            boolean twoSteps,
            Knobs knobs,
            FaultPlan faults,
            Optional<Long> killAfterMillis,
            boolean keepRecord) {

        Scenario calm(String calmName) {
            return new Scenario(
                    calmName,
                    managed,
                    upgrade,
                    living,
                    twoSteps,
                    Knobs.defaults(),
                    FaultPlan.NONE,
                    Optional.empty(),
                    true);
        }

        @Override
        public String toString() {
            return name + (managed ? " managed" : " unmanaged") + (upgrade ? " upgrade" : " install")
                    + (living ? " with flows, settings and a patch" : "")
                    + (twoSteps ? " in two steps" : "")
                    + killAfterMillis
                            .map(millis -> " killed after " + millis + (keepRecord ? ", record kept" : ", record lost"))
                            .orElse("")
                    + (knobs.honourImportJobId() ? "" : ", own ids")
                    + (knobs.activateFlows() ? "" : ", flows stay off")
                    + (knobs.takeComponentParameters() ? "" : ", parameters left out")
                    + ", queue " + knobs.queueDelayMillis() + ", job " + knobs.jobMillis() + ", rows after "
                    + knobs.jobRowDelayMillis() + ", " + faults;
        }
    }

    /** What is imported in a scenario, and how one sees that all of it is there. */
    private static final class Subject {

        private final Scenario scenario;
        private final Optional<LivingSolution> living;
        private final Path records;

        Subject(Scenario scenario, Path records) {
            this.scenario = scenario;
            this.living = scenario.living()
                    ? Optional.of(new LivingSolution(scenario.name(), scenario.managed()))
                    : Optional.empty();
            this.records = records;
        }

        Command first() throws IOException {
            return living.isPresent()
                    ? new Command(
                            records,
                            OPTIONS,
                            living.get().firstSettings(records),
                            List.of(living.get().first(records)))
                    : plain("1.0.0.0");
        }

        Command second() throws IOException {
            return living.isPresent()
                    ? new Command(
                            records,
                            scenario.twoSteps() ? TWO_STEPS : OPTIONS,
                            living.get().secondSettings(records),
                            living.get().second(records))
                    : plain("2.0.0.0");
        }

        private Command plain(String version) throws IOException {
            return new Command(
                    records,
                    OPTIONS,
                    SettingsSource.none(),
                    List.of(LocalFixture.zip(records, scenario.name(), version, scenario.managed())));
        }
    }

    /** What is typed again and again. */
    private record Command(Path records, ImportOptions options, SettingsSource settings, List<SolutionPackage> zips) {}

    /** What is there when nothing goes wrong, of each kind of scenario with a living solution. */
    private static final class Calm {

        private final Map<String, LivingSolution.State> states = new ConcurrentHashMap<>();

        LivingSolution.State of(Scenario scenario, Lane lane) {
            String kind = "Calm" + (scenario.managed() ? "Managed" : "Unmanaged")
                    + (scenario.upgrade() ? "Upgrade" : "Install")
                    + (scenario.twoSteps() ? "InTwoSteps" : "");
            return states.computeIfAbsent(kind, name -> {
                try {
                    return lane.playCalmly(scenario.calm(name));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** An environment, and the thread of the command that is typed. */
    private static final class Lane implements Closeable {

        private final LocalFixture local;
        private final HttpClients http = LocalFixture.http(HttpTrace.none());
        private final Dataverse observer;
        private final Calm calm;
        private ExecutorService thread = Executors.newSingleThreadExecutor();

        Lane(Path folder, Calm calm) throws IOException {
            local = new LocalFixture(folder);
            this.calm = calm;
            observer = LocalClient.of(
                    http,
                    local.emulator.url(),
                    local.emulator.token(),
                    ClientOptions.defaults().withRetries(PATIENT));
        }

        LivingSolution.State playCalmly(Scenario scenario) throws IOException {
            Subject subject = new Subject(scenario, Files.createDirectories(folder.resolve(scenario.name())));
            before(subject);
            EnvironmentReport report = runCalmly(subject.second());
            assertThat(report.isGood()).as("%s: %s", scenario, describe(report)).isTrue();
            return subject.living.orElseThrow().state(observer);
        }

        /** What is there before the import: version 1, and what people have done to it. */
        private void before(Subject subject) throws IOException {
            calm();
            if (subject.scenario.upgrade()) {
                EnvironmentReport first = runCalmly(subject.first());
                assertThat(first.isGood()).as(describe(first)).isTrue();
                subject.living.ifPresent(solution -> solution.decide(observer));
            }
        }

        /** @return what came of each run under faults */
        List<String> play(int seed) throws Exception {
            Scenario scenario = scenario(seed);
            Optional<LivingSolution.State> wanted =
                    scenario.living() ? Optional.of(calm.of(scenario, this)) : Optional.empty();
            Subject subject = new Subject(scenario, Files.createDirectories(folder.resolve("records-" + seed)));
            before(subject);
            Command command = subject.second();
            List<String> told = new ArrayList<>();
            untilGood(scenario, command, scenario.killAfterMillis(), told);
            check(subject, wanted, told);

            // And the command once more finds nothing to do.
            EnvironmentReport again = runCalmly(command);
            assertThat(again.isGood()).as("%s: %s", scenario, describe(again)).isTrue();
            assertThat(again.solutions())
                    .as("%s: %s", scenario, told)
                    .allMatch(solution -> solution.state() == RunState.SKIPPED);
            check(subject, wanted, told);

            if (scenario.living() && !scenario.upgrade()) {
                subject.living.orElseThrow().meddle(observer);
                untilGood(scenario, command, Optional.empty(), told);
                check(subject, wanted, told);
            }
            return told;
        }

        /** Types the command until it reports success, with all the faults of the scenario in its way. */
        private void untilGood(Scenario scenario, Command command, Optional<Long> killAfterMillis, List<String> told)
                throws Exception {
            local.emulator.knobs(scenario.knobs());
            local.emulator.faults(scenario.faults());
            boolean good = false;
            for (int run = 0; run < MOST_RUNS && !good; run++) {
                if (run == MOST_RUNS / 2) {
                    calm();
                    observer.whoAmI();
                }
                Optional<EnvironmentReport> report = run(command, run == 0 ? killAfterMillis : Optional.empty());
                if (report.isEmpty()) {
                    told.add(KILLED);
                    if (!scenario.keepRecord()) {
                        Files.deleteIfExists(command.records().resolve("import-local.json"));
                    }
                    continue;
                }
                good = isDone(report.get());
                told.add(describe(report.get()));
            }
            assertThat(good).as("%s: %s", scenario, told).isTrue();
            calm();
        }

        /** What could not be done with a flow is told, and is for the next run. */
        private static boolean isDone(EnvironmentReport report) {
            return report.isGood()
                    && report.solutions().stream()
                            .allMatch(solution -> solution.flows().failed().isEmpty());
        }

        private void check(Subject subject, Optional<LivingSolution.State> wanted, List<String> told) {
            assertThat(effects(subject.scenario.name()))
                    .as("%s: %s", subject.scenario, told)
                    .isEqualTo(1);
            wanted.ifPresent(state -> assertThat(subject.living.orElseThrow().state(observer))
                    .as("%s: %s", subject.scenario, told)
                    .isEqualTo(state));
        }

        /** @return empty when the run was killed */
        private Optional<EnvironmentReport> run(Command typed, Optional<Long> killAfterMillis) throws Exception {
            Callable<EnvironmentReport> command = () -> run(typed, local.dataverse);
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
        private EnvironmentReport runCalmly(Command command) {
            return run(command, observer);
        }

        private EnvironmentReport run(Command command, Dataverse client) {
            return new EnvironmentDeployment(
                            LocalFixture.target(
                                    "local", local.emulator.url(), client, new ScaledTime(FACTOR), local.messages),
                            command.options(),
                            command.settings(),
                            command.records())
                    .run(command.zips());
        }

        private void calm() {
            local.emulator.faults(FaultPlan.NONE);
            local.emulator.knobs(Knobs.defaults());
        }

        /** How often version 2 was imported with success, as the environment's own history says. */
        private long effects(String name) {
            return Stream.of(name, name + Situation.HOLDING_SUFFIX)
                    .flatMap(solution -> observer.history(Optional.of(solution), 50).stream())
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
        boolean living = seed % LIVING == 0;
        boolean twoSteps = living && managed && upgrade && seed % 2 == 0;
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
                        dice.nextBoolean() ? "READY" : "SUSPENDED"))
                .with(Map.of(
                        "activateFlows", !living || seed % 2 == 0, "takeComponentParameters", !living || seed % 4 < 2));
        List<FaultRule> rules = new ArrayList<>();
        int count = 1 + dice.nextInt(3);
        for (int i = 0; i < count; i++) {
            rules.add(rule(dice));
        }
        if (living) {
            rules.add(finishing(dice));
            rules.add(finishing(dice));
        }
        Optional<Long> killAfter = kill ? Optional.of(20L + dice.nextInt(500)) : Optional.empty();
        // An import whose id was ignored and whose record is gone cannot be known again when it is unmanaged, or while
        // the environment does not show the row of its job.
        // And which flows were there before, and what people had made of them, only the record tells.
        boolean flowsMatter = living && (upgrade || !knobs.activateFlows() || !knobs.takeComponentParameters());
        boolean unknowable = flowsMatter || !honoursIds && (!managed || knobs.jobRowDelayMillis() > 0);
        return new Scenario(
                "Trips" + seed,
                managed,
                upgrade,
                living,
                twoSteps,
                knobs,
                new FaultPlan(rules),
                killAfter,
                keepsRecord || unknowable);
    }

    /** A call after an import that is lost, or done without an answer, once or a few times. What is throttled is not done. */
    private static FaultRule finishing(Random dice) {
        FaultKind kind = TROUBLES.get(dice.nextInt(TROUBLES.size()));
        FaultRule rule = FaultRule.next(kind)
                .onTarget(FINISHES.get(dice.nextInt(FINISHES.size())))
                .skipping(dice.nextInt(4))
                .times(1 + dice.nextInt(7));
        return !kind.name().startsWith("THROTTLED") && dice.nextBoolean() ? rule.afterTheWork() : rule;
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
