package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.progress.ProgressListener;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * An environment as the operations see it.
 *
 * @param environment its id, for messages
 * @param production whether unmanaged solutions must not be worked on, and deletes have to be confirmed
 * @param limit how long a job, and the wait for its turn, may take
 * @param random spreads the tries of several pipelines that wait for the same environment
 */
public record Target(
        String environment,
        boolean production,
        Dataverse dataverse,
        Duration limit,
        JobTime time,
        ProgressListener progress,
        Reporter reporter,
        RandomGenerator random) {

    SolutionFinder finder() {
        return new SolutionFinder(dataverse, environment, production);
    }

    Jobs jobs() {
        return new Jobs(this);
    }
}
