package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.dataverse.RetryPolicy;
import io.github.dataversealm.solution.job.JobTime;
import java.time.Duration;

/**
 * When the service is asked again.
 *
 * @param retries after a call that failed
 * @param interval between two questions how far a run is (spec dataverse-web-api §6.3: 15 to 60 seconds)
 * @param patience how long a run that was started may be unknown to the service
 */
public record ServiceTime(JobTime clock, RetryPolicy retries, Duration interval, Duration patience) {

    /** An outage is told within minutes: whoever waits for a build has the offline findings already. */
    private static final RetryPolicy RETRIES = new RetryPolicy(
            8, Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(5), 0.3);

    /** A service on this machine answers at once or not at all. */
    private static final RetryPolicy LOCAL_RETRIES = new RetryPolicy(
            8, Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofMinutes(2), Duration.ofMinutes(1), 0.3);

    public static ServiceTime of(CheckerEndpoint endpoint) {
        return endpoint.isLocal()
                ? new ServiceTime(JobTime.system(), LOCAL_RETRIES, Duration.ofMillis(100), Duration.ofSeconds(5))
                : new ServiceTime(JobTime.system(), RETRIES, Duration.ofSeconds(15), Duration.ofMinutes(2));
    }
}
