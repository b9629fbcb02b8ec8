package io.github.dataversealm.solution.check.report;

/** Text for XML and HTML. */
final class Escaped {

    private Escaped() {}

    /** A text that says how much of it was left out when it is too long. */
    static String shortened(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end) + "... (" + (text.length() - end) + " characters more)";
    }

    /** Escapes markup and drops characters that XML 1.0 does not have. */
    static String xml(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                    boolean legal = c >= 0x20 && c <= 0xD7FF
                            || c == '\n'
                            || c == '\t'
                            || c >= 0xE000 && c <= 0xFFFD
                            || c > 0xFFFF;
                    escaped.appendCodePoint(legal ? c : '?');
                }
            }
        }
        return escaped.toString();
    }
}
