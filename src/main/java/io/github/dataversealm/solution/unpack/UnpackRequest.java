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
        return builder(zipFile, sourceDirectory).build();
    }

    /** Begins with the defaults of {@link #of}. */
    public static Builder builder(Path zipFile, Path sourceDirectory) {
        return new Builder(zipFile, sourceDirectory);
    }

    /** What is asked for, beside the two places; everything else is as {@code solution:unpack} has it by default. */
    public static final class Builder {

        private final Path zipFile;
        private final Path sourceDirectory;
        private Optional<PackageType> packageType = Optional.empty();
        private boolean allowDelete = true;
        private boolean allowWrite = true;
        private boolean clobber = false;
        private Optional<Path> mapFile = Optional.empty();
        private boolean localize = false;
        private Optional<String> sourceLoc = Optional.empty();
        private boolean useLcid = false;
        private LineEnding lineEnding = LineEnding.LF;

        private Builder(Path zipFile, Path sourceDirectory) {
            this.zipFile = zipFile;
            this.sourceDirectory = sourceDirectory;
        }

        public Builder packageType(Optional<PackageType> value) {
            packageType = value;
            return this;
        }

        public Builder allowDelete(boolean value) {
            allowDelete = value;
            return this;
        }

        public Builder allowWrite(boolean value) {
            allowWrite = value;
            return this;
        }

        public Builder clobber(boolean value) {
            clobber = value;
            return this;
        }

        public Builder mapFile(Path value) {
            mapFile = Optional.of(value);
            return this;
        }

        public Builder localize(boolean value) {
            localize = value;
            return this;
        }

        public Builder sourceLoc(String value) {
            sourceLoc = Optional.of(value);
            return this;
        }

        public Builder useLcid(boolean value) {
            useLcid = value;
            return this;
        }

        public Builder lineEnding(LineEnding value) {
            lineEnding = value;
            return this;
        }

        public UnpackRequest build() {
            return new UnpackRequest(
                    zipFile,
                    sourceDirectory,
                    packageType,
                    allowDelete,
                    allowWrite,
                    clobber,
                    mapFile,
                    localize,
                    sourceLoc,
                    useLcid,
                    lineEnding,
                    ZipLimits.DEFAULT);
        }
    }
}
