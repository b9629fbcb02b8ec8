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

/**
 * The time of one client and of the jobs of its environment. It goes on only while the client sleeps, and the jobs do what
 * they have to do at each moment before it goes on: what is measured is what the program waits for, not how busy the machine
 * is.
 */
final class VirtualTime extends Clock implements JobTime {

    private static final Instant ORIGIN = Instant.parse("2026-03-01T10:00:00Z");
    private static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>(Comparator.comparing(Sleeper::until));
    private Instant now = ORIGIN;
    private int working;

    /** A job that waits. */
    private static final class Sleeper {
        private final Instant until;
        private boolean woken;

        Sleeper(Instant until) {
            this.until = until;
        }

        Instant until() {
            return until;
        }
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public long nanoTime() {
        return Duration.between(ORIGIN, now()).toNanos();
    }

    /** The client sleeps: jobs work at their moments meanwhile. */
    @Override
    public synchronized void sleep(Duration time) throws InterruptedException {
        Instant end = now.plus(time);
        awaitJobs();
        while (!sleepers.isEmpty() && !sleepers.peek().until().isAfter(end)) {
            Sleeper next = sleepers.poll();
            now = next.until();
            next.woken = true;
            working++;
            notifyAll();
            awaitJobs();
        }
        now = end;
    }

    private void awaitJobs() throws InterruptedException {
        long hang = System.nanoTime() + HANG_NANOS;
        while (working > 0) {
            if (System.nanoTime() > hang) {
                throw new IllegalStateException("a job neither works nor waits");
            }
            wait(1_000);
        }
    }

    /** A job waits. */
    synchronized void pause(Duration time) throws InterruptedException {
        Sleeper sleeper = new Sleeper(now.plus(time));
        sleepers.add(sleeper);
        working--;
        notifyAll();
        while (!sleeper.woken) {
            wait();
        }
    }

    /** Runs a job in a thread of its own; the time stands still until it waits or ends. */
    void execute(Runnable job) {
        synchronized (this) {
            working++;
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        job.run();
                    } finally {
                        ended();
                    }
                },
                "virtual-job");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized void ended() {
        working--;
        notifyAll();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
