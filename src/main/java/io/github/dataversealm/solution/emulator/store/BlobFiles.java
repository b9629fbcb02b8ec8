package io.github.dataversealm.solution.emulator.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The large values, one file each. A file is whole and on disk before its name appears. */
final class BlobFiles {

    private static final String UNFINISHED = ".part";

    private final Path directory;

    BlobFiles(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    Path file(UUID id) {
        return directory.resolve(id.toString());
    }

    /** @return the length in bytes */
    long write(UUID id, InputStream content) throws IOException {
        Path part = directory.resolve(id + UNFINISHED);
        try {
            long length;
            // Not a channel: an interrupt of the thread must not cut the file.
            try (FileOutputStream out = new FileOutputStream(part.toFile())) {
                length = content.transferTo(out);
                out.getFD().sync();
            }
            Files.move(part, file(id), StandardCopyOption.ATOMIC_MOVE);
            syncDirectory();
            return length;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    void delete(UUID id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    /** Removes what a process that died has left: files that no row names. */
    void keepOnly(Set<UUID> known) throws IOException {
        Set<String> names = known.stream().map(UUID::toString).collect(Collectors.toSet());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (!names.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
        for (UUID id : known) {
            if (!Files.isRegularFile(file(id))) {
                throw new IOException("The local environment is damaged: the file " + file(id) + " is missing.");
            }
        }
    }

    /** Makes the new name last. Windows cannot open a directory, and does not need it. */
    private void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            // Windows
        } catch (ClosedByInterruptException e) {
            // The file itself is on disk, and the thread is told again below its work.
            Thread.currentThread().interrupt();
        }
    }
}
