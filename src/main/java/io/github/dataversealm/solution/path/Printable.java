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

    private static void escape(char c, StringBuilder out) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(c >> shift & 0xf, 16));
        }
    }
}
