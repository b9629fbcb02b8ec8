package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.fixture.MadeResult;
import io.github.dataversealm.solution.check.gate.Baseline;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The managed and the unmanaged zip of a solution, checked in one go. */
class CheckResultsTest {

    private static final RuleInfo RULE =
            MadeResult.rule("web-avoid-eval", Severity.CRITICAL, "eval is used", "Mend it.");
    private static final RuleInfo LOW = MadeResult.rule("web-low", Severity.LOW, "This is low", "Mend it.");
    private static final Finding IN_BOTH = finding(RULE, 1);
    private static final Finding IN_MAIN = finding(LOW, 2);
    private static final Finding IN_OTHER = finding(LOW, 3);

    @Test
    void one_that_has_nothing_of_its_own_repeats_the_main_one() {
        CheckResult main = result(IN_BOTH, IN_MAIN);
        assertThat(repeats(main, result(IN_BOTH))).isTrue();
        assertThat(repeats(main, result(IN_BOTH, IN_OTHER))).isFalse();
    }

    @Test
    void one_that_passes_where_the_main_one_fails_does_not_repeat_it() {
        assertThat(repeats(result(IN_BOTH, IN_MAIN), result(IN_MAIN))).isFalse();
    }

    @Test
    void the_findings_of_both_are_there_once() {
        assertThat(new CheckResults(List.of(result(IN_BOTH, IN_MAIN), result(IN_BOTH, IN_OTHER))).findings())
                .containsExactly(IN_BOTH, IN_MAIN, IN_OTHER);
    }

    @Test
    void what_is_gone_from_one_alone_stays_in_the_baseline() {
        Baseline known = Baseline.none().with(List.of(IN_BOTH, IN_MAIN));
        CheckResult without = new MadeResult("Trips")
                .rules(List.of(RULE, LOW))
                .gone(entry(known, IN_BOTH))
                .gone(entry(known, IN_MAIN))
                .build();
        CheckResult withOne = new MadeResult("Trips")
                .rules(List.of(RULE, LOW))
                .finding(IN_MAIN)
                .gone(entry(known, IN_BOTH))
                .build();
        CheckResults results = new CheckResults(List.of(without, withOne));
        assertThat(results.mended(known).entries()).containsExactly(entry(known, IN_MAIN));
        assertThat(results.all()).allMatch(result -> result.unusedBaseline().equals(List.of(entry(known, IN_BOTH))));
    }

    @Test
    void one_closed_gate_is_enough_to_fail() {
        assertThatExceptionOfType(SolutionException.class)
                .isThrownBy(() -> new CheckResults(List.of(result(IN_MAIN), result(IN_BOTH))).requirePassed())
                .withMessageContaining("The check of Trips failed: 1 finding of severity High or higher.")
                .withMessageContaining("mvn solution:check -Dsolution.updateBaseline=true");
        assertThatCode(() -> new CheckResults(List.of(result(IN_MAIN), result(IN_OTHER))).requirePassed())
                .doesNotThrowAnyException();
    }

    private static boolean repeats(CheckResult main, CheckResult other) {
        CheckResults results = new CheckResults(List.of(main, other));
        return results.isRepetition(results.all().get(1));
    }

    private static Baseline.Entry entry(Baseline baseline, Finding finding) {
        Optional<Baseline.Entry> entry = baseline.find(finding);
        return entry.orElseThrow();
    }

    private static CheckResult result(Finding... findings) {
        return new MadeResult("Trips").findings(List.of(findings)).build();
    }

    private static Finding finding(RuleInfo rule, int number) {
        return MadeResult.finding(rule, "ctr_/app.js", "WebResources/ctr_app.js", number, "It is so.");
    }
}
