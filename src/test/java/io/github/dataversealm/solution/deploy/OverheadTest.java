package io.github.dataversealm.solution.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.dataverse.ImportRequest;
import io.github.dataversealm.solution.emulator.Knobs;
import io.github.dataversealm.solution.emulator.fault.FaultKind;
import io.github.dataversealm.solution.emulator.fault.FaultPlan;
import io.github.dataversealm.solution.emulator.fault.FaultRule;
import io.github.dataversealm.solution.testkit.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an import costs besides the service's own work: how long after its job it ends, how many requests it makes, and how
 * often it asks. The real procedure over sockets, in a time that only goes on when the procedure waits.
 */
class OverheadTest {

    private static final String JOBS = "/asyncoperations(";
    private static final String PROGRESS = "/importjobs(";
    private static final String OTHERS = "/asyncoperations?";

    /** What the service advises for its long jobs (spec §2.2). */
    private static final Duration ADVISED = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private final List<Sent> sent = new CopyOnWriteArrayList<>();
    private LocalFixture local;

    /** A request and when it was answered. */
    private record Sent(String line, Instant at) {}

    @BeforeEach
    void start() throws IOException {
        local = LocalFixture.in(time, folder.resolve("local"), line -> sent.add(new Sent(line, time.now())));
    }

    @AfterEach
    void stop() throws IOException {
        local.close();
    }

    // ---------------------------------------------------------------- how late

    /** Whatever the moment of a job's end between two looks at it is. */
    @Test
    void a_job_of_twenty_seconds_is_followed_by_the_end_of_the_goal_within_two() throws IOException {
        Duration latest = Duration.ZERO;
        for (int millis = 19_000; millis <= 22_000; millis += 230) {
            Duration late = lateness(20, millis);
            latest = late.compareTo(latest) > 0 ? late : latest;
        }
        System.out.println("overhead: a goal ends at most " + latest.toMillis() + " ms after its job of about 20 s");
        assertThat(latest).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(2));
    }

    /** An unmanaged solution is published, which is a job of its own. */
    @Test
    void the_publishing_of_an_unmanaged_solution_is_followed_as_closely() throws IOException {
        local.emulator.knobs(Knobs.defaults().with("jobMillis", 20_000));
        Instant began = time.now();
        run("Trips", "1.0.0.0", false);
        Duration jobs = Duration.ofMillis(2 * (20_000 + Knobs.defaults().queueDelayMillis()));
        assertThat(Duration.between(began, time.now())).isBetween(jobs, jobs.plusSeconds(4));
    }

    /** The recorded times of the service (spec §9.2: 25 s in the queue, 118 s of work), ten minutes and an hour. */
    @ParameterizedTest
    @ValueSource(ints = {118, 600, 3_300})
    void a_longer_job_is_seen_to_end_five_percent_late_at_most(int seconds) throws IOException {
        Duration twentieth = Duration.ofSeconds(25 + seconds).dividedBy(20);
        assertThat(lateness(25_000, seconds * 1_000))
                .isPositive()
                .isLessThanOrEqualTo(twentieth.compareTo(ADVISED) < 0 ? twentieth : ADVISED);
    }

    /** The time from the end of a job, which begins with the run, to the end of the run. */
    private Duration lateness(int queueMillis, int jobMillis) throws IOException {
        local.emulator.knobs(Knobs.defaults().with(Map.of("queueDelayMillis", queueMillis, "jobMillis", jobMillis)));
        Instant began = time.now();
        run("Trips" + jobMillis, "1.0.0.0", true);
        return Duration.between(began, time.now()).minusMillis(queueMillis + jobMillis);
    }

    // ---------------------------------------------------------------- how many requests

    @Test
    void a_small_import_makes_fifteen_requests_at_most() throws IOException {
        List<Integer> counts = List.of(
                requests("Trips", "1.0.0.0", true),
                requests("Trips", "1.1.0.0", true),
                requests("Trips", "1.1.0.0", true),
                requests("Base", "1.0.0.0", false),
                requests("Base", "1.0.0.1", false),
                requests("Base", "1.0.0.1", false));
        System.out.println(
                "overhead: requests of an install, an upgrade and a repetition, managed and unmanaged: " + counts);
        assertThat(counts).allSatisfy(count -> assertThat(count).isBetween(1, 15));
    }

    /** Counted by the server. */
    private int requests(String name, String version, boolean managed) throws IOException {
        int before = local.emulator.faults().requestCount();
        run(name, version, managed);
        return local.emulator.faults().requestCount() - before;
    }

    // ---------------------------------------------------------------- how often it asks

    @Test
    void a_job_is_looked_at_no_more_often_than_it_is_worth() throws IOException {
        local.emulator.knobs(Knobs.defaults().with(Map.of("queueDelayMillis", 25_000, "jobMillis", 3_300_000)));
        Instant began = time.now();
        run("Trips", "1.0.0.0", true);
        List<Instant> looks = at(JOBS);
        assertThat(looks).hasSizeBetween(330, 450);
        for (int i = 1; i < looks.size(); i++) {
            Duration gap = Duration.between(looks.get(i - 1), looks.get(i));
            Duration elapsed = Duration.between(began, looks.get(i - 1));
            assertThat(gap).isGreaterThanOrEqualTo(Duration.ofSeconds(1)).isLessThanOrEqualTo(ADVISED);
            if (elapsed.compareTo(Duration.ofSeconds(210)) > 0 && i < looks.size() - 1) {
                assertThat(gap).isEqualTo(ADVISED);
            }
        }
        // The percentage is for people only.
        assertThat(gaps(at(PROGRESS).subList(0, 300)))
                .allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(Duration.ofSeconds(5)));
    }

    @Test
    void a_wait_for_another_import_asks_seldom() throws IOException {
        local.emulator.knobs(Knobs.defaults().with("jobMillis", 600_000));
        SolutionPackage other = LocalFixture.zip(folder, "Other", "1.0.0.0", true);
        local.dataverse.importSolution(new ImportRequest(
                other.zip(), Optional.empty(), UUID.randomUUID(), false, true, false, false, List.of()));
        sent.clear();
        Instant began = time.now();
        SolutionPackage zip = LocalFixture.zip(folder, "Trips", "1.0.0.0", true);
        ImportOptions options = Options.with(wanted -> wanted.maxWait = Duration.ofMinutes(9));
        EnvironmentReport report = local.run(time, options, folder.resolve("records"), zip);
        assertThat(report.solutions().get(0).problem()).contains("was not started", "ImportSolutionAsync");
        assertThat(Duration.between(began, time.now())).isEqualTo(Duration.ofMinutes(9));
        List<Instant> looks = at(OTHERS);
        assertThat(looks).hasSizeBetween(15, 60);
        assertThat(gaps(looks.subList(0, looks.size() - 1)))
                .allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void the_pause_that_the_service_asks_for_is_kept() throws IOException {
        local.emulator.knobs(Knobs.defaults().with("jobMillis", 60_000));
        local.emulator.faults(FaultPlan.of(FaultRule.next(FaultKind.THROTTLED_REQUESTS)
                .onTarget("asyncoperations")
                .skipping(4)
                .withRetryAfter(17)));
        run("Trips", "1.0.0.0", true);
        assertThat(local.emulator.faults().faults()).containsEntry(FaultKind.THROTTLED_REQUESTS.name(), 1);
        List<Instant> looks = at(JOBS);
        assertThat(gaps(looks)).contains(Duration.ofSeconds(17));
    }

    private void run(String name, String version, boolean managed) throws IOException {
        SolutionPackage zip = LocalFixture.zip(folder, name, version, managed);
        EnvironmentReport report = local.run(time, ImportOptions.DEFAULT, folder.resolve("records"), zip);
        report.fault().ifPresent(fault -> {
            throw new AssertionError(fault);
        });
        assertThat(report.isGood()).as(report.solutions().toString()).isTrue();
    }

    private List<Instant> at(String path) {
        return sent.stream()
                .filter(request -> request.line().contains(path))
                .map(Sent::at)
                .toList();
    }

    private static List<Duration> gaps(List<Instant> moments) {
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < moments.size(); i++) {
            gaps.add(Duration.between(moments.get(i - 1), moments.get(i)));
        }
        return gaps;
    }
}
