package io.github.dataversealm.solution.check.gate;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The comments of XML and HTML with the lines that they are about: their own when something stands there before them, or else
 * the element that follows with all that is in it.
 */
final class MarkupComments {

    private final String name;
    private final byte[] content;
    private final int[] lineStarts;
    private final String marker;
    private final Runnable deadline;

    /**
     * @param marker what a comment must hold to be told
     * @param deadline is run often; throws when it takes too long
     */
    MarkupComments(String name, byte[] content, String marker, Runnable deadline) {
        this.name = name;
        this.content = content;
        this.marker = marker;
        this.deadline = deadline;
        this.lineStarts = lineStarts(content);
    }

    /**
     * A comment.
     *
     * @param line where it begins
     * @param from the first line that it is about; 0 when it is about the file as a whole
     * @param to the last one
     */
    record Remark(String text, int line, int from, int to) {}

    /** The comments before an element that is open. */
    private record Open(int depth, int from, List<long[]> comments) {}

    List<Remark> read() {
        try {
            return xml();
        } catch (SolutionException e) {
            // HTML, mostly
            return plain();
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory cannot fail.", e);
        }
    }

    private List<Remark> xml() throws IOException {
        List<Remark> found = new ArrayList<>();
        /* Comments whose element has not begun yet. */
        List<long[]> waiting = new ArrayList<>();
        /* The innermost element is at the end. Elements without comments are not in it. */
        Deque<Open> open = new ArrayDeque<>();
        try (XmlScanner scanner = new XmlScanner(XmlSource.of(content, name))) {
            int depth = 0;
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                deadline.run();
                switch (token) {
                    case COMMENT -> {
                        long[] comment = {scanner.offset(), scanner.endOffset()};
                        if (!text(comment).contains(marker)) {
                            continue;
                        }
                        if (isBehindSomething(comment[0])) {
                            int line = line(comment[0]);
                            found.add(new Remark(text(comment), line, line, line));
                        } else {
                            waiting.add(comment);
                        }
                    }
                    case START -> {
                        int from = depth == 0 ? 0 : line(scanner.offset());
                        int to = depth == 0 ? Integer.MAX_VALUE : line(scanner.endOffset() - 1);
                        if (scanner.isEmptyElement()) {
                            waiting.forEach(comment -> found.add(about(comment, from, to)));
                        } else if (!waiting.isEmpty()) {
                            open.addLast(new Open(depth, from, List.copyOf(waiting)));
                        }
                        waiting.clear();
                        depth += scanner.isEmptyElement() ? 0 : 1;
                    }
                    case END -> {
                        depth--;
                        int to = depth == 0 ? Integer.MAX_VALUE : line(scanner.endOffset() - 1);
                        if (!open.isEmpty() && open.getLast().depth() == depth) {
                            Open ended = open.removeLast();
                            ended.comments().forEach(comment -> found.add(about(comment, ended.from(), to)));
                        }
                        // comments that no element follows are about nothing; the check says so
                        waiting.forEach(comment -> found.add(nothing(comment)));
                        waiting.clear();
                    }
                    default -> {
                        // text changes nothing
                    }
                }
            }
        }
        waiting.forEach(comment -> found.add(nothing(comment)));
        return found;
    }

    private Remark about(long[] comment, int from, int to) {
        return new Remark(text(comment), line(comment[0]), from, to);
    }

    private Remark nothing(long[] comment) {
        int line = line(comment[0]);
        return new Remark(text(comment), line, line, line);
    }

    private List<Remark> plain() {
        List<Remark> found = new ArrayList<>();
        String all = new String(content, StandardCharsets.ISO_8859_1);
        int from = 0;
        for (int at = all.indexOf("<!--"); at >= 0; at = all.indexOf("<!--", from)) {
            int end = all.indexOf("-->", at + 4);
            if (end < 0) {
                break;
            }
            from = end + 3;
            deadline.run();
            long[] comment = {at, from};
            if (!text(comment).contains(marker)) {
                continue;
            }
            int line = line(at);
            int about = isBehindSomething(at) ? line : nextLine(from);
            found.add(new Remark(text(comment), line, about, about));
        }
        return found;
    }

    /** The first line behind an offset that is not blank. */
    private int nextLine(int offset) {
        int at = offset;
        while (at < content.length && content[at] <= ' ' && content[at] >= 0) {
            at++;
        }
        return line(Math.min(at, content.length - 1));
    }

    private boolean isBehindSomething(long offset) {
        int at = (int) offset - 1;
        while (at >= 0 && (content[at] == ' ' || content[at] == '\t')) {
            at--;
        }
        // another comment before it does not count, nor does a byte order mark
        return at >= 0
                && content[at] != '\n'
                && content[at] != '\r'
                && content[at] != (byte) 0xBF
                && !(at >= 2 && content[at] == '>' && content[at - 1] == '-' && content[at - 2] == '-');
    }

    private String text(long[] comment) {
        int from = (int) comment[0] + 4;
        return new String(content, from, Math.max(0, (int) comment[1] - 3 - from), StandardCharsets.UTF_8);
    }

    private int line(long offset) {
        int found = Arrays.binarySearch(lineStarts, (int) offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private static int[] lineStarts(byte[] content) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < content.length; i++) {
            boolean end =
                    content[i] == '\n' || content[i] == '\r' && (i + 1 == content.length || content[i + 1] != '\n');
            if (end) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }
}
