package io.github.dataversealm.solution.progress;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How far a piece of work is.
 *
 * @param environment the id of the environment that it happens in
 * @param task what is done, such as {@code Import of ContosoTrips}; with the environment it names the work
 * @param state what it does now, such as {@code queued} or {@code running}
 * @param percent 0 to 100 where it is known
 * @param elapsed since the work began
 */
public record Progress(String environment, String task, String state, OptionalDouble percent, Duration elapsed) {

    /** One line, such as {@code [test] Import of ContosoTrips: running, 42 %, 1:05}. */
    public String line() {
        StringBuilder line = new StringBuilder();
        line.append('[')
                .append(environment)
                .append("] ")
                .append(task)
                .append(": ")
                .append(state);
        percent.ifPresent(value -> line.append(String.format(Locale.ROOT, ", %.0f %%", value)));
        return oneLine(line.append(", ").append(clock(elapsed)).toString());
    }

    /** Names come from zips and servers: they must not move the cursor or begin another line. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\x{2028}\\x{2029}]", " ");
    }

    /** Tells one piece of work from others. */
    String key() {
        return environment + '\n' + task;
    }

    /** A duration as {@code m:ss} or {@code h:mm:ss}. */
    public static String clock(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
