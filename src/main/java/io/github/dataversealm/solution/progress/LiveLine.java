package io.github.dataversealm.solution.progress;

import io.github.dataversealm.solution.message.Reporter;
import java.io.Closeable;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Progress for a terminal: one line at the bottom that is written again and again, with every task that runs. What is
 * reported meanwhile goes above it: callers log through {@link #above}.
 */
public final class LiveLine implements ProgressListener, Closeable {

    private static final String CLEAR = "\r\u001B[K";

    /** More tasks than these are told together when their lines do not fit. */
    private static final int MOST_SINGLE = 2;

    private final PrintStream terminal;
    private final int width;
    private final Map<String, Progress> running = new LinkedHashMap<>();
    private boolean visible;

    /** @param width the characters that fit on a line; longer lines are cut, because they could not be written over */
    public LiveLine(PrintStream terminal, int width) {
        this.terminal = terminal;
        this.width = width;
    }

    @Override
    public synchronized void update(Progress progress) {
        running.put(progress.key(), progress);
        show();
    }

    @Override
    public synchronized void done(Progress last) {
        running.remove(last.key());
        show();
    }

    /** A reporter whose lines do not run into the live line. */
    public Reporter above(Reporter reporter) {
        return new Reporter() {
            @Override
            public void info(String message) {
                aside(() -> reporter.info(message));
            }

            @Override
            public void warn(String message) {
                aside(() -> reporter.warn(message));
            }

            @Override
            public void debug(String message) {
                aside(() -> reporter.debug(message));
            }
        };
    }

    @Override
    public synchronized void close() {
        running.clear();
        show();
    }

    private synchronized void aside(Runnable log) {
        hide();
        log.run();
        show();
    }

    private void show() {
        hide();
        if (!running.isEmpty()) {
            String line = running.values().stream().map(Progress::line).collect(Collectors.joining(" | "));
            if (line.length() > width && running.size() > MOST_SINGLE) {
                line = Crowd.line(running.values());
            }
            terminal.print(line.length() <= width ? line : line.substring(0, Math.max(0, width - 3)) + "...");
            terminal.flush();
            visible = true;
        }
    }

    private void hide() {
        if (visible) {
            terminal.print(CLEAR);
            terminal.flush();
            visible = false;
        }
    }
}
