package io.github.dataversealm.solution.xml;

/** Checks what stands between {@code <?xml} and {@code ?>}. By hand: a regular expression costs a cold JVM milliseconds. */
final class XmlDeclaration {

    private final String text;
    private int at;
    private String value;

    private XmlDeclaration(String text) {
        this.text = text;
    }

    /** What is wrong with the declaration; null when it is that of a UTF-8 document. */
    static String problem(String text) {
        return new XmlDeclaration(text).problem();
    }

    private String problem() {
        if (!attribute("version")) {
            return "the XML declaration is malformed";
        }
        if (!value.equals("1.0")) {
            return "the document is XML " + value + ", only XML 1.0 is understood";
        }
        if (attribute("encoding") && !isUtf8(value)) {
            return "the file declares the encoding " + value + ", not UTF-8";
        }
        boolean wrong = attribute("standalone") && !value.equals("yes") && !value.equals("no");
        skipBlanks();
        return wrong || at < text.length() ? "the XML declaration is malformed" : null;
    }

    /** Every ASCII text is UTF-8. */
    private static boolean isUtf8(String encoding) {
        return encoding.equalsIgnoreCase("utf-8")
                || encoding.equalsIgnoreCase("utf8")
                || encoding.equalsIgnoreCase("us-ascii");
    }

    /** Reads the attribute of that name with the blanks before it; if another follows, nothing is read. */
    private boolean attribute(String name) {
        int from = at;
        skipBlanks();
        if (at > from && text.startsWith(name, at)) {
            at += name.length();
            skipBlanks();
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                skipBlanks();
                if (quoted()) {
                    return true;
                }
            }
        }
        at = from;
        return false;
    }

    private boolean quoted() {
        if (at == text.length() || text.charAt(at) != '"' && text.charAt(at) != '\'') {
            return false;
        }
        int close = text.indexOf(text.charAt(at), at + 1);
        if (close < 0) {
            return false;
        }
        value = text.substring(at + 1, close);
        at = close + 1;
        return true;
    }

    private void skipBlanks() {
        while (at < text.length() && CharacterReader.isBlank(text.charAt(at))) {
            at++;
        }
    }
}
