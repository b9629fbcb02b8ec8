package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.artifact.ArtifactMetadata;
import io.github.dataversealm.solution.artifact.BuildRecord;
import io.github.dataversealm.solution.artifact.MetadataMaker;
import io.github.dataversealm.solution.artifact.Verification;
import io.github.dataversealm.solution.dependency.DependencyFinding.Mode;
import io.github.dataversealm.solution.dependency.SolutionNames;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.RepositoryUtils;
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
public class PackMojo extends AbstractSolutionMojo {

    /**
     * The folder with the source files of the solution, in the classic layout of SolutionPackager, as {@code solution:unpack},
     * {@code pac solution unpack} or SolutionPackager writes it.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.sourceDirectory", defaultValue = SOURCE_DIRECTORY)
    private File sourceDirectory;

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
     * What to pack: {@code Unmanaged}, {@code Managed} or {@code Both}. Any case is accepted. Default: what
     * {@code Other/Solution.xml} says, so a folder that was unpacked with {@code Both} gives both zips.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.packageType")
    private String packageType;

    /**
     * The layout of the source folder. {@code xml} is the classic layout of SolutionPackager; {@code yaml}, the layout of
     * Dataverse Git integration, is not supported yet. Default: {@code xml}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.layout")
    private String layout;

    /**
     * Whether the zips are written. With {@code false} the goal is a rehearsal: it reads and checks everything, writes no zip
     * and attaches none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.allowWrite", defaultValue = "true")
    private boolean allowWrite;

    /**
     * A mapping file in SolutionPackager's form. The files that it names are packed in place of those in the source folder, for
     * example web resources and plug-in assemblies from their own builds. Example: {@code -Dsolution.mapFile=map.xml}. Default:
     * none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.mapFile")
    private File mapFile;

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
    private List<MappingDefinition> mappings;

    /**
     * Whether the labels in the {@code .resx} files of the folder {@code Resources} are merged into the solution.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.localize", defaultValue = "false")
    private boolean localize;

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
    private Map<String, String> solutionNames;

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
        PackRequest request = request();
        reporter.info("Packing " + shown(request.sourceDirectory()));
        PackResult result = new Packer().pack(request, reporter);
        new PackSummary(this::shown, allowWrite).log(result, reporter);
        if (allowWrite) {
            if (project().isPresent()) {
                attach(project().get(), result, reporter);
            }
        }
        verifyDependencies(result, reporter);
    }

    /** Only for a project whose artifact is a solution: that is what others can depend on. */
    private void verifyDependencies(PackResult result, Reporter reporter) throws IOException {
        Optional<MavenProject> solution =
                project().filter(candidate -> SolutionArtifacts.PACKAGING.equals(candidate.getPackaging()));
        Mode mode = Choice.of("dependencyCheck", dependencyCheck, Mode.class).orElse(Mode.WARN);
        SolutionNames names =
                new SolutionNames(solutionNames == null ? Map.of() : solutionNames, CommaList.of(platformSolutions));
        if (solution.isPresent() && allowWrite) {
            new DependencyVerification(
                            new SolutionDependencies(
                                    collector(repositorySystem),
                                    repository(repositorySystem, Verification.ON),
                                    session().getProjects()),
                            names,
                            mode)
                    .verify(solution.get(), result.zips().get(0).file(), reporter);
        }
    }

    private void attach(MavenProject project, PackResult result, Reporter reporter) throws IOException {
        SolutionArtifacts artifacts = new SolutionArtifacts(project, projectHelper);
        List<MetadataMaker.Zip> zips = artifacts.attach(result.zips());
        PackedMetadata packed =
                new PackedMetadata(project, repository(repositorySystem, Verification.OFF), System.getenv(), plugin());
        checkVersion(project, result, zips, reporter);
        if (sbom) {
            Path bill = new PackedBill(project, mojoExecution().getVersion(), reporter)
                    .write(zips, packed.dependencies(), OutputTimestamp.parse(outputTimestamp));
            artifacts.attach(PackedBill.EXTENSION, PackedBill.CLASSIFIER, bill.toFile());
        }
        if (!attachMetadata) {
            // What an earlier build said of other zips.
            Files.deleteIfExists(new ProjectMetadata(project).file());
            return;
        }
        ArtifactMetadata metadata =
                packed.write(zips, result.inputs().orElseThrow(), OutputTimestamp.parse(outputTimestamp));
        artifacts.attach(
                ArtifactMetadata.EXTENSION,
                ArtifactMetadata.CLASSIFIER,
                new ProjectMetadata(project).file().toFile());
        String maven = session().getSystemProperties().getProperty("maven.version", "unknown");
        artifacts.attach(
                ArtifactMetadata.EXTENSION,
                BuildRecord.CLASSIFIER,
                packed.writeBuildRecord(metadata, maven).toFile());
    }

    private void checkVersion(MavenProject project, PackResult result, List<MetadataMaker.Zip> zips, Reporter reporter)
            throws IOException {
        VersionCheck.Mode mode = Choice.of("versionCheck", versionCheck, VersionCheck.Mode.class)
                .orElseGet(() -> VersionCheck.Mode.usual(session()));
        if (mode != VersionCheck.Mode.OFF
                && SolutionArtifacts.PACKAGING.equals(project.getPackaging())
                && !session().isOffline()) {
            SolutionRepository published = repository(repositorySystem, Verification.ON)
                    .published(
                            ProjectMetadata.folder(project).resolve("published"),
                            Optional.ofNullable(project.getDistributionManagementArtifactRepository())
                                    .map(RepositoryUtils::toRepo));
            new VersionCheck(project, published, mode)
                    .check(new SolutionVersion(result.solutionVersion()), zips, reporter);
        }
    }

    private PackRequest request() throws IOException {
        SourceLayout.requireSupported(layout);
        Path source = path(sourceDirectory);
        Optional<PackageType> type = Choice.of("packageType", packageType, PackageType.class);
        return new PackRequest(
                source,
                zipFile == null ? defaultZip(source, type) : path(zipFile),
                type,
                allowWrite,
                path(Optional.ofNullable(mapFile)),
                mappings(),
                localize,
                disablePluginRemap,
                useUnmanagedFileForMissingManaged,
                allowMissingComponents,
                version().map(SolutionVersion::text),
                OutputTimestamp.parse(outputTimestamp).or(() -> Optional.of(OutputTimestamp.UNSET)),
                project().map(this::stateFile));
    }

    private List<Mapping> mappings() throws IOException {
        if (mappings == null || project().isEmpty()) {
            return List.of();
        }
        MavenProject project = project().get();
        MappedArtifacts artifacts = new MappedArtifacts(
                project,
                repository(repositorySystem, Verification.OFF),
                session().getRepositorySession().getArtifactTypeRegistry());
        return new ContentMappings(baseDirectory(), buildFolder(project), artifacts).of(mappings);
    }

    private Path defaultZip(Path source, Optional<PackageType> type) throws IOException {
        Optional<SolutionManifest> manifest = SourceManifest.read(source);
        boolean managed = type.or(() -> manifest.map(SolutionManifest::packageType))
                .filter(PackageType.MANAGED::equals)
                .isPresent();
        String name = project()
                .map(project -> project.getBuild().getFinalName())
                .or(() -> manifest.map(SolutionManifest::uniqueName))
                .orElse("solution");
        return outputFolder().resolve(name + (managed ? "_managed.zip" : ".zip"));
    }

    private Path outputFolder() {
        if (outputDirectory != null) {
            return path(outputDirectory);
        }
        return project().map(this::buildFolder).orElseGet(this::baseDirectory);
    }

    private Path buildFolder(MavenProject project) {
        return path(new File(project.getBuild().getDirectory()));
    }

    private Path stateFile(MavenProject project) {
        return buildFolder(project).resolve("solution").resolve("pack.properties");
    }

    private Optional<SolutionVersion> version() {
        if (solutionVersion != null) {
            return Optional.of(new SolutionVersion(solutionVersion.strip()));
        }
        return project()
                .filter(project -> SolutionArtifacts.PACKAGING.equals(project.getPackaging()))
                .map(project -> SolutionVersion.fromMaven(project.getVersion(), buildNumber));
    }
}
