package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.dependency.DemandedSolution;
import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.deploy.Prerequisites;
import io.github.dataversealm.solution.deploy.Prerequisites.Lack;
import io.github.dataversealm.solution.report.DependencyTreeLines;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Says of one environment which dependencies it has and which it lacks. */
final class DependencyPlan {

    private final ImportDependencies.Resolved dependencies;
    private final Dataverse dataverse;
    private final String environment;

    DependencyPlan(ImportDependencies.Resolved dependencies, Dataverse dataverse, String environment) {
        this.dependencies = dependencies;
        this.dataverse = dataverse;
        this.environment = environment;
    }

    /**
     * Tells it, line by line.
     *
     * @return what would fail, when the environment lacks something
     */
    Optional<String> tell(Consumer<String> info, Consumer<String> warn) {
        if (dependencies.trees().stream().allMatch(tree -> tree.children().isEmpty())) {
            return Optional.empty();
        }
        info.accept("Dependencies, and what the environment has:");
        DependencyTreeLines lines = new DependencyTreeLines(dependencies.solutions(), installed());
        for (DependencyTree tree : dependencies.trees()) {
            lines.of(tree).forEach(line -> info.accept("  " + line));
        }
        List<Lack> lacking = dependencies.prerequisites().lacking(dataverse);
        if (lacking.isEmpty()) {
            return Optional.empty();
        }
        Prerequisites.problem(lacking).lines().forEach(warn);
        dependencies.prerequisites().advice(lacking, environment).lines().forEach(warn);
        return Optional.of(environment + ": what has to be there first");
    }

    private Map<String, InstalledSolution> installed() {
        Map<String, InstalledSolution> installed = new HashMap<>();
        for (DemandedSolution demanded : dependencies.solutions().values()) {
            String solution = demanded.solution().uniqueName();
            dataverse.solution(solution).ifPresent(row -> installed.put(solution, row));
        }
        return installed;
    }
}
