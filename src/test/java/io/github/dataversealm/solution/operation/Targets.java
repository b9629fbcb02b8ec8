package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.job.PollPlan;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.progress.Progress;
import io.github.dataversealm.solution.progress.ProgressListener;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Targets whose clock goes on only when somebody sleeps. */
final class Targets {

    private Targets() {}

    static Target of(Dataverse dataverse, Reporter reporter) {
        return of(dataverse, false, reporter, ProgressListener.silent());
    }

    static Target production(Dataverse dataverse, Reporter reporter) {
        return of(dataverse, true, reporter, ProgressListener.silent());
    }

    static Target of(Dataverse dataverse, boolean production, Reporter reporter, ProgressListener progress) {
        return new Target(
                new Workplace(
                        new Environment(
                                "dev",
                                URI.create("https://dev.example"),
                                "dataverse-dev",
                                Optional.empty(),
                                production),
                        dataverse,
                        new Sleepless(),
                        PollPlan.DEFAULT,
                        progress,
                        reporter,
                        new Random(7)),
                Duration.ofMinutes(10));
    }

    /** Notes the states of the work. */
    static ProgressListener noting(List<String> states) {
        return new ProgressListener() {
            @Override
            public void update(Progress progress) {
                states.add(progress.state());
            }

            @Override
            public void done(Progress last) {
                // the end is seen elsewhere
            }
        };
    }

    /** Sleeps in no time. */
    static final class Sleepless implements JobTime {

        private Duration passed = Duration.ZERO;

        @Override
        public Instant now() {
            return DataverseAtOnce.DAY.plus(passed);
        }

        @Override
        public long nanoTime() {
            return passed.toNanos();
        }

        @Override
        public void sleep(Duration duration) {
            passed = passed.plus(duration);
        }
    }
}
