package io.github.dataversealm.solution.dataverse;

/** A row of {@code solutioncomponentdefinitions}. */
public record ComponentDefinition(String name, int componentType) {}
