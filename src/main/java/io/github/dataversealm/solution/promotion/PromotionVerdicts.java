package io.github.dataversealm.solution.promotion;

import io.github.dataversealm.solution.deploy.Verdict;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the rules of all environments say of all solutions.
 *
 * @param all in the order of the environments, the solutions and the rules
 * @param overrides the ids of the rules that the user overrides
 */
public record PromotionVerdicts(List<Verdict> all, List<String> overrides) {

    public PromotionVerdicts {
        all = List.copyOf(all);
        overrides = List.copyOf(overrides);
    }

    public List<Verdict> of(String environment) {
        return all.stream()
                .filter(verdict -> verdict.environment().equals(environment))
                .toList();
    }

    public List<Verdict> violations() {
        return all.stream().filter(Verdict::isViolated).toList();
    }

    public List<Verdict> overridden() {
        return all.stream().filter(Verdict::isOverridden).toList();
    }

    /** The overrides that were not needed: one that stays in a script hides the next violation. */
    public List<String> idle() {
        List<String> used = overridden().stream().map(Verdict::rule).toList();
        return overrides.stream().filter(rule -> !used.contains(rule)).toList();
    }

    /**
     * Refuses when a rule is not kept; tells all of them at once.
     *
     * @throws SolutionException with every violation
     */
    public void requireKept() {
        List<Verdict> violations = violations();
        if (violations.isEmpty()) {
            return;
        }
        StringBuilder problem = new StringBuilder("The rules of promotion are not kept ("
                + violations.size() + (violations.size() == 1 ? " violation" : " violations")
                + "). Nothing was changed anywhere.");
        Set<String> told = new LinkedHashSet<>();
        for (Verdict verdict : violations) {
            problem.append(System.lineSeparator())
                    .append("  [")
                    .append(verdict.environment())
                    .append("] ")
                    .append(verdict.solution())
                    .append(": ")
                    .append(verdict.rule())
                    .append(": ")
                    .append(verdict.text());
            if (!verdict.advice().isEmpty() && told.add(verdict.advice())) {
                problem.append(System.lineSeparator()).append("    ").append(verdict.advice());
            }
        }
        throw new SolutionException(
                null,
                problem.toString(),
                "To go on in spite of a rule, name it: -Dsolution.promotionOverride=<rule>. That is recorded.");
    }

    /**
     * An override in a production environment has to be confirmed.
     *
     * @param confirmed the ids of the environments that were confirmed
     * @throws SolutionException when one was not
     */
    public void requireConfirmed(List<Environment> environments, List<String> confirmed) {
        for (Environment environment : environments) {
            List<String> rules = of(environment.id()).stream()
                    .filter(Verdict::isOverridden)
                    .map(Verdict::rule)
                    .distinct()
                    .toList();
            if (environment.production() && !rules.isEmpty() && !confirmed.contains(environment.id())) {
                throw new SolutionException(
                        null,
                        "The environment " + environment.id() + " is a production environment, and overriding its rule "
                                + String.join(", ", rules) + " has to be confirmed. Nothing was changed anywhere.",
                        "Confirm it: -Dsolution.confirm=" + environment.id());
            }
        }
    }
}
