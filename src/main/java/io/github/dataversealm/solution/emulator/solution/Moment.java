package io.github.dataversealm.solution.emulator.solution;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A time in the three forms of import jobs (spec dataverse-web-api §2.4, §3.3). */
record Moment(Instant time) {

    private static final long TICKS_AT_EPOCH = 621_355_968_000_000_000L;
    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("HH:mm:ss.SS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LONG =
            DateTimeFormatter.ofPattern("M/d/yyyy HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The ticks of .NET: 100 nanoseconds since the year 1. */
    long ticks() {
        return TICKS_AT_EPOCH + time.getEpochSecond() * 10_000_000L + time.getNano() / 100;
    }

    static Moment ofTicks(long ticks) {
        long since = ticks - TICKS_AT_EPOCH;
        return new Moment(
                Instant.ofEpochSecond(Math.floorDiv(since, 10_000_000L), Math.floorMod(since, 10_000_000L) * 100));
    }

    String shortText() {
        return SHORT.format(time);
    }

    String longText() {
        return LONG.format(time) + " (UTC) Coordinated Universal Time";
    }
}
