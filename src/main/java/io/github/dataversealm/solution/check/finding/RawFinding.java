package io.github.dataversealm.solution.check.finding;

/**
 * What a rule found, before lines are counted and suppressions are applied.
 *
 * @param message what is wrong here, one or two sentences; never holds a secret
 * @param detail what tells it from other findings of the rule in this component and stays when lines move; never a secret
 */
public record RawFinding(
        RuleInfo rule, Severity severity, Subject subject, Place place, String message, String detail) {}
