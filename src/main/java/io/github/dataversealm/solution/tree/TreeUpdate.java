package io.github.dataversealm.solution.tree;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings a source folder to a new state, as a whole or not at all (design §10).
 *
 * <p>The caller puts every file of the new state, then commits. Files that are right already are not touched. New bytes
 * are staged in a hidden folder on the same disk; the commit moves them into place by renames. Until then, and when
 * anything fails, the folder is as it was; a process that dies in the commit leaves a journal by which the next
 * {@link #begin} on the folder rolls back.
 *
 * <p>{@link #put} and {@link #keep} may be called by several threads at once; {@link #commit} and {@link #close} by one
 * thread after all of them are over.
 */
public final class TreeUpdate implements AutoCloseable {

    private static final int CHUNK = 1 << 16;

    private enum State {
        OPEN,
        COMMITTED,
        /** The commit failed and could not be undone; the staging folder is needed for the next attempt. */
        ABANDONED,
        CLOSED
    }

    private final Path root;
    private final TreeOptions options;
    private final Reporter reporter;
    private final Disk disk;
    private final OldTree tree;
    private final OwnedPaths owned;
    private final Set<String> checkedFolders = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<ByteBuffer> buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(CHUNK));
    private final ThreadLocal<byte[]> chunks = ThreadLocal.withInitial(() -> new byte[CHUNK]);
    /** The folders above the root that did not exist, highest first. */
    private final List<Path> madeParents;

    private final boolean rootExisted;
    /** Null when nothing may be written. */
    private final StagingArea staging;
    /** Null when nothing may be written. */
    private final StagedFiles files;

    private volatile boolean failed;
    private volatile State state = State.OPEN;

    private TreeUpdate(
            Path root,
            boolean rootExisted,
            List<Path> madeParents,
            OldTree tree,
            StagingArea staging,
            TreeOptions options,
            Reporter reporter,
            Disk disk) {
        this.root = root;
        this.rootExisted = rootExisted;
        this.madeParents = madeParents;
        this.tree = tree;
        this.staging = staging;
        this.options = options;
        this.reporter = reporter;
        this.disk = disk;
        this.owned = new OwnedPaths(root);
        this.files = staging == null ? null : new StagedFiles(staging.places().newFiles(), disk);
    }

    /**
     * Begins an update: locks the folder, undoes what an interrupted update left, and looks at what is there.
     *
     * @param root the source folder; it and the folders above it may be missing
     * @param options what the update may do
     * @param reporter is told of recoveries, of stale files that stay and, in detail, of each change
     * @throws SolutionException when the folder cannot be used or another update is at work in it
     * @throws IOException when the disk fails
     */
    public static TreeUpdate begin(Path root, TreeOptions options, Reporter reporter) throws IOException {
        return begin(root, options, reporter, new Disk());
    }

    static TreeUpdate begin(Path root, TreeOptions options, Reporter reporter, Disk disk) throws IOException {
        Path real = realPath(root);
        boolean exists = Files.isDirectory(real);
        if (!options.allowWrite()) {
            if (StagingArea.isHalfDone(real, disk)) {
                reporter.warn("An earlier unpack into " + real + " is still at work or was interrupted."
                        + " The next unpack that may write puts the folder back as it was before it;"
                        + " what is said now holds for the folder as it is.");
            }
            OldTree tree = exists ? OldTree.read(real) : OldTree.missing(real);
            return new TreeUpdate(real, exists, List.of(), tree, null, options, reporter, disk);
        }
        Deque<Path> madeParents = new ArrayDeque<>();
        StagingArea staging = null;
        try {
            makeParents(real, madeParents, disk);
            staging = StagingArea.open(real, disk, reporter);
            OldTree tree = exists ? OldTree.read(real) : OldTree.missing(real);
            return new TreeUpdate(real, exists, List.copyOf(madeParents), tree, staging, options, reporter, disk);
        } catch (IOException | RuntimeException e) {
            try {
                if (staging != null) {
                    staging.remove();
                }
                removeEmpty(List.copyOf(madeParents), disk);
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private static Path realPath(Path root) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            return absolute.toRealPath();
        }
        for (Path path = absolute; path != null; path = path.getParent()) {
            if (Files.isDirectory(path)) {
                break;
            }
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new SolutionException(
                        Location.of(root),
                        "The source folder cannot be made: " + path + " is "
                                + (Files.isSymbolicLink(path) ? "a symbolic link that leads nowhere" : "a file") + ".",
                        "Choose another folder with -Dsolution.sourceDirectory=FOLDER.");
            }
        }
        return absolute;
    }

    private static void makeParents(Path root, Deque<Path> made, Disk disk) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = root.getParent(); path != null && !Files.isDirectory(path); path = path.getParent()) {
            missing.push(path);
        }
        for (Path path : missing) {
            try {
                disk.createDirectory(path);
            } catch (FileSystemException e) {
                throw new SolutionException(
                        Location.of(root),
                        "The source folder cannot be made: " + Reason.of(e) + ".",
                        "Choose another folder with -Dsolution.sourceDirectory=FOLDER.",
                        e);
            }
            made.add(path);
        }
    }

    private static void removeEmpty(List<Path> folders, Disk disk) throws IOException {
        for (int i = folders.size() - 1; i >= 0; i--) {
            disk.delete(folders.get(i));
        }
    }

    /**
     * Puts a file of the new state.
     *
     * @param path relative to the root, with {@code /}
     * @throws SolutionException when the path is illegal, put twice, collides with another on a disk that ignores case, or
     *     leads through a symbolic link or a file, or when a folder is at its place
     * @throws IOException when the disk fails
     */
    public void put(String path, byte[] buffer, int offset, int length) throws IOException {
        checkOpen();
        boolean done = false;
        try {
            OwnedPaths.Owned file = place(path);
            try (FilePut put = begin(file, length)) {
                put.accept(buffer, offset, length);
                file.fate = put.finish();
            }
            done = true;
        } catch (IOException e) {
            throw cannotWrite(path, e);
        } finally {
            failed |= !done;
        }
    }

    /**
     * Puts a file of the new state that may be too large for the memory. The stream is read to its end, also when
     * nothing is written, and not closed.
     *
     * @param path relative to the root, with {@code /}
     * @param size how many bytes the stream has; -1 when that is not known
     * @throws SolutionException as {@link #put(String, byte[], int, int)} does
     * @throws IOException when the disk fails, and what the stream throws
     */
    public void put(String path, InputStream content, long size) throws IOException {
        checkOpen();
        boolean done = false;
        FilePut put = null;
        try {
            OwnedPaths.Owned file;
            try {
                file = place(path);
                put = begin(file, size);
            } catch (IOException e) {
                throw cannotWrite(path, e);
            }
            byte[] chunk = chunks.get();
            int length;
            while ((length = content.read(chunk)) >= 0) { // what it throws goes out as it is
                try {
                    put.accept(chunk, 0, length);
                } catch (IOException e) {
                    throw cannotWrite(path, e);
                }
            }
            try {
                file.fate = put.finish();
            } catch (IOException e) {
                throw cannotWrite(path, e);
            }
            done = true;
        } finally {
            failed |= !done;
            if (put != null) {
                put.close();
            }
        }
    }

    /**
     * Says that a path belongs to the solution although its file is not written, because it is mapped to another place.
     * A file that is there is not stale.
     *
     * @throws SolutionException when the path is illegal, collides with another or is also put
     */
    public void keep(String path) {
        checkOpen();
        owned.keep(path);
    }

    private void checkOpen() {
        if (state != State.OPEN) {
            throw new IllegalStateException("The update is over");
        }
    }

    private FilePut begin(OwnedPaths.Owned file, long size) throws IOException {
        Path oldPath = file.old == null ? null : root.resolve(file.old.path);
        return new FilePut(file.path, file.old, oldPath, size, files, disk, buffers.get());
    }

    private OwnedPaths.Owned place(String path) throws IOException {
        OwnedPaths.Owned file = owned.put(path);
        if (staging != null && staging.isInside(path)) {
            throw new SolutionException(
                    Location.of(root),
                    "The path " + path + " is needed for the files of the unpack in progress.",
                    "Rename the component in the environment and export the solution again.");
        }
        if (!rootExisted) {
            return file;
        }
        file.old = tree.find(path);
        if (file.old == null) {
            checkFolders(path);
        } else if (file.old.kind != OldTree.Kind.FILE) {
            throw inTheWay(path, file.old, true);
        }
        return file;
    }

    private void checkFolders(String path) throws IOException {
        int end = path.lastIndexOf('/');
        if (end < 0 || checkedFolders.contains(path.substring(0, end))) {
            return;
        }
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            OldTree.Node folder = tree.find(path.substring(0, slash));
            if (folder == null) {
                break;
            }
            if (folder.kind != OldTree.Kind.DIRECTORY) {
                throw inTheWay(path, folder, false);
            }
        }
        checkedFolders.add(path.substring(0, end));
    }

    private SolutionException inTheWay(String path, OldTree.Node node, boolean fileWanted) {
        String what =
                switch (node.kind) {
                    case FILE -> "a file";
                    case DIRECTORY -> "a folder";
                    case LINK -> "a symbolic link";
                    case SPECIAL -> "a special file";
                };
        String where = fileWanted ? "" : ": " + node.path + " has to be a folder and";
        return new SolutionException(
                Location.of(root.resolve(node.path)),
                "The solution's file " + path + " cannot be written" + (fileWanted ? ": its path is " : where + " is ")
                        + what + ". Nothing was changed.",
                "Move " + root.resolve(node.path) + " away and run the command again.");
    }

    private IOException cannotWrite(String path, IOException e) {
        return new IOException(
                "Cannot write " + path + " for " + root + ": " + Reason.of(e) + ". The folder is as it was before.", e);
    }

    /**
     * Makes the folder what was put. Files below the component folders that were neither put nor kept are deleted when
     * that is allowed and the folder held an unpacked solution before.
     *
     * @param componentFolders the top-level folders that belong to the solution, in any letter case
     * @return what changed, or would change when nothing may be written
     * @throws SolutionException when read-only files stand in the way
     * @throws IOException when the disk fails; the folder is as it was before, or, when the message says so, will be put
     *     back by the next update
     */
    public TreeChanges commit(Collection<String> componentFolders) throws IOException {
        checkOpen();
        if (failed) {
            throw new IllegalStateException("A file could not be put");
        }
        failed = true; // until all is done: a commit is not tried twice
        List<OwnedPaths.Owned> all = owned.sorted();
        CommitPlan plan = CommitPlan.of(tree, all, componentFolders, options.allowDelete());
        Permissions permissions = new Permissions(root, plan.replaced(), disk);
        checkReadOnly(permissions.readOnly());
        if (staging != null) {
            apply(plan, all, permissions);
            state = State.COMMITTED;
            try {
                staging.remove();
            } catch (IOException e) {
                reporter.warn("The folder " + root + " is complete, but the temporary folder "
                        + staging.places().folder() + " could not be removed: " + Reason.of(e)
                        + ". The next unpack removes it.");
            }
        }
        report(plan);
        return plan.changes();
    }

    private void checkReadOnly(List<String> paths) {
        int count = paths.size();
        if (options.clobber() || count == 0) {
            return;
        }
        StringBuilder list = new StringBuilder();
        for (String path : paths) {
            list.append(System.lineSeparator()).append("  ").append(path);
        }
        String problem = (count == 1 ? "1 read-only file" : count + " read-only files")
                + " would have to be replaced or deleted. Nothing was changed." + list;
        String advice = "Make them writable, or allow to replace them with -Dsolution.clobber=true.";
        if (!options.allowWrite()) {
            reporter.warn(root + ": " + problem + System.lineSeparator() + advice);
            return;
        }
        throw new SolutionException(Location.of(root), problem, advice);
    }

    private void apply(CommitPlan plan, List<OwnedPaths.Owned> all, Permissions permissions) throws IOException {
        if (!rootExisted) {
            try {
                files.makeTop();
                disk.move(staging.places().newFiles(), root);
            } catch (IOException e) {
                throw new IOException("Cannot make " + root + ": " + Reason.of(e) + ". Nothing was changed.", e);
            }
            return;
        }
        if (plan.steps().isEmpty()) {
            return;
        }
        Journal journal = staging.journal();
        Moves moves = new Moves(root, staging.places(), disk);
        try {
            for (OwnedPaths.Owned file : all) {
                if (file.fate == OwnedPaths.Fate.CHANGED) {
                    permissions.carryOver(file.old, files.path(file.path));
                }
            }
            journal.begin(plan.steps());
            moves.apply(plan.steps());
            journal.finish();
        } catch (IOException | RuntimeException | Error e) {
            undo(plan, journal, moves, e);
            if (e instanceof IOException fault) {
                throw new IOException(
                        "Cannot update " + root + ": " + Reason.of(fault) + ". The folder is as it was before.", e);
            }
            throw e;
        }
    }

    private void undo(CommitPlan plan, Journal journal, Moves moves, Throwable cause) throws IOException {
        if (!journal.isOpen()) {
            return;
        }
        state = State.ABANDONED;
        try {
            moves.undo(plan.steps());
            journal.forget();
            state = State.OPEN;
        } catch (IOException e) {
            e.addSuppressed(cause);
            throw new IOException(
                    "The update of " + root + " failed (" + cause.getMessage() + ") and could not be undone: "
                            + Reason.of(e) + ". What is missing is in "
                            + staging.places().folder()
                            + "; the next unpack into the folder puts it back.",
                    e);
        }
    }

    private void report(CommitPlan plan) {
        TreeChanges changes = plan.changes();
        String verb = staging == null ? "would be " : "";
        debug(verb + "created: ", changes.created());
        debug(verb + "changed: ", changes.changed());
        debug(verb + "deleted: ", changes.deleted());
        debug("left: ", changes.left());
        if (plan.staleLeft() > 0) {
            String files = plan.staleLeft() == 1 ? "1 file" : plan.staleLeft() + " files";
            reporter.warn(root + ": " + files + " of components that the solution does not have "
                    + (options.allowDelete()
                            ? "were left, because the folder did not hold an unpacked solution (Other/Solution.xml)."
                            : "were left, because deleting is not allowed (-Dsolution.allowDelete=true)."));
        }
    }

    private void debug(String what, List<String> paths) {
        for (String path : paths) {
            reporter.debug(what.concat(path));
        }
    }

    /** Ends the update. Without a commit the folder stays as it was. */
    @Override
    public void close() throws IOException {
        State before = state;
        state = State.CLOSED;
        if (staging == null || before == State.CLOSED || before == State.COMMITTED) {
            return;
        }
        if (before == State.ABANDONED) {
            staging.abandon();
            return;
        }
        staging.remove();
        removeEmpty(madeParents, disk);
    }
}
