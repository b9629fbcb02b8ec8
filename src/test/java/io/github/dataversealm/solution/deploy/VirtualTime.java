package io.github.dataversealm.solution.deploy;

import java.time.Duration;
import java.time.Instant;

/**
 * The time of one client and of the jobs of its environment. It goes on only while the client sleeps, and the jobs do what
 * they have to do at each moment before it goes on: what is measured is what the program waits for, not how busy the machine
 * is.
 */
final class VirtualTime extends StandingTime {

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

    @Override
    synchronized void end() {
        working--;
        notifyAll();
    }
}
