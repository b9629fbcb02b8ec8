package io.github.dataversealm.solution.check.gate;

import io.github.dataversealm.solution.check.finding.Decision;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Applies suppressions and the baseline to findings. A suppression counts before the baseline. */
public final class Judge {

    private final List<Suppression> suppressions;
    private final Baseline baseline;
    private final LocalDate today;

    public Judge(List<Suppression> suppressions, Baseline baseline, LocalDate today) {
        this.suppressions = List.copyOf(suppressions);
        this.baseline = baseline;
        this.today = today;
    }

    /**
     * Judges all findings of a check.
     *
     * @param ran the ids of the rules that ran and could analyse everything: what is decided about others is not unused
     * @param known the ids of all rules
     * @param ranThere the ids of the rules that ran in Microsoft's service, on everything, and whose findings are wanted: what
     *     it alone has found by others is not gone
     */
    public Verdict judge(List<Finding> findings, Set<String> ran, Set<String> known, Set<String> ranThere) {
        Set<Suppression> used = new HashSet<>();
        Set<Baseline.Entry> found = new HashSet<>();
        Set<String> expired = new TreeSet<>();
        Map<String, Map<Severity, Integer>> sweeping = new TreeMap<>();
        List<Finding> judged = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            judged.add(judge(finding, used, found, expired, known, sweeping));
        }
        return new Verdict(
                List.copyOf(judged),
                suppressions.stream()
                        .filter(suppression -> !used.contains(suppression))
                        .filter(suppression -> ran.stream().anyMatch(suppression::isAbout)
                                || known.stream().noneMatch(suppression::isAbout))
                        .toList(),
                baseline.entries().stream()
                        .filter(entry -> !found.contains(entry))
                        .filter(entry -> entry.ofService()
                                ? ranThere.contains(entry.rule())
                                : ran.contains(entry.rule()) || !known.contains(entry.rule()))
                        .toList(),
                List.copyOf(expired),
                Collections.unmodifiableMap(sweeping));
    }

    private Finding judge(
            Finding finding,
            Set<Suppression> used,
            Set<Baseline.Entry> found,
            Set<String> expired,
            Set<String> known,
            Map<String, Map<Severity, Integer>> sweeping) {
        // one that no finding needs is unused, and not one that another forestalls
        List<Suppression> fitting = suppressions.stream()
                .filter(suppression -> suppression.fits(finding))
                .toList();
        used.addAll(fitting);
        // nobody can judge later what nobody has given a reason for: that is a finding, and lets nothing pass
        List<Suppression> reasoned = fitting.stream()
                .filter(suppression -> !suppression.reason().isEmpty())
                .toList();
        List<Suppression> valid = reasoned.stream()
                .filter(suppression -> !suppression.isExpired(today))
                .toList();
        if (!valid.isEmpty()) {
            Optional<Suppression> named = valid.stream()
                    .filter(suppression -> !suppression.isSweeping(finding, known))
                    .findFirst();
            Suppression suppression = named.orElse(valid.get(0));
            if (named.isEmpty()) {
                sweeping.computeIfAbsent(suppression.what(), what -> new EnumMap<>(Severity.class))
                        .merge(finding.severity(), 1, Integer::sum);
            }
            boolean inSource = suppression.written().kind() == Written.Kind.COMMENT;
            return finding.with(
                    Finding.State.SUPPRESSED,
                    new Decision(suppression.reason(), suppression.written().toString(), inSource));
        }
        reasoned.forEach(suppression -> expired.add("The suppression " + suppression + " held until "
                + suppression.expires().orElseThrow() + "."));
        Optional<Baseline.Entry> entry = baseline.find(finding);
        if (entry.isEmpty()) {
            return finding;
        }
        found.add(entry.get());
        if (entry.get().isExpired(today)) {
            expired.add("The baseline knew " + entry.get() + " until "
                    + entry.get().expires().orElseThrow()
                    + (entry.get().reason().isEmpty() ? "." : " (" + entry.get().reason() + ")."));
            return finding;
        }
        return finding.with(Finding.State.BASELINE, new Decision(entry.get().reason(), "", false));
    }
}
