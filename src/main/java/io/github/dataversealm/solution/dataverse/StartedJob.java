package io.github.dataversealm.solution.dataverse;

import java.util.Optional;
import java.util.UUID;

/**
 * A job that the service has taken.
 *
 * @param jobId the import or export job; empty where the operation has none
 */
public record StartedJob(UUID operationId, Optional<UUID> jobId) {}
