package io.github.dataversealm.solution.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Times of a thing and of its yardstick, taken in turn, so that both had the same machine. */
final class Samples {

    private final List<Long> times = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();

    void add(long nanos, long yardstickNanos) {
        times.add(nanos);
        ratios.add((double) nanos / yardstickNanos);
    }

    /** The median of the ratios of each round. */
    double ratio() {
        return median(ratios.stream().mapToDouble(Double::doubleValue).toArray());
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Such as {@code 0.85x (120 ms)}: the median ratio and the median time. */
    @Override
    public String toString() {
        if (times.isEmpty()) {
            return "-";
        }
        double millis = median(times.stream().mapToDouble(Long::doubleValue).toArray()) / 1e6;
        return String.format(Locale.ROOT, "%.2fx (%.0f ms)", ratio(), millis);
    }
}
