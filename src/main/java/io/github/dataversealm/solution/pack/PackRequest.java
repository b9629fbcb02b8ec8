package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.mapping.Mapping;
import io.github.dataversealm.solution.model.PackageType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to pack, where to and how.
 *
 * @param sourceDirectory the source folder
 * @param zipFile the zip to write; with {@link PackageType#BOTH} the unmanaged one, the managed one is written to
 *     {@code <name>_managed.zip} beside it
 * @param packageType what to pack; empty: what {@code Other/Solution.xml} says
 * @param allowWrite false: everything is read and checked, no zip is written
 * @param mapFile the mapping file, whose targets are packed in place of the files that it maps
 * @param mappings the same for single files and folders; they go before those of the mapping file
 * @param localize whether edited {@code .resx} files are merged into the labels
 * @param disablePluginRemap true: type names of plug-ins are packed as the metadata says, whatever the assembly's own identity is
 * @param useUnmanagedFileForMissingManaged whether a missing {@code _managed.xml} is replaced without a warning
 * @param allowMissingComponents true: a declared root component without its files is a warning, not an error
 * @param solutionVersion the version to pack in place of the one in {@code Other/Solution.xml}
 * @param entryTime the time of every entry; empty: 1980-01-01T00:00, the earliest that a zip can say
 * @param stateFile where the fingerprint of the inputs is kept so that an unchanged pack can be skipped; empty: always pack
 */
public record PackRequest(
        Path sourceDirectory,
        Path zipFile,
        Optional<PackageType> packageType,
        boolean allowWrite,
        Optional<Path> mapFile,
        List<Mapping> mappings,
        boolean localize,
        boolean disablePluginRemap,
        boolean useUnmanagedFileForMissingManaged,
        boolean allowMissingComponents,
        Optional<String> solutionVersion,
        Optional<Instant> entryTime,
        Optional<Path> stateFile) {

    public PackRequest {
        mappings = List.copyOf(mappings);
    }

    /** The defaults of {@code solution:pack}, without a state file. */
    public static PackRequest of(Path sourceDirectory, Path zipFile) {
        return builder(sourceDirectory, zipFile).build();
    }

    /** Begins with the defaults of {@link #of}. */
    public static Builder builder(Path sourceDirectory, Path zipFile) {
        return new Builder(sourceDirectory, zipFile);
    }

    /** What is asked for, beside the two places; everything else is as {@code solution:pack} has it by default. */
    public static final class Builder {

        private final Path sourceDirectory;
        private final Path zipFile;
        private Optional<PackageType> packageType = Optional.empty();
        private boolean allowWrite = true;
        private Optional<Path> mapFile = Optional.empty();
        private List<Mapping> mappings = List.of();
        private boolean localize = false;
        private boolean disablePluginRemap = false;
        private boolean useUnmanagedFileForMissingManaged = false;
        private boolean allowMissingComponents = false;
        private Optional<String> solutionVersion = Optional.empty();
        private Optional<Instant> entryTime = Optional.empty();
        private Optional<Path> stateFile = Optional.empty();

        private Builder(Path sourceDirectory, Path zipFile) {
            this.sourceDirectory = sourceDirectory;
            this.zipFile = zipFile;
        }

        public Builder packageType(Optional<PackageType> value) {
            packageType = value;
            return this;
        }

        public Builder allowWrite(boolean value) {
            allowWrite = value;
            return this;
        }

        public Builder mapFile(Path value) {
            mapFile = Optional.of(value);
            return this;
        }

        public Builder mappings(List<Mapping> value) {
            mappings = value;
            return this;
        }

        public Builder localize(boolean value) {
            localize = value;
            return this;
        }

        public Builder disablePluginRemap(boolean value) {
            disablePluginRemap = value;
            return this;
        }

        public Builder useUnmanagedFileForMissingManaged(boolean value) {
            useUnmanagedFileForMissingManaged = value;
            return this;
        }

        public Builder allowMissingComponents(boolean value) {
            allowMissingComponents = value;
            return this;
        }

        public Builder solutionVersion(String value) {
            solutionVersion = Optional.of(value);
            return this;
        }

        public Builder entryTime(Instant value) {
            entryTime = Optional.of(value);
            return this;
        }

        public Builder stateFile(Path value) {
            stateFile = Optional.of(value);
            return this;
        }

        public PackRequest build() {
            return new PackRequest(
                    sourceDirectory,
                    zipFile,
                    packageType,
                    allowWrite,
                    mapFile,
                    mappings,
                    localize,
                    disablePluginRemap,
                    useUnmanagedFileForMissingManaged,
                    allowMissingComponents,
                    solutionVersion,
                    entryTime,
                    stateFile);
        }
    }
}
