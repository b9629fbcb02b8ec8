package io.github.dataversealm.solution.xml;

import io.github.dataversealm.solution.message.SolutionException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A sink that moves to a temporary file what is more than a few megabytes, so that one document never fills the memory. */
public final class SpillingSink extends ByteSink implements Closeable {

    private static final int INITIAL = 1 << 14;
    private static final int IN_MEMORY = 4 << 20;

    /** What is held is sorted in memory, which takes a few times its size. */
    private static final int MOST_HELD = 32 << 20;

    private Path file;
    private OutputStream out;
    private long spilled;
    private boolean held;

    public SpillingSink() {
        super(INITIAL);
    }

    /** While held, all bytes from now on stay in the array, so that offsets in it keep their meaning. */
    public void hold(boolean hold) {
        held = hold;
    }

    @Override
    protected void overflow() throws IOException {
        if (held && size() >= MOST_HELD) {
            throw new SolutionException(
                    null,
                    "a document with a list that is kept sorted is longer than " + (MOST_HELD >> 20) + " MB",
                    "No solution is known with a list of a tenth of that; the zip looks damaged or hostile.");
        }
        if (held || size() < IN_MEMORY) {
            return;
        }
        if (file == null) {
            file = Files.createTempFile("solution-", ".xml");
            out = Files.newOutputStream(file);
        }
        out.write(array(), 0, size());
        spilled += size();
        clear();
    }

    public boolean isSpilled() {
        return spilled > 0;
    }

    /** How many bytes were written in all. */
    public long length() {
        return spilled + size();
    }

    /** All that was written; nothing may be written while it is read. */
    public InputStream open() throws IOException {
        InputStream inMemory = new ByteArrayInputStream(array(), 0, size());
        if (!isSpilled()) {
            return inMemory;
        }
        out.flush();
        return new SequenceInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), inMemory);
    }

    /** The bytes as a document that can be read. */
    public XmlSource asSource(String name) {
        return new XmlSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public InputStream open() throws IOException {
                return SpillingSink.this.open();
            }
        };
    }

    /** Empties the sink for another use. */
    public void reset() throws IOException {
        clear(IN_MEMORY, INITIAL);
        held = false;
        spilled = 0;
        if (out != null) {
            OutputStream closing = out;
            out = null;
            try {
                closing.close();
            } finally {
                Files.deleteIfExists(file);
                file = null;
            }
        }
    }

    @Override
    public void close() throws IOException {
        reset();
    }
}
