package io.github.dataversealm.solution.xml;

import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names, references, blanks and UTF-8: the level of {@link XmlScanner} between bytes and tokens. */
abstract class CharacterReader extends DocumentBuffer {

    /** Far above any name of a solution; bounds what the names of open elements take. */
    private static final int MAX_NAME_BYTES = 1_024;

    /** 1 for an ASCII letter of a name, 2 for the colon. */
    private static final byte[] NAME = new byte[256];

    static {
        for (int c = 'a'; c <= 'z'; c++) {
            NAME[c] = 1;
            NAME[c - 32] = 1;
        }
        for (int c = '0'; c <= '9'; c++) {
            NAME[c] = 1;
        }
        NAME['_'] = 1;
        NAME['-'] = 1;
        NAME['.'] = 1;
        NAME[':'] = 2;
    }

    /** How many colons the names had that were read since this was set to 0. */
    int colons;

    // The reference that was read last: its character, and whether the .NET writer spells it in the same way.
    int referenceChar;
    boolean referenceAsIsInText;
    boolean referenceAsIsInValue;

    CharacterReader(XmlSource source, XmlLimits limits, int size) throws IOException {
        super(source, limits, size);
    }

    // ---------------------------------------------------------------- names and blanks

    /** Reads the name at {@code p} and returns the place behind it, where a byte is available. */
    final int name(int p, String what) throws IOException {
        p = more(p, what);
        int from = p - start;
        if (!isNameStart(p)) {
            throw error(start + from, what + " is expected", "A '<' that is meant as text is written '&lt;'.");
        }
        p = start + from;
        byte[] b = buf;
        for (; ; ) {
            int k;
            while ((k = NAME[b[p] & 0xff]) > 0) {
                colons += k - 1;
                p++;
            }
            if (p == limit) {
                p = more(p, "a tag");
            } else if (b[p] < 0) {
                int read = p - start;
                int c = codePoint(p);
                if (!isNameCharacter(c)) {
                    throw error(start + read, "the character U+" + hex(c) + " must not stand in a name", "Rename it.");
                }
                p = more(start + read + utf8Length(c), "a tag");
            } else {
                break;
            }
            b = buf;
        }
        if (p - start - from > MAX_NAME_BYTES) {
            throw error(
                    start + from,
                    what + " is longer than " + MAX_NAME_BYTES + " bytes",
                    "No solution has such names: the file looks damaged or hostile.");
        }
        return p;
    }

    /** Whether a name, or the part of a name behind its colon, may begin with the character at {@code p}. */
    final boolean isNameStart(int p) throws IOException {
        byte b = buf[p];
        if (b >= 0) {
            return NAME[b] > 0 && b > '9';
        }
        int c = codePoint(p);
        return isNameCharacter(c) && c != 0xB7 && !(c >= 0x300 && c <= 0x36F) && c != 0x203F && c != 0x2040;
    }

    /** The characters of XML 1.0, 5th edition, without the byte order mark, which editors leave behind and nobody sees. */
    private static boolean isNameCharacter(int c) {
        return c == 0xB7
                || c >= 0xC0 && c != 0xD7 && c != 0xF7 && c <= 0x37D
                || c >= 0x37F && c <= 0x1FFF
                || c >= 0x200C && c <= 0x200D
                || c >= 0x203F && c <= 0x2040
                || c >= 0x2070 && c <= 0x218F
                || c >= 0x2C00 && c <= 0x2FEF
                || c >= 0x3001 && c <= 0xD7FF
                || c >= 0xF900 && c <= 0xFDCF
                || c >= 0xFDF0 && c <= 0xFFFD && c != 0xFEFF
                || c >= 0x10000 && c <= 0xEFFFF;
    }

    /** The place of the first byte from {@code p} on that is no blank. */
    final int skipBlanks(int p) throws IOException {
        for (; ; ) {
            while (isBlank(buf[p])) {
                p++;
            }
            if (p < limit) {
                return p;
            }
            p = more(p, "a tag");
        }
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    // ---------------------------------------------------------------- references

    /** Checks the reference at {@code p}, sets the reference fields and returns the place behind it. */
    final int reference(int p) throws IOException {
        int length = 1;
        for (; ; length++) {
            p = more(p + length, "a reference") - length;
            byte c = buf[p + length];
            if (c == ';') {
                break;
            }
            if (c >= 0 && NAME[c] == 0 && !(c == '#' && length == 1)) {
                throw error(p, "'&' begins no reference", "An '&' that is meant as text is written '&amp;'.");
            }
        }
        referenceAsIsInText = false;
        referenceAsIsInValue = false;
        if (buf[p + 1] == '#') {
            referenceChar = characterReference(p, length);
            referenceAsIsInValue = matches(p, "&#xA;") || matches(p, "&#xD;") || matches(p, "&#x9;");
        } else {
            referenceChar = entity(p, length);
            referenceAsIsInText = referenceChar == '&' || referenceChar == '<' || referenceChar == '>';
            referenceAsIsInValue = referenceAsIsInText || referenceChar == '"';
        }
        return p + length + 1;
    }

    private int entity(int p, int length) throws IOException {
        if (length == 3 && matches(p, "&lt;")) {
            return '<';
        } else if (length == 3 && matches(p, "&gt;")) {
            return '>';
        } else if (length == 4 && matches(p, "&amp;")) {
            return '&';
        } else if (length == 5 && matches(p, "&quot;")) {
            return '"';
        } else if (length == 5 && matches(p, "&apos;")) {
            return '\'';
        }
        throw error(
                p,
                "the entity '" + excerpt(p, length + 1) + "' is not one of XML",
                "Entities cannot be declared in a solution: write the character itself, and '&' as '&amp;'.");
    }

    private int characterReference(int p, int length) throws IOException {
        boolean hex = buf[p + 2] == 'x';
        int from = p + (hex ? 3 : 2);
        int c = from == p + length ? -1 : 0;
        for (int i = from; i < p + length && c >= 0; i++) {
            int digit = Character.digit(buf[i], hex ? 16 : 10);
            c = digit < 0 || c > Character.MAX_CODE_POINT ? -1 : c * (hex ? 16 : 10) + digit;
        }
        if (!isXmlCharacter(c)) {
            throw error(p, "'" + excerpt(p, length + 1) + "' is not a character of XML", "Remove it.");
        }
        return c;
    }

    /** The character of a reference that was already checked, with its semicolon at {@code semicolon}. */
    final int referenceAt(int p, int semicolon) {
        if (buf[p + 1] == '#') {
            boolean hex = buf[p + 2] == 'x';
            int c = 0;
            for (int i = p + (hex ? 3 : 2); i < semicolon; i++) {
                c = c * (hex ? 16 : 10) + Character.digit(buf[i], 16);
            }
            return c;
        }
        switch (buf[p + 1]) {
            case 'l':
                return '<';
            case 'g':
                return '>';
            case 'q':
                return '"';
            default:
                return buf[p + 2] == 'm' ? '&' : '\'';
        }
    }

    /** Bytes of the buffer for a message, which must not become as long as a hostile input wants. */
    final String excerpt(int from, int length) {
        String text = new String(buf, from, Math.min(length, 80), StandardCharsets.UTF_8);
        return length > 80 ? text + "..." : text;
    }

    // ---------------------------------------------------------------- UTF-8

    static boolean isXmlCharacter(int c) {
        return c >= 0x20 && c <= 0xD7FF
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0x10FFFF;
    }

    /** Checks the UTF-8 sequence at {@code p} and returns the place behind it. */
    final int multibyte(int p) throws IOException {
        int first = buf[p];
        // Two bytes, both there: Latin, Greek, Cyrillic, Hebrew, Arabic.
        if (first >= -62 && first < -32 && p + 1 < limit && buf[p + 1] < -64) {
            return p + 2;
        }
        int read = p - start;
        int c = codePoint(p);
        p = start + read;
        if (!isXmlCharacter(c)) {
            throw error(p, "the character U+" + hex(c) + " is not allowed in XML", "Remove it.");
        }
        return p + utf8Length(c);
    }

    private static int utf8Length(int c) {
        return c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    }

    /** Decodes the UTF-8 sequence of two to four bytes at {@code p}; may move the buffer. */
    private int codePoint(int p) throws IOException {
        int read = p - start;
        int first = buf[p] & 0xff;
        int length = first < 0xC2 || first > 0xF4 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        int c = length == 0 ? -1 : first & 0xff >> length + 1;
        for (int i = 1; i < length && c >= 0; i++) {
            if (!moreThan(read + i)) {
                throw endsInside("a character");
            }
            int b = buf[start + read + i];
            c = (b & 0xC0) == 0x80 ? c << 6 | b & 0x3f : -1;
        }
        boolean overlong = length == 3 && c < 0x800 || length == 4 && c < 0x10000;
        if (c < 0 || overlong || c > 0x10FFFF || c >= 0xD800 && c <= 0xDFFF) {
            throw error(
                    start + read,
                    "the bytes are not UTF-8",
                    "Save the file in the encoding UTF-8; solutions know no other.");
        }
        return c;
    }

    final SolutionException illegalCharacter(int p, byte c) throws IOException {
        return error(p, "the control character U+" + hex(c) + " is not allowed in XML", "Remove it.");
    }

    private static String hex(int c) {
        String digits = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    // ---------------------------------------------------------------- decoding

    /** The value of an attribute: references resolved, line breaks and tabs turned to blanks. */
    final String decodeValue(int from, int to) {
        return decode(from, to, true, true);
    }

    /** Text: references resolved, line breaks as LF. */
    final String decodeText(int from, int to) {
        return decode(from, to, true, false);
    }

    /** The inside of a CDATA section: line breaks as LF. */
    final String decodeCdata(int from, int to) {
        return decode(from, to, false, false);
    }

    private String decode(int from, int to, boolean references, boolean value) {
        StringBuilder text = null;
        int plain = from;
        int p = from;
        while (p < to) {
            byte c = buf[p];
            boolean special = c == '&' && references || c == '\r' || value && (c == '\n' || c == '\t');
            if (!special) {
                p++;
                continue;
            }
            text = text == null ? new StringBuilder(to - from) : text;
            text.append(new String(buf, plain, p - plain, StandardCharsets.UTF_8));
            if (c == '&') {
                int semicolon = semicolon(p);
                text.appendCodePoint(referenceAt(p, semicolon));
                p = semicolon + 1;
            } else {
                text.append(value ? ' ' : '\n');
                p += c == '\r' && p + 1 < to && buf[p + 1] == '\n' ? 2 : 1;
            }
            plain = p;
        }
        String rest = new String(buf, plain, p - plain, StandardCharsets.UTF_8);
        return text == null ? rest : text.append(rest).toString();
    }

    /** The place of the semicolon of the checked reference at {@code p}. */
    final int semicolon(int p) {
        while (buf[p] != ';') {
            p++;
        }
        return p;
    }
}
