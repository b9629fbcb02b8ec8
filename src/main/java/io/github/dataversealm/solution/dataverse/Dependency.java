package io.github.dataversealm.solution.dataverse;

import java.util.Optional;
import java.util.UUID;

/** A row of the dependency functions (spec §2.12). */
public record Dependency(
        UUID requiredComponentId,
        int requiredComponentType,
        Optional<UUID> requiredSolutionId,
        UUID dependentComponentId,
        int dependentComponentType,
        Optional<UUID> dependentSolutionId) {}
