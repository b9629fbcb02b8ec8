package io.github.dataversealm.solution.dataverse;

import io.github.dataversealm.solution.http.HttpTrace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * How a {@link DataverseClient} behaves.
 *
 * @param slowTimeout the longest silence of the service in calls that do their work before they answer (spec §1.11)
 * @param trace told of each pause before a repetition; the requests themselves are traced by the HTTP client
 * @param correlationId sent with all requests of a goal, so that Microsoft's support finds them
 */
public record ClientOptions(
        RetryPolicy retries,
        AnswerLimits limits,
        Duration slowTimeout,
        HttpTrace trace,
        InstantSource clock,
        Sleeper sleeper,
        UUID correlationId) {

    public static ClientOptions defaults() {
        return new ClientOptions(
                RetryPolicy.defaults(),
                AnswerLimits.defaults(),
                Duration.ofMinutes(15),
                HttpTrace.none(),
                InstantSource.system(),
                Sleeper.real(),
                UUID.randomUUID());
    }

    public ClientOptions withTrace(HttpTrace newTrace) {
        return new ClientOptions(retries, limits, slowTimeout, newTrace, clock, sleeper, correlationId);
    }

    public ClientOptions withRetries(RetryPolicy policy) {
        return new ClientOptions(policy, limits, slowTimeout, trace, clock, sleeper, correlationId);
    }

    public ClientOptions withTime(InstantSource newClock, Sleeper newSleeper) {
        return new ClientOptions(retries, limits, slowTimeout, trace, newClock, newSleeper, correlationId);
    }

    public ClientOptions withLimits(AnswerLimits newLimits) {
        return new ClientOptions(retries, newLimits, slowTimeout, trace, clock, sleeper, correlationId);
    }
}
