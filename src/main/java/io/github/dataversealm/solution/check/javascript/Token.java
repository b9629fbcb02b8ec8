package io.github.dataversealm.solution.check.javascript;

/**
 * A token of a script.
 *
 * @param text the name, the digits, the sign; of a string or template its value with escapes resolved
 * @param start where it begins in the script, in characters
 * @param end where the text behind it begins
 * @param line from 1
 * @param column in characters, from 1
 * @param newLine whether a line ends between it and the token before
 */
public record Token(Kind kind, String text, int start, int end, int line, int column, boolean newLine) {

    /** What a token is. Keywords are names: what they are depends on where they stand. */
    public enum Kind {
        NAME,
        NUMBER,
        STRING,
        /** A piece of a template between its backticks and {@code ${...}}. */
        TEMPLATE,
        REGEX,
        SIGN,
        /** Something that is no JavaScript, or a literal that does not end. */
        BAD
    }

    public boolean isName() {
        return kind == Kind.NAME;
    }

    public boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    public boolean isString() {
        return kind == Kind.STRING;
    }

    /** Whether it is that operator or bracket. */
    public boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }
}
