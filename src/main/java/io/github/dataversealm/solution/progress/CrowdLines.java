package io.github.dataversealm.solution.progress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Progress of many environments for the log of a CI server: one line every 30 s for all of them. */
public final class CrowdLines implements ProgressListener {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Consumer<String> log;
    private final InstantSource clock;
    private final Map<String, Progress> running = new LinkedHashMap<>();
    private Instant told;

    /** @param log takes a line */
    public CrowdLines(Consumer<String> log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        this.told = clock.instant();
    }

    @Override
    public synchronized void update(Progress progress) {
        running.put(progress.key(), progress);
        Instant now = clock.instant();
        if (Duration.between(told, now).compareTo(INTERVAL) >= 0) {
            told = now;
            log.accept(Crowd.line(running.values()));
        }
    }

    @Override
    public synchronized void done(Progress last) {
        running.remove(last.key());
    }
}
