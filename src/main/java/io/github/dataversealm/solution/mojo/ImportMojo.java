package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.deploy.Deployment;
import io.github.dataversealm.solution.deploy.EnvironmentDeployment;
import io.github.dataversealm.solution.deploy.EnvironmentReport;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.Mandate;
import io.github.dataversealm.solution.deploy.PendingUpgrade;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.plan.EnvironmentPlan;
import io.github.dataversealm.solution.plan.PlanApplication;
import io.github.dataversealm.solution.plan.PlanDocument;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedEnvironment;
import io.github.dataversealm.solution.plan.PlanFile;
import io.github.dataversealm.solution.plan.PlanOptions;
import io.github.dataversealm.solution.progress.ProgressListener;
import io.github.dataversealm.solution.promotion.PromotionVerdicts;
import io.github.dataversealm.solution.report.ImportSummary;
import io.github.dataversealm.solution.report.PromotionSummary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Imports solutions into one or several environments. It decides by itself whether a solution is installed, updated, upgraded
 * or skipped, and says why; waits for an import of somebody else; sets connections and environment variables; turns flows on;
 * and explains what failed. Stopped at any point, the same command run again continues and never imports twice.
 *
 * @since 0.1.0
 */
@Mojo(name = "import", defaultPhase = LifecyclePhase.DEPLOY, requiresProject = false, threadSafe = true)
public class ImportMojo extends AbstractImportMojo {

    /**
     * Parameters in which modules that are imported together may differ: each keeps its own settings file, and what was
     * decided about findings is in the metadata of its zips.
     */
    private static final Set<String> ONE_S_OWN = Set.of(
            "settingsFile",
            "skip",
            "skipImport",
            "rules",
            "excludes",
            "suppressions",
            "suppressionFile",
            "baselineFile");

    /**
     * The id of the environment, once more, to discard a staged upgrade in an environment that is marked {@code production},
     * or to override one of its rules of promotion; several are separated by commas.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.confirm")
    private String confirm;

    /**
     * Whether the waves after one in which an environment failed are not begun. With {@code false} all waves are gone
     * through, one after the other, and the goal fails in the end.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.stopOnFailure", defaultValue = "true")
    private boolean stopOnFailure;

    /**
     * A plan that {@code solution:plan} wrote, to be carried out exactly: the same zips, environments and options. It is
     * refused when an environment is not as it was when the plan was made, other than by this plan: applied again after it was
     * stopped, it goes on.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.planFile")
    private File planFile;

    private PlanApplication application;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.import.skip", defaultValue = "false")
    private boolean skipImport;

    /**
     * Whether a build of several modules, such as {@code mvn deploy -Denv=test}, imports the solutions of all modules in one
     * go when the last module that imports is built, and none when a module has failed. With {@code false} each module is
     * imported while it is built. Counts where the goal is bound to the phase {@code deploy}, as it is with the packaging
     * {@code dataverse-solution}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.importAtEnd", defaultValue = "true")
    private boolean importAtEnd;

    private Map<String, Object> left;
    private List<Map<String, Object>> together = List.of();
    private Path togetherFolder;

    @Override
    boolean skipsGoal() {
        return skipImport;
    }

    // ---------------------------------------------------------------- builds of several modules

    @Override
    void begin(List<Environment> chosen, Reporter reporter) throws IOException {
        Optional<ReactorImport> reactor =
                ReactorImport.of(session(), mojoExecution(), project()).filter(several -> importAtEnd);
        if (reactor.isEmpty()) {
            super.begin(chosen, reporter);
            return;
        }
        Optional<SolutionZip> own = ownZip();
        Map<String, List<String>> files = new TreeMap<>();
        chosen.forEach(environment -> files.put(
                environment.id(),
                super.settingsFiles(environment).stream().map(Path::toString).toList()));
        left = reactor.get()
                .module(
                        ParameterValues.of(session(), mojoExecution(), ONE_S_OWN) + namedZips(),
                        chosen.stream().map(Environment::id).collect(Collectors.joining(",")),
                        files,
                        this::runTogether);
        if (own.isPresent()) {
            reactor.get().remember(left, own.get().file());
        }
    }

    @Override
    void afterwards() throws MojoExecutionException, MojoFailureException {
        ReactorImport reactor =
                ReactorImport.of(session(), mojoExecution(), project()).orElse(null);
        if (reactor == null) {
            return;
        }
        int here = reactor.arrive(Optional.ofNullable(left));
        Optional<String> failed = reactor.failed();
        if (failed.isPresent()) {
            getLog().warn("Nothing is imported, because " + failed.get() + " failed.");
        } else if (here < reactor.size()) {
            if (left != null) {
                getLog().info("Imported with the other modules, when the last of them is built (" + here + " of "
                        + reactor.size() + ").");
            }
        } else {
            reactor.deployedLater()
                    .ifPresent(module -> getLog().warn("The zips are imported before they are in the Maven repository:"
                            + " deployAtEnd puts them there when " + module + " is built. Bind the import to that"
                            + " module, too, or leave deployAtEnd out."));
            reactor.leftOut()
                    .forEach(module -> getLog().warn(module + " was built before and still waits for its import: this"
                            + " build imports nothing into the same environments. Import it with the goal import in"
                            + " its folder."));
            runAll(reactor);
        }
    }

    private void runAll(ReactorImport reactor) throws MojoExecutionException, MojoFailureException {
        List<ReactorImport.Batch> batches = reactor.batches();
        String folder = batches.size() == 1
                ? reactor.rootFolder(executionRoot()).resolve("solution").toString()
                : "";
        for (ReactorImport.Batch batch : batches) {
            Exception fault = batch.run(folder);
            if (fault instanceof MojoFailureException failure) {
                throw failure;
            }
            if (fault instanceof MojoExecutionException broken) {
                throw broken;
            }
            if (fault != null) {
                throw new MojoExecutionException(fault.getMessage(), fault);
            }
        }
    }

    /** Called by the last module of the build, whose class loader may be another one. */
    private Exception runTogether(List<Map<String, Object>> modules, String folder) {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(ImportMojo.class.getClassLoader());
        together = modules;
        togetherFolder = folder.isEmpty() ? null : Path.of(folder);
        try {
            guarded(() -> {
                super.begin(environments(), reporter());
                for (MavenProject module : projects()) {
                    WaitingImport.remove(module);
                }
            });
            return null;
        } catch (MojoExecutionException | MojoFailureException | RuntimeException e) {
            return e;
        } finally {
            together = List.of();
            thread.setContextClassLoader(loader);
        }
    }

    @Override
    List<MavenProject> projects() {
        return together.isEmpty()
                ? super.projects()
                : together.stream().map(ReactorImport::project).distinct().toList();
    }

    @Override
    List<Path> settingsFiles(Environment environment) {
        return together.isEmpty()
                ? super.settingsFiles(environment)
                : together.stream()
                        .flatMap(module -> ReactorImport.settings(module, environment.id()).stream())
                        .distinct()
                        .toList();
    }

    @Override
    Path reportDirectory() {
        return together.isEmpty() || togetherFolder == null ? super.reportDirectory() : togetherFolder;
    }

    @Override
    String shown(Path path) {
        return together.isEmpty() ? super.shown(path) : shown(path, executionRoot());
    }

    // ---------------------------------------------------------------- a plan

    @Override
    List<Environment> environments() throws IOException {
        if (planFile == null) {
            return super.environments();
        }
        if (!isCalledDirectly()) {
            throw new SolutionException(
                    null,
                    "A plan says by itself what is imported, and does not go with a build.",
                    "Type the goal: " + command() + " -Dsolution.planFile=" + shown(path(planFile)));
        }
        Path file = path(planFile);
        application = new PlanApplication(PlanFile.read(file, shown(file)), shown(file), command("plan"));
        PlanDocument plan = application.plan();
        List<Environment> chosen = isChoiceTyped()
                ? super.environments()
                : known().choose(
                                Optional.of(plan.environments().stream()
                                        .map(this::name)
                                        .collect(Collectors.joining(","))),
                                Optional.empty());
        application.requireEnvironments(chosen);
        return chosen;
    }

    /** What an environment of a plan is chosen by here. */
    private String name(PlannedEnvironment planned) {
        boolean declared =
                declaredEnvironments().stream().anyMatch(known -> known.id().equals(planned.id()));
        return declared || planned.local() ? planned.id() : planned.url().toString();
    }

    /** What was typed of the options that a plan fixes. */
    private Map<String, String> typedOptions() {
        Map<String, String> typed = new TreeMap<>();
        for (String name : PlanOptions.names()) {
            String value = session().getUserProperties().getProperty("solution." + name);
            if (value != null) {
                typed.put(name, value);
            }
        }
        return typed;
    }

    private List<SolutionPackage> plannedPackages() throws IOException {
        application.requirePossible();
        application.requireOptions(
                typedOptions(),
                Optional.ofNullable(session().getUserProperties().getProperty("solution.promotionOverride"))
                        .map(CommaList::of));
        return packages(application.plan(), path(planFile));
    }

    private void requireUnmoved(List<Connection> connections, List<SolutionPackage> packages, Reporter reporter)
            throws IOException {
        application.requirePackages(packages);
        Map<String, EnvironmentPlan.Settings> settings = new TreeMap<>();
        connections.forEach(connection ->
                settings.put(connection.environment().id(), planSettings(connection.environment(), Reporter.silent())));
        application.requireUnmoved(
                connections.stream()
                        .map(connection -> place(connection, ProgressListener.silent(), reporter))
                        .toList(),
                packages,
                settings,
                reportDirectory(),
                parallelEnvironments());
    }

    /** What must be so when the turn of an environment comes. */
    private EnvironmentDeployment.Condition condition(Environment environment, List<SolutionPackage> packages) {
        return application == null
                ? place -> {}
                : application.unmoved(packages, planSettings(environment, Reporter.silent()), reportDirectory());
    }

    private Mandate mandate(String environment, PromotionVerdicts verdicts) {
        return application == null
                ? Mandate.of(verdicts.of(environment))
                : application.mandate(environment, verdicts.of(environment));
    }

    // ---------------------------------------------------------------- the import

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        ImportOptions options = application == null
                ? options()
                : PlanOptions.waiting(application.plan().options(), options());
        int parallel = parallelEnvironments();
        List<List<Connection>> waves = waves(connections);
        connections.forEach(connection -> confirm(connection, options));
        ImportDependencies.Resolved dependencies = dependencies(application == null ? packages() : plannedPackages());
        new FindingReport(dependencyCheck()).require(dependencies.findings());
        List<SolutionPackage> packages = dependencies.packages();
        boolean fleet = ImportSummary.isFleet(connections.size());
        PromotionVerdicts verdicts = promoted(connections, packages, fleet, reporter);
        if (application != null) {
            requireUnmoved(connections, packages, reporter);
        }
        reporter.info("Importing "
                + packages.stream().map(SolutionPackage::label).collect(Collectors.joining(", ")) + " into "
                + (fleet
                        ? connections.size() + " environments"
                        : connections.stream()
                                .map(connection -> connection.environment().id())
                                .collect(Collectors.joining(", "))));
        List<EnvironmentReport> reports;
        DeploymentLog log;
        StopNotice notice = StopNotice.show(
                reporter,
                "Stopped. An import that was started goes on in its environment; the same command run again continues"
                        + " with it and does not import twice.");
        try (ProgressView view =
                ProgressView.of(session().getRequest(), System.getenv(), getLog().isInfoEnabled(), reporter, fleet)) {
            log = new DeploymentLog(
                    reportDirectory().resolveSibling("surefire-reports"), connections.size(), view.reporter(), commands());
            Reporter each = fleet ? new QuietReporter(view.reporter()) : view.reporter();
            reports = new Deployment(packages, parallel, stopOnFailure, log)
                    .run(waves.stream()
                            .map(wave -> wave.stream()
                                    .map(connection -> new EnvironmentDeployment(
                                                    place(connection, view.listener(), each),
                                                    options,
                                                    settings(connection.environment(), each),
                                                    reportDirectory())
                                            .requiring(dependencies.prerequisites())
                                            .provided(condition(connection.environment(), packages))
                                            .under(mandate(
                                                    connection.environment().id(), verdicts)))
                                    .toList())
                            .toList());
        } finally {
            notice.remove();
        }
        tell(reports, log.unwritten(), reporter);
    }

    /** Before anything is written anywhere: what one environment must not get keeps all of them as they are. */
    private PromotionVerdicts promoted(
            List<Connection> connections, List<SolutionPackage> packages, boolean fleet, Reporter reporter) {
        PromotionVerdicts verdicts = promotion(
                connections,
                packages,
                application == null ? overrides() : application.plan().overrides());
        verdicts.requireKept();
        verdicts.requireConfirmed(
                connections.stream().map(Connection::environment).toList(), CommaList.of(confirm));
        PromotionSummary.log(verdicts, fleet, reporter);
        return verdicts;
    }

    private void confirm(Connection connection, ImportOptions options) {
        String id = connection.environment().id();
        if (connection.environment().production()
                && options.pendingUpgrade() == PendingUpgrade.DISCARD
                && !CommaList.of(confirm).contains(id)) {
            throw new SolutionException(
                    null,
                    "The environment " + id
                            + " is a production environment, and discarding a staged upgrade removes it.",
                    "Confirm it: -Dsolution.confirm=" + id);
        }
    }

    private void tell(List<EnvironmentReport> reports, Optional<IOException> unwritten, Reporter reporter)
            throws IOException {
        ImportSummary summary = new ImportSummary(this::shown);
        summary.log(reports, reporter);
        if (reports.stream().allMatch(EnvironmentReport::isGood)) {
            if (unwritten.isPresent()) {
                throw unwritten.get();
            }
            return;
        }
        if (reports.size() == 1 && reports.get(0).fault().isPresent()) {
            Throwable fault = reports.get(0).fault().get();
            if (fault instanceof IOException broken) {
                throw broken;
            }
            if (fault instanceof RuntimeException broken) {
                throw broken;
            }
        }
        String text = summary.failure(reports);
        boolean stopped =
                reports.stream().anyMatch(report -> report.notStarted().isPresent());
        throw new SolutionException(
                null,
                ImportSummary.isOnlyWaiting(reports) ? "Not failed, but not over yet. " + text : text,
                stopped
                        ? "When the cause is mended, run the same command again: it continues, and skips what is done."
                        : "");
    }
}
