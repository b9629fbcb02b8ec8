package io.github.dataversealm.solution.mapping;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the files that the {@code to} of directives lead to. Folders below a {@code **} are listed once and
 * remembered, so that one finder sees the disk as it was when it first looked.
 */
final class TargetFinder {

    private final Path baseFolder;

    /** Per folder that a {@code **} starts from: the files below it by folded name. */
    private final Map<Path, Map<String, List<Path>>> listings = new HashMap<>();

    TargetFinder(Path baseFolder) {
        this.baseFolder = baseFolder;
    }

    /**
     * The existing files that a target stands for, the best first. Several are possible with {@code **} only. Then the
     * best is the one whose path ends like that of the mapped file for the most names, then the one with the fewest
     * folders, then the first by the letters of its path: the same on every disk and operating system.
     *
     * @param target a path in which {@code **} stands for any depth, relative to the source folder or absolute
     * @param mapped the names of the mapped file, relative to the source folder; this file itself is no candidate
     *     below {@code **}
     */
    synchronized List<Path> find(Segments target, List<String> mapped) throws IOException {
        int wildcard = target.names().indexOf(Segments.ANY_DEPTH);
        if (wildcard < 0) {
            return resolve(baseFolder, target).filter(Files::isRegularFile).stream()
                    .toList();
        }
        Optional<Path> start =
                resolve(baseFolder, new Segments(target.root(), target.names().subList(0, wildcard)));
        if (start.isEmpty() || !Files.isDirectory(start.get())) {
            return List.of();
        }
        Path folder = start.get();
        Map<String, List<Path>> listing = listings.get(folder);
        if (listing == null) {
            listing = list(folder);
            listings.put(folder, listing);
        }
        Segments pattern = target.from(wildcard);
        Path self =
                baseFolder.resolve(String.join("/", mapped)).toAbsolutePath().normalize();
        Comparator<Path> order = Comparator.comparingInt((Path file) -> -commonEnd(names(folder, file), mapped))
                .thenComparingInt(Path::getNameCount)
                .thenComparing(file -> String.join("/", names(folder, file)));
        return listing.getOrDefault(Segments.fold(target.last()), List.of()).stream()
                .filter(file -> pattern.matches(names(folder, file)))
                .filter(file -> !file.toAbsolutePath().normalize().equals(self))
                .sorted(order)
                .toList();
    }

    private static List<String> names(Path folder, Path file) {
        List<String> names = new ArrayList<>();
        folder.relativize(file).forEach(name -> names.add(name.toString()));
        return names;
    }

    private static int commonEnd(List<String> a, List<String> b) {
        int common = 0;
        while (common < a.size()
                && common < b.size()
                && Segments.same(a.get(a.size() - 1 - common), b.get(b.size() - 1 - common))) {
            common++;
        }
        return common;
    }

    /** Whether a path without wildcards leads to a file. */
    boolean isFile(Segments path) {
        return resolve(baseFolder, path).filter(Files::isRegularFile).isPresent();
    }

    /** The files below a folder, relative to it, with {@code /}; none when it does not exist or has wildcards. */
    synchronized List<String> filesBelow(Segments folder) throws IOException {
        List<String> files = new ArrayList<>();
        Optional<Path> there =
                folder.names().contains(Segments.ANY_DEPTH) ? Optional.empty() : resolve(baseFolder, folder);
        if (there.isPresent() && Files.isDirectory(there.get())) {
            Map<String, List<Path>> listing = listings.get(there.get());
            if (listing == null) {
                listing = list(there.get());
                listings.put(there.get(), listing);
            }
            for (List<Path> sameName : listing.values()) {
                addBelow(there.get(), sameName, files);
            }
        }
        return files;
    }

    private static void addBelow(Path folder, List<Path> found, List<String> files) {
        for (Path file : found) {
            files.add(folder.relativize(file).toString().replace('\\', '/'));
        }
    }

    private static Map<String, List<Path>> list(Path folder) throws IOException {
        Map<String, List<Path>> listing = new HashMap<>();
        Files.walkFileTree(
                folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) {
                            listing.computeIfAbsent(
                                            Segments.fold(file.getFileName().toString()), name -> new ArrayList<>())
                                    .add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                        // A link back to a folder above has been listed already; a file may go while others build.
                        if (e instanceof FileSystemLoopException || e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }
                });
        return listing;
    }

    /**
     * The existing file or folder that a path without wildcards names. Where the spelling is found on disk it is
     * taken; else one that differs in case only, so that a mapping file written on Windows works elsewhere.
     */
    static Optional<Path> resolve(Path baseFolder, Segments path) {
        Path exact;
        try {
            exact = baseFolder.resolve(path.toString()).normalize();
            boolean foreignDrive =
                    path.root().contains(":") && !Path.of(path.root()).isAbsolute();
            if (foreignDrive) {
                return Optional.empty();
            }
        } catch (InvalidPathException e) {
            // a name that this disk cannot have
            return Optional.empty();
        }
        if (Files.exists(exact)) {
            return Optional.of(exact);
        }
        Optional<Path> current = Optional.ofNullable(exact.getRoot());
        for (Path name : exact) {
            current = current.flatMap(folder -> child(folder, name.toString()));
        }
        return current;
    }

    private static Optional<Path> child(Path folder, String name) {
        Path exact = folder.resolve(name);
        if (Files.exists(exact)) {
            return Optional.of(exact);
        }
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            Path best = null;
            for (Path child : children) {
                boolean same = Segments.same(child.getFileName().toString(), name);
                if (same && (best == null || child.toString().compareTo(best.toString()) < 0)) {
                    best = child;
                }
            }
            return Optional.ofNullable(best);
        } catch (IOException | DirectoryIteratorException e) {
            // A folder that may be passed through but not listed: only the exact spelling can be found in it.
            return Optional.empty();
        }
    }
}
