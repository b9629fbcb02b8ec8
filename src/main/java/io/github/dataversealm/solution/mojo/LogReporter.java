package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.path.Printable;
import org.apache.maven.plugin.logging.Log;

/** Shows what the engine reports in Maven's log. Much of it are words of zips and servers, which are not trusted. */
final class LogReporter implements Reporter {

    private final Log log;

    LogReporter(Log log) {
        this.log = log;
    }

    @Override
    public void info(String message) {
        log.info(Printable.text(message));
    }

    @Override
    public void warn(String message) {
        log.warn(Printable.text(message));
    }

    @Override
    public void debug(String message) {
        log.debug(Printable.text(message));
    }
}
