package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.Reporter;
import java.time.Duration;

/**
 * Where an operation works, and how long it may.
 *
 * @param limit how long a job, and the wait for its turn, may take
 */
public record Target(Workplace place, Duration limit) {

    /** The id of the environment, for messages. */
    public String environment() {
        return place.id();
    }

    /** Whether unmanaged solutions must not be worked on, and deletes have to be confirmed. */
    boolean production() {
        return place.environment().production();
    }

    Dataverse dataverse() {
        return place.dataverse();
    }

    JobTime time() {
        return place.time();
    }

    public Reporter reporter() {
        return place.reporter();
    }

    SolutionFinder finder() {
        return new SolutionFinder(place.dataverse(), environment(), production());
    }

    Jobs jobs() {
        return new Jobs(this);
    }
}
