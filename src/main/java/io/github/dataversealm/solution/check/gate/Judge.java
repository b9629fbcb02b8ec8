package io.github.dataversealm.solution.check.gate;

import io.github.dataversealm.solution.check.finding.Decision;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Applies suppressions and the baseline to findings. A suppression counts before the baseline. */
public final class Judge {

    private final List<Suppression> suppressions;
    private final SuppressionIndex index;
    private final Baseline baseline;
    private final Supplier<LocalDate> clock;
    private final Map<String, Boolean> nameless = new HashMap<>();
    private LocalDate today;

    /** @param today asked only when a decision is for a time: what knows of time zones takes a moment to load */
    public Judge(List<Suppression> suppressions, Baseline baseline, Supplier<LocalDate> today) {
        this.suppressions = List.copyOf(suppressions);
        this.index = new SuppressionIndex(this.suppressions);
        this.baseline = baseline;
        this.clock = today;
    }

    /** The same day for all decisions. */
    private LocalDate today() {
        if (today == null) {
            today = clock.get();
        }
        return today;
    }

    /**
     * Judges all findings of a check.
     *
     * @param ran the ids of the rules that ran and could analyse everything: what is decided about others is not unused
     * @param known gives the ids of all rules; asked only when a decision makes it necessary
     * @param ranThere the ids of the rules that ran in Microsoft's service, on everything, and whose findings are wanted: what
     *     it alone has found by others is not gone
     */
    public Verdict judge(List<Finding> findings, Set<String> ran, Supplier<Set<String>> known, Set<String> ranThere) {
        Set<Suppression> used = new HashSet<>();
        Set<Baseline.Entry> found = new HashSet<>();
        Set<String> expired = new TreeSet<>();
        Map<String, Map<Severity, Integer>> sweeping = new TreeMap<>();
        List<Finding> judged = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            judged.add(judge(finding, used, found, expired, known, sweeping));
        }
        List<Suppression> idle = suppressions.stream()
                .filter(suppression -> !used.contains(suppression))
                .toList();
        List<Baseline.Entry> gone = baseline.entries().stream()
                .filter(entry -> !found.contains(entry))
                .toList();
        Set<String> all = idle.isEmpty() && gone.isEmpty() ? Set.of() : known.get();
        return new Verdict(
                List.copyOf(judged),
                unused(idle, ran, all),
                gone.stream()
                        .filter(entry -> entry.ofService()
                                ? ranThere.contains(entry.rule())
                                : ran.contains(entry.rule()) || !all.contains(entry.rule()))
                        .toList(),
                List.copyOf(expired),
                Collections.unmodifiableMap(sweeping));
    }

    /** Many decisions are about the same rules, and many findings about the same decision. */
    private boolean namesNoRule(Suppression suppression, Supplier<Set<String>> known) {
        return suppression.rule().contains("*")
                && nameless.computeIfAbsent(suppression.rule(), rule -> suppression.namesNoRule(known.get()));
    }

    /** Those that would have been needed: their rules ran, or do not exist. Many are about the same rule. */
    private static List<Suppression> unused(List<Suppression> idle, Set<String> ran, Set<String> known) {
        Map<String, Boolean> byRule = new HashMap<>();
        return idle.stream()
                .filter(suppression -> byRule.computeIfAbsent(
                        suppression.rule(),
                        rule -> ran.stream().anyMatch(suppression::isAbout)
                                || known.stream().noneMatch(suppression::isAbout)))
                .toList();
    }

    private Finding judge(
            Finding finding,
            Set<Suppression> used,
            Set<Baseline.Entry> found,
            Set<String> expired,
            Supplier<Set<String>> known,
            Map<String, Map<Severity, Integer>> sweeping) {
        // one that no finding needs is unused, and not one that another forestalls
        List<Suppression> fitting = index.fitting(finding);
        used.addAll(fitting);
        // nobody can judge later what nobody has given a reason for: that is a finding, and lets nothing pass
        List<Suppression> reasoned = fitting.stream()
                .filter(suppression -> !suppression.reason().isEmpty())
                .toList();
        List<Suppression> valid = reasoned.stream()
                .filter(suppression -> suppression.expires().isEmpty() || !suppression.isExpired(today()))
                .toList();
        if (!valid.isEmpty()) {
            Optional<Suppression> named = valid.stream()
                    .filter(suppression -> !suppression.namesNoComponent(finding) && !namesNoRule(suppression, known))
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
        if (entry.get().expires().isPresent() && entry.get().isExpired(today())) {
            expired.add("The baseline knew " + entry.get() + " until "
                    + entry.get().expires().orElseThrow()
                    + (entry.get().reason().isEmpty() ? "." : " (" + entry.get().reason() + ")."));
            return finding;
        }
        return finding.with(Finding.State.BASELINE, new Decision(entry.get().reason(), "", false));
    }
}
