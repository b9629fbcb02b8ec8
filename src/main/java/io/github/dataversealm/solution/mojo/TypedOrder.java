package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.deploy.EnvironmentDeployment;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.Mandate;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.environment.Waves;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.promotion.PromotionVerdicts;
import java.io.IOException;
import java.util.List;

/**
 * An import by its parameters: what is right is decided in each environment as it is when its turn comes.
 *
 * @param sizes how many environments each wave has; empty: as the environments declare
 */
record TypedOrder(
        ImportOptions options, Packages found, List<String> overrides, List<Integer> sizes, boolean stopOnFailure)
        implements ImportOrder {

    @Override
    public List<List<Connection>> waves(List<Connection> connections) {
        return Waves.of(connections, Connection::environment, sizes);
    }

    @Override
    public ImportDependencies.Resolved packages() throws IOException {
        return found.read();
    }

    @Override
    public void requireReady(List<Workplace> targets, List<SolutionPackage> packages, int parallel) {
        // however the environments are
    }

    @Override
    public EnvironmentDeployment.Condition condition(Environment environment, List<SolutionPackage> packages) {
        return place -> {};
    }

    @Override
    public Mandate mandate(Environment environment, PromotionVerdicts verdicts) {
        return Mandate.of(verdicts.of(environment.id()));
    }
}
