package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import java.util.Map;

/**
 * A rule with what was chosen for it: looked up once for a check, and not for each thing that the rule looks at.
 *
 * @param runs whether what it finds is told
 */
record ChosenRule<T>(Rule<T> rule, RuleInfo info, Severity severity, Map<String, Long> settings, boolean runs) {

    static <T> ChosenRule<T> of(RuleBook.Described<T> described, RuleChoice choice) {
        RuleInfo info = described.info();
        return new ChosenRule<>(
                described.rule(), info, choice.severity(info), choice.settings(info), choice.runs(info));
    }

    String id() {
        return rule.id();
    }
}
