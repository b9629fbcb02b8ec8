package io.github.dataversealm.solution.testkit;

import io.github.dataversealm.solution.message.Reporter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reporter that remembers what it is told. */
public final class Messages implements Reporter {

    private final List<String> infos = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void info(String message) {
        infos.add(message);
        lines.add("info " + message);
    }

    @Override
    public void warn(String message) {
        warnings.add(message);
        lines.add("warn " + message);
    }

    @Override
    public void debug(String message) {
        lines.add("debug " + message);
    }

    public List<String> infos() {
        return infos;
    }

    public List<String> warnings() {
        return warnings;
    }

    /** All of it in order, each line after its level, such as {@code info 3 files}. */
    public List<String> lines() {
        return lines;
    }
}
