package io.github.dataversealm.solution.auth;

import io.github.dataversealm.solution.message.Reporter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * How signing in behaves.
 *
 * @param interactive whether a person sits in front of the terminal, who can be shown a code
 * @param tokenCache the folder that keeps the sign-ins of people between two runs
 * @param reporter shows the code, and what could not be kept
 * @param pauses before a busy login service is asked again; their number is that of the repetitions
 */
public record SignInOptions(
        boolean interactive, Path tokenCache, Reporter reporter, List<Duration> pauses, InstantSource clock) {

    public static SignInOptions of(boolean interactive, Path tokenCache, Reporter reporter) {
        return new SignInOptions(
                interactive,
                tokenCache,
                reporter,
                List.of(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(8)),
                InstantSource.system());
    }
}
