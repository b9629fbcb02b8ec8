package io.github.dataversealm.solution.promotion;

/**
 * What a rule finds.
 *
 * @param text with the evidence, one sentence
 * @param advice what to do when the rule is not kept, with the command to type; empty otherwise
 */
record Answer(boolean isKept, String text, String advice) {

    static Answer kept(String text) {
        return new Answer(true, text, "");
    }

    static Answer violated(String text, String advice) {
        return new Answer(false, text, advice);
    }
}
