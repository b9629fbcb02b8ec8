package io.github.dataversealm.solution.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Whether a file is meant to be written, and who may: the bits of the file, since root may write everything. */
final class Permissions {

    private final boolean posix;
    private final boolean dos;
    private final Disk disk;

    Permissions(Path root, Disk disk) {
        Set<String> views = root.getFileSystem().supportedFileAttributeViews();
        this.posix = views.contains("posix");
        this.dos = !posix && views.contains("dos");
        this.disk = disk;
    }

    boolean isReadOnly(Path file) throws IOException {
        if (posix) {
            return !Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                    .contains(PosixFilePermission.OWNER_WRITE);
        }
        return dos
                && Files.readAttributes(file, DosFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                        .isReadOnly();
    }

    /** Gives a new file the permissions of the one that it replaces; its owner may write it in any case. */
    void carryOver(Path from, Path to) throws IOException {
        if (posix) {
            Set<PosixFilePermission> wanted = Files.getPosixFilePermissions(from, LinkOption.NOFOLLOW_LINKS);
            wanted.add(PosixFilePermission.OWNER_WRITE);
            if (!wanted.equals(Files.getPosixFilePermissions(to))) {
                disk.setPermissions(to, wanted);
            }
        }
    }
}
