package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.job.JobWatcher;
import io.github.dataversealm.solution.job.PollPlan;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.progress.ProgressListener;
import java.util.random.RandomGenerator;

/**
 * An environment to work in, and everything that the work needs besides.
 *
 * @param random spreads the tries of several pipelines that wait for the same environment
 */
public record Target(
        Environment environment,
        Dataverse dataverse,
        JobTime time,
        PollPlan plan,
        ProgressListener progress,
        Reporter reporter,
        RandomGenerator random) {

    String id() {
        return environment.id();
    }

    JobWatcher watcher() {
        return new JobWatcher(id(), dataverse, time, plan, progress);
    }

    void info(String text) {
        reporter.info("[" + id() + "] " + text);
    }

    void warn(String text) {
        reporter.warn("[" + id() + "] " + text);
    }

    void debug(String text) {
        reporter.debug("[" + id() + "] " + text);
    }
}
