package io.github.dataversealm.solution.check.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.finding.Confidence;
import io.github.dataversealm.solution.check.finding.Decision;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.FoundBy;
import io.github.dataversealm.solution.check.finding.Impact;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.finding.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuppressionIndexTest {

    private static final List<String> RULES = List.of("web-avoid-eval", "avoid-eval", "Web-Use-Async", "flow-http");
    private static final List<String> COMPONENTS = List.of("ctr_a.js", "CTR_A.JS", "Trip", "Form Trip", "a/b");
    private static final List<String> PATHS = List.of(
            "WebResources/ctr_a.js", "webresources/CTR_A.js", "WebResources", "Form", "a/b/c/d.xml", "a/b", "a");

    private final Random random = new Random(7);

    @Test
    void finds_what_a_look_at_all_of_them_finds_and_in_the_same_order() {
        for (int round = 0; round < 50; round++) {
            List<Suppression> all = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                all.add(suppression(i));
            }
            SuppressionIndex index = new SuppressionIndex(all);
            for (int i = 0; i < 60; i++) {
                Finding finding = finding(
                        one(RULES), new Subject(one(List.of("Form", "Script")), one(COMPONENTS)), one(PATHS), i % 5);
                assertThat(index.fitting(finding))
                        .isEqualTo(all.stream()
                                .filter(suppression -> suppression.fits(finding))
                                .toList());
            }
        }
    }

    @Test
    void looks_at_few_of_many() {
        List<Suppression> all = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            Extent comment = Extent.lines("WebResources/file" + i + ".js", 3, 3);
            all.add(suppression("web-avoid-eval", "", comment, i));
            all.add(suppression("web-*", "component " + i, Extent.ALL, i));
            all.add(suppression("*", "", Extent.folder("Entities/table" + i), i));
        }
        all.add(suppression("avoid-eval", "", Extent.ALL, 1));
        SuppressionIndex index = new SuppressionIndex(all);

        List<Suppression> candidates = index.candidates(
                finding("web-avoid-eval", new Subject("Web resource", "component 77"), "WebResources/file42.js", 3));

        assertThat(candidates).containsExactly(all.get(42 * 3), all.get(77 * 3 + 1), all.get(15_000));
    }

    private Suppression suppression(int number) {
        String rule = one(List.of("web-avoid-eval", "AVOID-EVAL", "use-async", "web-*", "*", "*http", "flow-http"));
        String component = one(List.of("", "", "ctr_*", "Ctr_A.js", "form trip", "Trip", "*", "script A/B"));
        Extent extent =
                switch (random.nextInt(4)) {
                    case 0 -> Extent.ALL;
                    case 1 -> Extent.folder(one(PATHS));
                    case 2 -> Extent.lines(one(PATHS), 0, Integer.MAX_VALUE);
                    default -> Extent.lines(one(PATHS), 2, 3);
                };
        String file = one(List.of("", "", "*.js", "WebResources/*", "ctr_a.js"));
        return new Suppression(rule, component, file, "known", Optional.empty(), extent, written(number));
    }

    private static Suppression suppression(String rule, String component, Extent extent, int number) {
        return new Suppression(rule, component, "", "known", Optional.empty(), extent, written(number));
    }

    private static Written written(int line) {
        return new Written(Written.Kind.FILE, "suppressions.json", line, Optional.empty());
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static Finding finding(String rule, Subject subject, String file, int line) {
        RuleInfo info = new RuleInfo(
                rule, Severity.HIGH, "Usage", Impact.RUNTIME, true, Confidence.EXACT, "", "", "", "", List.of());
        return new Finding(
                info,
                Severity.HIGH,
                Confidence.EXACT,
                subject,
                file,
                true,
                line,
                0,
                "message",
                "",
                "fingerprint",
                Finding.State.NEW,
                Decision.NONE,
                FoundBy.OFFLINE);
    }
}
