package io.github.dataversealm.solution.check;

import io.github.dataversealm.solution.check.finding.AnalysisError;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.RuleInfo;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.gate.Baseline;
import io.github.dataversealm.solution.check.gate.Gate;
import io.github.dataversealm.solution.check.gate.Suppression;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a check found. What the offline analysis and Microsoft's service both found is one finding here.
 *
 * @param target the name of the zip or folder
 * @param solution the solution's unique name; the target's when it has none
 * @param version the solution's version; may be empty
 * @param findings sorted: the gravest first, then by rule, file and line
 * @param errors what could not be analysed
 * @param rules the rules that ran in the offline analysis
 * @param notRun the rules that neither ran there, because they are off, nor in the service
 * @param weakened the rules that are on unless somebody says something else, and could not close the gate
 * @param unusedSuppressions suppressions that no finding needed, though their rules ran
 * @param unusedBaseline known findings that are gone
 * @param expired what was decided for a time that is over, so that its findings count again; a sentence each
 * @param gate what closes the gate
 * @param failures why the gate is closed; empty when it is open
 * @param service what came of the service's part
 * @param excluded how many findings of each severity would count if {@code excludes} did not leave them out
 * @param sweeping how many findings of each severity only suppressions let pass that name no rule or no component, by what
 *     these say
 */
public record CheckResult(
        String target,
        String solution,
        String version,
        List<Finding> findings,
        List<AnalysisError> errors,
        List<RuleInfo> rules,
        List<RuleInfo> notRun,
        List<RuleInfo> weakened,
        List<Suppression> unusedSuppressions,
        List<Baseline.Entry> unusedBaseline,
        List<String> expired,
        Gate gate,
        List<String> failures,
        ServiceRun service,
        Map<Severity, Integer> excluded,
        Map<String, Map<Severity, Integer>> sweeping) {

    /** A result from which nothing was excluded, and without suppressions that say nothing in particular. */
    public CheckResult(
            String target,
            String solution,
            String version,
            List<Finding> findings,
            List<AnalysisError> errors,
            List<RuleInfo> rules,
            List<RuleInfo> notRun,
            List<RuleInfo> weakened,
            List<Suppression> unusedSuppressions,
            List<Baseline.Entry> unusedBaseline,
            List<String> expired,
            Gate gate,
            List<String> failures,
            ServiceRun service) {
        this(
                target,
                solution,
                version,
                findings,
                errors,
                rules,
                notRun,
                weakened,
                unusedSuppressions,
                unusedBaseline,
                expired,
                gate,
                failures,
                service,
                Map.of(),
                Map.of());
    }

    /**
     * This result without the decisions that one of the others needs, or may need: a pair of zips has them in common, and some
     * findings are in one of the two only. What only the service finds those say that asked it.
     */
    public CheckResult withoutUnused(List<CheckResult> others) {
        List<Suppression> suppressions = new ArrayList<>(unusedSuppressions);
        List<Baseline.Entry> entries = new ArrayList<>(unusedBaseline);
        for (CheckResult other : others) {
            Set<Suppression> idle = new HashSet<>(other.unusedSuppressions);
            Set<Baseline.Entry> gone = new HashSet<>(other.unusedBaseline);
            suppressions.removeIf(one -> other.isToSay(one) && !idle.contains(one));
            entries.removeIf(one -> other.isToSay(one) && !gone.contains(one));
        }
        return new CheckResult(
                target,
                solution,
                version,
                findings,
                errors,
                rules,
                notRun,
                weakened,
                List.copyOf(suppressions),
                List.copyOf(entries),
                expired,
                gate,
                failures,
                service,
                excluded,
                sweeping);
    }

    private boolean isToSay(Suppression suppression) {
        return service.asked() || rules.stream().anyMatch(rule -> suppression.isAbout(rule.id()));
    }

    private boolean isToSay(Baseline.Entry entry) {
        return service.asked() || !entry.ofService();
    }

    /** The rules that ran on either side: those of the offline analysis, then those that only the service has. */
    public List<RuleInfo> allRules() {
        Map<String, RuleInfo> all = new LinkedHashMap<>();
        rules.forEach(rule -> all.put(rule.id(), rule));
        service.rules().forEach(rule -> all.putIfAbsent(rule.id(), rule));
        return List.copyOf(all.values());
    }

    /** How many findings of each severity count. */
    public Map<Severity, Integer> counts() {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            counts.put(severity, 0);
        }
        findings.stream().filter(Finding::counts).forEach(finding -> counts.merge(finding.severity(), 1, Integer::sum));
        return counts;
    }

    /** How many findings have that state. */
    public long count(Finding.State state) {
        return findings.stream().filter(finding -> finding.state() == state).count();
    }

    public boolean passed() {
        return failures.isEmpty();
    }
}
