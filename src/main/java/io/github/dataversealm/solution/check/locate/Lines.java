package io.github.dataversealm.solution.check.locate;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;

/** Counts the lines and columns of byte offsets in one reading of a UTF-8 file. */
final class Lines {

    private Lines() {}

    /** A line and a column, from 1; the column in characters. */
    record LineColumn(int line, int column) {}

    static Map<Long, LineColumn> of(InputStream in, SortedSet<Long> offsets) throws IOException {
        Map<Long, LineColumn> found = new HashMap<>();
        java.util.Iterator<Long> wanted = offsets.iterator();
        long next = wanted.hasNext() ? wanted.next() : -1;
        byte[] block = new byte[1 << 14];
        long at = 0;
        int line = 1;
        int column = 1;
        int previous = 0;
        int count;
        while (next >= 0 && (count = in.read(block)) > 0) {
            for (int i = 0; i < count; i++, at++) {
                if (at == next) {
                    found.put(next, new LineColumn(line, column));
                    if (!wanted.hasNext()) {
                        return found;
                    }
                    next = wanted.next();
                }
                int c = block[i];
                if (c == '\n' && previous != '\r' || c == '\r') {
                    line++;
                    column = 1;
                } else if (c != '\n' && (c & 0xC0) != 0x80 && !(at < 3 && isMark(c, at))) {
                    // four bytes are two UTF-16 units, the unit of columns in SARIF and editors
                    column += (c & 0xF8) == 0xF0 ? 2 : 1;
                }
                previous = c;
            }
        }
        return found;
    }

    /** The first byte of a byte order mark is no character; its others look like continuations. */
    private static boolean isMark(int c, long at) {
        return at == 0 && (c & 0xFF) == 0xEF;
    }
}
