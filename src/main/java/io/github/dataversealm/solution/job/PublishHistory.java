package io.github.dataversealm.solution.job;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import io.github.dataversealm.solution.dataverse.ServiceException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the solution history tells of publishing all customizations. Asked when a job of publishing cannot be seen: its start
 * was not answered, its row was removed as soon as it ended, or another run started it. Only times of the service are
 * compared.
 *
 * @param rows the latest rows, newest first; empty when the service does not tell: not every one has the table (spec
 *     dataverse-web-api §3.6), and not every user may read it
 */
public record PublishHistory(Optional<List<HistoryEntry>> rows) {

    /** {@code msdyn_operation}. */
    private static final int IMPORT = 0;

    private static final int PUBLISH_ALL = 4;

    /** More rows than this since an import are the work of others. */
    private static final int LATEST = 100;

    /** Reads it as it is now. */
    public static PublishHistory read(Dataverse dataverse) {
        try {
            return new PublishHistory(Optional.of(dataverse.history(Optional.empty(), LATEST)));
        } catch (ServiceException e) {
            return new PublishHistory(Optional.empty());
        }
    }

    /** When the first publishing ended well of those that were begun then or later. */
    public Optional<Instant> publishedSince(Instant begin) {
        return of(PUBLISH_ALL).stream()
                .filter(row -> row.completed() && row.succeeded())
                .filter(row ->
                        row.startTime().filter(start -> !start.isBefore(begin)).isPresent())
                .map(row -> row.endTime().or(row::startTime).orElseThrow())
                .min(Comparator.naturalOrder());
    }

    /** Whether everything that was imported is published. */
    public boolean isPublishedSinceLastImport() {
        return publishedSince(latest(IMPORT, HistoryEntry::endTime)).isPresent();
    }

    /** Whether something was published that an earlier look did not show; false when that look showed nothing at all. */
    public boolean isPublishedSince(PublishHistory earlier) {
        return earlier.rows.isPresent()
                && publishedSince(earlier.latest(PUBLISH_ALL, HistoryEntry::startTime)
                                .plusNanos(1))
                        .isPresent();
    }

    /** Whether all rows since then are among these. */
    public boolean reachesBackTo(Instant time) {
        return rows.filter(read -> read.size() < LATEST
                        || read.get(read.size() - 1)
                                .startTime()
                                .filter(start -> start.isBefore(time))
                                .isPresent())
                .isPresent();
    }

    private List<HistoryEntry> of(int operation) {
        return rows.orElse(List.of()).stream()
                .filter(row -> row.operation() == operation)
                .toList();
    }

    private Instant latest(int operation, Function<HistoryEntry, Optional<Instant>> time) {
        return of(operation).stream()
                .flatMap(row -> time.apply(row).stream())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
