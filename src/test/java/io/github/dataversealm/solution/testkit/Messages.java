package io.github.dataversealm.solution.testkit;

import io.github.dataversealm.solution.message.Reporter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reporter that remembers what it is told. */
public final class Messages implements Reporter {

    private final List<String> infos = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();

    @Override
    public void info(String message) {
        infos.add(message);
    }

    @Override
    public void warn(String message) {
        warnings.add(message);
    }

    @Override
    public void debug(String message) {
        // details are not asserted
    }

    public List<String> infos() {
        return infos;
    }

    public List<String> warnings() {
        return warnings;
    }
}
