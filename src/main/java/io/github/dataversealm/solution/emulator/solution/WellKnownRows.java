package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.emulator.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows that every organization has (spec dataverse-web-api §3.1, §3.2). */
final class WellKnownRows {

    static final UUID DEFAULT_PUBLISHER = UUID.fromString("d21aab71-79e7-11dd-8874-00188b01e34f");
    static final UUID MICROSOFT = UUID.fromString("d21aab70-79e7-11dd-8874-00188b01e34f");
    static final UUID COMMON_PUBLISHER = UUID.fromString("00000001-0000-0000-0000-00000000005a");
    static final UUID SYSTEM = UUID.fromString("fd140aad-4df4-11dd-bd17-0019b9312238");
    static final UUID ACTIVE = UUID.fromString("fd140aae-4df4-11dd-bd17-0019b9312238");
    static final UUID DEFAULT = UUID.fromString("fd140aaf-4df4-11dd-bd17-0019b9312238");
    static final UUID COMMON = UUID.fromString("00000001-0000-0000-0001-00000000009b");

    private record Row(
            UUID id,
            String name,
            String friendlyName,
            String version,
            boolean managed,
            boolean visible,
            UUID publisher) {}

    private static final List<Row> SOLUTIONS = List.of(
            new Row(SYSTEM, "System", "System Solution", "5.0.0.0", true, false, MICROSOFT),
            new Row(ACTIVE, "Active", "Active Solution", "1.0.0.0", false, false, DEFAULT_PUBLISHER),
            new Row(DEFAULT, "Default", "Default Solution", "1.0", false, true, DEFAULT_PUBLISHER),
            new Row(
                    UUID.fromString("25a01723-9f63-4449-a3e0-046cc23a2902"),
                    "Basic",
                    "Basic Solution",
                    "1.0.0.0",
                    false,
                    false,
                    DEFAULT_PUBLISHER),
            new Row(
                    COMMON,
                    "Crlocal",
                    "Common Data Services Default Solution",
                    "1.0.0.0",
                    false,
                    true,
                    COMMON_PUBLISHER));

    private static final Set<UUID> SOLUTION_IDS =
            SOLUTIONS.stream().map(Row::id).collect(Collectors.toUnmodifiableSet());

    private static final Set<UUID> PUBLISHER_IDS = Set.of(DEFAULT_PUBLISHER, MICROSOFT, COMMON_PUBLISHER);

    private WellKnownRows() {}

    static boolean isSolution(UUID id) {
        return SOLUTION_IDS.contains(id);
    }

    static boolean isPublisher(UUID id) {
        return PUBLISHER_IDS.contains(id);
    }

    static boolean isRestrictedName(String uniqueName) {
        return SOLUTIONS.stream().anyMatch(row -> row.name().equalsIgnoreCase(uniqueName));
    }

    /** Adds the rows to an organization that has none yet. */
    static void seed(Transaction transaction, Instant now) {
        if (transaction.table(Tables.SOLUTIONS).find(SYSTEM).isPresent()) {
            return;
        }
        publisher(
                transaction,
                DEFAULT_PUBLISHER,
                "DefaultPublisherorg",
                "Default Publisher for org",
                "new",
                10_000,
                false,
                now);
        publisher(transaction, MICROSOFT, "MicrosoftCorporation", "MicrosoftCorporation", "", 0, true, now);
        publisher(transaction, COMMON_PUBLISHER, "Crlocal", "CDS Default Publisher", "crloc", 38_115, false, now);
        for (Row row : SOLUTIONS) {
            transaction
                    .table(Tables.SOLUTIONS)
                    .put(
                            row.id(),
                            SolutionRows.fresh(
                                            row.id(),
                                            row.name(),
                                            row.friendlyName(),
                                            row.version(),
                                            row.publisher(),
                                            now)
                                    .set("ismanaged", row.managed())
                                    .set("isvisible", row.visible())
                                    .node());
        }
        ComponentTypes.seed(transaction);
    }

    private static void publisher(
            Transaction transaction,
            UUID id,
            String name,
            String friendlyName,
            String prefix,
            int optionPrefix,
            boolean readOnly,
            Instant now) {
        transaction
                .table(Tables.PUBLISHERS)
                .put(
                        id,
                        SolutionRows.publisher(id, name, friendlyName, "", prefix, optionPrefix, now)
                                .set("isreadonly", readOnly)
                                .node());
    }
}
