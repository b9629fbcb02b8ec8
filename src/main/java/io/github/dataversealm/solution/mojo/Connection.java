package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.auth.Account;
import io.github.dataversealm.solution.auth.TokenProvider;
import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.environment.Environment;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An environment and the way to speak to it. Nothing is sent, and nobody signed in, before the first call.
 *
 * @param tokens for the environment
 * @param identity who signs in; empty for the built-in local environment
 */
record Connection(Environment environment, Dataverse dataverse, TokenProvider tokens, Optional<Identity> identity) {

    /**
     * Who signs in, for the goal that shows it.
     *
     * @param tenant asks the environment which tenant it belongs to
     */
    record Identity(Account account, TokenProvider tokens, Supplier<Optional<String>> tenant) {}
}
