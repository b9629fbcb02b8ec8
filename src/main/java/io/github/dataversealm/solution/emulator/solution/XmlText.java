package io.github.dataversealm.solution.emulator.solution;

/** Text for XML that is built as a string. */
final class XmlText {

    private XmlText() {}

    /** Appends text for an element or an attribute in double quotes; characters that XML cannot hold become U+FFFD. */
    static void escape(StringBuilder xml, String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\t' -> xml.append("&#9;");
                case '\n' -> xml.append("&#10;");
                case '\r' -> xml.append("&#13;");
                default -> xml.appendCodePoint(isLegal(c) ? c : 0xFFFD);
            }
        }
    }

    static String escaped(String text) {
        StringBuilder xml = new StringBuilder(text.length() + 16);
        escape(xml, text);
        return xml.toString();
    }

    private static boolean isLegal(int c) {
        return c >= 0x20 && c < 0xD800 || c >= 0xE000 && c < 0xFFFE || c >= 0x10000;
    }
}
