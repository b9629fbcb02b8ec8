package io.github.dataversealm.solution.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.DosFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The permissions of the files that a commit replaces: the bits of the file, since root may write everything. */
final class Permissions {

    private final Disk disk;
    private final List<String> readOnly = new ArrayList<>();
    private final Map<OldTree.Node, Set<PosixFilePermission>> posix = new HashMap<>();
    /** Those of a new file, the same for all of an update; null until the first one is looked at. */
    private Set<PosixFilePermission> ofNewFiles;

    /** Reads the permissions of files below the root. */
    Permissions(Path root, List<OldTree.Node> files, Disk disk) throws IOException {
        this.disk = disk;
        Set<String> views = root.getFileSystem().supportedFileAttributeViews();
        boolean hasPosix = views.contains("posix");
        boolean hasDos = views.contains("dos");
        for (OldTree.Node node : files) {
            Path file = root.resolve(node.path);
            if (hasPosix) {
                Set<PosixFilePermission> found = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
                posix.put(node, found);
                if (!found.contains(PosixFilePermission.OWNER_WRITE)) {
                    readOnly.add(node.path);
                }
            } else if (hasDos
                    && Files.readAttributes(file, DosFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .isReadOnly()) {
                readOnly.add(node.path);
            }
        }
    }

    /** The files that are not meant to be written. */
    List<String> readOnly() {
        return readOnly;
    }

    /** Gives a new file the permissions of the one that it replaces; its owner may write it in any case. */
    void carryOver(OldTree.Node from, Path to) throws IOException {
        Set<PosixFilePermission> wanted = posix.get(from);
        if (wanted == null) {
            return;
        }
        wanted.add(PosixFilePermission.OWNER_WRITE);
        if (ofNewFiles == null) {
            ofNewFiles = Files.getPosixFilePermissions(to);
        }
        if (!wanted.equals(ofNewFiles)) {
            disk.setPermissions(to, wanted);
        }
    }
}
