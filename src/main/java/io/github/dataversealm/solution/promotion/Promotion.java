package io.github.dataversealm.solution.promotion;

import io.github.dataversealm.solution.deploy.SolutionPackage;
import io.github.dataversealm.solution.deploy.Verdict;
import io.github.dataversealm.solution.deploy.Verdict.Outcome;
import io.github.dataversealm.solution.environment.Environment;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Evaluates the rules of all environments for all solutions, so that everything that is wrong is known before anything is
 * written. Environments are only read.
 */
public final class Promotion {

    private final OtherEnvironments others;
    private final Releases releases;
    private final Set<String> overridden;

    /**
     * @param overridden the ids of the rules that need not be kept this time
     * @throws SolutionException when one of them is no rule
     */
    public Promotion(EnvironmentAccess access, Releases releases, List<String> overridden) {
        this.releases = releases;
        this.others = new OtherEnvironments(access);
        this.overridden = new LinkedHashSet<>(overridden);
        List<String> rules = PromotionRuleTable.ids();
        for (String rule : overridden) {
            if (!rules.contains(rule)) {
                throw new SolutionException(
                        null,
                        "There is no rule of promotion '" + rule + "' that could be overridden.",
                        "Known are: " + String.join(", ", rules) + ".");
            }
        }
    }

    public PromotionVerdicts evaluate(List<Environment> environments, List<SolutionPackage> solutions) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Environment environment : environments) {
            for (SolutionPackage solution : solutions) {
                if (solution.demand()
                        .filter(demand -> others.has(environment.id(), solution, demand))
                        .isPresent()) {
                    // It is imported along only where it is missing, so it does not come here.
                    continue;
                }
                for (PromotionRule rule : PromotionRuleTable.RULES) {
                    if (rule.applies().test(environment)) {
                        rule.check().apply(new Subject(environment, solution, others, releases)).stream()
                                .map(answer -> verdict(rule, environment, solution, answer))
                                .forEach(verdicts::add);
                    }
                }
            }
        }
        return new PromotionVerdicts(verdicts, List.copyOf(overridden));
    }

    private Verdict verdict(PromotionRule rule, Environment environment, SolutionPackage solution, Answer answer) {
        Outcome outcome = Outcome.KEPT;
        String advice = answer.advice();
        if (!answer.isKept()) {
            boolean wanted = overridden.contains(rule.id());
            boolean allowed = rule.overridable().test(environment);
            outcome = wanted && allowed ? Outcome.OVERRIDDEN : Outcome.VIOLATED;
            advice = wanted && !allowed ? advice + " This rule of production cannot be overridden." : advice;
        }
        return new Verdict(rule.id(), environment.id(), solution.label(), outcome, answer.text(), advice);
    }
}
