package io.github.dataversealm.solution.check.finding;

/**
 * A part of the analysis that could not be done: a rule that failed or took too long. It is no finding, and it is not
 * hidden: what it would have found is not known.
 *
 * @param what the rule or the file
 * @param message what happened
 */
public record AnalysisError(String what, String message) {}
