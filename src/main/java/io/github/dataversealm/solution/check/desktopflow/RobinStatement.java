package io.github.dataversealm.solution.check.desktopflow;

import java.util.List;

/**
 * A statement of a script with the statements in it.
 *
 * @param tokens of its first line; never empty
 * @param disabled whether a maker has turned it off
 * @param branches the bodies of a statement that has such: one of a loop, of a block and of an error handler, one for each
 *     condition and for the rest of an IF, one for each case of a SWITCH
 */
public record RobinStatement(Kind kind, List<RobinToken> tokens, boolean disabled, List<Branch> branches) {

    /** What a statement does. */
    public enum Kind {
        IF,
        LOOP,
        SWITCH,
        BLOCK,
        /** What a block does with an error. */
        ON_BLOCK_ERROR,
        /** What is done with an error of the action in front. */
        ON_ERROR,
        CALL,
        SET,
        WAIT,
        LABEL,
        GOTO,
        /** Leaves a loop, a subflow or the flow. */
        EXIT,
        NEXT,
        THROW,
        /** An action of a module. */
        ACTION,
        /** A declaration, a region, or anything that the language may have besides. */
        OTHER
    }

    /**
     * A body of a statement.
     *
     * @param otherwise whether it is what is done when no condition holds
     */
    public record Branch(boolean otherwise, List<RobinToken> tokens, List<RobinStatement> body) {

        /** Whether nothing in it does anything. */
        public boolean isEmpty() {
            return body.stream().noneMatch(RobinStatement::isContent);
        }
    }

    public int line() {
        return tokens.get(0).line();
    }

    public int column() {
        return tokens.get(0).column();
    }

    private boolean isContent() {
        return !disabled && kind != Kind.OTHER;
    }

    /** Whether a token at that position is this word; false where there is none. */
    public boolean hasWord(int index, String word) {
        return index < tokens.size() && tokens.get(index).isWord(word);
    }
}
