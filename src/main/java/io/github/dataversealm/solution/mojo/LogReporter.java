package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Commands;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.path.Printable;
import org.apache.maven.plugin.logging.Log;

/** Shows what the engine reports in Maven's log. Much of it are words of zips and servers, which are not trusted. */
final class LogReporter implements Reporter {

    private final Log log;
    private final Commands commands;

    /** @param commands how the goals are typed by the one who reads the log */
    LogReporter(Log log, Commands commands) {
        this.log = log;
        this.commands = commands;
    }

    @Override
    public void info(String message) {
        log.info(text(message));
    }

    @Override
    public void warn(String message) {
        log.warn(text(message));
    }

    @Override
    public void debug(String message) {
        log.debug(text(message));
    }

    private String text(String message) {
        return Printable.text(commands.in(message));
    }
}
