package io.github.dataversealm.solution.check.gate;

import io.github.dataversealm.solution.check.finding.AnalysisError;
import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.finding.ServiceRun;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether findings fail the build.
 *
 * @param level findings as grave as this, or graver, count; empty when none does
 * @param threshold how many of them are allowed
 * @param perSeverity how many findings of a severity are allowed, whatever the level says
 * @param failOnAnalysisError whether an analysis that could not be done fails the build
 */
public record Gate(
        Optional<Severity> level, int threshold, Map<Severity, Integer> perSeverity, boolean failOnAnalysisError) {

    /**
     * Reads what people write.
     *
     * @param level a severity, or {@code None}
     * @param threshold how many findings are allowed: a number, or a list such as {@code Critical=0,Medium=25}
     * @throws SolutionException when it is something else
     */
    public static Gate of(String level, String threshold, boolean failOnAnalysisError) {
        Optional<Severity> from = level.equalsIgnoreCase("None")
                ? Optional.empty()
                : Optional.of(Severity.of(level)
                        .orElseThrow(() -> new SolutionException(
                                null,
                                "errorLevel '" + level + "' is no severity.",
                                "Use Critical, High, Medium, Low, Informational or None.")));
        Map<Severity, Integer> perSeverity = new EnumMap<>(Severity.class);
        int all = 0;
        for (String piece : threshold.split(",")) {
            String[] sides = piece.strip().split("=");
            String number = sides[sides.length - 1].strip();
            Optional<Severity> severity = sides.length == 2 ? Severity.of(sides[0]) : Optional.empty();
            if (!number.matches("[0-9]{1,9}") || sides.length > 2 || sides.length == 2 && severity.isEmpty()) {
                throw new SolutionException(
                        null,
                        "errorThreshold '" + threshold + "' is neither a number nor a list such as Critical=0,High=5.",
                        "Write how many findings are allowed.");
            }
            if (severity.isPresent()) {
                perSeverity.put(severity.get(), Integer.parseInt(number));
            } else {
                all = Integer.parseInt(number);
            }
        }
        return new Gate(from, all, perSeverity, failOnAnalysisError);
    }

    /** Whether a finding of that severity can close the gate. */
    public boolean isReachedBy(Severity severity) {
        return perSeverity.containsKey(severity)
                || level.filter(severity::reaches).isPresent();
    }

    /** Why the gate is closed, one sentence for each reason; empty when it is open. */
    public List<String> reasons(List<Finding> findings, List<AnalysisError> errors, ServiceRun service) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        findings.stream().filter(Finding::counts).forEach(finding -> counts.merge(finding.severity(), 1, Integer::sum));
        List<String> reasons = new ArrayList<>();
        if (level.isPresent()) {
            int sum = 0;
            for (Map.Entry<Severity, Integer> count : counts.entrySet()) {
                if (count.getKey().reaches(level.get()) && !perSeverity.containsKey(count.getKey())) {
                    sum += count.getValue();
                }
            }
            if (sum > threshold) {
                reasons.add(sum + (sum == 1 ? " finding" : " findings") + " of severity " + level.get()
                        + (level.get() == Severity.CRITICAL ? "" : " or higher")
                        + (threshold == 0 ? "" : ", " + threshold + " allowed"));
            }
        }
        perSeverity.forEach((severity, allowed) -> {
            int count = counts.getOrDefault(severity, 0);
            if (count > allowed) {
                reasons.add(count + " of severity " + severity + ", " + allowed + " allowed");
            }
        });
        if (failOnAnalysisError && !errors.isEmpty()) {
            reasons.add(
                    errors.size() + (errors.size() == 1 ? " part" : " parts") + " of the analysis could not be done");
        }
        if (failOnAnalysisError && service.isOpen()) {
            reasons.add(service.state().title());
        }
        return reasons;
    }
}
