package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.deploy.ContentRule;
import io.github.dataversealm.solution.deploy.FileSettings;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.PendingUpgrade;
import io.github.dataversealm.solution.deploy.SettingsSource;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.emulator.LocalEnvironment;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.environment.Waves;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.plan.EnvironmentPlan;
import io.github.dataversealm.solution.promotion.Promotion;
import io.github.dataversealm.solution.promotion.PromotionVerdicts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * The frame of the goals that import packages, or say what that would do: with which options and settings, and into which
 * environments first.
 */
abstract class AbstractImportMojo extends AbstractPackagesMojo {

    /**
     * The deployment settings file with the connections and environment variables, as {@code solution:settings} writes it.
     * Default: the {@code settingsFile} of the environment.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.settingsFile")
    private File settingsFile;

    /**
     * Whether unmanaged customizations of the solution's components are overwritten. An unmanaged solution is then also
     * imported again when the same zip was imported last.
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
     * Whether dependencies that are marked as product updates are not asked for.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.skipDependencyCheck", defaultValue = "false")
    private boolean skipDependencyCheck;

    /**
     * Whether an upgrade is only staged, to be applied with {@code solution:upgrade}, for example after data was moved.
     * Together with {@code stageAndUpgrade} it is staged and applied, in two steps instead of one.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.importAsHolding", defaultValue = "false")
    private boolean importAsHolding;

    /**
     * Whether a higher version of a managed solution is an upgrade, which removes the components that it no longer has. This
     * is what happens anyway; the switch goes before {@code update}, and makes {@code importAsHolding} apply what it stages.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.stageAndUpgrade", defaultValue = "false")
    private boolean stageAndUpgrade;

    /**
     * Whether a managed solution is imported in place instead of upgraded: components that the new version no longer has
     * stay. The same version is then imported again.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.update", defaultValue = "false")
    private boolean update;

    /**
     * Whether a solution is skipped when the environment has the same or a higher version.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.skipLowerVersion", defaultValue = "false")
    private boolean skipLowerVersion;

    /**
     * Whether a managed solution may replace a higher version. It is imported in place, so what only the higher version has
     * stays in the environment.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.allowLowerVersion", defaultValue = "false")
    private boolean allowLowerVersion;

    /**
     * What to do with an upgrade that was staged before and never applied: {@code apply} or {@code discard} it first, or
     * {@code refuse} the import and say that it is there.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.pendingUpgrade", defaultValue = "refuse")
    private String pendingUpgrade;

    /**
     * What becomes of a zip whose version the environment has with other content, as its import jobs tell: {@code fail}
     * refuses it, {@code warn} skips it with a warning, {@code off} skips it without a look at the content. Default: the zip
     * of a {@code -SNAPSHOT} is refused, because it was built again under the same number ({@code buildNumber}); that of a
     * release is skipped with a warning. {@code update} imports it in place, and an unmanaged solution is imported in any
     * case.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.versionCheck")
    private String versionCheck;

    /**
     * Whether a solution is imported although a connection reference of it has a connection neither in the settings nor in the
     * environment: its flows stay off until it has one, and each run says so. For environments of developers; a production
     * environment has to be confirmed. Otherwise nothing is imported, and the message names the references.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.allowMissingConnections", defaultValue = "false")
    private boolean allowMissingConnections;

    /**
     * Whether a built-in local environment takes for present what the packages need and do not bring: the solutions of Microsoft
     * and of partners are not there, and nobody can import them. It stays so for that local environment. Every other
     * environment is asked what it has.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.assumeDependencies", defaultValue = "false")
    private boolean assumeDependencies;

    /**
     * Whether all customizations are published after the import of a managed solution, too. After an unmanaged one they
     * always are.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.publishChanges", defaultValue = "false")
    private boolean publishChanges;

    /**
     * How many minutes the import of a solution may take, with waiting for another import or publish to end. When the time
     * is over the job goes on in the environment; the goal says so, and the same command run again continues with it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.maxAsyncWaitTime", defaultValue = "60")
    private int maxAsyncWaitTime;

    /**
     * How many seconds a job may take to be seen when the answer to its start was lost. After that time it is taken for not
     * started, and started.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.startGrace", defaultValue = "30")
    private int startGrace;

    /**
     * How many environments each wave has, for example {@code 1,9,40}: a wave begins when the one before has ended well in
     * all of its environments. They are taken in the order of their {@code <wave>} and then of {@code env}; what is left over
     * makes one more wave. Default: one wave for each {@code <wave>} that the chosen environments declare, and one for those
     * that declare none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.waves")
    private String waves;

    /**
     * Whether the waves after one in which an environment failed are not begun. With {@code false} all waves are gone
     * through, one after the other, and the goal fails in the end.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.stopOnFailure", defaultValue = "true")
    private boolean stopOnFailure;

    /**
     * How many environments are worked on at the same time. The work is nearly all waiting, each environment has limits of its
     * own, and the zips are sent to each; a smaller number is for a slow line, and {@code 1} for one after the other.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.parallelEnvironments", defaultValue = "50")
    private int parallelEnvironments;

    /** How many environments each wave has; empty: as the environments declare. */
    final List<Integer> waveSizes() {
        return given(waves).map(Waves::sizes).orElse(List.of());
    }

    final boolean stopOnFailure() {
        return stopOnFailure;
    }

    final int parallelEnvironments() {
        return parallelEnvironments;
    }

    /**
     * Rules of promotion that need not be kept this time, by their names, such as {@code after}: for the hour in which a
     * correction has to get through. What is overridden is logged and recorded, and in an environment that is marked
     * {@code production} it has to be confirmed with {@code confirm}. Production takes no unmanaged solution, whatever is
     * typed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.promotionOverride")
    private String promotionOverride;

    /** Before the local environments among them are asked what they have. */
    final void assumeDependencies(List<Connection> connections, List<SolutionPackage> packages) throws IOException {
        if (!assumeDependencies) {
            return;
        }
        List<LocalEnvironment> locals = connections.stream()
                .flatMap(connection -> connection.local().stream())
                .toList();
        for (LocalEnvironment local : locals) {
            for (SolutionPackage solution : packages) {
                local.assumeDependenciesOf(solution.zip());
            }
        }
    }

    /** What the rules of the environments say of the packages; nothing is written, and nobody is stopped yet. */
    final PromotionVerdicts promotion(
            List<Connection> connections, List<SolutionPackage> packages, List<String> overrides) {
        return new Promotion(id -> asked(id, connections), releases(), overrides)
                .evaluate(connections.stream().map(Connection::environment).toList(), packages);
    }

    /** The rules of promotion that are overridden. */
    final List<String> overrides() {
        return CommaList.of(promotionOverride);
    }

    /** Where the settings of an environment come from, to be planned with. */
    final EnvironmentPlan.Settings planSettings(Environment environment, Reporter reporter) {
        return new EnvironmentPlan.Settings(settings(environment, reporter), settingsFiles(environment), this::shown);
    }

    final ImportOptions options() {
        return new ImportOptions(
                forceOverwrite,
                activatePlugins,
                skipDependencyCheck,
                importAsHolding,
                stageAndUpgrade,
                update,
                skipLowerVersion,
                allowLowerVersion,
                Choice.of("pendingUpgrade", pendingUpgrade, PendingUpgrade.class)
                        .orElse(PendingUpgrade.REFUSE),
                publishChanges,
                Choice.of("versionCheck", versionCheck, ContentRule.class),
                allowMissingConnections,
                Duration.ofMinutes(maxAsyncWaitTime),
                Duration.ofSeconds(startGrace));
    }

    final SettingsSource settings(Environment environment, Reporter reporter) {
        return new FileSettings(environment.id(), settingsFiles(environment), this::shown, System.getenv(), reporter);
    }

    /** The deployment settings files that count for an environment. */
    List<Path> settingsFiles(Environment environment) {
        return path(Optional.ofNullable(settingsFile)).or(environment::settingsFile).stream()
                .toList();
    }
}
