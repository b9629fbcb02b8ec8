package io.github.dataversealm.solution.progress;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Progress for the log of a CI server: a line when the state of a task changes, and one every 30 s. */
public final class ProgressLines implements ProgressListener {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Consumer<String> log;
    private final Map<String, Progress> shown = new HashMap<>();

    /** @param log takes a line */
    public ProgressLines(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public synchronized void update(Progress progress) {
        String key = progress.key();
        Progress last = shown.get(key);
        if (last != null
                && last.state().equals(progress.state())
                && progress.elapsed().minus(last.elapsed()).compareTo(INTERVAL) < 0) {
            return;
        }
        shown.put(key, progress);
        log.accept(progress.line());
    }

    @Override
    public synchronized void done(Progress last) {
        shown.remove(last.key());
    }
}
