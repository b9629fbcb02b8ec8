package io.github.dataversealm.solution.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The files of a commit, of which only those folders are read that are asked for. */
final class GitTree {

    private static final int MOST_FILES = 1_000_000;
    private static final int DEEPEST = 200;
    private static final String TREE = "tree";

    private final GitObjects objects;
    private final GitIds ids;
    private final String root;
    private final Map<String, Map<String, Entry>> folders = new HashMap<>();
    private int files;

    private GitTree(GitObjects objects, GitIds ids, String root) {
        this.objects = objects;
        this.ids = ids;
        this.root = root;
    }

    /** What a folder holds under a name. */
    record Entry(String mode, String id) {

        boolean isFolder() {
            return mode.equals("40000");
        }

        boolean isLink() {
            return mode.equals("120000");
        }

        /** A commit of another repository, whose files are not in this one. */
        boolean isSubmodule() {
            return mode.equals("160000");
        }
    }

    static GitTree of(String commit, GitObjects objects, GitIds ids) throws IOException {
        GitObject read = objects.read(commit);
        String text = new String(read.content(), StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        if (!read.type().equals("commit") || end < 0 || !text.startsWith(TREE + " ")) {
            throw new IOException("a commit is damaged");
        }
        String tree = text.substring(TREE.length() + 1, end);
        if (tree.length() != ids.length() * 2) {
            throw new IOException("a commit is damaged");
        }
        return new GitTree(objects, ids, tree);
    }

    /**
     * What the commit has under a path.
     *
     * @param path with {@code /}; a submodule on the way to it is what is found
     */
    Optional<Entry> find(String path) throws IOException {
        Entry found = new Entry("40000", root);
        StringBuilder place = new StringBuilder();
        for (String name : path.split("/")) {
            if (name.isEmpty()) {
                continue;
            }
            if (!found.isFolder()) {
                return found.isSubmodule() ? Optional.of(found) : Optional.empty();
            }
            Entry next = folder(place.toString(), found.id()).get(name);
            if (next == null) {
                return Optional.empty();
            }
            found = next;
            place.append(name).append('/');
        }
        return Optional.of(found);
    }

    /** All files in a folder and below, by their paths, which begin with that of the folder and a slash. */
    Map<String, Entry> below(String path) throws IOException {
        Map<String, Entry> all = new LinkedHashMap<>();
        Optional<Entry> folder = find(path);
        if (folder.isPresent() && folder.get().isFolder()) {
            collect(
                    path.isEmpty() || path.endsWith("/") ? path : path + "/",
                    folder.get().id(),
                    all,
                    0);
        }
        return all;
    }

    private void collect(String place, String id, Map<String, Entry> all, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("a commit has too many folders in each other");
        }
        for (Map.Entry<String, Entry> entry : folder(place, id).entrySet()) {
            if (entry.getValue().isFolder()) {
                collect(place + entry.getKey() + "/", entry.getValue().id(), all, depth + 1);
            } else {
                all.put(place + entry.getKey(), entry.getValue());
            }
        }
    }

    private Map<String, Entry> folder(String place, String id) throws IOException {
        Map<String, Entry> known = folders.get(place);
        if (known == null) {
            known = read(id);
            folders.put(place, known);
        }
        return known;
    }

    private Map<String, Entry> read(String id) throws IOException {
        GitObject tree = objects.read(id);
        if (!tree.type().equals(TREE)) {
            throw new IOException("a folder is no folder");
        }
        byte[] bytes = tree.content();
        Map<String, Entry> entries = new LinkedHashMap<>();
        int position = 0;
        while (position < bytes.length) {
            int blank = next(bytes, position, (byte) ' ');
            int zero = next(bytes, blank, (byte) 0);
            int end = zero + 1 + ids.length();
            if (end > bytes.length || ++files > MOST_FILES) {
                throw new IOException("a folder is damaged or too large");
            }
            entries.put(
                    new String(bytes, blank + 1, zero - blank - 1, StandardCharsets.UTF_8),
                    new Entry(
                            new String(bytes, position, blank - position, StandardCharsets.US_ASCII),
                            HexFormat.of().formatHex(Arrays.copyOfRange(bytes, zero + 1, end))));
            position = end;
        }
        return entries;
    }

    private static int next(byte[] bytes, int from, byte wanted) throws IOException {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        throw new IOException("a folder is damaged");
    }
}
