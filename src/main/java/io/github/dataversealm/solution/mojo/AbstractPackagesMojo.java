package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.Origin;
import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.dependency.DependencyFinding.Mode;
import io.github.dataversealm.solution.dependency.DependencyTree;
import io.github.dataversealm.solution.dependency.SolutionGraph;
import io.github.dataversealm.solution.dependency.SolutionNames;
import io.github.dataversealm.solution.deploy.OfflineCheck;
import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.Coordinates;
import io.github.dataversealm.solution.plan.PlanDocument;
import io.github.dataversealm.solution.plan.PlanDocument.PlannedPackage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * The frame of the goals that bring packages to environments: which packages, made sure of and in order, and what they need
 * besides each other.
 */
abstract class AbstractPackagesMojo extends AbstractRulesMojo {

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
     * {@code managed} has no meaning here. Typed with the goal it means what was published or installed, and never what a
     * checkout has in its build folders. Default: none; a project with packaging {@code pom} takes its dependencies of type
     * {@code dataverse-solution}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.artifact")
    private String artifact;

    /**
     * Whether a solution from the Maven repository or the project is compared with the metadata that was published with it:
     * {@code on} refuses a zip that the metadata does not list, that was changed since, or that holds another solution or
     * version. An artifact without metadata is imported, unless an earlier version of it has metadata or an environment is
     * marked {@code production}. {@code required} refuses it in any case, and a zip that is no artifact ({@code zipFile}).
     * {@code present} imports it in any case, with a warning. {@code off} looks at nothing, and leaves checksums of downloads
     * to the policies of Maven, while otherwise they must be there and right.
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
     * Whether the zips are sent without a look at them. Otherwise those rules of {@code solution:check} run first that find
     * what an environment would certainly refuse, which takes a moment and saves an upload. The goal {@code check} has the
     * same switch.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.check.skip", defaultValue = "false")
    private boolean skipCheck;

    /**
     * Whether the dependencies of type {@code dataverse-solution} are imported along, in order. Those that the environment has
     * in a version that does, at least the declared one or one in the declared range, are skipped, and those with the scope
     * {@code provided} are never imported. Otherwise an import into an environment that lacks one, or has it in a version
     * that does not do, is refused before anything is changed.
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
    private Map<String, String> solutionNames = Map.of();

    /**
     * The unique names of more solutions that come with the environment and are no artifacts, with commas between them;
     * {@code *} stands for any characters, for example {@code -Dsolution.platformSolutions=Partner*,OtherApp}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.platformSolutions")
    private String platformSolutions;

    private List<Environment> targets = List.of();

    /** The packages to import, read, verified, looked at and in order. */
    private List<SolutionPackage> packages(SolutionRepository repository, SolutionDependencies dependencies)
            throws IOException {
        List<SolutionZip> zips = zips(repository, dependencies).of(projects());
        if (zips.isEmpty()) {
            throw nothingToImport();
        }
        List<SolutionPackage> packages = new ArrayList<>();
        for (SolutionZip zip : zips) {
            packages.add(repository.read(zip));
        }
        return sure(packages);
    }

    /** The packages to import, and what they need. */
    final ImportDependencies.Resolved resolved() throws IOException {
        SolutionRepository repository = repository();
        SolutionDependencies dependencies = dependencies(repository);
        return dependencies(packages(repository, dependencies), repository, dependencies);
    }

    /**
     * The packages of a plan, read, verified and looked at: the very zips that it was made for. What they need is what the
     * plan says, whatever was published since.
     */
    final ImportDependencies.Resolved resolved(PlanDocument plan, Path planFile) throws IOException {
        SolutionRepository repository = repository();
        PlannedZips zips = new PlannedZips(
                zips(repository).known(session().getProjects()),
                repository.withoutModules()::zip,
                file -> path(new File(file)),
                planFile.toAbsolutePath().getParent(),
                plan.command().text(commands().maven()));
        List<SolutionPackage> packages = new ArrayList<>();
        for (PlannedPackage planned : plan.solutions()) {
            SolutionPackage read = repository.read(zips.find(planned));
            packages.add(planned.demand().map(read::asDependency).orElse(read));
        }
        zips.requireNoOther(namedZips(), plan);
        return ImportDependencies.Resolved.planned(
                sure(packages), plan.prerequisites(), solutionNames(), command("import"));
    }

    /** Looked at before anything is sent, and in the order in which they need each other. */
    private List<SolutionPackage> sure(List<SolutionPackage> packages) throws IOException {
        look().require(packages);
        packages.forEach(this::tellUncommitted);
        return SolutionGraph.sort(packages, SolutionPackage::node);
    }

    private PackageLook look() throws IOException {
        return new PackageLook(
                skipCheck
                        ? Optional.empty()
                        : Optional.of(new OfflineCheck(decisions().beforeImport())),
                installedBefore(),
                project(),
                reporter());
    }

    /**
     * What the packages need besides each other; with the dependencies among them, when they are to be imported along.
     *
     * @throws SolutionException when dependencies cannot be resolved, or contradict what is to be imported
     */
    private ImportDependencies.Resolved dependencies(
            List<SolutionPackage> packages, SolutionRepository repository, SolutionDependencies dependencies)
            throws IOException {
        if (dependencyCheck() == Mode.OFF && !importDependencies) {
            return ImportDependencies.Resolved.only(packages);
        }
        List<DependencyTree> sets = isOfProjects()
                ? projects().stream()
                        .filter(ReleaseSet::is)
                        .map(dependencies::set)
                        .toList()
                : List.of();
        Optional<ImportDependencies.PackageReader> along = Optional.empty();
        if (importDependencies) {
            PackageLook look = look();
            along = Optional.of(zip -> {
                SolutionPackage read = read(zip, repository, look);
                tellUncommitted(read);
                return read;
            });
        }
        return new ImportDependencies(dependencies, sets, solutionNames(), command("import")).of(packages, along);
    }

    private SolutionNames solutionNames() {
        return new SolutionNames(solutionNames, CommaList.of(platformSolutions));
    }

    /** Who answers for an environment wants to know what is in it, and to be able to build it again. */
    private void tellUncommitted(SolutionPackage solution) {
        targets.stream()
                .filter(environment ->
                        environment.production() || environment.rules().releasedOnly())
                .findFirst()
                .flatMap(environment -> solution.origin().flatMap(Origin::uncommitted))
                .ifPresent(reporter()::warn);
    }

    private static SolutionPackage read(SolutionZip zip, SolutionRepository repository, PackageLook look)
            throws IOException {
        SolutionPackage read = repository.read(zip);
        look.require(List.of(read));
        return read;
    }

    /** What becomes of needs that are not declared, and of declarations that nothing needs. */
    final Mode dependencyCheck() {
        return Choice.of("dependencyCheck", dependencyCheck, Mode.class).orElse(Mode.WARN);
    }

    /** The zip that this project has made; empty for a project of another kind. */
    final Optional<SolutionZip> ownZip() throws IOException {
        ImportedZips zips = zips(repository());
        Optional<MavenProject> project = project();
        Optional<SolutionZip> own = project.isEmpty() ? Optional.empty() : zips.own(project.get());
        if (own.isEmpty() && project.filter(SolutionArtifacts::isSolution).isPresent() && !zips.isNamed()) {
            throw nothingToImport();
        }
        return own;
    }

    /** The files of the zips to import, and their coordinates; empty coordinates for one that is no artifact. */
    final Map<String, String> zipNames() throws IOException {
        Map<String, String> names = new LinkedHashMap<>();
        for (SolutionZip zip : zips(repository()).of(projects())) {
            names.put(
                    zip.file().toString(),
                    zip.origin()
                            .map(Origin::coordinates)
                            .map(Coordinates::toString)
                            .orElse(""));
        }
        return names;
    }

    /** The zips that {@code zipFile} names, as they are meant in this module: the same relative path is another file in another. */
    final List<Path> namedZips() {
        return CommaList.of(zipFile).stream().map(name -> path(new File(name))).toList();
    }

    /** Maven runs a goal that was typed once for all modules, and one that is bound to a phase for each. */
    List<MavenProject> projects() {
        return isCalledDirectly() && project().isPresent()
                ? session().getProjects()
                : project().stream().toList();
    }

    private ImportedZips zips(SolutionRepository repository) {
        return zips(repository, dependencies(repository));
    }

    private ImportedZips zips(SolutionRepository repository, SolutionDependencies dependencies) {
        return new ImportedZips(
                namedZips(),
                Coordinates.parseAll(artifact),
                given(managed).map(this::managed),
                repository,
                new ReleaseSet(dependencies::set));
    }

    /** Production takes no artifact that somebody may have taken the metadata from, unless less is asked for. */
    private SolutionRepository repository() {
        Verification verification = Choice.of("verifyArtifacts", verifyArtifacts, Verification.class)
                .orElse(Verification.ON);
        SolutionRepository repository = isByCoordinates() ? repositoryOfNamed(verification) : repository(verification);
        return targets.stream()
                .filter(environment -> verification == Verification.ON && environment.production())
                .findFirst()
                .map(environment -> repository.demandingMetadata(environment.id() + " is a production environment"))
                .orElse(repository);
    }

    @Override
    OpenConnections connect(List<Environment> chosen, Reporter reporter) throws IOException {
        targets = chosen;
        return super.connect(chosen, reporter);
    }

    @Override
    final boolean isByCoordinates() {
        return isCalledDirectly() && !CommaList.of(artifact).isEmpty();
    }

    /** Whether what the projects have made is imported, and nothing that is named. */
    final boolean isOfProjects() {
        return CommaList.of(zipFile).isEmpty() && CommaList.of(artifact).isEmpty();
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
