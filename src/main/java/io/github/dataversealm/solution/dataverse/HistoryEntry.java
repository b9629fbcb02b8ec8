package io.github.dataversealm.solution.dataverse;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of {@code msdyn_solutionhistories} (spec §3.6).
 *
 * @param operation 0 import, 1 uninstall, 2 export, 3 publish, 4 publish all, ...
 * @param subOperation 1 new, 2 upgrade, 3 update, 4 delete, 5 single step upgrade
 */
public record HistoryEntry(
        String solutionName,
        String solutionVersion,
        int operation,
        int subOperation,
        boolean completed,
        boolean succeeded,
        String errorCode,
        String errorMessage,
        Optional<Instant> startTime,
        Optional<Instant> endTime,
        String publisherName,
        boolean managed,
        boolean patch) {}
