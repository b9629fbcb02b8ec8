package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.deploy.DeploymentPlan;
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
import java.util.ArrayList;
import java.util.List;
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
        for (Connection connection : connections) {
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
        if (!impossible.isEmpty()) {
            throw new SolutionException(
                    null,
                    "The import would fail: " + String.join("; ", impossible) + ".",
                    "What is wrong and what to do stands above.");
        }
    }
}
