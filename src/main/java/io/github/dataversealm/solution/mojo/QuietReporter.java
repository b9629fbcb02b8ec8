package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;

/** For work in so many environments that what happens in each is a detail. */
record QuietReporter(Reporter reporter) implements Reporter {

    @Override
    public void info(String message) {
        reporter.debug(message);
    }

    @Override
    public void warn(String message) {
        reporter.warn(message);
    }

    @Override
    public void debug(String message) {
        reporter.debug(message);
    }
}
