package io.github.dataversealm.solution.contents;

/** A connection reference that the zip defines; {@code connectorId} such as {@code /providers/Microsoft.PowerApps/apis/shared_office365}. */
public record ConnectionReference(String logicalName, String displayName, String description, String connectorId) {}
