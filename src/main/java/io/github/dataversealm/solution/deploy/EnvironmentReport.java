package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.environment.Environment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of a deployment in one environment.
 *
 * @param solutions in the order of the work; those that were not reached are not among them
 * @param fault what kept the work from being done at all, such as a sign-in that failed
 * @param notReached the solutions that were not begun because one before them failed
 */
public record EnvironmentReport(
        Environment environment,
        List<SolutionReport> solutions,
        Optional<Throwable> fault,
        List<String> notReached,
        Duration duration) {

    public boolean isGood() {
        return fault.isEmpty() && notReached.isEmpty() && solutions.stream().allMatch(SolutionReport::isGood);
    }
}
