package io.github.dataversealm.solution.zip;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file written beside its target and moved into place when it is complete; until then the target is untouched. */
public final class ReplacingFile implements Closeable {

    private static final int BUFFER = 256 << 10;

    private final Path target;
    private final Path temporary;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private long flushed;
    private boolean done;

    private ReplacingFile(Path target, Path temporary, FileChannel channel) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
    }

    public static ReplacingFile create(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw new SolutionException(
                    Location.of(target),
                    "This is a folder, where a file is to be written.",
                    "Choose another file name.");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw notWritable(target);
        }
        Path absolute = target.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        // not Files.createTempFile: its files are for the owner alone
        String stem =
                "." + absolute.getFileName() + "." + ProcessHandle.current().pid() + "-";
        for (int i = 0; ; i++) {
            Path temporary = absolute.resolveSibling(stem + i + ".tmp");
            try {
                FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                return new ReplacingFile(target, temporary, channel);
            } catch (FileAlreadyExistsException e) {
                if (i == 999) {
                    throw e;
                }
            } catch (AccessDeniedException e) {
                throw new SolutionException(
                        Location.of(absolute.getParent()),
                        "No file can be written in this folder.",
                        "Make it writable or choose another one.",
                        e);
            }
        }
    }

    /** How many bytes have been written. */
    long position() {
        return flushed + buffer.position();
    }

    public void write(byte[] bytes, int from, int to) throws IOException {
        while (from < to) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int length = Math.min(to - from, buffer.remaining());
            buffer.put(bytes, from, length);
            from += length;
        }
    }

    /** Replaces bytes written before. */
    void patch(long position, byte[] bytes) throws IOException {
        flush();
        ByteBuffer patch = ByteBuffer.wrap(bytes);
        while (patch.hasRemaining()) {
            position += channel.write(patch, position);
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            flushed += channel.write(buffer);
        }
        buffer.clear();
    }

    /** The file beside the target with all that has been written, to be looked at before it is moved. */
    public Path written() throws IOException {
        flush();
        return temporary;
    }

    /** Moves the file into place. */
    public void finish() throws IOException {
        flush();
        channel.close();
        try {
            move();
        } catch (AccessDeniedException e) {
            throw notWritable(target);
        }
        done = true;
    }

    private void move() throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static SolutionException notWritable(Path target) {
        return new SolutionException(
                Location.of(target),
                "The file cannot be replaced.",
                "Make it writable, or close the program that has it open.");
    }

    /** Removes the file unless it has been moved into place. */
    @Override
    public void close() throws IOException {
        if (!done) {
            done = true;
            try {
                channel.close();
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
    }
}
