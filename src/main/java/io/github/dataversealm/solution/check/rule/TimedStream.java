package io.github.dataversealm.solution.check.rule;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Packed bytes, of which no more are given when the time for the file is over. */
final class TimedStream extends FilterInputStream {

    private final Deadline deadline;

    TimedStream(InputStream in, Deadline deadline) {
        super(in);
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        deadline.check();
        return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        deadline.checkNow();
        return super.read(buffer, offset, length);
    }
}
