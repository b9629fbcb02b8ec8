package io.github.dataversealm.solution.tree;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;

/** The new and changed files of an update, before its commit. Safe for use by several threads. */
final class StagedFiles {

    private final Path top;
    private final Disk disk;
    private final ConcurrentHashMap<String, Path> folders = new ConcurrentHashMap<>();

    StagedFiles(Path top, Disk disk) {
        this.top = top;
        this.disk = disk;
    }

    /** The place of a staged file. */
    Path path(String path) {
        return top.resolve(path);
    }

    /** Opens a new file, and makes the folders that it is in. */
    FileChannel create(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        Path folder = folder(slash < 0 ? "" : path.substring(0, slash));
        return disk.create(folder.resolve(path.substring(slash + 1)));
    }

    /** Makes the folder of the staged files itself. */
    void makeTop() throws IOException {
        folder("");
    }

    private Path folder(String path) throws IOException {
        Path folder = folders.get(path);
        if (folder == null) {
            if (path.isEmpty()) {
                folder = top;
            } else {
                int slash = path.lastIndexOf('/');
                folder = folder(slash < 0 ? "" : path.substring(0, slash)).resolve(path.substring(slash + 1));
            }
            try {
                disk.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                // another thread was faster; a file in the way makes the next step fail
            }
            folders.put(path, folder);
        }
        return folder;
    }
}
