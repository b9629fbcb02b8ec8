package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Subject;

/**
 * A ribbon.
 *
 * @param table the table whose ribbon it is; empty for the application's
 */
public record Ribbon(String table, Element element, Subject subject) {}
