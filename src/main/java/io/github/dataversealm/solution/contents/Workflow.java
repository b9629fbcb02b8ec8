package io.github.dataversealm.solution.contents;

/**
 * A process or cloud flow of the zip.
 *
 * @param id lower case, without braces
 * @param category 0 workflow, 1 dialog, 2 business rule, 3 action, 4 business process flow, 5 cloud flow, 6 desktop flow
 * @param activated whether it is on in the zip
 */
public record Workflow(String id, String name, int category, boolean activated) {}
