package io.github.dataversealm.solution.check.gate;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.Severity;
import java.util.List;
import java.util.Map;

/**
 * What became of findings by what was decided about them before.
 *
 * @param findings all of them, in their order
 * @param unusedSuppressions suppressions that no finding needed, though their rules ran, and those of rules that there are not
 * @param unusedBaseline entries of the baseline that no finding needed, though their rules ran
 * @param expired what was decided for a time that is over, so that its findings count again; a sentence each
 * @param sweeping how many findings of each severity only suppressions let pass that name no rule or no component, by what
 *     these say
 */
public record Verdict(
        List<Finding> findings,
        List<Suppression> unusedSuppressions,
        List<Baseline.Entry> unusedBaseline,
        List<String> expired,
        Map<String, Map<Severity, Integer>> sweeping) {}
