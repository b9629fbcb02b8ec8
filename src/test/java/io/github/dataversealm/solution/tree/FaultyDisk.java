package io.github.dataversealm.solution.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A disk on which the n-th change goes wrong. */
class FaultyDisk extends Disk {

    enum Fault {
        /** That change fails, all others work. */
        ONCE,
        /** That change and all after it fail. */
        FOR_GOOD,
        /** The process dies there: nothing after it happens. */
        KILL
    }

    /** Stands for the death of the process. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final int victim;
    private final Fault fault;
    private int changes;

    /** A disk on which nothing goes wrong. */
    static Disk sound() {
        return new FaultyDisk(Integer.MAX_VALUE, Fault.ONCE);
    }

    /** @param victim the number of the change that goes wrong, counted from 1 */
    FaultyDisk(int victim, Fault fault) {
        this.victim = victim;
        this.fault = fault;
    }

    /** Whether the victim was reached. */
    boolean hasStruck() {
        return changes >= victim;
    }

    private boolean isStruck() {
        changes++;
        return fault == Fault.ONCE ? changes == victim : changes >= victim;
    }

    private IOException strike() {
        if (fault == Fault.KILL) {
            throw new Killed();
        }
        return new IOException("No space left on device");
    }

    @Override
    void createDirectory(Path directory) throws IOException {
        if (isStruck()) {
            throw strike();
        }
        super.createDirectory(directory);
    }

    @Override
    FileChannel create(Path file) throws IOException {
        if (isStruck()) {
            throw strike();
        }
        return super.create(file);
    }

    @Override
    void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        if (isStruck()) {
            if (changes == victim) {
                ByteBuffer half = bytes.duplicate();
                super.write(channel, half.limit(half.position() + half.remaining() / 2));
            }
            throw strike();
        }
        super.write(channel, bytes);
    }

    @Override
    void force(FileChannel channel) throws IOException {
        if (isStruck()) {
            throw strike();
        }
        // tests need no protection against a loss of power, and forcing is slow
    }

    @Override
    void move(Path from, Path to) throws IOException {
        if (isStruck()) {
            throw strike();
        }
        super.move(from, to);
    }

    @Override
    void delete(Path path) throws IOException {
        if (isStruck()) {
            throw strike();
        }
        super.delete(path);
    }

    @Override
    void setPermissions(Path file, Set<PosixFilePermission> permissions) throws IOException {
        if (isStruck()) {
            throw strike();
        }
        super.setPermissions(file, permissions);
    }
}
