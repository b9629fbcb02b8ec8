package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Confidence;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.RawFinding;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.finding.Subject;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Takes what one rule finds. */
public final class Report {

    private final ChosenRule<?> rule;
    private final Deadline deadline;
    private final Consumer<RawFinding> findings;
    private final SecretMask secrets;
    private final Predicate<String> running;

    /** @param running says of the id of a rule whether it runs in this check */
    Report(
            ChosenRule<?> rule,
            Deadline deadline,
            Consumer<RawFinding> findings,
            SecretMask secrets,
            Predicate<String> running) {
        this.rule = rule;
        this.deadline = deadline;
        this.findings = findings;
        this.secrets = secrets;
        this.running = running;
    }

    /**
     * Reports a finding.
     *
     * @param detail what tells it from others of the same component and does not change when lines move: a name, not a number
     * @param message what is wrong, in whole sentences
     */
    public void add(Subject subject, Place place, String detail, String message) {
        add(rule.severity(), subject, place, detail, message);
    }

    /** Reports a finding that is less grave than others of its rule. */
    public void add(Severity lower, Subject subject, Place place, String detail, String message) {
        add(lower, rule.info().confidence(), subject, place, detail, message);
    }

    /** Reports a finding that is more certain, or less, than others of its rule. What is not certain is not Critical. */
    public void add(Confidence confidence, Subject subject, Place place, String detail, String message) {
        add(
                confidence == Confidence.EXACT ? Severity.CRITICAL : Severity.HIGH,
                confidence,
                subject,
                place,
                detail,
                message);
    }

    /** Reports a finding that is less grave than others of its rule, and as certain as is said. */
    public void add(Severity most, Confidence confidence, Subject subject, Place place, String detail, String message) {
        deadline.check();
        if (rule.runs()) {
            Severity severity = most.reaches(rule.severity()) ? rule.severity() : most;
            findings.accept(new RawFinding(rule.info(), severity, confidence, subject, place, message, detail));
        }
    }

    /** Says that a text is a secret: no finding, of whichever rule, will show it. */
    public void secret(String text) {
        secrets.add(text);
    }

    /** Whether another rule runs in this check, which says the same of something and says it better. */
    boolean isSaidBy(String otherRule) {
        return running.test(otherRule);
    }

    /** The value of a setting of the rule. */
    public long setting(String name) {
        Long value = rule.settings().get(name);
        if (value == null) {
            throw new IllegalArgumentException("The rule " + rule.id() + " has no setting " + name);
        }
        return value;
    }

    /** To be asked in long loops: stops the analysis of a file that takes too long. */
    public Deadline deadline() {
        return deadline;
    }
}
