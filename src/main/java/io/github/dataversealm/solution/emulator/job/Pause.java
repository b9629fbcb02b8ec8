package io.github.dataversealm.solution.emulator.job;

import java.time.Duration;

/** How jobs wait. */
public interface Pause {

    void sleep(Duration time) throws InterruptedException;
}
