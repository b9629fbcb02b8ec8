package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.model.PackageType;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;

/** The frame of the goals that make a source folder of zips, and zips of a source folder. */
abstract class AbstractSourcesMojo extends AbstractSolutionMojo {

    /**
     * The folder of the source files, in the classic layout of SolutionPackager. The goal {@code pack} takes it as
     * {@code solution:unpack}, {@code pac solution unpack} or SolutionPackager writes it. The goal {@code unpack} makes it when
     * it is missing; files in it that are no part of a solution are left alone and listed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.sourceDirectory", defaultValue = SOURCE_DIRECTORY)
    private File sourceDirectory;

    /**
     * The form of the solution: {@code Unmanaged}, {@code Managed}, or {@code Both} for an unmanaged zip and its managed twin,
     * which have one source folder. Any case is accepted. Default: what the zip says, or {@code Other/Solution.xml} of the
     * source folder, so that a folder that was unpacked with {@code Both} gives both zips. A zip to unpack that says something
     * else than this parameter is refused.
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
     * A mapping file in SolutionPackager's form, for files that are made elsewhere, such as web resources and plug-in assemblies
     * from their own builds. The goal {@code pack} packs them in place of those in the source folder, and {@code unpack} does
     * not write them to the source folder. Example: {@code -Dsolution.mapFile=map.xml}. Default: none.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.mapFile")
    private File mapFile;

    /**
     * Whether the translatable labels are in {@code .resx} files of the folder {@code Resources}, too, one for each language:
     * {@code unpack} writes them, and {@code pack} merges them into the solution.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.localize", defaultValue = "false")
    private boolean localize;

    /**
     * Whether anything is written. With {@code false} the goal is a rehearsal: it reads and checks everything, says what it
     * would do, and touches nothing. So {@code pack} writes and attaches no zip, and {@code unpack} says which files it would
     * create, change and delete.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.allowWrite", defaultValue = "true")
    private boolean allowWrite;

    final Path sourceFolder() {
        return path(sourceDirectory);
    }

    /** The form that the user has named. */
    final Optional<PackageType> packageType() {
        return Choice.of("packageType", packageType, PackageType.class);
    }

    /** @throws io.github.dataversealm.solution.message.SolutionException for a layout that is to come */
    final void requireSupportedLayout() {
        SourceLayout.requireSupported(layout);
    }

    final Optional<Path> mapFile() {
        return path(Optional.ofNullable(mapFile));
    }

    final boolean isLocalized() {
        return localize;
    }

    final boolean isWritten() {
        return allowWrite;
    }
}
