package io.github.dataversealm.solution.operation;

import io.github.dataversealm.solution.manifest.SourceManifest;
import io.github.dataversealm.solution.manifest.VersionText;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The version in a source folder: the characters between {@code <Version>} and {@code </Version>} of
 * {@code Other/Solution.xml}. Setting it changes these characters and no other byte of the file.
 */
public final class SourceVersion {

    private final Path file;
    private final VersionText version;

    private SourceVersion(Path file, VersionText version) {
        this.file = file;
        this.version = version;
    }

    /**
     * Finds the version of a source folder.
     *
     * @throws SolutionException when the folder holds no solution, or its manifest has no version
     */
    public static SourceVersion of(Path sourceDirectory) throws IOException {
        Path file = SourceManifest.find(sourceDirectory)
                .orElseThrow(() -> new SolutionException(
                        Location.of(sourceDirectory),
                        "it is not the source folder of a solution: Other/Solution.xml is missing",
                        "Name the folder: -Dsolution.sourceDirectory=FOLDER. To change the version in an environment"
                                + " instead, choose it: -Denv=dev"));
        return new SourceVersion(
                file,
                VersionText.of(
                        Files.readAllBytes(file), file.toString(), "Unpack the solution again, or restore the file."));
    }

    /** The manifest's file. */
    public Path file() {
        return file;
    }

    /** The version as it is spelled; may be empty or no version at all. */
    public String text() {
        return version.text();
    }

    /** Writes another version. The file is replaced as a whole. @return false: it was there already, nothing was written */
    public boolean set(SolutionVersion other) throws IOException {
        if (text().equals(other.text())) {
            return false;
        }
        replace(version.with(other));
        return true;
    }

    private void replace(byte[] content) throws IOException {
        Path real = file.toRealPath();
        if (!Files.isWritable(real)) {
            throw new SolutionException(
                    Location.of(file), "The file is read-only.", "Make it writable and run the command again.");
        }
        Path temporary = real.resolveSibling(
                "." + real.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            // A copy first, so that the new file has the permissions of the old one.
            Files.copy(real, temporary, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            Files.write(temporary, content);
            try {
                Files.move(temporary, real, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, real, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
