package io.github.dataversealm.solution.xml;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of a document, of which a window is in memory: the current token and what was read behind it. The lowest
 * level of {@link XmlScanner}, in a class of its own because nothing here knows XML.
 */
abstract class DocumentBuffer implements Closeable {

    private static final String MEND = "Correct the document there; if an environment exported it, export it again.";

    final XmlLimits limits;

    private final XmlSource source;
    private final InputStream in;
    private boolean exhausted;
    /** The offset in the document of {@code buf[0]}. */
    private long base;

    /** The window. The byte at {@link #limit} is 0, so that loops over characters stop there. */
    byte[] buf;

    int limit;
    /** Where the current token begins. What is before may be gone after any reading. */
    int start;
    /** Where the next token begins. */
    int pos;

    DocumentBuffer(XmlSource source, XmlLimits limits, int size) throws IOException {
        this.source = source;
        this.limits = limits;
        this.buf = new byte[Math.min(size, limits.maxTokenBytes()) + 1];
        this.in = source.open();
    }

    /** Makes sure that a byte is available at {@code p}; returns its place, which may have moved. */
    final int more(int p, String what) throws IOException {
        if (p < limit) {
            return p;
        }
        int read = p - start;
        if (!moreThan(read)) {
            throw endsInside(what);
        }
        return start + read;
    }

    /** Makes sure that the first {@code count} bytes of the token are available. */
    final void need(int count, String what) throws IOException {
        more(start + count - 1, what);
    }

    /** Makes sure that the token has more than {@code count} bytes available; false at the end of the document. */
    final boolean moreThan(int count) throws IOException {
        while (limit - start <= count) {
            if (!fill()) {
                return false;
            }
        }
        return true;
    }

    /** Moves the token to the front of the buffer and reads more behind it; false at the end of the document. */
    final boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buf, start, buf, 0, limit - start);
            base += start;
            limit -= start;
            pos -= start;
            start = 0;
            buf[limit] = 0;
        }
        if (exhausted) {
            return false;
        }
        if (limit == buf.length - 1) {
            grow();
        }
        int count = 0;
        while (count == 0) {
            count = in.read(buf, limit, buf.length - 1 - limit);
        }
        exhausted = count < 0;
        limit += Math.max(0, count);
        buf[limit] = 0;
        return !exhausted;
    }

    private void grow() throws IOException {
        if (limit >= limits.maxTokenBytes()) {
            throw error(
                    0,
                    "a tag, text or comment is longer than " + limits.maxTokenBytes() + " bytes",
                    "No component of a solution needs that much in one place: the file looks damaged or hostile.");
        }
        buf = Arrays.copyOf(buf, (int) Math.min(limit * 2L + 1, limits.maxTokenBytes() + 1L));
    }

    final boolean matches(int at, String ascii) {
        int length = ascii.length();
        if (limit - at < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buf[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public final void close() throws IOException {
        in.close();
    }

    // ---------------------------------------------------------------- errors

    final SolutionException error(int p, String problem, String advice) throws IOException {
        return new SolutionException(locate(p), "not well-formed XML: " + problem, advice.isEmpty() ? MEND : advice);
    }

    final SolutionException endsInside(String what) throws IOException {
        return error(
                limit, "the document ends inside " + what, "The file is incomplete: get it again from where it came.");
    }

    /** The offset in the document of {@code buf[p]}. */
    final long offsetOf(int p) {
        return base + p;
    }

    /** Counts lines and characters up to {@code buf[p]} in a second reading, so that the first need not. */
    final Location locate(int p) throws IOException {
        int line = 1;
        int column = 1;
        int previous = 0;
        try (InputStream again = source.open()) {
            byte[] block = new byte[1 << 13];
            long left = offsetOf(p);
            boolean first = true;
            while (left > 0) {
                int count = again.readNBytes(block, 0, (int) Math.min(block.length, left));
                if (count == 0) {
                    break;
                }
                left -= count;
                for (int i = first ? byteOrderMark(block, count) : 0; i < count; i++) {
                    int c = block[i];
                    if (c == '\n' && previous != '\r' || c == '\r') {
                        line++;
                        column = 1;
                    } else if (c != '\n' && (c & 0xC0) != 0x80) {
                        column++;
                    }
                    previous = c;
                }
                first = false;
            }
        }
        return new Location(source.name(), line, column);
    }

    /** The length of the byte order mark of UTF-8 at the beginning of the bytes; 0 when there is none. */
    static int byteOrderMark(byte[] bytes, int count) {
        return count >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF ? 3 : 0;
    }
}
