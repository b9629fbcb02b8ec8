package io.github.dataversealm.solution.tree;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Takes the bytes of one file in pieces. As long as they are those of the old file, nothing is written; from the first
 * difference on they go to the staged file, after a copy of what was equal.
 */
final class FilePut implements Closeable {

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final String path;
    private final OldTree.Node old;
    /** Null when nothing may be written. */
    private final StagedFiles files;

    private final Disk disk;
    private final ByteBuffer buffer;

    private FileChannel oldFile;
    private FileChannel staged;
    private boolean equal;
    private long position;

    /**
     * @param path where the file belongs, relative to the root
     * @param old the file that is there now; null when there is none
     * @param oldPath its place on the disk
     * @param size how many bytes will come; -1 when that is not known
     * @param files where a file that differs is staged; null when nothing may be written
     * @param buffer a direct buffer for this thread
     */
    FilePut(String path, OldTree.Node old, Path oldPath, long size, StagedFiles files, Disk disk, ByteBuffer buffer)
            throws IOException {
        this.path = path;
        this.old = old;
        this.files = files;
        this.disk = disk;
        this.buffer = buffer;
        this.equal = old != null && (size < 0 || size == old.size);
        if (equal) {
            oldFile = FileChannel.open(oldPath, READ);
        } else {
            stage();
        }
    }

    void accept(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        for (int start = offset; equal && start < end; ) {
            int piece = Math.min(end - start, buffer.capacity());
            if (isNext(bytes, start, piece)) {
                start += piece;
                position += piece;
            } else {
                differ();
                offset = start;
            }
        }
        if (!equal && staged != null) {
            disk.write(staged, ByteBuffer.wrap(bytes, offset, end - offset));
        }
    }

    private boolean isNext(byte[] bytes, int offset, int length) throws IOException {
        buffer.clear().limit(length);
        while (buffer.hasRemaining()) {
            if (oldFile.read(buffer) < 0) {
                return false;
            }
        }
        return buffer.flip().mismatch(ByteBuffer.wrap(bytes, offset, length)) < 0;
    }

    private void differ() throws IOException {
        equal = false;
        stage();
        if (staged == null) {
            return;
        }
        oldFile.position(0);
        for (long rest = position; rest > 0; rest -= buffer.position()) {
            buffer.clear().limit((int) Math.min(rest, buffer.capacity()));
            if (oldFile.read(buffer) < 0) {
                throw new IOException(old.path + " was changed by someone else meanwhile");
            }
            disk.write(staged, buffer.flip());
        }
    }

    private void stage() throws IOException {
        if (files != null) {
            staged = files.create(path);
        }
    }

    /** Ends the file and says what became of it. */
    OwnedPaths.Fate finish() throws IOException {
        if (equal && position < oldFile.size()) {
            differ();
        }
        close();
        if (old == null) {
            return OwnedPaths.Fate.CREATED;
        }
        return equal ? OwnedPaths.Fate.UNCHANGED : OwnedPaths.Fate.CHANGED;
    }

    @Override
    public void close() throws IOException {
        try {
            if (staged != null) {
                staged.close();
            }
        } finally {
            staged = null;
            if (oldFile != null) {
                oldFile.close();
                oldFile = null;
            }
        }
    }
}
