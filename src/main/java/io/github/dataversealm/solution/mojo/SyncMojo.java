package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.LineEnding;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.operation.PublishCustomizations;
import io.github.dataversealm.solution.operation.PublishSelection;
import io.github.dataversealm.solution.operation.SyncFolder;
import io.github.dataversealm.solution.unpack.UnpackResult;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Brings a solution that was changed in an environment back into its source folder: exports it and unpacks what was exported.
 * Only files of components that have changed change; when nothing has changed in the environment, no file does. Works in any
 * folder, with or without a {@code pom.xml}.
 *
 * @since 0.1.0
 */
@Mojo(name = "sync", requiresProject = false, threadSafe = true)
public class SyncMojo extends AbstractNamedSolutionMojo {

    /**
     * The form to bring: {@code Unmanaged}, {@code Managed} or {@code Both}. Default: the form that the folder has; a new
     * folder gets both.
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
     * Groups of settings to export along with the solution, separated by commas; see the goal {@code export}. Default: none.
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
     * Whether files are replaced or deleted that were changed here since the last sync and are different in the environment.
     * With {@code false} they are named and nothing is changed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.overwrite", defaultValue = "false")
    private boolean overwrite;

    /**
     * Whether files of components that are no longer in the solution are deleted from the source folder. With {@code false}
     * they stay and are listed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.allowDelete", defaultValue = "true")
    private boolean allowDelete;

    /**
     * Whether anything is written to the source folder. With {@code false} the goal exports, says which files it would
     * create, change and delete, and touches none of them.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.allowWrite", defaultValue = "true")
    private boolean allowWrite;

    /**
     * Whether read-only files may be overwritten and deleted. With {@code false}, a read-only file that would have to change
     * is an error and nothing is changed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.clobber", defaultValue = "false")
    private boolean clobber;

    /**
     * A mapping file in SolutionPackager's form. Files that it maps, for example web resources that are built elsewhere, are
     * not written to the source folder. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.mapFile")
    private File mapFile;

    /**
     * Whether the translatable labels are also written to {@code .resx} files; see the goal {@code unpack}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.localize", defaultValue = "false")
    private boolean localize;

    /**
     * Writes a single {@code .resx} template of the labels in one language; see the goal {@code unpack}. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.sourceLoc")
    private String sourceLoc;

    /**
     * Whether the {@code .resx} folders and files are named by locale id ({@code 1033}) instead of by culture ({@code en-US}).
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.useLcid", defaultValue = "false")
    private boolean useLcid;

    /**
     * The line ending of the XML files that this goal writes: {@code lf}, {@code crlf}, or {@code native} for the one of the
     * operating system. Default: the one of the folder's {@code Other/Solution.xml}, {@code lf} for a new folder.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.lineEnding")
    private String lineEnding;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.sync.skip", defaultValue = "false")
    private boolean skipSync;

    @Override
    boolean skipsGoal() {
        return skipSync;
    }

    @Override
    void run(List<Connection> connections, Reporter reporter) throws IOException {
        SourceLayout.requireSupported(layout);
        SyncFolder.Request request = new SyncFolder.Request(
                givenName(),
                sourceFolder(),
                Choice.of("packageType", packageType, PackageType.class),
                Set.copyOf(CommaList.of(include)),
                allowDelete,
                allowWrite,
                clobber,
                path(Optional.ofNullable(mapFile)),
                localize,
                given(sourceLoc),
                useLcid,
                Choice.of("lineEnding", lineEnding, LineEnding.class),
                overwrite,
                reportDirectory());
        operate(single(connections), reporter, target -> {
            if (publishChanges && allowWrite) {
                new PublishCustomizations(target).publish(PublishSelection.ALL);
            }
            UnpackResult result = new SyncFolder(target).sync(request);
            new SyncSummary(shown(sourceFolder()), target.environment(), allowWrite).log(result, target.reporter());
        });
    }
}
