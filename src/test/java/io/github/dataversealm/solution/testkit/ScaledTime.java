package io.github.dataversealm.solution.testkit;

import io.github.dataversealm.solution.job.JobTime;
import java.time.Duration;
import java.time.Instant;

/** Real time that goes faster, so that a wait of seconds takes milliseconds. */
public final class ScaledTime implements JobTime {

    private final long began = System.nanoTime();
    private final Instant origin = Instant.now();
    private final int factor;

    public ScaledTime(int factor) {
        this.factor = factor;
    }

    @Override
    public Instant now() {
        return origin.plusNanos(nanoTime());
    }

    @Override
    public long nanoTime() {
        return (System.nanoTime() - began) * factor;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis() / factor, (int) (duration.toNanos() / factor % 1_000_000));
    }
}
