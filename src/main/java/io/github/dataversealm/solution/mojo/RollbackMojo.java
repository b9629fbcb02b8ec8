package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.dataverse.AsyncOperation;
import io.github.dataversealm.solution.deploy.ContentRule;
import io.github.dataversealm.solution.deploy.FileSettings;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.PendingUpgrade;
import io.github.dataversealm.solution.deploy.SettingsSource;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.job.Turnstile;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.operation.Target;
import io.github.dataversealm.solution.promotion.Promotion;
import io.github.dataversealm.solution.promotion.PromotionVerdicts;
import io.github.dataversealm.solution.report.PromotionSummary;
import io.github.dataversealm.solution.report.RollbackSummary;
import io.github.dataversealm.solution.rollback.PackageSource;
import io.github.dataversealm.solution.rollback.Rollback;
import io.github.dataversealm.solution.rollback.RollbackPlan;
import io.github.dataversealm.solution.rollback.RollbackRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.eclipse.aether.RepositorySystem;

/**
 * Takes a solution in an environment back to the version before. Without {@code confirm} it only says what that means: which
 * version was there before and where its zip comes from, the components that only the installed one has, the rows and values
 * in them, what else needs them, the ways back with what each loses and keeps, and the command that does it. With
 * {@code confirm} it does what it says. Stopped at any point, the same command run again continues, or says that it is done.
 *
 * @since 0.1.0
 */
@Mojo(name = "rollback", requiresProject = false, threadSafe = true)
public class RollbackMojo extends AbstractNamedSolutionMojo {

    /**
     * The zip of the version to go back to, for example {@code -Dsolution.zipFile=ContosoTrips_1_4_1_0_managed.zip}. Several,
     * of different solutions, are separated by commas. Default: the Maven artifact.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.zipFile")
    private String zipFile;

    /**
     * The version to go back to in a Maven repository, for example
     * {@code -Dsolution.artifact=com.contoso:contoso-trips:1.4.1}. Several, of different solutions, are separated by commas.
     * Default in a project: its own coordinates, or those that a release set lists, in the version that the environment's history names.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.artifact")
    private String artifact;

    /**
     * Whether a solution from the Maven repository is compared with the metadata that was published with it, as the goal
     * {@code import} does: {@code on}, {@code required}, {@code present} or {@code off}. What an environment has had before
     * may come back without metadata into production, too.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.verifyArtifacts", defaultValue = "on")
    private String verifyArtifacts;

    /**
     * The version to go back to, for example {@code -Dsolution.to=1.4.1}. For several solutions each with its name:
     * {@code -Dsolution.to=ContosoTrips:1.4.1,ContosoBase:2.0}. Default: the version before the installed one, as the history
     * of the environment tells; or that of the zip or artifact that is named.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.to")
    private String to;

    /**
     * The version that must be installed, written as {@code to} is. If another one is, nothing is done. With the ways
     * {@code remove-patch} and {@code discard} it is the version of the patch or of the staged upgrade; when that is gone, it
     * is done. The command that a run without {@code confirm} prints has it, so that what is confirmed is what was seen.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.from")
    private String from;

    /**
     * The way back: {@code update} imports the older version in place and leaves what only the newer one has;
     * {@code republish} imports it as an upgrade under a version above the installed one, which takes that away with its data;
     * {@code reinstall} uninstalls the solution with all of its data and installs the older version; {@code discard} removes
     * an upgrade that is staged and not applied; {@code remove-patch} removes the newest patch. Default: the one that loses no
     * data, and the goal says why. With several solutions it counts for all, or each has its own:
     * {@code -Dsolution.way=ContosoTrips:republish,ContosoBase:update}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.way")
    private String way;

    /**
     * Whether rows, values of columns, environment variables and connections may be lost. Needed for a way that loses some,
     * or where it cannot be read whether there are any.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.allowDataLoss", defaultValue = "false")
    private boolean allowDataLoss;

    /**
     * The id of the environment, once more. Without it nothing is changed, whatever environment it is.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.confirm")
    private String confirm;

    /**
     * The deployment settings file with the connections and environment variables that a solution gets when it is installed
     * again. Default: the {@code settingsFile} of the environment.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.settingsFile")
    private File settingsFile;

    /**
     * Whether unmanaged customizations of the solution's components are overwritten. Otherwise they stay on top of the older
     * version.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.forceOverwrite", defaultValue = "false")
    private boolean forceOverwrite;

    /**
     * Whether plug-in steps, processes and flows are turned on. Flows that were there before keep the state that they had.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.activatePlugins", defaultValue = "true")
    private boolean activatePlugins;

    /**
     * Whether all customizations are published after the import of a managed solution, too. After an unmanaged one they
     * always are.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.publishChanges", defaultValue = "false")
    private boolean publishChanges;

    /**
     * How many seconds a job may take to be seen when the answer to its start was lost. After that time it is taken for not
     * started, and started.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.startGrace", defaultValue = "30")
    private int startGrace;

    /**
     * Rules of promotion that need not be kept this time, by their names, such as {@code after}. They are asked only for a zip
     * that the environment has never had; what is overridden is logged. Production takes no unmanaged solution, whatever is
     * typed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.promotionOverride")
    private String promotionOverride;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.rollback.skip", defaultValue = "false")
    private boolean skipRollback;

    @Inject
    private RepositorySystem repositorySystem;

    @Override
    boolean skipsGoal() {
        return skipRollback;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        Connection connection = single(connections);
        requireConfirmedEnvironment(connection.environment());
        OwnSolutions own = OwnSolutions.of(project(), sourceFolder(), session().getProjects());
        SolutionRepository repository = repository();
        ListedSolutions listed = listed(repository);
        PackageSource source = source(repository, own, listed);
        List<String> names = names(source, own, listed);
        RollbackRequest request = new RollbackValues(names).request(from, to, way, allowDataLoss);
        StopNotice notice = StopNotice.show(
                reporter,
                "Stopped. What was started goes on in its environment; the same command run again continues with it.");
        try {
            operate(
                    connection,
                    reporter,
                    target -> work(
                            rollback(target, source, connection.environment(), reporter), request, connection, target));
        } finally {
            notice.remove();
        }
    }

    private void work(Rollback rollback, RollbackRequest request, Connection connection, Target target)
            throws IOException {
        if (given(confirm).isPresent()) {
            rollback.settle(request);
        } else {
            List<AsyncOperation> running = target.place().dataverse().runningOperations();
            if (!running.isEmpty()) {
                target.place()
                        .warn("What is said here may be overtaken by what runs now: " + Turnstile.describe(running));
            }
        }
        List<RollbackPlan> plans = rollback.plan(request);
        RollbackSummary summary = new RollbackSummary(this::shown);
        plans.stream()
                .flatMap(plan -> summary.lines(plan).stream())
                .forEach(line -> target.place().info(line));
        for (RollbackPlan plan : plans) {
            if (plan.refusal().isPresent()) {
                throw plan.refusal().get();
            }
        }
        requirePromoted(rollback.neverHad(plans), connection, target.reporter());
        boolean done = plans.stream().allMatch(RollbackPlan::isDone);
        if (given(confirm).isPresent()) {
            rollback.run(request, plans);
            return;
        }
        target.reporter()
                .info(
                        done
                                ? "There is nothing to be rolled back."
                                : "Nothing was changed. To do what stands above: "
                                        + confirmed(plans, target.environment()));
    }

    /** What the environment has had may come back; anything else has to keep its rules, as with an import. */
    private void requirePromoted(List<SolutionPackage> zips, Connection connection, Reporter reporter) {
        if (zips.isEmpty()) {
            return;
        }
        PromotionVerdicts verdicts = new Promotion(
                        id -> asked(id, List.of(connection)),
                        releases(repositorySystem),
                        CommaList.of(promotionOverride))
                .evaluate(List.of(connection.environment()), zips);
        verdicts.requireKept();
        PromotionSummary.log(verdicts, false, reporter);
    }

    private Rollback rollback(Target target, PackageSource source, Environment environment, Reporter reporter) {
        ImportOptions imports = new ImportOptions(
                forceOverwrite,
                activatePlugins,
                false,
                false,
                false,
                false,
                false,
                false,
                PendingUpgrade.REFUSE,
                publishChanges,
                Optional.of(ContentRule.WARN),
                false,
                maxWait(),
                Duration.ofSeconds(startGrace));
        List<Path> files = path(Optional.ofNullable(settingsFile)).or(environment::settingsFile).stream()
                .toList();
        SettingsSource settings = new FileSettings(environment.id(), files, this::shown, System.getenv(), reporter);
        return new Rollback(target, imports, settings, source, reportDirectory());
    }

    private void requireConfirmedEnvironment(Environment environment) {
        if (given(confirm).filter(id -> !id.equals(environment.id())).isPresent()) {
            throw new SolutionException(
                    null,
                    "'" + confirm + "' is confirmed, and the environment is '" + environment.id()
                            + "'. Nothing was changed.",
                    "If that is the right one: -Dsolution.confirm=" + environment.id());
        }
    }

    // ---------------------------------------------------------------- which solutions, and their zips

    /** What an environment had was published once, and is not what lies in a build folder now. */
    private SolutionRepository repository() {
        return repositoryOfNamed(
                repositorySystem,
                Choice.of("verifyArtifacts", verifyArtifacts, Verification.class)
                        .orElse(Verification.ON));
    }

    /** What the release sets of this build list. */
    private ListedSolutions listed(SolutionRepository repository) {
        ReleaseSet set = new ReleaseSet(dependenciesWithoutModules(repositorySystem, repository)::set);
        return new ListedSolutions(
                () -> project().isEmpty()
                        ? List.of()
                        : session().getProjects().stream()
                                .flatMap(project -> set.of(project).stream())
                                .distinct()
                                .toList(),
                repository);
    }

    private PackageSource source(SolutionRepository repository, OwnSolutions own, ListedSolutions listed)
            throws IOException {
        List<SolutionZip> named = new ArrayList<>();
        CommaList.of(zipFile).forEach(name -> named.add(SolutionZip.file(path(new File(name)))));
        for (Coordinates coordinates : Coordinates.parseAll(artifact)) {
            named.add(repository.zip(coordinates));
        }
        return new OlderSolutions(repository, named, own, listed);
    }

    /** The solutions that are named, else those of the zips that are named, else those of the build, else those that it lists. */
    private List<String> names(PackageSource source, OwnSolutions own, ListedSolutions listed) throws IOException {
        List<String> given = givenName().map(CommaList::of).orElse(List.of());
        if (!given.isEmpty()) {
            return given;
        }
        List<String> named = source.named().stream()
                .map(SolutionPackage::uniqueName)
                .distinct()
                .toList();
        if (!named.isEmpty()) {
            return named;
        }
        List<String> here = own.names().isEmpty() ? listed.names() : own.names();
        if (here.isEmpty()) {
            throw new SolutionException(
                    null,
                    "No solution is named, and there is none in " + shown(sourceFolder()) + ".",
                    "Name it: " + command() + " -Dsolution.name=ContosoTrips -Denv=<environment>");
        }
        return here;
    }

    // ---------------------------------------------------------------- the command

    /** Parameters that the command sets itself, or leaves out because what was shown answers them. */
    private static final Set<String> ANSWERED = Set.of(
            "solution.env",
            "solution.name",
            "solution.from",
            "solution.to",
            "solution.way",
            "solution.allowDataLoss",
            "solution.confirm");

    private ShownCommand confirmed(List<RollbackPlan> plans, String environment) {
        List<String> names = plans.stream().map(RollbackPlan::solution).toList();
        return new ShownCommand(command())
                .with("env", environmentNames())
                .with("solution.zipFile", given(zipFile))
                .with("solution.artifact", given(artifact))
                .with("solution.name", Optional.of(String.join(",", names)))
                .with(new RollbackValues(names).arguments(plans))
                .when(plans.stream().anyMatch(RollbackPlan::needsConsent), "solution.allowDataLoss")
                .with("solution.promotionOverride", given(promotionOverride))
                .when(forceOverwrite, "solution.forceOverwrite")
                .with("solution.settingsFile", Optional.ofNullable(settingsFile).map(File::getPath))
                .withRest(session().getUserProperties(), ANSWERED)
                .with("solution.confirm", Optional.of(environment));
    }
}
