package io.github.dataversealm.solution.deploy;

/**
 * What a rule of an environment says of one solution that is to come there.
 *
 * @param rule its id, such as {@code after}
 * @param environment the id of the environment whose rule it is
 * @param solution the label of the package
 * @param text what was found, with the evidence, for people
 * @param advice what to do when it is not kept; may be empty
 */
public record Verdict(String rule, String environment, String solution, Outcome outcome, String text, String advice) {

    /** How it ends. */
    public enum Outcome {
        KEPT,
        VIOLATED,
        /** Not kept, and the user said that it need not be. */
        OVERRIDDEN
    }

    public boolean isViolated() {
        return outcome == Outcome.VIOLATED;
    }

    public boolean isOverridden() {
        return outcome == Outcome.OVERRIDDEN;
    }
}
