package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.rule.RuleBook;
import io.github.dataversealm.solution.dependency.DependencyFinding.Mode;
import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.dependency.SolutionGraph;
import io.github.dataversealm.solution.dependency.SolutionNames;
import io.github.dataversealm.solution.deploy.FileSettings;
import io.github.dataversealm.solution.deploy.ImportOptions;
import io.github.dataversealm.solution.deploy.OfflineCheck;
import io.github.dataversealm.solution.deploy.PendingUpgrade;
import io.github.dataversealm.solution.deploy.SettingsSource;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.environment.Waves;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.plan.EnvironmentPlan;
import io.github.dataversealm.solution.plan.PlanDocument;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedPackage;
import io.github.dataversealm.solution.promotion.Promotion;
import io.github.dataversealm.solution.promotion.PromotionVerdicts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;

/** The frame of the goals that bring zips to environments, or say what that would do. */
abstract class AbstractImportMojo extends AbstractRulesMojo {

    /**
     * The solution zip to import, for example {@code -Dsolution.zipFile=ContosoTrips_managed.zip}. Several are separated by
     * commas and imported in the order in which they need each other. Default in a project: its artifact, which is the
     * managed zip if one is built, or the one that was packed before in the build folder. Typed directly in a build of
     * several modules: those of all modules.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.zipFile")
    private String zipFile;

    /**
     * The solution to take from the Maven repository, {@code groupId:artifactId:version[:classifier]}, for example
     * {@code -Dsolution.artifact=com.contoso:contoso-trips:1.4.2}. Needs neither sources nor a {@code pom.xml}: it is looked
     * for where Maven looks for everything, in the repositories, with the mirrors and credentials of {@code settings.xml}.
     * Several are separated by commas. Without a classifier it is the main artifact, the managed zip if one was built;
     * {@code managed} has no meaning here. Default: none; a project with packaging {@code pom} takes its dependencies of type
     * {@code dataverse-solution}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.artifact")
    private String artifact;

    /**
     * Whether a solution from the Maven repository or the project is compared with the metadata that was published with it:
     * {@code on} refuses a zip that the metadata does not list, that was changed since, or that holds another solution or
     * version; an artifact without metadata is imported. {@code required} refuses that too. {@code off} looks at nothing, and
     * leaves checksums of downloads to the policies of Maven, while otherwise they must be there and right.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.verifyArtifacts", defaultValue = "on")
    private String verifyArtifacts;

    /**
     * Which of the project's zips to import when {@code zipFile} is not given: {@code true} for the managed one,
     * {@code false} for the unmanaged one. Default: the main artifact, which is the managed zip if one is built.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.managed")
    private String managed;

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
     * Whether the zips are sent without a look at them. Otherwise those rules of {@code solution:check} run first that find
     * what an environment would certainly refuse, which takes a moment and saves an upload. The goal {@code check} has the
     * same switch.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.check.skip", defaultValue = "false")
    private boolean skipCheck;

    /**
     * Zips or source folders of solutions that are installed already, as the goal {@code check} has them: what they define is
     * not missing. What is imported along and the project's dependencies of type {@code dataverse-solution} are taken in any
     * case.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.dependencyZips")
    private File[] dependencyZips;

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
     * How many environments are worked on at the same time. The work is nearly all waiting, each environment has limits of its
     * own, and the zips are sent to each; a smaller number is for a slow line, and {@code 1} for one after the other.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.parallelEnvironments", defaultValue = "50")
    private int parallelEnvironments;

    /**
     * Whether the dependencies of type {@code dataverse-solution} are imported along, in order. Those that the environment has
     * in at least their version are skipped, and those with the scope {@code provided} are never imported. Otherwise an
     * import into an environment that lacks one, or has it in a lower version, is refused before anything is changed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.importDependencies", defaultValue = "false")
    private boolean importDependencies;

    /**
     * Whether what the package needs is compared with the dependencies of type {@code dataverse-solution} that its project
     * declares: {@code warn} tells of needs that are not declared and of dependencies that nothing needs, with
     * {@code fail} a need that is not declared is an error. A dependency whose version is too low for what the package needs
     * is an error with both. {@code off} compares nothing, and nothing is asked of the environment.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.dependencyCheck", defaultValue = "warn")
    private String dependencyCheck;

    /**
     * Which artifact holds a solution that packages need and whose dependency does not say it itself:
     * {@code <ContosoBase>com.contoso:base</ContosoBase>}; or that a solution comes with the environment and is no artifact:
     * {@code <PartnerApp>platform</PartnerApp>}. The solutions of Microsoft are known to come with the environment.
     *
     * @since 0.1.0
     */
    @Parameter
    private Map<String, String> solutionNames;

    /**
     * The unique names of more solutions that come with the environment and are no artifacts, with commas between them;
     * {@code *} stands for any characters, for example {@code -Dsolution.platformSolutions=Partner*,OtherApp}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.platformSolutions")
    private String platformSolutions;

    /** The connections in the waves in which they get the solutions. */
    final List<List<Connection>> waves(List<Connection> connections) {
        return Waves.of(
                connections,
                Connection::environment,
                given(waves).map(Waves::sizes).orElse(List.of()));
    }

    final int parallelEnvironments() {
        if (parallelEnvironments < 1) {
            throw new SolutionException(
                    null,
                    "The parameter 'parallelEnvironments' is " + parallelEnvironments + ".",
                    "Use a number from 1, or leave it out: -Dsolution.parallelEnvironments=50");
        }
        return parallelEnvironments;
    }

    @Inject
    private RepositorySystem repositorySystem;

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

    /** What the rules of the environments say of the packages; nothing is written, and nobody is stopped yet. */
    final PromotionVerdicts promotion(
            List<Connection> connections, List<SolutionPackage> packages, List<String> overrides) {
        return new Promotion(id -> asked(id, connections), overrides)
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

    /** The packages of a plan, read, verified and looked at; the very zips that it was made for. */
    final List<SolutionPackage> planned(PlanDocument plan, Path planFile) throws IOException {
        SolutionRepository repository = repository(repositorySystem, verification());
        List<SolutionZip> known = new ArrayList<>(named(repository));
        for (MavenProject project : session().getProjects()) {
            for (boolean form : List.of(true, false)) {
                new ProjectZip(project).find(Optional.of(form)).ifPresent(known::add);
            }
        }
        PlannedZips zips = new PlannedZips(
                known,
                repository::zip,
                file -> path(new File(file)),
                planFile.toAbsolutePath().getParent());
        List<SolutionPackage> packages = new ArrayList<>();
        for (PlannedPackage planned : plan.solutions()) {
            SolutionPackage read = repository.read(zips.find(planned));
            packages.add(planned.dependency() ? read.asDependency() : read);
        }
        return looked(packages);
    }

    /** The packages to import, read, verified, looked at and in order. */
    final List<SolutionPackage> packages() throws IOException {
        SolutionRepository repository = repository(repositorySystem, verification());
        List<SolutionPackage> packages = new ArrayList<>();
        for (SolutionZip zip : zips(repository)) {
            packages.add(repository.read(zip));
        }
        return looked(packages);
    }

    private List<SolutionPackage> looked(List<SolutionPackage> packages) throws IOException {
        if (!skipCheck) {
            OfflineCheck check = offlineCheck();
            for (SolutionPackage one : packages) {
                List<Path> others = packages.stream()
                        .filter(other -> other != one)
                        .map(SolutionPackage::zip)
                        .toList();
                check.require(one, others, () -> before(one), reporter());
            }
        }
        return SolutionGraph.sort(packages, SolutionPackage::node);
    }

    /**
     * What the packages need besides each other; with the dependencies among them, when they are to be imported along.
     *
     * @throws SolutionException when dependencies cannot be resolved, or contradict what is to be imported
     */
    final ImportDependencies.Resolved dependencies(List<SolutionPackage> packages) throws IOException {
        if (mode() == Mode.OFF && !importDependencies) {
            return ImportDependencies.Resolved.only(packages);
        }
        SolutionRepository repository = repository(repositorySystem, verification());
        return new ImportDependencies(
                        new SolutionDependencies(
                                collector(repositorySystem),
                                repository,
                                session().getProjects()),
                        new SolutionNames(
                                solutionNames == null ? Map.of() : solutionNames, CommaList.of(platformSolutions)),
                        command("import"))
                .of(packages, importDependencies ? Optional.of(lookingAt(repository)) : Optional.empty());
    }

    final Mode mode() {
        return Choice.of("dependencyCheck", dependencyCheck, Mode.class).orElse(Mode.WARN);
    }

    private Verification verification() {
        return Choice.of("verifyArtifacts", verifyArtifacts, Verification.class).orElse(Verification.ON);
    }

    /** Reads packages of dependencies, verified and looked at as the others are. */
    private ImportDependencies.PackageReader lookingAt(SolutionRepository repository) throws IOException {
        if (skipCheck) {
            return repository::read;
        }
        OfflineCheck check = offlineCheck();
        return zip -> {
            SolutionPackage read = repository.read(zip);
            check.require(read, List.of(), () -> before(read), reporter());
            return read;
        };
    }

    /** What the goal check takes for installed: the zips that are named, and what the project or pom declares. */
    private List<Path> before(SolutionPackage solution) throws IOException {
        List<Path> places = new ArrayList<>();
        if (dependencyZips != null) {
            List.of(dependencyZips).forEach(zip -> places.add(path(zip)));
        }
        SolutionDependencies declared = new SolutionDependencies(
                collector(repositorySystem),
                repository(repositorySystem, Verification.OFF),
                session().getProjects());
        Optional<DependencyTree> tree = solution.origin().isPresent()
                ? solution.origin().map(Origin::coordinates).map(declared::tree)
                : project().map(declared::tree);
        if (tree.isPresent()) {
            places.addAll(new InstalledBefore(declared).of(tree.get()));
        }
        return places;
    }

    /** What was decided for the goal check counts here, too. */
    private OfflineCheck offlineCheck() throws IOException {
        CheckChoices choices = choices();
        Map<String, String> configured = new LinkedHashMap<>();
        RuleBook book = RuleBook.complete();
        levels().forEach((code, level) ->
                book.find(code).filter(RuleInfo::enabled).ifPresent(rule -> configured.put(rule.id(), level.title())));
        configured.putAll(choices.configured());
        return new OfflineCheck(new OfflineCheck.Decisions(
                configured, choices.only(), excludes(), choices.suppressions(), Optional.of(baselineFile())));
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

    private List<SolutionZip> zips(SolutionRepository repository) throws IOException {
        List<SolutionZip> zips = named(repository);
        return zips.isEmpty() ? built(repository) : zips;
    }

    private List<SolutionZip> named(SolutionRepository repository) throws IOException {
        List<SolutionZip> zips = new ArrayList<>();
        namedZips().forEach(zip -> zips.add(SolutionZip.file(zip)));
        for (Coordinates coordinates : Coordinates.parseAll(artifact)) {
            zips.add(repository.zip(coordinates));
        }
        return zips;
    }

    /** The zips that {@code zipFile} names, as they are meant in this module: the same relative path is another file in another. */
    final List<Path> namedZips() {
        return CommaList.of(zipFile).stream().map(name -> path(new File(name))).toList();
    }

    /** What the projects have made, and what they list. */
    private List<SolutionZip> built(SolutionRepository repository) throws IOException {
        Optional<Boolean> wanted = given(managed).map(this::managed);
        ReleaseSet set = new ReleaseSet(repository);
        List<SolutionZip> zips = new ArrayList<>();
        Set<Coordinates> listed = new LinkedHashSet<>();
        for (MavenProject project : projects()) {
            new ProjectZip(project).find(wanted).ifPresent(zips::add);
            listed.addAll(set.of(project));
        }
        zips.forEach(zip -> zip.origin().map(Origin::coordinates).ifPresent(listed::remove));
        for (Coordinates coordinates : listed) {
            zips.add(repository.zip(coordinates));
        }
        if (zips.isEmpty()) {
            throw nothingToImport();
        }
        return zips;
    }

    private SolutionException nothingToImport() {
        return new SolutionException(
                null,
                project().isPresent() ? "The project has no zip to import." : "No solution zip is named.",
                project().isPresent()
                        ? "Build it in the same call: " + commands().maven() + " package "
                                + commands().goal(mojoExecution().getGoal())
                                + " -Denv=<environment>; or name a zip: -Dsolution.zipFile=ContosoTrips.zip"
                        : "Name it: " + command() + " -Dsolution.zipFile=ContosoTrips.zip -Denv=<environment>,"
                                + " or one in a Maven repository: -Dsolution.artifact=com.contoso:contoso-trips:1.4.2");
    }

    /** The zip that this project has made; empty for a project of another kind. */
    final Optional<SolutionZip> ownZip() throws IOException {
        Optional<SolutionZip> own = project().isEmpty()
                ? Optional.empty()
                : new ProjectZip(project().get()).find(given(managed).map(this::managed));
        boolean named =
                !CommaList.of(zipFile).isEmpty() || !CommaList.of(artifact).isEmpty();
        boolean solution =
                project().map(MavenProject::getPackaging).stream().anyMatch(SolutionArtifacts.PACKAGING::equals);
        if (own.isEmpty() && solution && !named) {
            throw nothingToImport();
        }
        return own;
    }

    /** Maven runs a goal that was typed once for all modules, and one that is bound to a phase for each. */
    List<MavenProject> projects() {
        return isCalledDirectly() && project().isPresent()
                ? session().getProjects()
                : project().stream().toList();
    }

    private boolean managed(String text) {
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new SolutionException(
                    null,
                    "The parameter 'managed' does not know the value '" + text + "'.",
                    "Use true or false: -Dsolution.managed=true");
        }
        return text.equalsIgnoreCase("true");
    }
}
