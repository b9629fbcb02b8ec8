package io.github.dataversealm.solution.path;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Small files that are there whole or not at all, whoever reads them and whenever the process ends. A thread that is
 * interrupted writes them, too: what is known when a build is stopped must not be lost.
 */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Writes a file beside its place and moves it there; the folder is made when it is missing.
     *
     * @throws IOException when the disk fails; what was there before is left as it was
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        // not Files.createTempFile: its files are for the owner alone
        Path written = absolute.resolveSibling(absolute.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            Files.write(written, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try {
                Files.move(written, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(written, absolute, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
