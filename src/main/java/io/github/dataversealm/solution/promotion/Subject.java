package io.github.dataversealm.solution.promotion;

import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.environment.Environment;

/**
 * What the rules look at.
 *
 * @param environment where the solution is to come
 * @param others the environments that rules ask about
 * @param releases knows what is published
 */
record Subject(Environment environment, SolutionPackage solution, OtherEnvironments others, Releases releases) {

    String name() {
        return solution.uniqueName() + " " + solution.header().version();
    }
}
