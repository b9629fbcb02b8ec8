package io.github.dataversealm.solution.job;

import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import java.time.Duration;

/** The time since a moment, the time left of a limit, and waiting within it. */
public final class Stopwatch {

    private final JobTime time;
    private final Duration limit;
    private final long start;

    /** Starts now. @param limit how long the whole work may take */
    public Stopwatch(JobTime time, Duration limit) {
        this.time = time;
        this.limit = limit;
        this.start = time.nanoTime();
    }

    public Duration elapsed() {
        return Duration.ofNanos(time.nanoTime() - start);
    }

    public Duration limit() {
        return limit;
    }

    public Duration left() {
        Duration left = limit.minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    public boolean isOver() {
        return left().isZero();
    }

    /**
     * Sleeps, but not beyond the limit.
     *
     * @throws InterruptedCallException when the thread is interrupted; it stays marked so
     */
    public void pause(Duration duration) {
        Duration pause = duration.compareTo(left()) < 0 ? duration : left();
        try {
            time.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException("The wait for the service was interrupted.");
        }
    }
}
