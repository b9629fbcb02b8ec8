package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What of customizations.xml a managed export has. The service leaves out what the solution holds as others made it, which
 * the unmanaged export marks with {@code unmodified="1"}: the description of a table, forms, views, processes; and the
 * lists that hold nothing else, such as {@code <EntityInfo>} and {@code <forms>}. None of 47 managed exports of the corpus
 * has the mark, and all of the 45 marked elements of its pairs are gone in the managed half. The sections below the root
 * stay, and so does what solution.xml lists.
 *
 * @param source the document of the unmanaged export
 * @param cuts what is left out, in the order of the document
 */
record ManagedContent(XmlSource source, List<Cut> cuts) {

    private static final String MARK = "unmodified";
    /** The root and its sections are there even when they are empty. */
    private static final int KEPT_LEVELS = 2;

    /** A run of bytes, from an offset up to before another one. */
    record Cut(long from, long to) {}

    /** An element that is open. */
    private static final class Open {
        /** Where it begins, with the blanks before it. */
        private final long from;

        private final int cutsBefore;
        private boolean kept;

        Open(long from, int cutsBefore) {
            this.from = from;
            this.cutsBefore = cutsBefore;
        }
    }

    /** Reads the document once. */
    static ManagedContent of(XmlSource source) throws IOException {
        List<Cut> cuts = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        try (XmlScanner scanner = new XmlScanner(source)) {
            long from = 0;
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token == XmlToken.TEXT && scanner.isInsignificant()) {
                    continue; // belongs to what follows
                }
                if (token == XmlToken.START) {
                    if (open.size() >= KEPT_LEVELS && "1".equals(scanner.attributeValue(MARK))) {
                        scanner.skipElement();
                        cuts.add(new Cut(from, scanner.endOffset()));
                    } else if (scanner.isEmptyElement()) {
                        keep(open);
                    } else {
                        open.push(new Open(from, cuts.size()));
                    }
                } else if (token == XmlToken.END) {
                    Open ended = open.pop();
                    boolean emptied = !ended.kept && cuts.size() > ended.cutsBefore;
                    if (emptied && open.size() >= KEPT_LEVELS) {
                        cuts.subList(ended.cutsBefore, cuts.size()).clear();
                        cuts.add(new Cut(ended.from, scanner.endOffset()));
                    } else {
                        keep(open);
                    }
                } else {
                    keep(open);
                }
                from = scanner.endOffset();
            }
        }
        return new ManagedContent(source, List.copyOf(cuts));
    }

    private static void keep(Deque<Open> open) {
        if (!open.isEmpty()) {
            open.peek().kept = true;
        }
    }

    /** Whether the managed export has the same document. */
    boolean isWhole() {
        return cuts.isEmpty();
    }

    /** Writes the document without what is left out; all other bytes are as they were. */
    void writeTo(OutputStream out) throws IOException {
        try (InputStream in = source.open()) {
            long at = 0;
            byte[] block = new byte[1 << 13];
            for (Cut cut : cuts) {
                while (at < cut.from()) {
                    int count = in.readNBytes(block, 0, (int) Math.min(block.length, cut.from() - at));
                    out.write(block, 0, count);
                    at += count;
                }
                in.skipNBytes(cut.to() - at);
                at = cut.to();
            }
            in.transferTo(out);
        }
    }
}
