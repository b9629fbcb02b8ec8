package io.github.dataversealm.solution.check.finding;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a rule found, before lines are counted and suppressions are applied.
 *
 * @param confidence how certain it is
 * @param message what is wrong here, one or two sentences; never holds a secret
 * @param detail what tells it from other findings of the rule in this component and stays when lines move; never a secret
 * @param member the part of the component that it is about, Microsoft's word for a column, a function, an action; may be empty
 */
public record RawFinding(
        RuleInfo rule,
        Severity severity,
        Confidence confidence,
        Subject subject,
        Place place,
        String message,
        String detail,
        String member) {

    /** A name, or the id of a form and a name. */
    private static final Pattern NAME =
            Pattern.compile("(?:\\{?[0-9A-Fa-f-]{36}\\}? )?([\\p{L}_$][\\p{L}\\p{N}_$.-]{0,127})");

    /** A finding whose member is its detail when that is a name of which the message speaks. */
    public RawFinding(
            RuleInfo rule,
            Severity severity,
            Confidence confidence,
            Subject subject,
            Place place,
            String message,
            String detail) {
        this(rule, severity, confidence, subject, place, message, detail, member(rule, message, detail));
    }

    /** A finding that is as certain as its rule. */
    public RawFinding(RuleInfo rule, Severity severity, Subject subject, Place place, String message, String detail) {
        this(rule, severity, rule.confidence(), subject, place, message, detail);
    }

    private static String member(RuleInfo rule, String message, String detail) {
        Matcher name = NAME.matcher(detail);
        return name.matches() && message.contains(name.group(1)) && !detail.equals(rule.id()) ? name.group(1) : "";
    }
}
