package io.github.dataversealm.solution.check.service;

import io.github.dataversealm.solution.auth.TokenProvider;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;

/**
 * How the service is reached.
 *
 * @param tokens gives the tokens for an application that is named by its address, such as
 *     {@code https://api.advisor.powerapps.com/}
 * @param tenant the id of the tenant that the solution belongs to, when it is known; asked for when the first call is made
 */
public record ServiceConnection(
        CheckerEndpoint endpoint,
        OkHttpClient http,
        Function<String, TokenProvider> tokens,
        Supplier<Optional<String>> tenant) {}
