package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.ShellWord;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.operation.ExportSolution;
import io.github.dataversealm.solution.operation.PublishCustomizations;
import io.github.dataversealm.solution.operation.PublishSelection;
import io.github.dataversealm.solution.operation.Target;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Exports an unmanaged solution of an environment to a zip: unmanaged, managed, or both forms. What was downloaded is looked
 * at before it takes its name: it is the solution, in the form that was asked for. Works in any folder, with or without a
 * {@code pom.xml}.
 *
 * @since 0.1.0
 */
@Mojo(name = "export", requiresProject = false, threadSafe = true)
public class ExportMojo extends AbstractNamedSolutionMojo {

    /**
     * The form to export: {@code Unmanaged}, {@code Managed}, or {@code Both} for two zips, {@code a.zip} and
     * {@code a_managed.zip}. Any case is accepted. Default: {@code Unmanaged}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.packageType")
    private String packageType;

    /**
     * Short for {@code packageType} {@code Managed}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.managed", defaultValue = "false")
    private boolean managed;

    /**
     * The zip to write. Default: {@code <unique name>_<version>.zip}, {@code <unique name>_<version>_managed.zip} for the
     * managed form, with underscores in the version, in {@code outputDirectory}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.zipFile")
    private File zipFile;

    /**
     * The folder for zips that {@code zipFile} does not name. Default: the build folder, or the current folder when there is
     * no {@code pom.xml}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.outputDirectory")
    private File outputDirectory;

    /**
     * Whether a zip that is there already is replaced. One in the build folder of a project always is.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.overwrite", defaultValue = "false")
    private boolean overwrite;

    /**
     * Groups of settings to export along with the solution, separated by commas: {@code autonumbering}, {@code calendar},
     * {@code customization}, {@code emailtracking}, {@code externalapplications}, {@code general}, {@code isvconfig},
     * {@code marketing}, {@code outlooksynchronization}, {@code relationshiproles}, {@code sales}. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.include")
    private String include;

    /**
     * Whether all customizations are published before the export. What is not published is not exported.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.publishChanges", defaultValue = "false")
    private boolean publishChanges;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.export.skip", defaultValue = "false")
    private boolean skipExport;

    @Override
    boolean skipsGoal() {
        return skipExport;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        ExportSolution.Request request = new ExportSolution.Request(
                solutionName(),
                type(),
                Set.copyOf(CommaList.of(include)),
                folder(),
                path(Optional.ofNullable(zipFile)),
                overwrite || isBuildOutput());
        operate(single(connections), reporter, target -> export(request, target));
    }

    private void export(ExportSolution.Request request, Target target) throws IOException {
        if (publishChanges) {
            new PublishCustomizations(target).publish(PublishSelection.ALL);
        }
        ExportSolution.Exported exported = new ExportSolution(target).export(request);
        for (Path zip : exported.zips()) {
            target.reporter()
                    .info("Exported " + exported.uniqueName() + " " + exported.version() + " to " + shown(zip) + " ("
                            + Files.size(zip) + " bytes)");
        }
        target.reporter()
                .info("To make source files of it: " + command("unpack") + " "
                        + ShellWord.quoted(
                                "-Dsolution.zipFile=" + shown(exported.zips().get(0)))
                        + (request.type() == PackageType.BOTH ? " -Dsolution.packageType=Both" : ""));
    }

    private PackageType type() {
        Optional<PackageType> type = Choice.of("packageType", packageType, PackageType.class);
        if (managed && type.isPresent() && type.get() != PackageType.MANAGED) {
            throw new SolutionException(
                    null,
                    "'managed' and 'packageType' (" + type.get() + ") contradict each other.",
                    "Give one of them.");
        }
        return type.orElse(managed ? PackageType.MANAGED : PackageType.UNMANAGED);
    }

    private boolean isBuildOutput() {
        return zipFile == null && outputDirectory == null && project().isPresent();
    }

    private Path folder() {
        if (outputDirectory != null) {
            return path(outputDirectory);
        }
        return project()
                .map(project -> path(new File(project.getBuild().getDirectory())))
                .orElseGet(this::baseDirectory);
    }
}
