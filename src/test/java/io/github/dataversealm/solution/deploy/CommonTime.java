package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.job.JobTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * One time for several clients and the jobs of their environments. It goes on only while all of them wait: what is measured is
 * what the program waits for, and in what it waits at the same time, not how busy the machine is. The test says when clients
 * begin and end to work.
 */
final class CommonTime extends Clock implements JobTime {

    private static final Instant ORIGIN = Instant.parse("2026-03-01T10:00:00Z");
    private static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>(Comparator.comparing(Sleeper::until));
    private Instant now = ORIGIN;
    private int working;
    /** When something happened last, by the clock of the machine. */
    private long moved = System.nanoTime();

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

    /** Clients begin to work. */
    synchronized void begin(int clients) {
        working += clients;
    }

    /** A client has come to its end. */
    synchronized void end() {
        working--;
        goOn();
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

    /** A client or a job waits. */
    @Override
    public synchronized void sleep(Duration time) throws InterruptedException {
        Sleeper sleeper = new Sleeper(now.plus(time));
        sleepers.add(sleeper);
        working--;
        goOn();
        while (!sleeper.woken) {
            if (System.nanoTime() - moved > HANG_NANOS) {
                throw new IllegalStateException(
                        "the time stands still: " + working + " work, " + sleepers.size() + " wait");
            }
            wait(1_000);
        }
    }

    private void goOn() {
        moved = System.nanoTime();
        if (working > 0 || sleepers.isEmpty()) {
            return;
        }
        now = sleepers.peek().until();
        List<Sleeper> woken = new ArrayList<>();
        while (!sleepers.isEmpty() && !sleepers.peek().until().isAfter(now)) {
            woken.add(sleepers.poll());
        }
        woken.forEach(sleeper -> sleeper.woken = true);
        working += woken.size();
        notifyAll();
    }

    /** Runs a job in a thread of its own; the time stands still until it waits or ends. */
    void execute(Runnable job) {
        begin(1);
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

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
