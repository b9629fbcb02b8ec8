package io.github.dataversealm.solution.dataverse;

import java.util.UUID;

/** What AddSolutionComponent adds (spec §2.11). */
public record AddComponentRequest(
        UUID componentId,
        int componentType,
        String solutionUniqueName,
        boolean addRequiredComponents,
        boolean doNotIncludeSubcomponents) {}
