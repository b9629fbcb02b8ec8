package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import org.apache.maven.plugin.logging.Log;

/** Shows what the engine reports in Maven's log. */
final class LogReporter implements Reporter {

    private final Log log;

    LogReporter(Log log) {
        this.log = log;
    }

    @Override
    public void info(String message) {
        log.info(message);
    }

    @Override
    public void warn(String message) {
        log.warn(message);
    }

    @Override
    public void debug(String message) {
        log.debug(message);
    }
}
