package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Reporter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what is told in a thread of its own until it is its turn, so that it does not mix with what others tell. */
final class HeldBack implements Reporter {

    private final List<Consumer<Reporter>> messages = new ArrayList<>();

    @Override
    public synchronized void info(String message) {
        messages.add(reporter -> reporter.info(message));
    }

    @Override
    public synchronized void warn(String message) {
        messages.add(reporter -> reporter.warn(message));
    }

    @Override
    public synchronized void debug(String message) {
        messages.add(reporter -> reporter.debug(message));
    }

    /** Tells all of it, in its order. */
    synchronized void tell(Reporter reporter) {
        messages.forEach(message -> message.accept(reporter));
        messages.clear();
    }
}
