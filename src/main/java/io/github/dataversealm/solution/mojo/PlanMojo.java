package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.deploy.DeploymentPlan;
import io.github.dataversealm.solution.deploy.SideBySide;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.deploy.SolutionPlan;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.progress.ProgressListener;
import io.github.dataversealm.solution.promotion.PromotionVerdicts;
import io.github.dataversealm.solution.report.ImportSummary;
import io.github.dataversealm.solution.report.PlanSummary;
import io.github.dataversealm.solution.report.PromotionSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Says what {@code solution:import} with the same parameters would do in each environment, and why: install, update, upgrade
 * or skip, which components an upgrade removes and what depends on them, what is missing in the environment and in the
 * settings. Nothing is changed. The goal fails when the import would.
 *
 * @since 0.1.0
 */
@Mojo(name = "plan", requiresProject = false, threadSafe = true)
public class PlanMojo extends AbstractImportMojo {

    /**
     * Whether the zips are uploaded so that the environment validates them, which finds missing dependencies. The upload
     * changes nothing in the environment; with {@code false} only reads are sent.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.validate", defaultValue = "true")
    private boolean validate;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.plan.skip", defaultValue = "false")
    private boolean skipPlan;

    @Override
    boolean skipsGoal() {
        return skipPlan;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        ImportDependencies.Resolved dependencies = dependencies(packages());
        List<SolutionPackage> packages = dependencies.packages();
        List<String> impossible = new ArrayList<>();
        new FindingReport(mode()).tell(dependencies.findings(), reporter).ifPresent(impossible::add);
        PromotionVerdicts verdicts = promotion(connections, packages);
        PromotionSummary.log(verdicts, ImportSummary.isFleet(connections.size()), reporter);
        verdicts.violations()
                .forEach(verdict -> impossible.add(
                        verdict.environment() + ": " + verdict.solution() + " (rule " + verdict.rule() + ")"));
        List<List<Connection>> waves = waves(connections);
        Map<Connection, Planned> planned = planned(waves, dependencies);
        for (int number = 1; number <= waves.size(); number++) {
            List<Connection> wave = waves.get(number - 1);
            if (waves.size() > 1) {
                reporter.info("Wave " + number + " of " + waves.size() + " (" + wave.size()
                        + (wave.size() == 1 ? " environment):" : " environments):"));
            }
            for (Connection connection : wave) {
                Planned one = planned.get(connection);
                one.told().tell(reporter);
                if (one.fault().isPresent()) {
                    if (connections.size() == 1) {
                        throw one.fault().get();
                    }
                    reporter.warn("[" + connection.environment().id() + "] "
                            + one.fault().get().getMessage());
                }
                impossible.addAll(one.impossible());
            }
        }
        if (!impossible.isEmpty()) {
            throw new SolutionException(
                    null,
                    "The import would fail: " + String.join("; ", impossible) + ".",
                    "What is wrong and what to do stands above.");
        }
    }

    /**
     * The plan of one environment.
     *
     * @param told what is to be told of it
     * @param impossible why the import would fail there
     * @param fault what kept it from being planned
     */
    private record Planned(
            Connection connection, HeldBack told, List<String> impossible, Optional<RuntimeException> fault) {}

    /** All of them, several at a time. */
    private Map<Connection, Planned> planned(List<List<Connection>> waves, ImportDependencies.Resolved dependencies)
            throws IOException {
        Map<Connection, Planned> planned = new LinkedHashMap<>();
        try {
            SideBySide.run(
                            waves.stream().flatMap(List::stream).toList(),
                            parallelEnvironments(),
                            connection -> planned(connection, dependencies))
                    .forEach(one -> planned.put(one.connection(), one));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return planned;
    }

    /** What goes wrong in one environment does not hide what would happen in the others. */
    private Planned planned(Connection connection, ImportDependencies.Resolved dependencies) {
        String id = connection.environment().id();
        HeldBack told = new HeldBack();
        List<String> impossible = new ArrayList<>();
        try {
            plan(connection, dependencies, told, impossible);
            return new Planned(connection, told, impossible, Optional.empty());
        } catch (InterruptedCallException e) {
            throw e;
        } catch (SolutionException | DataverseException | SignInException e) {
            impossible.add(id);
            return new Planned(connection, told, impossible, Optional.of(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void plan(
            Connection connection, ImportDependencies.Resolved dependencies, Reporter reporter, List<String> impossible)
            throws IOException {
        List<SolutionPackage> packages = dependencies.packages();
        String id = connection.environment().id();
        String prefix = "[" + id + "] ";
        new DependencyPlan(dependencies, connection.dataverse(), id)
                .tell(line -> reporter.info(prefix + line), line -> reporter.warn(prefix + line))
                .ifPresent(impossible::add);
        try {
            settings(connection.environment(), reporter).parameters(packages, connection.dataverse());
        } catch (SolutionException e) {
            reporter.warn(prefix + e.getMessage());
            impossible.add(id + ": the settings");
        }
        for (SolutionPlan plan : new DeploymentPlan(
                        place(connection, ProgressListener.silent(), reporter), options(), validate)
                .of(packages)) {
            PlanSummary.lines(plan).forEach(line -> reporter.info(prefix + line));
            dependencies.prerequisites().supply(plan.missing(), id).stream()
                    .flatMap(String::lines)
                    .forEach(line -> reporter.info(prefix + "  " + line));
            if (!plan.isPossible()) {
                impossible.add(id + ": " + plan.solution().label());
            }
        }
    }
}
