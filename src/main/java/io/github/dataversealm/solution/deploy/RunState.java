package io.github.dataversealm.solution.deploy;

import java.util.Locale;

/** How far the import of a solution came, as the record says. */
public enum RunState {
    PLANNED,
    /**
     * Something else was begun that can change flows: a staged upgrade is applied or removed first, or a run with another zip
     * was cut off. The states from before that are known, and flows may not have them again.
     */
    DISTURBED,
    /** The start was about to be sent: whether it arrived is not known. */
    STARTING,
    STARTED,
    /** The job is done; settings, flows or publishing may be missing. */
    IMPORTED,
    /** The job is done, and what follows it failed: the next run does that again. */
    UNFINISHED,
    DONE,
    SKIPPED,
    FAILED,
    STILL_RUNNING;

    /** Whether a run that left this state has to be continued. */
    boolean isUnfinished() {
        return this == DISTURBED
                || this == STARTING
                || this == STARTED
                || this == IMPORTED
                || this == UNFINISHED
                || this == STILL_RUNNING;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
