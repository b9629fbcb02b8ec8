package io.github.dataversealm.solution.path;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds paths that differ and yet name the same file on a case-insensitive disk: two spellings of a file, two spellings
 * of a folder, or a file that is at the same time a folder. A path that is added again in the same spelling is no
 * collision. Safe for use by several threads.
 */
public final class CaseCollisions {

    private record Known(String path, boolean folder) {}

    private final ConcurrentHashMap<String, Known> knownByKey = new ConcurrentHashMap<>();

    /**
     * Adds a file and the folders that it is in.
     *
     * @param path a legal relative path with {@code /}
     * @return the path added earlier, file or folder, that this one or one of its folders collides with
     */
    public Optional<String> addFile(String path) {
        return add(path, CaseKey.of(path), false);
    }

    /** As {@link #addFile(String)} for a caller who has {@code CaseKey.of(path)} already. */
    public Optional<String> addFile(String path, String caseKey) {
        return add(path, caseKey, false);
    }

    /** Adds a folder, without a slash at its end, and the folders that it is in; returns as {@link #addFile} does. */
    public Optional<String> addFolder(String path) {
        return add(path, CaseKey.of(path), true);
    }

    private Optional<String> add(String path, String key, boolean folder) {
        Known known = knownByKey.putIfAbsent(key, new Known(path, folder));
        if (known != null) {
            // known in the same spelling: whoever added it looks at the folders above it
            return known.folder() == folder && known.path().equals(path) ? Optional.empty() : Optional.of(known.path());
        }
        int slash = path.lastIndexOf('/');
        return slash < 0 ? Optional.empty() : add(path.substring(0, slash), parent(key), true);
    }

    /** The key of the folder: folding goes letter by letter and never makes or removes a slash. */
    private static String parent(String key) {
        return key.substring(0, key.lastIndexOf('/'));
    }
}
