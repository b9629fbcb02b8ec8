package io.github.dataversealm.solution.dataverse;

import java.util.UUID;

/** A row of {@code solutioncomponents}: codes above 1000 mean something else in each environment. */
public record SolutionComponent(UUID id, UUID objectId, int componentType, int rootComponentBehavior) {}
