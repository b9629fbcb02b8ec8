package io.github.dataversealm.solution.report;

import io.github.dataversealm.solution.deploy.Verdict;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.promotion.PromotionVerdicts;

/** What the rules of promotion say, for people. */
public final class PromotionSummary {

    private PromotionSummary() {}

    /**
     * Logs each verdict; what is not kept or was overridden as a warning.
     *
     * @param fleet whether there are so many environments that what is well is only counted
     */
    public static void log(PromotionVerdicts verdicts, boolean fleet, Reporter reporter) {
        long kept = verdicts.all().stream()
                .filter(verdict -> verdict.outcome() == Verdict.Outcome.KEPT)
                .count();
        if (fleet && kept > 0) {
            reporter.info("Rules of promotion that are kept: " + kept + " of "
                    + verdicts.all().size() + ".");
        }
        for (Verdict verdict : verdicts.all()) {
            String line = "[" + verdict.environment() + "] " + line(verdict);
            if (verdict.outcome() == Verdict.Outcome.KEPT) {
                if (!fleet) {
                    reporter.info(line);
                }
            } else {
                reporter.warn(line);
            }
            if (verdict.isViolated() && !verdict.advice().isEmpty()) {
                reporter.warn("[" + verdict.environment() + "]   " + verdict.advice());
            }
        }
        for (String rule : verdicts.idle()) {
            reporter.warn("The override of the rule " + rule
                    + " was not needed: leave -Dsolution.promotionOverride out, or it hides what comes next.");
        }
    }

    /** One verdict without its environment. */
    public static String line(Verdict verdict) {
        String result =
                switch (verdict.outcome()) {
                    case KEPT -> "kept";
                    case VIOLATED -> "NOT KEPT";
                    case OVERRIDDEN -> "OVERRIDDEN";
                };
        return verdict.solution() + ": rule " + verdict.rule() + " " + result + ". " + verdict.text();
    }
}
