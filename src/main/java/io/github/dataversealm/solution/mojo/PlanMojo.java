package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.environment.Waves;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.plan.PlanDocument;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedEnvironment;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedPackage;
import io.github.dataversealm.solution.plan.PlanFile;
import io.github.dataversealm.solution.plan.Rollout;
import io.github.dataversealm.solution.promotion.PromotionVerdicts;
import io.github.dataversealm.solution.report.ImportSummary;
import io.github.dataversealm.solution.report.PlanPage;
import io.github.dataversealm.solution.report.PromotionSummary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Says what {@code solution:import} with the same parameters would do in each environment, and why: install, update, upgrade
 * or skip, which components an upgrade removes and what depends on them, what is missing in the environment and in the
 * settings. Nothing is changed. The goal fails when the import would. The plan is also written to a file, which can be approved
 * and then carried out exactly.
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
     * Where the plan is written, for a person to approve and for {@code solution:import -Dsolution.planFile=} to carry out.
     * Default: {@code solution/plan.json} in the build folder. The same for people, in Markdown, is written beside it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.planFile")
    private File planFile;

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
        List<List<Connection>> waves = Waves.of(connections, Connection::environment, waveSizes());
        Path file = planFile == null ? reportDirectory().resolve("plan.json") : path(planFile);
        // What is there was planned before: nobody is to approve or apply it for what could not be planned now.
        PlanPage.delete(file);
        ImportDependencies.Resolved dependencies = resolved();
        List<SolutionPackage> packages = dependencies.packages();
        assumeDependencies(connections, packages);
        List<String> impossible = new ArrayList<>();
        new FindingReport(dependencyCheck())
                .tell(dependencies.findings(), reporter)
                .ifPresent(impossible::add);
        List<String> problems = new ArrayList<>(impossible);
        PromotionVerdicts verdicts = promotion(connections, packages, overrides());
        PromotionSummary.log(verdicts, ImportSummary.isFleet(connections.size()), reporter);
        verdicts.violations()
                .forEach(verdict -> impossible.add(
                        verdict.environment() + ": " + verdict.solution() + " (rule " + verdict.rule() + ")"));
        Iterator<PlannedImport> planned = new ImportPlanner(
                        dependencies, options(), validate, reportDirectory(), this::planSettings)
                .plan(waves.stream().flatMap(List::stream).toList(), parallelEnvironments())
                .iterator();
        List<RuntimeException> faults = new ArrayList<>();
        List<PlannedEnvironment> environments = new ArrayList<>();
        for (int number = 1; number <= waves.size(); number++) {
            int size = waves.get(number - 1).size();
            if (waves.size() > 1) {
                reporter.info("Wave " + number + " of " + waves.size() + " (" + size
                        + (size == 1 ? " environment):" : " environments):"));
            }
            for (int i = 0; i < size; i++) {
                PlannedImport one = planned.next();
                one.told().tell(reporter);
                one.fault().ifPresent(fault -> {
                    faults.add(fault);
                    problems.add("[" + one.environment() + "] " + fault.getMessage());
                    if (connections.size() > 1) {
                        reporter.warn(problems.get(problems.size() - 1));
                    }
                });
                impossible.addAll(one.impossible());
                one.plan()
                        .ifPresent(plan -> environments.add(plan.planned(
                                verdicts.of(one.environment()),
                                one.lacking().stream().toList())));
            }
        }
        Rollout rollout = new Rollout(
                waves.stream()
                        .map(wave -> wave.stream()
                                .map(connection -> connection.environment().id())
                                .toList())
                        .toList(),
                stopOnFailure());
        write(file, rollout, dependencies, environments, problems, reporter);
        if (connections.size() == 1 && !faults.isEmpty()) {
            throw faults.get(0);
        }
        if (!impossible.isEmpty()) {
            throw new SolutionException(
                    null,
                    "The import would fail: " + String.join("; ", impossible) + ".",
                    "What is wrong and what to do stands above.");
        }
    }

    private void write(
            Path file,
            Rollout rollout,
            ImportDependencies.Resolved dependencies,
            List<PlannedEnvironment> environments,
            List<String> problems,
            Reporter reporter)
            throws IOException {
        PlanDocument plan = new PlanDocument(
                Instant.now(),
                "solution-maven-plugin " + mojoExecution().getVersion(),
                options(),
                rollout,
                PlanCommands.made(session(), mojoExecution()),
                overrides(),
                problems,
                dependencies.packages().stream()
                        .map(solution -> new PlannedPackage(
                                solution.uniqueName(),
                                solution.header().version().text(),
                                solution.isManaged(),
                                shown(solution.zip()),
                                solution.sha256(),
                                solution.origin().map(Origin::coordinates),
                                solution.demand()))
                        .toList(),
                dependencies.prerequisites().required(),
                environments);
        String digest = PlanFile.write(file, plan);
        Path summary = PlanPage.write(file, plan, digest);
        reporter.info("The plan is in " + shown(file) + ", and for people in " + shown(summary) + ".");
        reporter.info("Its digest: " + digest + "; with -Dsolution.planDigest= the import takes no other.");
        if (plan.obstacles().isEmpty()) {
            reporter.info("Apply it: "
                    + PlanCommands.apply(
                            command("import"), shown(file), session().getUserProperties()));
        }
    }
}
