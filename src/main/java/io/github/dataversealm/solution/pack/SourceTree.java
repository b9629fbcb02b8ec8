package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.ShellWord;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.CaseKey;
import io.github.dataversealm.solution.path.KeptFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files of a source folder as they are when a pack begins, found in any letter case and listed in the order of an
 * NTFS folder: files before folders, each by the upper-cased name (spec solution-packager-behavior §8.1).
 */
public final class SourceTree {

    /** Files that tools leave behind and that are never part of a solution. */
    private static final Set<String> JUNK =
            Set.of(".ds_store", ".gitkeep", ".gitignore", ".gitattributes", "thumbs.db", "desktop.ini");

    /**
     * A file.
     *
     * @param path its path relative to the source folder, with {@code /}
     * @param file where it is
     * @param size its size in bytes
     */
    public record TreeFile(String path, Path file, long size) {

        /** The folder that it is in, with a slash at the end. */
        public String folder() {
            return path.substring(0, path.lastIndexOf('/') + 1);
        }

        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** A folder and what is in it. */
    public static final class Folder {
        private final String name;
        private final String order;
        private final List<Folder> folders = new ArrayList<>(2);
        private final List<TreeFile> files = new ArrayList<>(4);

        private Folder(String name) {
            this.name = name;
            this.order = orderKey(name);
        }

        public String name() {
            return name;
        }

        public List<Folder> folders() {
            return folders;
        }

        public List<TreeFile> files() {
            return files;
        }

        /** Adds all files here and below, depth first. */
        public void addAll(List<TreeFile> all) {
            all.addAll(files);
            for (Folder folder : folders) {
                folder.addAll(all);
            }
        }

        private void sort() {
            sortByName(files);
            folders.sort((a, b) -> a.order.compareTo(b.order));
        }
    }

    private final Path root;
    private final Folder top = new Folder("");
    private final Map<String, TreeFile> files = new HashMap<>();
    private final Map<String, Folder> folders = new HashMap<>();

    private SourceTree(Path root) {
        this.root = root;
        folders.put("", top);
    }

    /**
     * Lists the folder.
     *
     * @throws SolutionException when it is missing or a link in it leads out of it
     * @throws IOException when the disk fails
     */
    public static SourceTree read(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new SolutionException(
                    Location.of(root),
                    Files.exists(root) ? "the source folder is a file" : "the source folder does not exist",
                    "Unpack a solution into it first: mvn solution:unpack -Dsolution.zipFile=<zip> "
                            + ShellWord.quoted("-Dsolution.sourceDirectory=" + root));
        }
        SourceTree tree = new SourceTree(root);
        Files.walkFileTree(root, tree.new Lister());
        return tree;
    }

    private final class Lister extends SimpleFileVisitor<Path> {
        private final Deque<Folder> open = new ArrayDeque<>();
        private final Deque<String> paths = new ArrayDeque<>();

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (open.isEmpty()) {
                open.push(top);
                paths.push("");
                return FileVisitResult.CONTINUE;
            }
            String name = directory.getFileName().toString();
            if (name.startsWith(".") && paths.peek().isEmpty()) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            Folder folder = new Folder(name);
            open.peek().folders.add(folder);
            String path = paths.peek() + name;
            folders.put(CaseKey.of(path), folder);
            open.push(folder);
            paths.push(path + '/');
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String name = file.getFileName().toString();
            String path = paths.peek() + name;
            if (JUNK.contains(CaseKey.of(name)) || KeptFiles.isKept(name)) {
                return FileVisitResult.CONTINUE;
            }
            long size = attributes.size();
            if (attributes.isSymbolicLink()) {
                Path real = realPath(file);
                if (!real.startsWith(root.toRealPath()) || !Files.isRegularFile(real)) {
                    throw new SolutionException(
                            Location.of(file),
                            "the link leads out of the source folder, or to a folder: " + real,
                            "Copy the file into the source folder, or map it with -Dsolution.mapFile=<file>.");
                }
                size = Files.size(real);
            }
            TreeFile entry = new TreeFile(path, file, size);
            TreeFile other = files.put(CaseKey.of(path), entry);
            if (other != null) {
                throw new SolutionException(
                        Location.of(file),
                        "two files differ only in letter case: " + other.path() + " and " + path,
                        "Remove or rename one of them; on Windows and macOS they are the same file.");
            }
            open.peek().files.add(entry);
            return FileVisitResult.CONTINUE;
        }

        private static Path realPath(Path link) throws IOException {
            try {
                return link.toRealPath();
            } catch (FileSystemException e) {
                throw new SolutionException(
                        Location.of(link),
                        "the link leads nowhere: " + Files.readSymbolicLink(link),
                        "Remove it, or put the file there that it names.",
                        e);
            }
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            open.pop().sort();
            paths.pop();
            return FileVisitResult.CONTINUE;
        }
    }

    /** Sorts files of several folders by their names alone. */
    static void sortByName(List<TreeFile> files) {
        files.sort((a, b) -> orderKey(a.name()).compareTo(orderKey(b.name())));
    }

    private static String orderKey(String name) {
        char[] chars = name.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = Character.toUpperCase(chars[i]);
        }
        return new String(chars);
    }

    /**
     * This folder with other bytes for some files, and without some.
     *
     * @param others the files whose bytes count instead of those at a path
     * @param without paths of files that are left out
     */
    SourceTree with(Map<String, TreeFile> others, Set<String> without) {
        SourceTree tree = new SourceTree(root);
        copy(top, "", tree.top, tree, others, without);
        for (Map.Entry<String, TreeFile> other : others.entrySet()) {
            if (tree.file(other.getKey()) == null) {
                tree.add(new TreeFile(
                        other.getKey(),
                        other.getValue().file(),
                        other.getValue().size()));
            }
        }
        return tree;
    }

    private void add(TreeFile file) {
        Folder folder = top;
        String path = "";
        for (String name : file.folder().split("/")) {
            path = path.isEmpty() ? name : path + '/' + name;
            Folder parent = folder;
            folder = folders.computeIfAbsent(CaseKey.of(path), key -> {
                Folder made = new Folder(name);
                parent.folders.add(made);
                parent.sort();
                return made;
            });
        }
        folder.files.add(file);
        folder.sort();
        files.put(CaseKey.of(file.path()), file);
    }

    private static void copy(
            Folder from, String path, Folder to, SourceTree tree, Map<String, TreeFile> others, Set<String> without) {
        for (TreeFile file : from.files) {
            if (!without.contains(file.path())) {
                TreeFile other = others.get(file.path());
                TreeFile taken = other == null ? file : new TreeFile(file.path(), other.file(), other.size());
                to.files.add(taken);
                tree.files.put(CaseKey.of(file.path()), taken);
            }
        }
        for (Folder folder : from.folders) {
            Folder copy = new Folder(folder.name);
            to.folders.add(copy);
            tree.folders.put(CaseKey.of(path + folder.name), copy);
            copy(folder, path + folder.name + '/', copy, tree, others, without);
        }
    }

    public Path root() {
        return root;
    }

    /** The file of that path in any letter case; null when there is none. */
    public TreeFile file(String path) {
        return files.get(CaseKey.of(path));
    }

    /** The folder of that path, without a slash at the end, in any letter case; null when there is none. */
    public Folder folder(String path) {
        return folders.get(CaseKey.of(path));
    }

    /** The folders directly in the source folder, hidden ones left out. */
    public List<Folder> topFolders() {
        return top.folders();
    }

    /** All files below a folder, depth first; none when it does not exist. */
    public List<TreeFile> filesBelow(String path) {
        List<TreeFile> all = new ArrayList<>();
        Folder folder = folder(path);
        if (folder != null) {
            folder.addAll(all);
        }
        return all;
    }

    /** How a file is named in messages. */
    public String describe(TreeFile file) {
        return root.resolve(file.path()).toString();
    }
}
