package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.auth.Account;
import io.github.dataversealm.solution.auth.TokenProvider;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.emulator.LocalEnvironment;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.job.JobTime;
import io.github.dataversealm.solution.job.PollPlan;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.progress.ProgressListener;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * An environment and the way to speak to it. Nothing is sent, and nobody signed in, before the first call.
 *
 * @param tokens for the environment
 * @param identity who signs in; empty for the built-in local environment
 * @param local the environment itself, when it is a built-in local one
 */
record Connection(
        Environment environment,
        Dataverse dataverse,
        TokenProvider tokens,
        Optional<Identity> identity,
        Optional<LocalEnvironment> local) {

    /** The environment to work in, with progress shown as the user wants it. */
    Workplace place(ProgressListener progress, Reporter reporter) {
        return new Workplace(
                environment, dataverse, JobTime.system(), PollPlan.DEFAULT, progress, reporter, new Random());
    }

    /**
     * Who signs in, for the goal that shows it.
     *
     * @param tenant asks the environment which tenant it belongs to
     */
    record Identity(Account account, TokenProvider tokens, Supplier<Optional<String>> tenant) {}
}
