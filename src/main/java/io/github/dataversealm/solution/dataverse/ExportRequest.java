package io.github.dataversealm.solution.dataverse;

import java.util.Set;

/**
 * What to export.
 *
 * @param include the groups of settings to add, with pac's words, such as {@code autonumbering} or {@code general}
 */
public record ExportRequest(String solutionName, boolean managed, Set<String> include) {}
