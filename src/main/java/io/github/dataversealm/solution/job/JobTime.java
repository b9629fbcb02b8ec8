package io.github.dataversealm.solution.job;

import java.time.Duration;
import java.time.Instant;

/** The clock and the waiting of everything that watches jobs. */
public interface JobTime {

    /** For records and reports. */
    Instant now();

    /** For durations: never goes back, has no meaning by itself. */
    long nanoTime();

    void sleep(Duration duration) throws InterruptedException;

    static JobTime system() {
        return new JobTime() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration duration) throws InterruptedException {
                Thread.sleep(duration.toMillis());
            }
        };
    }
}
