package io.github.dataversealm.solution.http;

import io.github.dataversealm.solution.message.Reporter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Appends the trace to a file, usually {@code target/solution/trace.log}: a line per request, which begins with the time.
 * The file is made by the first line. A disk that is full costs the trace, not the import: that is reported once.
 */
public final class FileTrace implements HttpTrace, Closeable {

    private static final int MAX_LINE = 2_000;

    private final Path file;
    private final InstantSource clock;
    private final Reporter reporter;
    private FileChannel channel;
    private boolean ended;

    public FileTrace(Path file, InstantSource clock, Reporter reporter) {
        this.file = file;
        this.clock = clock;
        this.reporter = reporter;
    }

    @Override
    public synchronized void line(String text) {
        if (ended) {
            return;
        }
        try {
            if (channel == null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            String line = clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + oneLine(text) + "\n";
            // one write: another goal that appends to the same file does not cut the line
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            ended = true;
            reporter.warn(
                    "The trace " + file + " cannot be written any more (" + e + "). The work goes on without it.");
        }
    }

    /** What comes from outside must not forge lines. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints()
                .limit(MAX_LINE)
                .forEach(c -> line.appendCodePoint(Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c));
        return line.toString();
    }

    @Override
    public synchronized void close() throws IOException {
        ended = true;
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
