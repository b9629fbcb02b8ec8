package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.plan.EnvironmentPlan;
import java.util.List;
import java.util.Optional;

/**
 * What an import would do in one environment.
 *
 * @param told what is to be told of it
 * @param impossible why the import would fail there
 * @param lacking what has to be there first and is not
 * @param plan for the file; empty when there is none
 * @param fault what kept it from being planned
 */
record PlannedImport(
        Connection connection,
        HeldBack told,
        List<String> impossible,
        Optional<String> lacking,
        Optional<EnvironmentPlan> plan,
        Optional<RuntimeException> fault) {

    String environment() {
        return connection.environment().id();
    }
}
