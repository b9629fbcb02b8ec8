package io.github.dataversealm.solution.settings;

import io.github.dataversealm.solution.message.Location;
import java.util.Optional;

/**
 * Something that is wrong with the settings of an environment.
 *
 * @param component the schema name of the variable or the logical name of the connection reference
 * @param location where; empty when there is no file
 * @param message one sentence that names the component; never a value
 * @param advice what to do
 */
public record Finding(
        Severity severity,
        Problem problem,
        String component,
        Optional<Location> location,
        String message,
        String advice) {

    /** How bad it is. */
    public enum Severity {
        /** The import would fail, or leave behind what does not work: it is refused. */
        ERROR,
        /** Something to look at. */
        WARNING
    }

    /** What is wrong. */
    public enum Problem {
        MISSING,
        EMPTY,
        UNKNOWN,
        UNUSED,
        DUPLICATE,
        WRONG_CONNECTOR,
        WRONG_TYPE,
        /** A connection reference has a connection neither here nor in the environment. */
        UNCONNECTED
    }

    public boolean isUnconnected() {
        return problem == Problem.UNCONNECTED;
    }

    /** The same for somebody who wants it so. */
    public Finding asWarning() {
        return new Finding(Severity.WARNING, problem, component, location, message, advice);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One line: place, message, advice. */
    @Override
    public String toString() {
        return location.map(at -> at + ": ").orElse("") + message + " " + advice;
    }
}
