package io.github.dataversealm.solution.dataverse;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code importjobs}; {@code progress} is 0 to 100 and says nothing of success. */
public record ImportJob(
        UUID id,
        String solutionName,
        double progress,
        Optional<Instant> createdOn,
        Optional<Instant> startedOn,
        Optional<Instant> completedOn) {}
