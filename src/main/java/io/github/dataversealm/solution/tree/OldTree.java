package io.github.dataversealm.solution.tree;

import io.github.dataversealm.solution.path.CaseKey;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The files and folders that a source folder held when its update began. Lookups are safe from several threads. */
final class OldTree {

    enum Kind {
        FILE,
        DIRECTORY,
        LINK,
        SPECIAL
    }

    /** A file or folder. The mutable part belongs to the one thread that plans the commit. */
    static final class Node {
        /** Relative to the root, as the disk spells it; empty for the root. */
        final String path;

        final Node parent;
        final Kind kind;
        /** In bytes, of a file. */
        final long size;
        /** Whether the name or that of a folder above it starts with a dot. */
        final boolean hidden;

        /** How many entries a folder holds, hidden ones included. */
        private int entries;

        private int leaving;
        private boolean needed;
        private boolean owned;

        Node(String path, Node parent, Kind kind, long size, boolean hidden) {
            this.path = path;
            this.parent = parent;
            this.kind = kind;
            this.size = size;
            this.hidden = hidden;
        }

        /** A folder that stays even when all that it holds leaves, and those above it. */
        void need() {
            for (Node node = this; node != null && !node.needed; node = node.parent) {
                node.needed = true;
            }
        }

        /** Says that this file leaves; a folder leaves with the last of its entries. Call after all {@link #need()}. */
        void leave() {
            Node folder = parent;
            folder.leaving++;
            if (folder.leaves()) {
                folder.leave();
            }
        }

        /** The part that leaves as a whole with this file: the highest folder that leaves, or the file itself. */
        Node leavingPart() {
            Node part = this;
            while (part.parent.leaves()) {
                part = part.parent;
            }
            return part;
        }

        /** Says that the file belongs to the new tree. */
        void own() {
            owned = true;
        }

        boolean isOwned() {
            return owned;
        }

        /** Whether this folder leaves with all that it holds. */
        boolean leaves() {
            return !needed && entries > 0 && leaving == entries;
        }
    }

    private final Path root;
    private final Node top;
    private final boolean ignoresCase;
    private final Map<String, Node> nodes;
    private final Set<Node> unreadFolders = ConcurrentHashMap.newKeySet();

    private OldTree(Path root, Node top, boolean ignoresCase, List<Node> found) {
        this.root = root;
        this.top = top;
        this.ignoresCase = ignoresCase;
        this.nodes = new ConcurrentHashMap<>(2 * found.size());
        top.need();
        for (Node node : found) {
            nodes.put(key(node.path), node);
            if (node.kind == Kind.DIRECTORY && node.hidden) {
                unreadFolders.add(node);
            }
        }
    }

    /** The tree of a folder that does not exist. */
    static OldTree missing(Path root) {
        return new OldTree(root, newTop(), false, List.of());
    }

    /** Reads the names and sizes below a folder; hidden folders are only read when something is put there. */
    static OldTree read(Path root) throws IOException {
        Node top = newTop();
        List<Node> found = walk(root, top);
        return new OldTree(root, top, ignoresCase(root, found), found);
    }

    private static Node newTop() {
        return new Node("", null, Kind.DIRECTORY, 0, false);
    }

    /** Asks the disk for a file that is there by a name of the other case. */
    private static boolean ignoresCase(Path root, List<Node> found) throws IOException {
        for (Node node : found) {
            String name = node.path.substring(node.path.lastIndexOf('/') + 1);
            String other = name.equals(name.toUpperCase(Locale.ROOT))
                    ? name.toLowerCase(Locale.ROOT)
                    : name.toUpperCase(Locale.ROOT);
            if (!other.equals(name) && node.kind != Kind.LINK) {
                Path file = root.resolve(node.path);
                Path otherFile = file.resolveSibling(other);
                return Files.exists(otherFile, LinkOption.NOFOLLOW_LINKS) && Files.isSameFile(file, otherFile);
            }
        }
        return false;
    }

    private static List<Node> walk(Path start, Node startNode) throws IOException {
        List<Node> found = new ArrayList<>();
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            private Node folder;

            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (folder == null) {
                    folder = startNode;
                    return FileVisitResult.CONTINUE;
                }
                Node node = child(directory, Kind.DIRECTORY, 0);
                if (node.hidden && !startNode.hidden) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                folder = node;
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    child(file, Kind.FILE, attributes.size());
                } else {
                    child(file, attributes.isSymbolicLink() ? Kind.LINK : Kind.SPECIAL, 0);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException error) throws IOException {
                if (error != null) {
                    throw error;
                }
                folder = folder.parent;
                return FileVisitResult.CONTINUE;
            }

            private Node child(Path path, Kind kind, long size) {
                String name = path.getFileName().toString();
                String relative = folder.path.isEmpty() ? name : folder.path + '/' + name;
                Node node = new Node(relative, folder, kind, size, folder.hidden || name.charAt(0) == '.');
                folder.entries++;
                found.add(node);
                return node;
            }
        });
        return found;
    }

    /** The file or folder at a path; null when there is none. On a disk that ignores case the spelling may differ. */
    Node find(String path) throws IOException {
        Node node = nodes.get(key(path));
        if (node == null && !unreadFolders.isEmpty() && isHidden(path)) {
            readHidden(path);
            node = nodes.get(key(path));
        }
        return node;
    }

    private static boolean isHidden(String path) {
        return path.charAt(0) == '.' || path.contains("/.");
    }

    private synchronized void readHidden(String path) throws IOException {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            Node folder = nodes.get(key(path.substring(0, slash)));
            if (folder != null && unreadFolders.contains(folder)) {
                for (Node node : walk(root.resolve(folder.path), folder)) {
                    nodes.put(key(node.path), node);
                }
                unreadFolders.remove(folder);
            }
        }
    }

    /** The folder of that path or the nearest one above it that exists. */
    Node nearestFolder(String path) throws IOException {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            Node node = find(path.substring(0, slash));
            if (node != null) {
                return node;
            }
        }
        return top;
    }

    /** What tells two paths apart on this disk. */
    String key(String path) {
        return ignoresCase ? CaseKey.of(path) : path;
    }

    Iterable<Node> nodes() {
        return nodes.values();
    }

    /** Whether two spellings of one path differ by more than the Unicode normalization, which macOS chooses itself. */
    boolean isRespelled(String oldPath, String newPath) {
        return ignoresCase
                && !oldPath.equals(newPath)
                && !Normalizer.normalize(oldPath, Normalizer.Form.NFC)
                        .equals(Normalizer.normalize(newPath, Normalizer.Form.NFC));
    }

    boolean ignoresCase() {
        return ignoresCase;
    }
}
