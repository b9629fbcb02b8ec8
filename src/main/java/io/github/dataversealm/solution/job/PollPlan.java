package io.github.dataversealm.solution.job;

import java.time.Duration;

/**
 * How long to wait before the next look at a job. The service advises about 10 s for its long jobs (spec §2.2), which would
 * make a small one seem slow: so the first looks come after a second, they are 1.5 s apart during the first half minute and
 * then a twentieth of the time that the job has taken, up to 10 s. A job is so seen to end at most 5 % late, and a job of an
 * hour is looked at no more often than advised.
 */
public record PollPlan(Duration first, Duration usual, int fraction, Duration longest) {

    public static final PollPlan DEFAULT =
            new PollPlan(Duration.ofSeconds(1), Duration.ofMillis(1_500), 20, Duration.ofSeconds(10));

    /** @param elapsed since the job was started or first seen */
    public Duration next(Duration elapsed) {
        if (elapsed.compareTo(usual) < 0) {
            return first;
        }
        Duration part = elapsed.dividedBy(fraction);
        if (part.compareTo(usual) < 0) {
            return usual;
        }
        return part.compareTo(longest) < 0 ? part : longest;
    }
}
