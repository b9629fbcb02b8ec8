package io.github.dataversealm.solution.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A clock that only moves when somebody sleeps. */
public final class FakeTime implements JobTime {

    private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");

    private final List<Duration> sleeps = new ArrayList<>();
    private Duration elapsed = Duration.ZERO;
    private Duration interruptAt = Duration.ofDays(365);

    @Override
    public Instant now() {
        return START.plus(elapsed);
    }

    @Override
    public long nanoTime() {
        return elapsed.toNanos();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        sleeps.add(duration);
        elapsed = elapsed.plus(duration);
        if (elapsed.compareTo(interruptAt) >= 0) {
            throw new InterruptedException("test");
        }
    }

    public Duration elapsed() {
        return elapsed;
    }

    public void advance(Duration duration) {
        elapsed = elapsed.plus(duration);
    }

    public List<Duration> sleeps() {
        return sleeps;
    }

    /** From that time on every sleep is interrupted. */
    public void interruptAt(Duration time) {
        interruptAt = time;
    }
}
