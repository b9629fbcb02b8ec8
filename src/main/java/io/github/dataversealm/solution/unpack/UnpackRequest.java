package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.model.LineEnding;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What to unpack, where to and how.
 *
 * @param zipFile the solution zip; with {@link PackageType#BOTH} the unmanaged one, its managed twin
 *     {@code <name>_managed.zip} beside it
 * @param sourceDirectory the source folder, made when it is missing
 * @param packageType what the caller expects; empty: what the zip says
 * @param allowDelete whether files of components that are gone may be deleted
 * @param allowWrite false: nothing is written or deleted, the result says what would be
 * @param clobber whether read-only files may be overwritten or deleted
 * @param mapFile the mapping file; files that it maps are not written
 * @param localize whether string resources are written as {@code .resx} files
 * @param sourceLoc the language of a single resource template: {@code auto}, an LCID or a culture name; needs {@code localize}
 * @param useLcid whether the resource folders are named by LCID (1033) and not by culture (en-US)
 * @param lineEnding the line ending of the XML files that are written
 * @param limits how much a zip may hold before it is refused
 */
public record UnpackRequest(
        Path zipFile,
        Path sourceDirectory,
        Optional<PackageType> packageType,
        boolean allowDelete,
        boolean allowWrite,
        boolean clobber,
        Optional<Path> mapFile,
        boolean localize,
        Optional<String> sourceLoc,
        boolean useLcid,
        LineEnding lineEnding,
        ZipLimits limits) {

    /** The defaults of {@code solution:unpack}. */
    public static UnpackRequest of(Path zipFile, Path sourceDirectory) {
        return new UnpackRequest(
                zipFile,
                sourceDirectory,
                Optional.empty(),
                true,
                true,
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                false,
                LineEnding.LF,
                ZipLimits.DEFAULT);
    }

    public UnpackRequest withPackageType(Optional<PackageType> type) {
        return new UnpackRequest(
                zipFile,
                sourceDirectory,
                type,
                allowDelete,
                allowWrite,
                clobber,
                mapFile,
                localize,
                sourceLoc,
                useLcid,
                lineEnding,
                limits);
    }
}
