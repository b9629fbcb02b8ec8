package io.github.dataversealm.solution.job;

import io.github.dataversealm.solution.dataverse.Dataverse;
import io.github.dataversealm.solution.dataverse.HistoryEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Whether all customizations were published, as the solution history tells it. Asked when a job of publishing cannot be seen:
 * its start was not answered, or its row was removed as soon as it ended. Only times of the service are compared.
 */
public final class PublishHistory {

    /** {@code msdyn_operation} (spec dataverse-web-api §3.6). */
    private static final int IMPORT = 0;

    private static final int PUBLISH_ALL = 4;
    private static final int LATEST = 50;

    private final Dataverse dataverse;
    private final Optional<Instant> before;

    private PublishHistory(Dataverse dataverse, Optional<Instant> before) {
        this.dataverse = dataverse;
        this.before = before;
    }

    /** Counts what was begun after the last import had ended. */
    public static PublishHistory sinceLastImport(Dataverse dataverse) {
        return new PublishHistory(dataverse, Optional.empty());
    }

    /** Counts what is begun from now on. Asks for the history. */
    public static PublishHistory fromNow(Dataverse dataverse) {
        List<HistoryEntry> entries = dataverse.history(Optional.empty(), LATEST);
        return new PublishHistory(
                dataverse,
                Optional.of(latest(entries, PublishHistory::isOfAll, HistoryEntry::startTime)
                        .map(last -> last.plusNanos(1))
                        .orElse(Instant.EPOCH)));
    }

    /** True when somebody has published all customizations in that time, and it has ended well. */
    public boolean tellsOfOne() {
        List<HistoryEntry> entries = dataverse.history(Optional.empty(), LATEST);
        Instant since = before.or(() -> latest(entries, entry -> entry.operation() == IMPORT, HistoryEntry::endTime))
                .orElse(Instant.EPOCH);
        return entries.stream()
                .filter(PublishHistory::isOfAll)
                .filter(entry -> entry.completed() && entry.succeeded())
                .flatMap(entry -> entry.startTime().stream())
                .anyMatch(start -> !start.isBefore(since));
    }

    private static boolean isOfAll(HistoryEntry entry) {
        return entry.operation() == PUBLISH_ALL;
    }

    private static Optional<Instant> latest(
            List<HistoryEntry> entries,
            Predicate<HistoryEntry> wanted,
            Function<HistoryEntry, Optional<Instant>> time) {
        return entries.stream()
                .filter(wanted)
                .flatMap(entry -> time.apply(entry).stream())
                .max(Comparator.naturalOrder());
    }
}
