package io.github.dataversealm.solution.check.desktopflow;

/**
 * A token of a script.
 *
 * @param kind what it is
 * @param text its characters; those between the quotes, with their escapes, of a text
 * @param prefix what stands in front of the opening quote: {@code $}, {@code $fx}, or nothing
 * @param line from 1
 * @param column from 1
 */
public record RobinToken(Kind kind, String text, String prefix, int line, int column) {

    /** What a token is. */
    public enum Kind {
        /** A name with its points, a keyword or a number. */
        WORD,
        /** What stands between quotes. */
        TEXT,
        /** An operator or a bracket. */
        SYMBOL
    }

    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    public boolean isWord() {
        return kind == Kind.WORD;
    }

    public boolean isText() {
        return kind == Kind.TEXT;
    }
}
