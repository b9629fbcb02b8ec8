package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;

/** Says what goes on when Maven is stopped in the middle, by Ctrl-C or by a CI server. */
final class StopNotice {

    private final Thread hook;

    private StopNotice(Thread hook) {
        this.hook = hook;
    }

    /** @param text what is said when Maven is stopped before {@link #remove} */
    static StopNotice show(Reporter reporter, String text) {
        Thread hook = new Thread(() -> reporter.warn(text), "solution-stop-notice");
        Runtime.getRuntime().addShutdownHook(hook);
        return new StopNotice(hook);
    }

    void remove() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Maven is being stopped: the notice is on its way
            Thread.yield();
        }
    }
}
