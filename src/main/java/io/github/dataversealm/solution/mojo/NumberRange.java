package io.github.dataversealm.solution.mojo;

import java.math.BigInteger;
import java.util.Map;

/**
 * The numbers that a parameter takes.
 *
 * @param example one that is usual
 */
record NumberRange(long least, long most, long example) {

    private static final long DAY = 24 * 60 * 60;
    private static final long YEAR_OF_MINUTES = 366 * 24 * 60;

    /** By the name of the parameter, which means the same in each goal. */
    private static final Map<String, NumberRange> RANGES = Map.ofEntries(
            Map.entry("buildNumber", new NumberRange(0, Integer.MAX_VALUE, 42)),
            Map.entry("buildVersion", new NumberRange(0, Integer.MAX_VALUE, 42)),
            Map.entry("checkThreads", new NumberRange(0, 1024, 2)),
            Map.entry("checkTimeLimit", new NumberRange(1, DAY, 10)),
            Map.entry("connectTimeout", new NumberRange(1, DAY, 30)),
            Map.entry("limit", new NumberRange(1, Integer.MAX_VALUE, 50)),
            Map.entry("maxAsyncWaitTime", new NumberRange(1, YEAR_OF_MINUTES, 60)),
            Map.entry("maxCompressionRatio", new NumberRange(1, Integer.MAX_VALUE, 400)),
            Map.entry("maxEntries", new NumberRange(1, Integer.MAX_VALUE, 200_000)),
            Map.entry("maxEntryBytes", new NumberRange(1, Long.MAX_VALUE, 1L << 31)),
            Map.entry("maxTotalBytes", new NumberRange(1, Long.MAX_VALUE, 8L << 30)),
            Map.entry("parallelEnvironments", new NumberRange(1, Integer.MAX_VALUE, 50)),
            Map.entry("port", new NumberRange(0, 65_535, 8443)),
            Map.entry("readTimeout", new NumberRange(1, DAY, 120)),
            Map.entry("revisionVersion", new NumberRange(0, Integer.MAX_VALUE, 1)),
            Map.entry("serviceTimeLimit", new NumberRange(1, YEAR_OF_MINUTES, 30)),
            Map.entry("startGrace", new NumberRange(0, DAY, 30)));

    /** @throws IllegalArgumentException for a parameter that is not known here */
    static NumberRange of(String parameter) {
        NumberRange range = RANGES.get(parameter);
        if (range == null) {
            throw new IllegalArgumentException("The numbers that '" + parameter + "' takes are not known.");
        }
        return range;
    }

    boolean has(BigInteger number) {
        return number.compareTo(BigInteger.valueOf(least)) >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0;
    }

    /** {@code from 1}, or {@code from 1 to 86400} where the end is closer than what a computer can count. */
    @Override
    public String toString() {
        return "from " + least + (most >= Integer.MAX_VALUE ? "" : " to " + most);
    }
}
