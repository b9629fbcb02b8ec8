package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.PendingUpgrade;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.ShellWord;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.plan.PlanApplication;
import io.github.dataversealm.solution.plan.PlanDocument;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedEnvironment;
import io.github.dataversealm.solution.plan.PlanFile;
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
import javax.inject.Inject;
import org.apache.maven.plugin.BuildPluginManager;
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
     * A plan that {@code solution:plan} wrote, to be carried out exactly: the same zips, environments and options. It is
     * refused when an environment is not as it was when the plan was made, other than by this plan: applied again after it was
     * stopped, it goes on.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.planFile")
    private File planFile;

    /**
     * The digest of the plan that was approved, as its page shows it: another plan is refused, also one that was written by
     * somebody else meanwhile. Default: any plan that is as it was written.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.planDigest")
    private String planDigest;

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

    @Inject
    private BuildPluginManager plugins;

    private Optional<PlanApplication> plan = Optional.empty();
    private Optional<ModuleImport> left = Optional.empty();
    private Optional<JoinedModules> joined = Optional.empty();

    @Override
    boolean skipsGoal() {
        return skipImport;
    }

    // ---------------------------------------------------------------- builds of several modules

    private Optional<ReactorImport> reactor() {
        return ReactorImport.of(session(), mojoExecution(), project());
    }

    @Override
    void begin(List<Environment> chosen, Reporter reporter) throws IOException {
        Optional<ReactorImport> reactor = reactor().filter(several -> importAtEnd || several.isInvited());
        if (reactor.isPresent()) {
            leave(reactor.get(), chosen);
        } else {
            super.begin(chosen, reporter);
            if (planFile == null && isOfProjects()) {
                for (MavenProject module : projects()) {
                    WaitingImport.remove(module, ids(chosen));
                }
            }
        }
    }

    private static String ids(List<Environment> environments) {
        return environments.stream().map(Environment::id).collect(Collectors.joining(","));
    }

    /** Leaves what is to be imported for the last module. */
    private void leave(ReactorImport reactor, List<Environment> chosen) throws IOException {
        Map<String, List<String>> files = new TreeMap<>();
        chosen.forEach(environment -> files.put(
                environment.id(),
                super.settingsFiles(environment).stream().map(Path::toString).toList()));
        Optional<SolutionZip> own = ownZip();
        if (own.isPresent() && !reactor.isInvited()) {
            WaitingImport.of(reactor.project(), ids(chosen), own.get()).write();
        }
        left = Optional.of(ModuleImport.of(
                reactor.project(),
                ParameterValues.of(session(), mojoExecution(), ONE_S_OWN) + namedZips(),
                ids(chosen),
                files,
                this::zipNames,
                values -> together(JoinedModules.of(values)).values()));
    }

    @Override
    void afterwards() throws MojoExecutionException, MojoFailureException {
        Optional<ReactorImport> reactor = reactor();
        if (reactor.isPresent()) {
            LeftModules modules = new LeftModules(
                    plugins,
                    session(),
                    mojoExecution().getMojoDescriptor(),
                    reactor.get().modules());
            new ReactorTurn(reactor.get(), modules::left, commands(), reporter()).take(left);
        }
    }

    /** Called by the last module of the build, whose class loader may be another one. */
    private BatchWork together(JoinedModules modules) {
        joined = Optional.of(modules);
        return JoinedImport.evaluated(
                this::guarded,
                () -> connect(environments(), reporter()),
                connections -> evaluate(connections.all(), reporter()),
                () -> {
                    for (MavenProject module : modules.projects()) {
                        WaitingImport.settle(module);
                    }
                });
    }

    @Override
    List<MavenProject> projects() {
        return joined.map(JoinedModules::projects).orElseGet(super::projects);
    }

    @Override
    List<Path> settingsFiles(Environment environment) {
        return joined.map(modules -> modules.settingsFiles(environment.id()))
                .orElseGet(() -> super.settingsFiles(environment));
    }

    @Override
    Path reportDirectory() {
        return joined.flatMap(JoinedModules::folder).orElseGet(super::reportDirectory);
    }

    @Override
    String shown(Path path) {
        return joined.isPresent() ? shown(path, executionRoot()) : super.shown(path);
    }

    // ---------------------------------------------------------------- what the import goes by

    @Override
    List<Environment> environments() throws IOException {
        if (planFile == null) {
            requireNoDigest();
            return super.environments();
        }
        if (!isCalledDirectly()) {
            throw new SolutionException(
                    null,
                    "A plan says by itself what is imported, and does not go with a build.",
                    "Type the goal: " + command() + " "
                            + ShellWord.quoted("-Dsolution.planFile=" + shown(path(planFile))));
        }
        Path file = path(planFile);
        PlanApplication application = new PlanApplication(
                PlanFile.read(file, shown(file)), shown(file), commands().maven());
        application.requireDigest(given(planDigest));
        application.requirePossible();
        List<Environment> chosen = isChoiceTyped()
                ? super.environments()
                : known().choose(Optional.of(names(application.plan())), Optional.empty());
        application.requireEnvironments(chosen);
        plan = Optional.of(application);
        return chosen;
    }

    private void requireNoDigest() {
        if (given(planDigest).isPresent()) {
            throw new SolutionException(
                    null,
                    "The digest of a plan is given, and no plan.",
                    "Name the plan: " + command()
                            + " -Dsolution.planFile=target/solution/plan.json -Dsolution.planDigest=" + planDigest);
        }
    }

    /** What the environments of a plan are chosen by here. */
    private String names(PlanDocument document) {
        return document.environments().stream().map(this::name).collect(Collectors.joining(","));
    }

    private String name(PlannedEnvironment planned) {
        boolean declared =
                declaredEnvironments().stream().anyMatch(known -> known.id().equals(planned.id()));
        return declared || planned.local() ? planned.id() : planned.url().toString();
    }

    private ImportOrder order() {
        return plan.<ImportOrder>map(application -> new PlanOrder(
                        application,
                        options(),
                        session().getUserProperties(),
                        () -> resolved(application.plan(), path(planFile)),
                        environment -> planSettings(environment, Reporter.silent()),
                        reportDirectory()))
                .orElseGet(() -> new TypedOrder(options(), this::resolved, overrides(), waveSizes(), stopOnFailure()));
    }

    // ---------------------------------------------------------------- the import

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        evaluate(connections, reporter).apply();
    }

    /** Finds out everything that can be known before the turn of the environments, and refuses what must not be. */
    private ImportWork evaluate(List<Connection> connections, Reporter reporter) throws IOException {
        ImportOrder order = order();
        int parallel = parallelEnvironments();
        order.waves(connections);
        connections.forEach(connection -> confirm(connection.environment(), order.options()));
        ImportDependencies.Resolved dependencies = order.packages();
        new FindingReport(dependencyCheck()).require(dependencies.findings());
        assumeDependencies(connections, dependencies.packages());
        PromotionVerdicts verdicts = promoted(connections, dependencies.packages(), order.overrides());
        PromotionSummary.log(verdicts, ImportSummary.isFleet(connections.size()), reporter);
        order.requireReady(
                connections.stream()
                        .map(connection -> connection.place(ProgressListener.silent(), reporter))
                        .toList(),
                dependencies.packages(),
                parallel);
        return new ImportWork(order, connections, parallel, dependencies, verdicts, frame(reporter));
    }

    private ImportFrame frame(Reporter reporter) {
        return new ImportFrame(
                this::settings,
                reportDirectory(),
                fleet -> ProgressView.of(
                        session().getRequest(), System.getenv(), getLog().isInfoEnabled(), reporter, fleet),
                this::shown,
                commands(),
                reporter);
    }

    /** Before anything is written anywhere: what one environment must not get keeps all of them as they are. */
    private PromotionVerdicts promoted(
            List<Connection> connections, List<SolutionPackage> packages, List<String> overrides) {
        PromotionVerdicts verdicts = promotion(connections, packages, overrides);
        verdicts.requireKept();
        verdicts.requireConfirmed(
                connections.stream().map(Connection::environment).toList(), CommaList.of(confirm));
        return verdicts;
    }

    private void confirm(Environment environment, ImportOptions options) {
        if (!environment.production() || CommaList.of(confirm).contains(environment.id())) {
            return;
        }
        if (options.pendingUpgrade() == PendingUpgrade.DISCARD) {
            throw unconfirmed(environment, "discarding a staged upgrade removes it.", "Confirm it");
        }
        if (options.allowMissingConnections()) {
            throw unconfirmed(
                    environment,
                    "flows without a connection would stay off there.",
                    "Give the connections in the settings file; or confirm it");
        }
    }

    private static SolutionException unconfirmed(Environment environment, String why, String advice) {
        return new SolutionException(
                null,
                "The environment " + environment.id() + " is a production environment, and " + why,
                advice + ": -Dsolution.confirm=" + environment.id());
    }
}
