package io.github.dataversealm.solution.tree;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.CaseCollisions;
import io.github.dataversealm.solution.path.PathRules;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The paths of the new tree, each legal and free of collisions everywhere. Safe for use by several threads. */
final class OwnedPaths {

    enum Fate {
        CREATED,
        CHANGED,
        UNCHANGED,
        KEPT
    }

    /** A path of the new tree. The fate is written by one thread and read after all puts are over. */
    static final class Owned implements Comparable<Owned> {
        final String path;
        /** What is there in the old tree; null when nothing is. */
        OldTree.Node old;

        Fate fate;

        Owned(String path) {
            this.path = path;
        }

        @Override
        public int compareTo(Owned other) {
            return path.compareTo(other.path);
        }
    }

    private final Path root;
    private final ConcurrentHashMap<String, Owned> byPath = new ConcurrentHashMap<>();
    private final Set<String> legalFolders = ConcurrentHashMap.newKeySet();
    private final CaseCollisions collisions = new CaseCollisions();

    OwnedPaths(Path root) {
        this.root = root;
    }

    /**
     * Adds a file that is written.
     *
     * @throws SolutionException when the path is illegal, was added before or collides with another
     */
    Owned put(String path) {
        Owned owned = new Owned(path);
        Owned known = add(owned);
        if (known != null) {
            throw new SolutionException(
                    Location.of(root),
                    "Two files of the solution have the same path " + path + ".",
                    "Rename one of their components in the environment and export the solution again.");
        }
        return owned;
    }

    /** Adds a file that is written elsewhere; once or often. */
    void keep(String path) {
        Owned owned = new Owned(path);
        owned.fate = Fate.KEPT;
        Owned known = add(owned);
        if (known != null && known.fate != Fate.KEPT) {
            throw new SolutionException(
                    Location.of(root),
                    "The file " + path + " is both part of the folder and mapped to another place.",
                    "Check the mapping file given with -Dsolution.mapFile.");
        }
    }

    private Owned add(Owned owned) {
        String path = owned.path;
        check(path);
        Owned known = byPath.putIfAbsent(path, owned);
        if (known != null) {
            return known;
        }
        Optional<String> collision = collisions.addFile(path);
        if (collision.isPresent()) {
            throw new SolutionException(
                    Location.of(root),
                    "The paths " + path + " and " + collision.get()
                            + " of the solution are one and the same on a disk that ignores letter case.",
                    "Rename one of their components in the environment and export the solution again.");
        }
        return null;
    }

    /** Folders hold many files: each is checked once. */
    private void check(String path) {
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "" : path.substring(0, slash);
        String name = path.substring(slash + 1);
        boolean isKnown = slash < 0 || legalFolders.contains(folder);
        if (!isKnown || !PathRules.isLegal(name)) {
            PathRules.check(path, Location.of(root));
        }
        if (!isKnown) {
            checkEncoding(folder);
            legalFolders.add(folder);
        }
        checkEncoding(name);
    }

    /** With {@code LC_ALL=C} Java cannot name files with letters beyond ASCII. */
    private void checkEncoding(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) >= 0x80) {
                try {
                    root.getFileSystem().getPath(path);
                } catch (InvalidPathException e) {
                    throw new SolutionException(
                            Location.of(root),
                            "Java cannot name the file " + path + " here: " + e.getReason() + ".",
                            "Run with a UTF-8 locale, for example LC_ALL=C.UTF-8.",
                            e);
                }
                return;
            }
        }
    }

    /** All paths in order. */
    List<Owned> sorted() {
        List<Owned> all = new ArrayList<>(byPath.values());
        all.sort(null);
        return all;
    }
}
