package io.github.dataversealm.solution.dataverse;

import java.time.Duration;

/** Waits; tests do it without time. */
@FunctionalInterface
public interface Sleeper {

    void sleep(Duration time) throws InterruptedException;

    static Sleeper real() {
        return time -> Thread.sleep(time.toMillis());
    }
}
