package io.github.dataversealm.solution.progress;

import java.util.Collection;
import java.util.Comparator;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says of many tasks at once how far they are. */
final class Crowd {

    private Crowd() {}

    /** One line, such as {@code 40 at work: 12 queued, 28 running (5 to 80 %); longest [contoso] 3:05}. */
    static String line(Collection<Progress> tasks) {
        Map<String, Long> states = tasks.stream()
                .collect(Collectors.groupingBy(task -> brief(task.state()), TreeMap::new, Collectors.counting()));
        Progress longest =
                tasks.stream().max(Comparator.comparing(Progress::elapsed)).orElseThrow();
        return Progress.oneLine(tasks.size() + " at work: "
                + states.entrySet().stream()
                        .map(state -> state.getValue() + " " + state.getKey())
                        .collect(Collectors.joining(", "))
                + percents(tasks) + "; longest [" + longest.environment() + "] " + Progress.clock(longest.elapsed()));
    }

    /** What an environment waits for is its own matter; that it waits is not. */
    private static String brief(String state) {
        return state.startsWith("waiting") ? "waiting" : state;
    }

    private static String percents(Collection<Progress> tasks) {
        LongSummaryStatistics known = tasks.stream()
                .map(Progress::percent)
                .filter(OptionalDouble::isPresent)
                .mapToLong(percent -> Math.round(percent.getAsDouble()))
                .summaryStatistics();
        if (known.getCount() == 0) {
            return "";
        }
        return known.getMin() == known.getMax()
                ? " (" + known.getMin() + " %)"
                : " (" + known.getMin() + " to " + known.getMax() + " %)";
    }
}
