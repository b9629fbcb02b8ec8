package io.github.dataversealm.solution.job;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.progress.ProgressListener;
import java.util.random.RandomGenerator;

/**
 * An environment to work in, and everything that the work needs besides.
 *
 * @param random spreads the tries of several pipelines that wait for the same environment
 */
public record Workplace(
        Environment environment,
        Dataverse dataverse,
        JobTime time,
        PollPlan plan,
        ProgressListener progress,
        Reporter reporter,
        RandomGenerator random) {

    public String id() {
        return environment.id();
    }

    public JobWatcher watcher() {
        return new JobWatcher(id(), dataverse, time, plan, progress);
    }

    public Turnstile turnstile() {
        return new Turnstile(id(), dataverse, reporter, progress, random);
    }

    public void info(String text) {
        reporter.info("[" + id() + "] " + text);
    }

    public void warn(String text) {
        reporter.warn("[" + id() + "] " + text);
    }

    public void debug(String text) {
        reporter.debug("[" + id() + "] " + text);
    }
}
