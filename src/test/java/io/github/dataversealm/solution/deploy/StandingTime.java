package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.job.JobTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** A time that stands still until everybody waits; when it goes on, and how far, is what its kinds differ in. */
abstract class StandingTime extends Clock implements JobTime {

    static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final Instant ORIGIN = Instant.parse("2026-03-01T10:00:00Z");

    /** Guarded by this object, as all that follows. */
    final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>(Comparator.comparing(Sleeper::until));

    Instant now = ORIGIN;
    int working;

    /** A thread that waits. */
    static final class Sleeper {
        private final Instant until;
        boolean woken;

        Sleeper(Instant until) {
            this.until = until;
        }

        Instant until() {
            return until;
        }
    }

    @Override
    public final synchronized Instant now() {
        return now;
    }

    @Override
    public final Instant instant() {
        return now();
    }

    @Override
    public final long nanoTime() {
        return Duration.between(ORIGIN, now()).toNanos();
    }

    /** Runs a job in a thread of its own; the time stands still until it waits or ends. */
    final void execute(Runnable job) {
        synchronized (this) {
            working++;
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        job.run();
                    } finally {
                        end();
                    }
                },
                "virtual-job");
        thread.setDaemon(true);
        thread.start();
    }

    /** Somebody who worked has come to the end. */
    abstract void end();

    @Override
    public final ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public final Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
