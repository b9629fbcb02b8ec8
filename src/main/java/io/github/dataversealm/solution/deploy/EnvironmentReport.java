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
 * @param notStarted why the environment was left as it is; empty when it was worked in
 */
public record EnvironmentReport(
        Environment environment,
        List<SolutionReport> solutions,
        Optional<Throwable> fault,
        List<String> notReached,
        Optional<String> notStarted,
        Duration duration) {

    public boolean isGood() {
        return fault.isEmpty() && notReached.isEmpty() && solutions.stream().allMatch(SolutionReport::isGood);
    }

    /** What people are told: without what grows with the solutions, so that reports of many environments can be kept. */
    public EnvironmentReport brief() {
        return new EnvironmentReport(
                environment,
                solutions.stream().map(SolutionReport::brief).toList(),
                fault,
                notReached,
                notStarted,
                duration);
    }
}
