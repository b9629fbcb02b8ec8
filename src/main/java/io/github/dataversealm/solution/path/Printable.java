package io.github.dataversealm.solution.path;

/** Text from a hostile source, fit for one line of a terminal or log. */
public final class Printable {

    private static final int MAX_LENGTH = 300;

    private Printable() {}

    /** The text with control and direction characters written {@code \\uXXXX}, cut after 300 characters. */
    public static String of(String text) {
        StringBuilder out = null;
        int end = Math.min(text.length(), MAX_LENGTH);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean plain = !Character.isISOControl(c)
                    && !Character.isSurrogate(c)
                    && Character.getType(c) != Character.FORMAT
                    && c != '\u2028'
                    && c != '\u2029';
            if (plain) {
                if (out != null) {
                    out.append(c);
                }
                continue;
            }
            if (out == null) {
                out = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                escape(c, out);
            }
        }
        if (end == text.length()) {
            return out == null ? text : out.toString();
        }
        return (out == null ? text.substring(0, end) : out.toString()) + "...";
    }

    /**
     * A text of several lines, fit for a log: line breaks and tabs stay, other control and direction characters are written
     * {@code \\uXXXX}, and what build servers would take for a command to them ({@code ##vso[...]}, {@code ##[...]}, and
     * {@code ::...} at the start of a line) is pulled apart.
     */
    public static String text(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean lineStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isBreak = c == '\n' || c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (isBreak || c == '\t') {
                out.append(c);
            } else if (Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || c == '\u2028'
                    || c == '\u2029') {
                escape(c, out);
            } else {
                boolean isCommand = c == '#' && (text.startsWith("##vso[", i) || text.startsWith("##[", i))
                        || c == ':' && lineStart && text.startsWith("::", i);
                out.append(c).append(isCommand ? " " : "");
            }
            lineStart = isBreak || lineStart && (c == ' ' || c == '\t');
        }
        return out.toString();
    }

    private static void escape(char c, StringBuilder out) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(c >> shift & 0xf, 16));
        }
    }
}
