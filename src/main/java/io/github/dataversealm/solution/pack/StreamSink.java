package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.xml.ByteSink;
import java.io.IOException;
import java.io.OutputStream;

/** A sink that hands on to a stream what does not fit into its array. */
final class StreamSink extends ByteSink {

    private final OutputStream out;

    StreamSink(OutputStream out) {
        super(1 << 16);
        this.out = out;
    }

    @Override
    protected void overflow() throws IOException {
        flush();
    }

    void flush() throws IOException {
        out.write(array(), 0, size());
        clear();
    }
}
