package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.deploy.EnvironmentDeployment;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.Mandate;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.job.Workplace;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.plan.EnvironmentPlan;
import io.github.dataversealm.solution.plan.PlanApplication;
import io.github.dataversealm.solution.plan.PlanOptions;
import io.github.dataversealm.solution.promotion.PromotionVerdicts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * An import by a plan: that and nothing else, and only where everything is as it was when the plan was made.
 *
 * @param now the options of this call; of them only how long to wait counts
 * @param typed the properties that were typed, which must not contradict the plan
 * @param found reads the packages of the plan
 * @param settings of an environment
 * @param records where the records of the imports are
 */
record PlanOrder(
        PlanApplication application,
        ImportOptions now,
        Properties typed,
        Packages found,
        Function<Environment, EnvironmentPlan.Settings> settings,
        Path records)
        implements ImportOrder {

    @Override
    public ImportOptions options() {
        return application.plan().options().waitingAs(now);
    }

    @Override
    public List<List<Connection>> waves(List<Connection> connections) {
        return application
                .plan()
                .rollout()
                .of(connections, connection -> connection.environment().id());
    }

    @Override
    public boolean stopOnFailure() {
        return application.plan().rollout().stopOnFailure();
    }

    @Override
    public ImportDependencies.Resolved packages() throws IOException {
        application.requireOptions(typedOptions(), typed("promotionOverride").map(CommaList::of));
        application.requireArtifacts(Coordinates.parseAll(typed.getProperty("solution.artifact")));
        return found.read();
    }

    /** What was typed of the options that a plan fixes. */
    private Map<String, String> typedOptions() {
        Map<String, String> options = new TreeMap<>();
        PlanOptions.names().forEach(name -> typed(name).ifPresent(value -> options.put(name, value)));
        return options;
    }

    private Optional<String> typed(String parameter) {
        return Optional.ofNullable(typed.getProperty("solution." + parameter));
    }

    @Override
    public List<String> overrides() {
        return application.plan().overrides();
    }

    @Override
    public void requireReady(List<Workplace> targets, List<SolutionPackage> packages, int parallel) throws IOException {
        application.requirePackages(packages);
        Map<String, EnvironmentPlan.Settings> all = new TreeMap<>();
        targets.forEach(target -> all.put(target.id(), settings.apply(target.environment())));
        application.requireUnmoved(targets, packages, all, records, parallel);
    }

    @Override
    public EnvironmentDeployment.Condition condition(Environment environment, List<SolutionPackage> packages) {
        return application.unmoved(packages, settings.apply(environment), records);
    }

    @Override
    public Mandate mandate(Environment environment, PromotionVerdicts verdicts) {
        return application.mandate(environment.id(), verdicts.of(environment.id()));
    }
}
