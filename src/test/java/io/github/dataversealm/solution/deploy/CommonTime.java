package io.github.dataversealm.solution.deploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One time for several clients and the jobs of their environments. It goes on only while all of them wait: what is measured is
 * what the program waits for, and in what it waits at the same time, not how busy the machine is. The test says when clients
 * begin and end to work.
 */
final class CommonTime extends StandingTime {

    /** When something happened last, by the clock of the machine. */
    private long moved = System.nanoTime();

    /** Clients begin to work. */
    synchronized void begin(int clients) {
        working += clients;
    }

    /** A client or a job has come to its end. */
    @Override
    synchronized void end() {
        working--;
        goOn();
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
}
