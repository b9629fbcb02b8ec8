package io.github.dataversealm.solution.dependency;

import io.github.dataversealm.solution.model.SolutionVersion;

/**
 * A solution that is needed.
 *
 * @param solution the one that would be taken
 * @param demand which versions of it will do
 */
public record DemandedSolution(SolutionNode solution, VersionDemand demand) {

    /** Whether an environment has a higher version than one that does. */
    public boolean isExceededBy(SolutionVersion installed) {
        return demand.isExceededBy(installed, solution.version());
    }

    /** What it is, and the range where one was declared: {@code com.contoso:base:1.4.2 (ContosoBase 1.4.2.0) of [1.0,2.0)}. */
    public String label() {
        return demand.ranges().isEmpty() ? solution.label() : solution.label() + " of " + demand;
    }
}
