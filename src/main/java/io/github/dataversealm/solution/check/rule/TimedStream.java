package io.github.dataversealm.solution.check.rule;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Packed bytes, counted, of which no more are given when the time for the file is over. */
final class TimedStream extends FilterInputStream {

    private final Deadline deadline;
    private long count;

    TimedStream(InputStream in, Deadline deadline) {
        super(in);
        this.deadline = deadline;
    }

    /** How many bytes were read. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        deadline.check();
        int read = super.read();
        count += read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        deadline.checkNow();
        int read = super.read(buffer, offset, length);
        count += Math.max(0, read);
        return read;
    }
}
