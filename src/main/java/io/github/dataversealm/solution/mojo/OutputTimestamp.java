package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Reads {@code project.build.outputTimestamp} by the rules of Maven's own plugins
 * (<a href="https://maven.apache.org/guides/mini/guide-reproducible-builds.html">reproducible builds</a>):
 * an ISO-8601 date-time with offset, or seconds since 1970; a single character that is no digit, or nothing, switches it off.
 */
final class OutputTimestamp {

    /** What the time of a zip entry can say. */
    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:02Z");

    private static final Instant LATEST = Instant.parse("2099-12-31T23:59:59Z");

    /** The time that Maven itself takes from version 3.10 on when the property is not set; taken for every version, so that the bytes are the same. */
    static final Instant UNSET = Instant.parse("1980-02-01T00:00:00Z");

    private OutputTimestamp() {}

    /**
     * @param text the property's value; null when it is not set
     * @return the time to give to zip entries, in whole seconds; empty when it is switched off
     * @throws SolutionException when the text is no time, or one that a zip cannot say
     */
    static Optional<Instant> parse(String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        String value = text.strip();
        if (value.length() == 1 && !Character.isDigit(value.charAt(0))) {
            return Optional.empty();
        }
        Instant time = instant(value);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw invalid(value, "is outside of the years that a zip can say, " + EARLIEST + " to " + LATEST + ".");
        }
        return Optional.of(time);
    }

    private static Instant instant(String value) {
        try {
            return value.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? Instant.ofEpochSecond(Long.parseLong(value))
                    : OffsetDateTime.parse(value).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException | NumberFormatException e) {
            throw invalid(value, "is no time.");
        }
    }

    private static SolutionException invalid(String value, String problem) {
        return new SolutionException(
                Location.of("project.build.outputTimestamp"),
                "'" + value + "' " + problem,
                "Write an ISO-8601 time such as 2026-11-23T10:15:30Z, or the seconds since 1970.");
    }
}
