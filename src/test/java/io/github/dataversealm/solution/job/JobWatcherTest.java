package io.github.dataversealm.solution.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.dataverse.AsyncOperation;
import io.github.dataversealm.solution.dataverse.AsyncOperation.State;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.ImportJob;
import io.github.dataversealm.solution.dataverse.ImportVerdict;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.dataverse.ServiceException;
import io.github.dataversealm.solution.dataverse.UnreachableException;
import io.github.dataversealm.solution.progress.Progress;
import io.github.dataversealm.solution.progress.ProgressListener;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobWatcherTest {

    private static final UUID OPERATION = UUID.randomUUID();
    private static final UUID JOB = UUID.randomUUID();

    private final FakeTime time = new FakeTime();
    private final List<Progress> shown = new ArrayList<>();
    private final List<Duration> reads = new ArrayList<>();
    private Supplier<Optional<AsyncOperation>> operation = Optional::empty;
    private Supplier<Optional<ImportJob>> importJob = Optional::empty;
    private Optional<ImportVerdict> verdict = Optional.empty();
    private Optional<String> data = Optional.empty();
    private boolean busy = true;
    private int requests;

    /** Columns: how long the job takes, how late its end is seen at most, how many requests it may cost; in seconds. */
    @ParameterizedTest
    @CsvSource({"1, 1.5, 3", "3, 1.5, 5", "5, 1.5, 6", "20, 2, 20", "60, 3.1, 65", "600, 10, 180", "3000, 10, 900"})
    void the_end_is_seen_soon_and_with_few_requests(long seconds, double late, int most) {
        ends(Duration.ofSeconds(seconds), State.SUCCEEDED, "");
        assertThat(watch(Duration.ofHours(2))).isInstanceOf(JobOutcome.Succeeded.class);
        assertThat(time.elapsed().minusSeconds(seconds)).isLessThanOrEqualTo(Duration.ofMillis((long) (late * 1000)));
        assertThat(requests).isLessThanOrEqualTo(most);
    }

    @Test
    void nothing_is_read_more_than_once_a_second() {
        ends(Duration.ofMinutes(10), State.SUCCEEDED, "");
        watch(Duration.ofHours(2));
        for (int i = 1; i < reads.size(); i++) {
            assertThat(reads.get(i).minus(reads.get(i - 1))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
        assertThat(reads.get(reads.size() - 1).minus(reads.get(reads.size() - 2)))
                .isEqualTo(PollPlan.DEFAULT.longest());
    }

    @Test
    void a_failure_carries_the_words_of_the_service() {
        ends(Duration.ofSeconds(3), State.FAILED, "Solution manifest import: FAILURE: no");
        assertThat(watch(Duration.ofHours(1)))
                .isInstanceOfSatisfying(
                        JobOutcome.Failed.class,
                        failed -> assertThat(failed.message()).endsWith("no"));
    }

    @Test
    void a_canceled_job_is_told_apart() {
        ends(Duration.ofSeconds(3), State.CANCELED, "");
        assertThat(watch(Duration.ofHours(1))).isInstanceOf(JobOutcome.Canceled.class);
    }

    @Test
    void the_limit_is_kept_and_is_no_failure() {
        ends(Duration.ofHours(3), State.SUCCEEDED, "");
        assertThat(watch(Duration.ofMinutes(2)))
                .isInstanceOfSatisfying(
                        JobOutcome.StillRunning.class,
                        running -> assertThat(running.why()).contains("running"));
        assertThat(time.elapsed()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void an_outage_is_waited_out() {
        ends(Duration.ofSeconds(30), State.SUCCEEDED, "");
        Supplier<Optional<AsyncOperation>> healthy = operation;
        operation = () -> {
            if (time.elapsed().compareTo(Duration.ofMinutes(4)) < 0) {
                throw new UnreachableException("away", "", new IOException("reset"));
            }
            return healthy.get();
        };
        assertThat(watch(Duration.ofMinutes(30))).isInstanceOf(JobOutcome.Succeeded.class);
    }

    @Test
    void a_refusal_that_stays_ends_the_watch_but_not_as_a_failure() {
        operation = () -> {
            throw new ServiceException(403, Optional.empty(), "no", "You may not read operations.", "");
        };
        assertThat(watch(Duration.ofMinutes(30)))
                .isInstanceOfSatisfying(
                        JobOutcome.StillRunning.class,
                        running -> assertThat(running.why()).contains("may not read"));
        assertThat(time.elapsed()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void a_row_that_comes_late_is_waited_for() {
        ends(Duration.ofSeconds(40), State.SUCCEEDED, "");
        Supplier<Optional<AsyncOperation>> late = operation;
        operation = () -> time.elapsed().compareTo(Duration.ofSeconds(30)) < 0 ? Optional.empty() : late.get();
        assertThat(watch(Duration.ofMinutes(30))).isInstanceOf(JobOutcome.Succeeded.class);
    }

    @Test
    void an_operation_that_was_cleaned_up_is_judged_by_its_import_job() {
        operation = () -> time.elapsed().compareTo(Duration.ofSeconds(10)) < 0
                ? Optional.of(row(State.RUNNING, ""))
                : Optional.empty();
        importJob = () -> Optional.of(job(time.elapsed().compareTo(Duration.ofSeconds(10)) >= 0));
        verdict = Optional.of(new ImportVerdict(true, List.of(), List.of()));
        assertThat(watch(Duration.ofMinutes(30))).isInstanceOf(JobOutcome.Succeeded.class);

        verdict = Optional.of(new ImportVerdict(false, List.of(), List.of("no")));
        assertThat(watch(Duration.ofMinutes(30))).isInstanceOf(JobOutcome.Failed.class);
    }

    @Test
    void without_a_verdict_the_document_decides() {
        importJob = () -> Optional.of(job(true));
        data = Optional.of("<importexportxml><entity id='a'><result result='failure' errorcode='0x80048033'"
                + " errortext='no'/></entity></importexportxml>");
        assertThat(watchImportJob()).isInstanceOf(JobOutcome.Failed.class);
        data = Optional.of("<importexportxml><entity id='a'><result result='success'/></entity></importexportxml>");
        assertThat(watchImportJob()).isInstanceOf(JobOutcome.Succeeded.class);
        data = Optional.empty();
        assertThat(watchImportJob()).isInstanceOf(JobOutcome.Lost.class);
    }

    @Test
    void an_import_job_without_an_end_is_lost_when_nothing_runs() {
        importJob = () -> Optional.of(job(false));
        busy = false;
        assertThat(watchImportJob()).isInstanceOf(JobOutcome.Lost.class);
        assertThat(time.elapsed()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75));
    }

    @Test
    void an_interruption_is_passed_on_and_stays_marked() {
        ends(Duration.ofMinutes(10), State.SUCCEEDED, "");
        time.interruptAt(Duration.ofSeconds(20));
        assertThatThrownBy(() -> watch(Duration.ofHours(1))).isInstanceOf(InterruptedCallException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void progress_is_told() {
        ends(Duration.ofSeconds(30), State.SUCCEEDED, "");
        importJob = () -> Optional.of(job(false));
        watch(Duration.ofHours(1));
        assertThat(shown.get(0).line()).isEqualTo("[test] Import of Trips: running, 0:01");
        assertThat(shown.get(shown.size() - 1).percent()).hasValue(40);
    }

    private void ends(Duration after, State state, String message) {
        operation =
                () -> Optional.of(time.elapsed().compareTo(after) < 0 ? row(State.RUNNING, "") : row(state, message));
    }

    private JobOutcome watch(Duration limit) {
        return watcher().watch(new WatchedJob(Optional.of(OPERATION), Optional.of(JOB), "Import of Trips"), limit);
    }

    private JobOutcome watchImportJob() {
        return watcher()
                .watch(new WatchedJob(Optional.empty(), Optional.of(JOB), "Import of Trips"), Duration.ofHours(1));
    }

    private JobWatcher watcher() {
        ProgressListener listener = new ProgressListener() {
            @Override
            public void update(Progress progress) {
                shown.add(progress);
            }

            @Override
            public void done(Progress last) {
                // not asserted
            }
        };
        return new JobWatcher("test", service(), time, PollPlan.DEFAULT, listener);
    }

    private Dataverse service() {
        return (Dataverse) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Dataverse.class}, (self, method, arguments) -> {
                    requests++;
                    switch (method.getName()) {
                        case "operation":
                            reads.add(time.elapsed());
                            return operation.get();
                        case "importJob":
                            return importJob.get();
                        case "importVerdict":
                            return verdict;
                        case "importJobData":
                            return data;
                        case "runningOperations":
                            return busy ? List.of(row(State.RUNNING, "")) : List.of();
                        default:
                            throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    private static AsyncOperation row(State state, String message) {
        return new AsyncOperation(
                OPERATION,
                "ImportSolution",
                "ImportSolutionAsync",
                state,
                message,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "Jane Doe");
    }

    private static ImportJob job(boolean over) {
        return new ImportJob(
                JOB,
                "Trips",
                40,
                Optional.of(Instant.EPOCH),
                Optional.of(Instant.EPOCH),
                over ? Optional.of(Instant.EPOCH) : Optional.empty());
    }
}
