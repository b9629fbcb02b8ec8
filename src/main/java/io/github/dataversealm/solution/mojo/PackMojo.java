package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.MetadataMaker;
import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.dependency.DependencyFinding.Mode;
import io.github.dataversealm.solution.dependency.SolutionNames;
import io.github.dataversealm.solution.git.Uncommitted;
import io.github.dataversealm.solution.git.WorkingTree;
import io.github.dataversealm.solution.manifest.SolutionManifest;
import io.github.dataversealm.solution.manifest.SourceManifest;
import io.github.dataversealm.solution.mapping.Mapping;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.PackResult;
import io.github.dataversealm.solution.pack.Packer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.project.MavenProjectHelper;
import org.eclipse.aether.RepositorySystem;

/**
 * Packs a folder of source files into the solution zip that Dataverse imports: the unmanaged one, the managed one, or both.
 * In a project the zips become its artifacts. The same sources give the same bytes on every machine; when nothing has
 * changed since the last pack, the zips are left as they are. Also works in a folder without a {@code pom.xml}.
 *
 * @since 0.1.0
 */
@Mojo(name = "pack", defaultPhase = LifecyclePhase.PACKAGE, requiresProject = false, threadSafe = true)
public class PackMojo extends AbstractSourcesMojo {

    /**
     * The zip to write, for example {@code -Dsolution.zipFile=out/ContosoTrips.zip}. With {@code packageType} {@code Both} it
     * is the unmanaged zip; the managed one, {@code <name>_managed.zip}, is written beside it. Default in a project:
     * {@code <finalName>.zip} for the unmanaged and {@code <finalName>_managed.zip} for the managed solution in
     * {@code outputDirectory}; without a {@code pom.xml} the solution's unique name takes the place of the final name, and
     * the zips are written to the current folder.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.zipFile")
    private File zipFile;

    /**
     * The folder that the zips are written to when {@code zipFile} is not given. Default in a project: its build folder,
     * {@code target}; without a {@code pom.xml}: the current folder.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.outputDirectory")
    private File outputDirectory;

    /**
     * Single files and folders that are packed in place of those in the source folder, each a {@code <mapping>} with the place
     * in the source folder ({@code to}) and what is packed there: a file or folder ({@code from}, relative to the project), or
     * a dependency of the project ({@code artifact}, {@code groupId:artifactId:type:classifier}, of which {@code from} takes
     * files if it is a zip, jar or NuGet package). They go before {@code mapFile} and mean the same; but a mapping that leads
     * to no file, or that no component has a use for, is an error. The page about packaging has examples.
     *
     * @since 0.1.0
     */
    @Parameter
    private List<MappingDefinition> mappings = List.of();

    /**
     * Whether plug-in type names are packed as the metadata files say. With {@code false} the names follow the identity of the
     * packed assembly where its version or key differs from the metadata.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.disablePluginRemap", defaultValue = "false")
    private boolean disablePluginRemap;

    /**
     * Whether the managed zip takes the unmanaged file of a form, app or site map whose {@code _managed.xml} file is missing
     * without a warning.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.useUnmanagedFileForMissingManaged", defaultValue = "false")
    private boolean useUnmanagedFileForMissingManaged;

    /**
     * Whether a component that {@code Other/Solution.xml} declares, but that has no files, is only warned about. With
     * {@code false} it is an error, because Dataverse would refuse the zip or lose the component.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.allowMissingComponents", defaultValue = "false")
    private boolean allowMissingComponents;

    /**
     * The version to pack, two to four numbers such as {@code 1.4.2.0}. Default with packaging {@code dataverse-solution}: the
     * project's version with zeros added ({@code 1.4.2} is packed as {@code 1.4.2.0}; in a {@code -SNAPSHOT} the fourth number
     * is {@code buildNumber}). Default otherwise: the version in {@code Other/Solution.xml}. The source files are not changed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.solutionVersion")
    private String solutionVersion;

    /**
     * The fourth number of the solution's version while the project's version is a {@code -SNAPSHOT}, for example the number
     * that the CI server gives to the build: {@code -Dsolution.buildNumber=42}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.buildNumber", defaultValue = "0")
    private int buildNumber;

    /**
     * The time of every entry in the zips, so that the same sources give the same bytes: an ISO-8601 time such as
     * {@code 2026-11-23T10:15:30Z} or the seconds since 1970. Without it, or when it is a single character such as {@code x},
     * the entries carry 1980-02-01T00:00:00Z, never the time of the build.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.outputTimestamp", defaultValue = "${project.build.outputTimestamp}")
    private String outputTimestamp;

    /**
     * Whether what the package needs is compared with the dependencies of type {@code dataverse-solution} that its project
     * declares: {@code warn} tells of needs that are not declared and of dependencies that nothing needs, with
     * {@code fail} a need that is not declared is an error. A dependency whose version is too low for what the package needs
     * is an error with both. {@code off} compares nothing.
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

    /**
     * Whether a project gets two more artifacts beside its zips: {@code metadata}, which says what the zips are, what they need
     * and what they were made from, the same for the same sources in the same commit; and {@code build}, which says which run
     * made them. An import verifies the zips by their metadata.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.attachMetadata", defaultValue = "true")
    private boolean attachMetadata;

    /**
     * What becomes of a version that is not higher than what is published in the Maven repositories of the same project:
     * {@code fail}, {@code warn} or {@code off}. The same zips under the same version are no fault; other zips under the
     * version of a published release fail with {@code warn}, too. Counts with packaging {@code dataverse-solution}. Default: {@code warn} in a build that goes up to the phase {@code deploy}, {@code off} in
     * others, which ask no repository.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.versionCheck")
    private String versionCheck;

    /**
     * Whether a bill of materials of the packed solution is written in CycloneDX's JSON and attached with the classifier
     * {@code cyclonedx}: tables, apps, flows and their connectors, code components, scripts and the libraries in them, plug-in
     * assemblies, and other solutions that are needed. With both package types it describes the managed zip.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.sbom", defaultValue = "true")
    private boolean sbom;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.pack.skip", defaultValue = "false")
    private boolean skipPack;

    private final MavenProjectHelper projectHelper;
    private final RepositorySystem repositorySystem;

    /** Made by Maven. */
    @Inject
    public PackMojo(MavenProjectHelper projectHelper, RepositorySystem repositorySystem) {
        this.projectHelper = projectHelper;
        this.repositorySystem = repositorySystem;
    }

    @Override
    boolean skipsGoal() {
        return skipPack;
    }

    @Override
    void run(Reporter reporter) throws IOException {
        // a word that is not known is told before anything is packed
        VersionCheck.Mode versions = Choice.of("versionCheck", versionCheck, VersionCheck.Mode.class)
                .orElseGet(() -> VersionCheck.Mode.usual(session()));
        Mode dependencies =
                Choice.of("dependencyCheck", dependencyCheck, Mode.class).orElse(Mode.WARN);
        PackRequest request = request();
        reporter.info("Packing " + shown(request.sourceDirectory()));
        PackResult result = new Packer().pack(request, reporter);
        new PackSummary(this::shown, isWritten()).log(result, reporter);
        if (isWritten() && project().isPresent()) {
            attach(project().get(), result, versions, reporter);
            if (SolutionArtifacts.isSolution(project().get())) {
                verifyDependencies(project().get(), result.zips().get(0).file(), dependencies, reporter);
            }
        }
    }

    private void attach(MavenProject project, PackResult result, VersionCheck.Mode versions, Reporter reporter)
            throws IOException {
        PackedArtifacts artifacts = new PackedArtifacts(
                project,
                new SolutionArtifacts(project, projectHelper),
                new PackedMetadata(project, repository(Verification.OFF), System.getenv(), plugin()),
                OutputTimestamp.parse(outputTimestamp));
        List<MetadataMaker.Zip> zips = artifacts.attach(result.zips());
        if (SolutionArtifacts.isSolution(project)) {
            checkVersion(project, new SolutionVersion(result.solutionVersion()), zips, versions, reporter);
        }
        if (sbom) {
            artifacts.attachBill(new PackedBill(project, mojoExecution().getVersion(), reporter), zips);
        }
        if (attachMetadata) {
            String maven = session().getSystemProperties().getProperty("maven.version", "unknown");
            PackResult.Inputs inputs = result.inputs().orElseThrow();
            Uncommitted changes = WorkingTree.compare(
                    project.getBasedir().toPath(), sourceFolder(), inputs.sources(), inputs.mapped());
            if (session().getGoals().contains("deploy")) {
                UncommittedRelease.tell(SolutionDependencies.coordinates(project), changes, reporter);
            }
            artifacts.attachMetadata(zips, inputs, changes, maven);
        } else {
            artifacts.deleteMetadata();
        }
    }

    private void checkVersion(
            MavenProject solution,
            SolutionVersion version,
            List<MetadataMaker.Zip> zips,
            VersionCheck.Mode mode,
            Reporter reporter)
            throws IOException {
        if (mode != VersionCheck.Mode.OFF && !session().isOffline()) {
            new VersionCheck(
                            solution,
                            repository(Verification.ON),
                            DeployTarget.of(solution, session(), repositorySystem),
                            mode)
                    .check(version, zips, reporter);
        }
    }

    private void verifyDependencies(MavenProject solution, Path zip, Mode mode, Reporter reporter) throws IOException {
        new DependencyVerification(
                        dependencies(repositorySystem, repository(Verification.ON)),
                        new SolutionNames(solutionNames, CommaList.of(platformSolutions)),
                        mode)
                .verify(solution, zip, reporter);
    }

    private SolutionRepository repository(Verification verification) {
        return repository(repositorySystem, verification);
    }

    private PackRequest request() throws IOException {
        requireSupportedLayout();
        Path source = sourceFolder();
        return new PackRequest(
                source,
                zipFile == null ? defaultZip(source) : path(zipFile),
                packageType(),
                isWritten(),
                mapFile(),
                mappings(),
                isLocalized(),
                disablePluginRemap,
                useUnmanagedFileForMissingManaged,
                allowMissingComponents,
                version().map(SolutionVersion::text),
                OutputTimestamp.parse(outputTimestamp).or(() -> Optional.of(OutputTimestamp.UNSET)),
                project().map(project -> ProjectMetadata.folder(project).resolve("pack.properties")));
    }

    private List<Mapping> mappings() throws IOException {
        if (mappings.isEmpty() || project().isEmpty()) {
            return List.of();
        }
        return ContentMappings.of(
                        project().get(),
                        repository(Verification.OFF),
                        session().getRepositorySession().getArtifactTypeRegistry())
                .of(mappings);
    }

    private Path defaultZip(Path source) throws IOException {
        Optional<SolutionManifest> manifest = SourceManifest.read(source);
        boolean managed = packageType()
                .or(() -> manifest.map(SolutionManifest::packageType))
                .filter(PackageType.MANAGED::equals)
                .isPresent();
        String name = project()
                .map(project -> project.getBuild().getFinalName())
                .or(() -> manifest.map(SolutionManifest::uniqueName))
                .orElse("solution");
        return outputFolder().resolve(name + (managed ? "_managed.zip" : ".zip"));
    }

    private Path outputFolder() {
        return path(Optional.ofNullable(outputDirectory))
                .orElseGet(() -> project()
                        .map(project -> path(new File(project.getBuild().getDirectory())))
                        .orElseGet(this::baseDirectory));
    }

    private Optional<SolutionVersion> version() {
        return solutionVersion == null
                ? ProjectVersion.of(project(), buildNumber)
                : Optional.of(new SolutionVersion(solutionVersion.strip()));
    }
}
