package io.github.dataversealm.solution.dataverse;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a call that may be repeated is repeated (spec §1.10).
 *
 * @param maxAttempts how often a call is sent at most
 * @param firstPause the pause before the second attempt; each later one is twice as long
 * @param maxPause the longest pause of this side's own choice
 * @param maxRetryAfter the longest pause that the service may ask for; a longer one is cut to it
 * @param deadline the time from the first attempt within which another one may begin
 * @param jitter the part of an own pause, 0 to 1, that is left to chance, so that parallel goals do not march in step
 */
public record RetryPolicy(
        int maxAttempts,
        Duration firstPause,
        Duration maxPause,
        Duration maxRetryAfter,
        Duration deadline,
        double jitter) {

    public static RetryPolicy defaults() {
        return new RetryPolicy(
                12, Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofMinutes(15), 0.3);
    }

    /** The same, but for so long and so often at most. */
    RetryPolicy within(Duration time, int attempts) {
        return new RetryPolicy(
                Math.min(maxAttempts, attempts),
                firstPause,
                maxPause,
                maxRetryAfter,
                time.compareTo(deadline) < 0 ? time : deadline,
                jitter);
    }

    /** The pause after the attempt of that number (the first is 1). */
    public Duration pause(int attempt, Optional<Duration> retryAfter) {
        if (retryAfter.isPresent()) {
            Duration asked = retryAfter.get().isNegative() ? Duration.ZERO : retryAfter.get();
            return asked.compareTo(maxRetryAfter) > 0 ? maxRetryAfter : asked;
        }
        double doubled = firstPause.toMillis() * Math.pow(2, Math.min(attempt - 1, 30));
        double pause = Math.min(doubled, maxPause.toMillis());
        double chance = jitter <= 0 ? 0 : ThreadLocalRandom.current().nextDouble(jitter);
        return Duration.ofMillis((long) (pause * (1 - chance)));
    }
}
