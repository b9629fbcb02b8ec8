package io.github.dataversealm.solution.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.DosFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Every operation of an update that changes the disk, so that tests can make each of them fail. */
class Disk {

    private static final Set<OpenOption> NEW_FILE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?>[] NO_ATTRIBUTES = {};
    private static final CopyOption[] ATOMIC = {StandardCopyOption.ATOMIC_MOVE};

    void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, NO_ATTRIBUTES);
    }

    /** Opens a file that must not exist. */
    FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, NEW_FILE, NO_ATTRIBUTES);
    }

    /** Writes all that remains in the buffer. */
    void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    void force(FileChannel channel) throws IOException {
        channel.force(true);
    }

    /** Renames a file or a folder: it is at one place or at the other, whatever happens. */
    void move(Path from, Path to) throws IOException {
        Files.move(from, to, ATOMIC);
    }

    /** Deletes a file, a link (not what it leads to) or an empty folder, read-only ones included. */
    void delete(Path path) throws IOException {
        try {
            Files.delete(path);
        } catch (AccessDeniedException e) {
            DosFileAttributeView dos =
                    Files.getFileAttributeView(path, DosFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (dos == null || !dos.readAttributes().isReadOnly()) {
                throw e;
            }
            dos.setReadOnly(false); // Windows deletes no read-only file
            Files.delete(path);
        }
    }

    void setPermissions(Path file, Set<PosixFilePermission> permissions) throws IOException {
        Files.setPosixFilePermissions(file, permissions);
    }
}
