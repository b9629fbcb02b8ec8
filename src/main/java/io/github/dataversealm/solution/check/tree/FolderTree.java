package io.github.dataversealm.solution.check.tree;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.CaseKey;
import io.github.dataversealm.solution.path.KeptFiles;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of an unpacked source folder. Hidden files and folders, such as {@code .git}, are no part of it; links are not followed. */
public final class FolderTree implements PackageTree {

    private static final int MAX_FILES = 500_000;

    private final Path folder;
    private final List<PackageFile> files = new ArrayList<>();
    private final List<PackageFile> suppressionFiles = new ArrayList<>();
    private final Map<String, PackageFile> byKey = new HashMap<>();

    private FolderTree(Path folder) throws IOException {
        this.folder = folder;
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                boolean hidden =
                        !dir.equals(folder) && dir.getFileName().toString().startsWith(".");
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !file.getFileName().toString().startsWith(".")) {
                    add(file, attributes.size());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(Comparator.comparing(PackageFile::path));
        suppressionFiles.sort(Comparator.comparing(PackageFile::path));
    }

    public Path folder() {
        return folder;
    }

    /** The files of suppressions that lie in the folder and those below. They are no part of the solution. */
    public List<PackageFile> suppressionFiles() {
        return suppressionFiles;
    }

    private void add(Path file, long size) {
        if (files.size() == MAX_FILES) {
            throw new SolutionException(
                    Location.of(folder),
                    "The folder has more than " + MAX_FILES + " files.",
                    "Name the folder of one unpacked solution.");
        }
        String path = folder.relativize(file).toString().replace(File.separatorChar, '/');
        PackageFile found = new PackageFile(path, size);
        if (KeptFiles.isKept(found.name())) {
            suppressionFiles.add(found);
            return;
        }
        files.add(found);
        byKey.putIfAbsent(CaseKey.of(path), found);
    }

    /**
     * Lists a folder.
     *
     * @throws SolutionException when there is no such folder
     */
    public static FolderTree open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new SolutionException(
                    Location.of(folder), "There is no such folder.", "Check solution.sourceDirectory.");
        }
        return new FolderTree(folder);
    }

    @Override
    public String name() {
        Path last = folder.getFileName();
        return last == null ? folder.toString() : last.toString();
    }

    @Override
    public boolean isZip() {
        return false;
    }

    @Override
    public List<PackageFile> files() {
        return files;
    }

    @Override
    public Optional<PackageFile> find(String path) {
        return Optional.ofNullable(byKey.get(CaseKey.of(path)));
    }

    @Override
    public InputStream open(PackageFile file) throws IOException {
        return Files.newInputStream(folder.resolve(file.path()));
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
