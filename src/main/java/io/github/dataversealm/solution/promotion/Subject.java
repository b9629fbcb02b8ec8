package io.github.dataversealm.solution.promotion;

import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.environment.Environment;

/**
 * What the rules look at.
 *
 * @param environment where the solution is to come
 * @param others the environments that rules ask about
 */
record Subject(Environment environment, SolutionPackage solution, OtherEnvironments others) {

    String name() {
        return solution.uniqueName() + " " + solution.header().version();
    }
}
