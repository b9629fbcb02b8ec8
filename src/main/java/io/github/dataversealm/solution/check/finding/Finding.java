package io.github.dataversealm.solution.check.finding;

/**
 * A finding as it is reported.
 *
 * @param severity the rule's, or what the user made of it
 * @param confidence how certain it is
 * @param file the path in the source folder when it is known, or else in the zip
 * @param inSource whether {@code file} is a file of the source folder
 * @param line from 1; 0 when the finding is about the file as a whole
 * @param column from 1; 0 when it is not known
 * @param member the part of the component that it is about; may be empty
 * @param fingerprint stays the same when lines move; unique in a report
 * @param state what was made of it
 * @param decision why it does not count
 * @param foundBy which of the two analyses found it
 */
public record Finding(
        RuleInfo rule,
        Severity severity,
        Confidence confidence,
        Subject subject,
        String file,
        boolean inSource,
        int line,
        int column,
        String message,
        String member,
        String fingerprint,
        State state,
        Decision decision,
        FoundBy foundBy) {

    /** Whether a finding counts. */
    public enum State {
        /** It counts for the gate. */
        NEW,
        /** It is in the baseline: known, and to be mended at leisure. */
        BASELINE,
        /** Somebody decided, with a reason, that it is right as it is. */
        SUPPRESSED
    }

    /** {@code file:line:column} as far as it is known. */
    public String location() {
        return line <= 0 ? file : column <= 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }

    public Finding with(State newState, Decision newDecision) {
        return new Finding(
                rule,
                severity,
                confidence,
                subject,
                file,
                inSource,
                line,
                column,
                message,
                member,
                fingerprint,
                newState,
                newDecision,
                foundBy);
    }

    /** The same finding with another message and member. */
    public Finding saying(String text, String part) {
        return text.equals(message) && part.equals(member)
                ? this
                : new Finding(
                        rule,
                        severity,
                        confidence,
                        subject,
                        file,
                        inSource,
                        line,
                        column,
                        text,
                        part,
                        fingerprint,
                        state,
                        decision,
                        foundBy);
    }

    /**
     * The same finding, which the other analysis found too, with the severity that holds for both. What was likely is certain
     * then.
     *
     * @param theirMember what the other one calls the member; may be empty
     */
    public Finding foundByBoth(Severity common, String theirMember) {
        return new Finding(
                rule,
                common,
                Confidence.EXACT,
                subject,
                file,
                inSource,
                line,
                column,
                message,
                theirMember.isEmpty() ? member : theirMember,
                fingerprint,
                state,
                decision,
                FoundBy.BOTH);
    }

    /** Why it does not count; empty when it does, or nobody said why. */
    public String reason() {
        return decision.reason();
    }

    public boolean counts() {
        return state == State.NEW;
    }
}
