package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.SideBySide;
import io.github.dataversealm.solution.deploy.SolutionPlan;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.plan.EnvironmentPlan;
import io.github.dataversealm.solution.progress.ProgressListener;
import io.github.dataversealm.solution.report.PlanSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Plans an import in environments.
 *
 * @param dependencies the packages, and what they need
 * @param validate whether each environment is asked to validate the zips
 * @param folder where imports write down what they do
 * @param settings of an environment, with the one who is told what they lack
 */
record ImportPlanner(
        ImportDependencies.Resolved dependencies,
        ImportOptions options,
        boolean validate,
        Path folder,
        BiFunction<Environment, Reporter, EnvironmentPlan.Settings> settings) {

    /**
     * Plans all of them, several at a time.
     *
     * @return in the order of the connections
     */
    List<PlannedImport> plan(List<Connection> connections, int parallel) throws IOException {
        try {
            return SideBySide.run(connections, parallel, this::planOrFault);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What goes wrong in one environment does not hide what would happen in the others. */
    private PlannedImport planOrFault(Connection connection) {
        HeldBack told = new HeldBack();
        List<String> impossible = new ArrayList<>();
        try {
            return plan(connection, told, impossible);
        } catch (InterruptedCallException e) {
            throw e;
        } catch (SolutionException | DataverseException | SignInException e) {
            impossible.add(connection.environment().id());
            return new PlannedImport(connection, told, impossible, Optional.empty(), Optional.empty(), Optional.of(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PlannedImport plan(Connection connection, HeldBack told, List<String> impossible) throws IOException {
        String id = connection.environment().id();
        String prefix = "[" + id + "] ";
        Optional<String> lacking = new DependencyPlan(dependencies, connection.dataverse(), id)
                .tell(line -> told.info(prefix + line), line -> told.warn(prefix + line));
        lacking.ifPresent(impossible::add);
        EnvironmentPlan plan = EnvironmentPlan.of(
                connection.place(ProgressListener.silent(), told),
                options,
                validate,
                settings.apply(connection.environment(), told),
                dependencies.packages(),
                folder);
        plan.settingsProblem().ifPresent(problem -> {
            told.warn(prefix + problem);
            impossible.add(id + ": the settings");
        });
        for (SolutionPlan solution : plan.solutions()) {
            PlanSummary.lines(solution).forEach(line -> told.info(prefix + line));
            solution.doubts().stream().flatMap(String::lines).forEach(line -> told.warn(prefix + "  " + line));
            dependencies.prerequisites().supply(solution.missing(), connection.environment()).stream()
                    .flatMap(String::lines)
                    .forEach(line -> told.info(prefix + "  " + line));
            if (!solution.isPossible()) {
                impossible.add(id + ": " + solution.solution().label());
            }
        }
        return new PlannedImport(connection, told, impossible, lacking, Optional.of(plan), Optional.empty());
    }
}
