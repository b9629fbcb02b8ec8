package io.github.dataversealm.solution.emulator.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is left of the service's limits in a sliding window of five minutes (spec dataverse-web-api §1.10). It counts, and refuses nothing. */
final class RateWindow {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int REQUESTS = 6000;
    private static final Duration TIME = Duration.ofMinutes(20);

    private final Clock clock;
    private final Deque<Use> uses = new ArrayDeque<>();
    private Duration spent = Duration.ZERO;

    private record Use(Instant at, Duration took) {}

    RateWindow(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(Duration took) {
        uses.add(new Use(clock.instant(), took));
        spent = spent.plus(took);
        forget();
    }

    synchronized int requestsLeft() {
        forget();
        return Math.max(0, REQUESTS - uses.size());
    }

    synchronized Duration timeLeft() {
        forget();
        return spent.compareTo(TIME) >= 0 ? Duration.ZERO : TIME.minus(spent);
    }

    private void forget() {
        Instant start = clock.instant().minus(WINDOW);
        while (!uses.isEmpty() && (uses.peek().at().isBefore(start) || uses.size() > REQUESTS)) {
            spent = spent.minus(uses.poll().took());
        }
    }
}
