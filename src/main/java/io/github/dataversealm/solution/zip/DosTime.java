package io.github.dataversealm.solution.zip;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The time stamp of an entry: MS-DOS date and time, without a zone (APPNOTE 4.4.6). */
final class DosTime {

    private static final int EARLIEST = 1 << 21 | 1 << 16;
    private static final int LATEST = 127 << 25 | 12 << 21 | 31 << 16 | 23 << 11 | 59 << 5 | 29;

    private DosTime() {}

    /** The date in the upper, the time in the lower 16 bits, read in UTC; 1980 to 2107, even seconds, rounded down. */
    static int of(Instant instant) {
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        if (utc.getYear() < 1980) {
            return EARLIEST;
        }
        if (utc.getYear() > 2107) {
            return LATEST;
        }
        return utc.getYear() - 1980 << 25
                | utc.getMonthValue() << 21
                | utc.getDayOfMonth() << 16
                | utc.getHour() << 11
                | utc.getMinute() << 5
                | utc.getSecond() >> 1;
    }
}
