package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.ShellWord;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.LineEnding;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.UnpackResult;
import io.github.dataversealm.solution.unpack.Unpacker;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Unpacks a solution zip, as it is exported from Dataverse, into a folder of source files that fits version control.
 * The folder has the classic layout of Microsoft's SolutionPackager. Files whose content does not change are not touched,
 * and the folder changes as a whole or not at all. Works in any folder, with or without a {@code pom.xml}.
 *
 * @since 0.1.0
 */
@Mojo(name = "unpack", requiresProject = false, threadSafe = true)
public class UnpackMojo extends AbstractSourcesMojo {

    /**
     * The solution zip to unpack, for example {@code -Dsolution.zipFile=ContosoTrips.zip}. A relative path starts at the
     * project's folder, or at the current folder when there is no {@code pom.xml}. With {@code packageType} {@code Both}
     * it is the unmanaged zip; the managed one, {@code <name>_managed.zip}, is read from beside it. Must be given.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.zipFile")
    private File zipFile;

    /**
     * Whether files of components that are no longer in the solution are deleted from the source folder. With {@code false}
     * they stay and are listed. Files that are no part of a solution, and hidden folders such as {@code .git}, are never
     * deleted.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.allowDelete", defaultValue = "true")
    private boolean allowDelete;

    /**
     * Whether read-only files may be overwritten and deleted. With {@code false}, a read-only file that would have to change
     * is an error and nothing is changed.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.clobber", defaultValue = "false")
    private boolean clobber;

    /**
     * Writes a single {@code .resx} template of the labels in one language instead of a file for each language: {@code auto}
     * for the solution's base language, a locale id such as {@code 1033}, or a culture such as {@code en-US}. Needs
     * {@code localize}. Default: none, every language is written.
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
     * operating system. All other files are copied byte for byte.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.lineEnding", defaultValue = "lf")
    private String lineEnding;

    /**
     * How many entries the zip may have before it is refused. Raise it for a solution that really is that large.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.maxEntries", defaultValue = "200000")
    private int maxEntries;

    /**
     * How many bytes a single entry of the zip may unpack to before the zip is refused.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.maxEntryBytes", defaultValue = "2147483648")
    private long maxEntryBytes;

    /**
     * How many bytes the entries of the zip may unpack to together before the zip is refused.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.maxTotalBytes", defaultValue = "8589934592")
    private long maxTotalBytes;

    /**
     * How many unpacked bytes one packed byte of an entry may become before the zip is refused as a zip bomb. Entries that
     * unpack to less than 1 MiB are not judged.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.maxCompressionRatio", defaultValue = "400")
    private int maxCompressionRatio;

    /**
     * Skips this goal.
     *
     * @since 0.1.0
     */
    @Parameter(property = "solution.unpack.skip", defaultValue = "false")
    private boolean skipUnpack;

    @Override
    boolean skipsGoal() {
        return skipUnpack;
    }

    @Override
    void run(Reporter reporter) throws IOException {
        UnpackRequest request = request();
        reporter.info("Unpacking " + shown(request.zipFile()) + " to " + shown(request.sourceDirectory()));
        UnpackResult result = new Unpacker().unpack(request, reporter);
        new UnpackSummary(shown(request.sourceDirectory()), isWritten(), packCommand(request)).log(result, reporter);
    }

    private String packCommand(UnpackRequest request) {
        String folder = shown(request.sourceDirectory());
        if (folder.equals(SOURCE_DIRECTORY)) {
            return command("pack");
        }
        return command("pack") + " " + ShellWord.quoted("-Dsolution.sourceDirectory=" + folder);
    }

    private UnpackRequest request() {
        requireSupportedLayout();
        if (zipFile == null) {
            throw new SolutionException(
                    null,
                    "No solution zip is named.",
                    "Name the zip to unpack: " + command("unpack") + " -Dsolution.zipFile=ContosoTrips.zip");
        }
        return new UnpackRequest(
                path(zipFile),
                sourceFolder(),
                packageType(),
                allowDelete,
                isWritten(),
                clobber,
                mapFile(),
                isLocalized(),
                Optional.ofNullable(sourceLoc),
                useLcid,
                Choice.of("lineEnding", lineEnding, LineEnding.class).orElse(LineEnding.LF),
                new ZipLimits(maxEntries, maxEntryBytes, maxTotalBytes, maxCompressionRatio));
    }
}
