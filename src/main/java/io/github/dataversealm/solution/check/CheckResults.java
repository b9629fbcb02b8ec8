package io.github.dataversealm.solution.check;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.gate.Baseline;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was found in the zips of one solution, which hold the same in two forms: they share what was decided about findings, and
 * mostly the findings too.
 *
 * @param all not empty; the main one first, which alone asks Microsoft's service
 */
public record CheckResults(List<CheckResult> all) {

    /** Decisions that one of the zips needs are not unused in the others. */
    public CheckResults(List<CheckResult> all) {
        this.all = all.stream().map(result -> result.withoutUnused(all)).toList();
    }

    public CheckResult main() {
        return all.get(0);
    }

    /** Whether one of the others has nothing that the main one does not have; nobody wants to read that twice. */
    public boolean isRepetition(CheckResult other) {
        Set<String> known = main().findings().stream().map(Finding::fingerprint).collect(Collectors.toSet());
        return other.passed() == main().passed()
                && other.findings().stream().allMatch(finding -> known.contains(finding.fingerprint()));
    }

    /** The findings of all, each once. */
    public Collection<Finding> findings() {
        Map<String, Finding> findings = new LinkedHashMap<>();
        all.stream()
                .flatMap(result -> result.findings().stream())
                .forEach(finding -> findings.putIfAbsent(finding.fingerprint(), finding));
        return findings.values();
    }

    /** A baseline without what has been mended: what is gone from all of the zips. */
    public Baseline mended(Baseline baseline) {
        return baseline.without(main().unusedBaseline());
    }

    /** @throws SolutionException when the gate is closed for one of them */
    public void requirePassed() {
        for (CheckResult result : all) {
            if (!result.passed()) {
                throw new SolutionException(
                        null,
                        "The check of " + result.solution() + " failed: " + String.join("; ", result.failures()) + ".",
                        advice(result));
            }
        }
    }

    private static String advice(CheckResult result) {
        if (result.service().isOpen()
                && result.failures().equals(List.of(result.service().state().title()))) {
            return "Run it again later. Without -Dsolution.failOnAnalysisError=true a service that gives no result is a warning.";
        }
        return "Mend the findings above. What is right as it is can be suppressed with a reason (suppressions), what is known and"
                + " to be mended later goes into the baseline: mvn solution:check -Dsolution.updateBaseline=true";
    }
}
