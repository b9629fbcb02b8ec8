package io.github.dataversealm.solution.check.javascript;

/** The values of literals: their escapes resolved (ECMAScript 2023, clauses 12.7 and 12.9.4). */
final class Literals {

    /** Those of the largest code point, and zeros before them. */
    private static final int MOST_DIGITS = 9;

    private final String text;
    private final int end;
    private final StringBuilder value = new StringBuilder();
    private int at;

    private Literals(String text) {
        this.text = text;
        this.end = text.length();
    }

    /** The value of what is written between those positions. */
    static String value(String text, int from, int to) {
        String written = text.substring(from, Math.max(from, to));
        return written.indexOf('\\') < 0 ? written : new Literals(written).read();
    }

    private String read() {
        while (at < end) {
            char c = text.charAt(at++);
            if (c == '\\' && at < end) {
                escape(text.charAt(at++));
            } else {
                value.append(c);
            }
        }
        return value.toString();
    }

    private void escape(char c) {
        switch (c) {
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'v' -> value.append('\u000B');
            case 'x' -> hex(2);
            case 'u' -> unicode();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c);
            case '\r' -> at += at < end && text.charAt(at) == '\n' ? 1 : 0;
            case '\n', '\u2028', '\u2029' -> {
                // the literal goes on in the next line
            }
            default -> value.append(c);
        }
    }

    private void octal(char first) {
        int number = first - '0';
        int most = first <= '3' ? 2 : 1;
        for (int i = 0; i < most && at < end && text.charAt(at) >= '0' && text.charAt(at) <= '7'; i++) {
            number = number * 8 + (text.charAt(at++) - '0');
        }
        value.append((char) number);
    }

    private void unicode() {
        if (at < end && text.charAt(at) == '{') {
            int close = at;
            while (close < end && close - at <= MOST_DIGITS && text.charAt(close) != '}') {
                close++;
            }
            if (close < end && text.charAt(close) == '}') {
                at++;
                hex(close - at);
                at = close + 1;
            }
        } else {
            hex(4);
        }
    }

    private void hex(int digits) {
        int number = 0;
        if (at + digits > end) {
            return;
        }
        for (int i = at; i < at + digits; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return;
            }
            number = number * 16 + digit;
        }
        at += digits;
        if (Character.isValidCodePoint(number)) {
            value.appendCodePoint(number);
        }
    }
}
