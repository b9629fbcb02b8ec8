package io.github.dataversealm.solution.tree;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The hidden folder, on the same disk as the source folder, in which an update prepares its files. It is locked as long
 * as the update lives; the system frees the lock of a process that dies.
 */
final class StagingArea {

    private static final String INSIDE = ".unpack";
    private static final int ATTEMPTS = 50;
    private static final long PAUSE_MILLIS = 10;

    private final Path root;
    private final StagingPlaces places;
    private final FileChannel lockChannel;
    private final Disk disk;

    private StagingArea(Path root, StagingPlaces places, FileChannel lockChannel, Disk disk) {
        this.root = root;
        this.places = places;
        this.lockChannel = lockChannel;
        this.disk = disk;
    }

    /**
     * Makes and locks the staging area of a source folder: beside it, or inside it when the folder above cannot be
     * written or is another disk. What an interrupted update left is rolled back or removed first.
     *
     * @param root the real path of the source folder, its parent exists
     * @throws SolutionException when another update is at work or neither place can be written
     */
    static StagingArea open(Path root, Disk disk, Reporter reporter) throws IOException {
        boolean rootExists = Files.isDirectory(root);
        Path inside = root.resolve(INSIDE);
        Path parent = root.getParent();
        boolean besideIsSameDisk =
                parent != null && root.getFileName() != null && (!rootExists || isSameDisk(root, parent));
        try {
            if (besideIsSameDisk) {
                makeFolder(beside(root), disk);
            }
        } catch (FileSystemException e) {
            if (!rootExists) {
                throw unwritable(root, e);
            }
            besideIsSameDisk = false;
        }
        if (!besideIsSameDisk) {
            try {
                makeFolder(inside, disk);
            } catch (FileSystemException e) {
                throw unwritable(root, e);
            }
            return acquire(root, inside, disk, reporter);
        }
        StagingArea area = acquire(root, beside(root), disk, reporter);
        try {
            if (isLeftOver(inside)) {
                acquire(root, inside, disk, reporter).remove();
            }
        } catch (IOException | RuntimeException e) {
            try {
                area.remove();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        return area;
    }

    private static SolutionException unwritable(Path root, FileSystemException e) {
        return new SolutionException(
                Location.of(root),
                "The folder cannot be written: " + Reason.of(e) + ".",
                "Allow this user to write there, or choose another folder with -Dsolution.sourceDirectory=FOLDER.",
                e);
    }

    /** Whether an update of the folder is in the middle of its commit, or died there. */
    static boolean isHalfDone(Path root, Disk disk) {
        return root.getFileName() != null && new Journal(beside(root), disk).isOpen()
                || new Journal(root.resolve(INSIDE), disk).isOpen();
    }

    private static boolean isLeftOver(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (!StagingPlaces.isOurs(entry.getFileName().toString())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Path beside(Path root) {
        return root.resolveSibling("." + root.getFileName() + ".unpack");
    }

    private static boolean isSameDisk(Path a, Path b) throws IOException {
        if (a.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Files.getAttribute(a, "unix:dev").equals(Files.getAttribute(b, "unix:dev"));
        }
        return Files.getFileStore(a).equals(Files.getFileStore(b));
    }

    private static StagingArea acquire(Path root, Path folder, Disk disk, Reporter reporter) throws IOException {
        StagingPlaces places = new StagingPlaces(folder);
        for (int attempt = 0; ; attempt++) {
            FileChannel channel = openLock(places, attempt, disk);
            if (channel == null) {
                makeFolder(folder, disk);
                continue;
            }
            boolean acquired = false;
            try {
                lock(root, channel);
                // A lock file with content was given up by its owner and is about to be deleted, unless the owner died.
                if (channel.size() == 0 || attempt >= ATTEMPTS) {
                    channel.truncate(0);
                    StagingArea area = new StagingArea(root, places, channel, disk);
                    area.recover(reporter);
                    acquired = true;
                    return area;
                }
            } finally {
                if (!acquired) {
                    channel.close();
                }
            }
            pause();
        }
    }

    /** Returns null when the one that held the lock is just removing the folder. */
    private static FileChannel openLock(StagingPlaces places, int attempt, Disk disk) throws IOException {
        try {
            return FileChannel.open(
                    places.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            if (attempt < ATTEMPTS) {
                return null;
            }
            throw e;
        } catch (IOException e) {
            try {
                disk.delete(places.folder());
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private static void makeFolder(Path folder, Disk disk) throws IOException {
        try {
            disk.createDirectory(folder);
            return;
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw foreign(folder, "is no folder");
            }
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (!StagingPlaces.isOurs(entry.getFileName().toString())) {
                    throw foreign(folder, "holds " + entry.getFileName());
                }
            }
        } catch (NoSuchFileException e) {
            // another update has just removed it: the caller tries again
        }
    }

    private static SolutionException foreign(Path folder, String what) {
        return new SolutionException(
                Location.of(folder),
                "This name is needed for the files of an unpack in progress, but it " + what
                        + ", which no unpack made.",
                "Move it away and run the command again.");
    }

    private static void lock(Path root, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null; // held by this process
        }
        if (lock == null) {
            throw new SolutionException(
                    Location.of(root),
                    "Another unpack is writing into this folder.",
                    "Wait until it has ended and run the command again.");
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while waiting for the end of another unpack", e);
        }
    }

    private void recover(Reporter reporter) throws IOException {
        Journal journal = journal();
        if (journal.isOpen()) {
            if (Files.isDirectory(root)) {
                new Moves(root, places, disk).undo(journal.read());
                reporter.warn("An earlier unpack into " + root
                        + " was interrupted while it changed the folder. The folder was put back as it was before it.");
            } else {
                reporter.warn("An earlier unpack into " + root
                        + " was interrupted. The folder is gone since; what was left of the unpack was removed.");
            }
            journal.forget();
        } else if (journal.isDone()) {
            reporter.info("An earlier unpack into " + root
                    + " was interrupted after it had changed the folder. What it left was removed.");
        }
        clear();
    }

    StagingPlaces places() {
        return places;
    }

    Journal journal() {
        return new Journal(places.folder(), disk);
    }

    /** Whether a path relative to the root would lie in this area. */
    boolean isInside(String path) {
        return path.regionMatches(true, 0, INSIDE, 0, INSIDE.length())
                && (path.length() == INSIDE.length() || path.charAt(INSIDE.length()) == '/')
                && places.folder().startsWith(root);
    }

    /** Frees the lock and leaves all else, for the next update to roll back. */
    void abandon() throws IOException {
        lockChannel.close();
    }

    /** Deletes the area and frees the lock. */
    void remove() throws IOException {
        try (lockChannel) {
            clear();
            // Whoever opened the file meanwhile and gets the lock next sees by this that the file is gone.
            lockChannel.write(ByteBuffer.wrap(new byte[] {1}));
            disk.delete(places.lock());
        }
        disk.delete(places.folder());
    }

    private void clear() throws IOException {
        Path folder = places.folder();
        Path lock = places.lock();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!file.equals(lock)) {
                    disk.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException error) throws IOException {
                if (error != null) {
                    throw error;
                }
                if (!directory.equals(folder)) {
                    disk.delete(directory);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
