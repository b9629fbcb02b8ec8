package io.github.dataversealm.solution.dataverse;

import java.util.UUID;

/** A row of {@code workflows}; category 5 is a cloud flow (spec §3.7). */
public record WorkflowRow(UUID id, String name, int category, boolean on, String ownerId) {}
