package io.github.dataversealm.solution.check.javascript;

/** Finds operators between their operands, past comments and parentheses. */
final class Operators {

    private Operators() {}

    /** Where an operator stands between two positions. */
    static int position(String text, int from, int to, String operator) {
        int at = from;
        while (at < to) {
            if (text.startsWith("//", at)) {
                while (at < to && !LineStarts.isLineEnd(text.charAt(at))) {
                    at++;
                }
            } else if (text.startsWith("/*", at)) {
                int close = text.indexOf("*/", at + 2);
                at = close < 0 ? to : close + 2;
            } else if (text.startsWith(operator, at)) {
                return at;
            } else {
                at++;
            }
        }
        return from;
    }
}
