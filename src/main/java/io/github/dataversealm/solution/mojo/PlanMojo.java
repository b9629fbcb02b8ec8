package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.auth.SignInException;
import io.github.dataversealm.solution.dataverse.DataverseException;
import io.github.dataversealm.solution.dataverse.InterruptedCallException;
import io.github.dataversealm.solution.deploy.SideBySide;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.deploy.SolutionPlan;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.ShellWord;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.plan.EnvironmentPlan;
import io.github.dataversealm.solution.plan.PlanDocument;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedEnvironment;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedPackage;
import io.github.dataversealm.solution.plan.PlanFile;
import io.github.dataversealm.solution.progress.ProgressListener;
import io.github.dataversealm.solution.promotion.PromotionVerdicts;
import io.github.dataversealm.solution.report.ImportSummary;
import io.github.dataversealm.solution.report.PlanPage;
import io.github.dataversealm.solution.report.PlanSummary;
import io.github.dataversealm.solution.report.PromotionSummary;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
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
        ImportDependencies.Resolved dependencies = dependencies(packages());
        List<SolutionPackage> packages = dependencies.packages();
        List<String> impossible = new ArrayList<>();
        new FindingReport(dependencyCheck()).tell(dependencies.findings(), reporter).ifPresent(impossible::add);
        List<String> problems = new ArrayList<>(impossible);
        List<PlannedEnvironment> environments = new ArrayList<>();
        PromotionVerdicts verdicts = promotion(connections, packages, overrides());
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
                    problems.add("[" + connection.environment().id() + "] "
                            + one.fault().get().getMessage());
                }
                impossible.addAll(one.impossible());
                one.plan()
                        .ifPresent(plan -> environments.add(plan.planned(
                                verdicts.of(connection.environment().id()),
                                one.lacking().stream().toList())));
            }
        }
        write(packages, environments, problems, reporter);
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
     * @param lacking what has to be there first and is not
     * @param plan for the file; empty when there is none
     * @param fault what kept it from being planned
     */
    private record Planned(
            Connection connection,
            HeldBack told,
            List<String> impossible,
            Optional<String> lacking,
            Optional<EnvironmentPlan> plan,
            Optional<RuntimeException> fault) {}

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
            return plan(connection, dependencies, told, impossible);
        } catch (InterruptedCallException e) {
            throw e;
        } catch (SolutionException | DataverseException | SignInException e) {
            impossible.add(id);
            return new Planned(connection, told, impossible, Optional.empty(), Optional.empty(), Optional.of(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Planned plan(
            Connection connection, ImportDependencies.Resolved dependencies, HeldBack told, List<String> impossible)
            throws IOException {
        String id = connection.environment().id();
        String prefix = "[" + id + "] ";
        Optional<String> lacking = new DependencyPlan(dependencies, connection.dataverse(), id)
                .tell(line -> told.info(prefix + line), line -> told.warn(prefix + line));
        lacking.ifPresent(impossible::add);
        EnvironmentPlan plan = EnvironmentPlan.of(
                place(connection, ProgressListener.silent(), told),
                options(),
                validate,
                planSettings(connection.environment(), told),
                dependencies.packages());
        plan.settingsProblem().ifPresent(problem -> {
            told.warn(prefix + problem);
            impossible.add(id + ": the settings");
        });
        for (SolutionPlan solution : plan.solutions()) {
            PlanSummary.lines(solution).forEach(line -> told.info(prefix + line));
            dependencies.prerequisites().supply(solution.missing(), id).stream()
                    .flatMap(String::lines)
                    .forEach(line -> told.info(prefix + "  " + line));
            if (!solution.isPossible()) {
                impossible.add(id + ": " + solution.solution().label());
            }
        }
        return new Planned(connection, told, impossible, lacking, Optional.of(plan), Optional.empty());
    }

    private void write(
            List<SolutionPackage> packages,
            List<PlannedEnvironment> environments,
            List<String> problems,
            Reporter reporter)
            throws IOException {
        PlanDocument plan = new PlanDocument(
                Instant.now(),
                "solution-maven-plugin " + mojoExecution().getVersion(),
                options(),
                overrides(),
                problems,
                packages.stream()
                        .map(solution -> new PlannedPackage(
                                solution.uniqueName(),
                                solution.header().version().text(),
                                solution.isManaged(),
                                shown(solution.zip()),
                                solution.sha256(),
                                solution.origin().map(Origin::coordinates),
                                solution.isDependency()))
                        .toList(),
                environments);
        Path file = planFile == null ? reportDirectory().resolve("plan.json") : path(planFile);
        PlanFile.write(file, plan);
        Path summary = PlanPage.write(file, plan);
        reporter.info("The plan is in " + shown(file) + ", and for people in " + shown(summary) + ".");
        if (plan.obstacles().isEmpty()) {
            reporter.info(
                    "Apply it: " + command("import") + " " + ShellWord.quoted("-Dsolution.planFile=" + shown(file)));
        }
    }
}
