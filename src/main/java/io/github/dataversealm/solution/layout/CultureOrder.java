package io.github.dataversealm.solution.layout;

import java.text.Normalizer;

/**
 * The order of .NET's culture-sensitive comparison, as SolutionPackager sorts with it (spec solution-packager-behavior §4):
 * first letters whatever their case, with {@code -}, {@code '} and accents left out; then accents; then lower case before
 * upper; then the marks. It is a total order: only equal texts compare as equal.
 */
public final class CultureOrder {

    private CultureOrder() {}

    /** The ASCII characters that count, in their order, before digits and letters. */
    private static final String PUNCTUATION = " !\"#$%&()*,./:;?@[\\]^_`{|}~+<=>";

    public static int compare(String a, String b) {
        if (a.equals(b)) {
            return 0;
        }
        String x = decomposed(a);
        String y = decomposed(b);
        int order = compareLetters(x, y);
        if (order == 0 && !(isAscii(a) && isAscii(b))) {
            order = compareAccents(x, y);
        }
        if (order == 0) {
            order = compareCases(x, y);
        }
        return order != 0 ? order : compareMarks(a, b);
    }

    /** The text with its accents as characters of their own. */
    private static String decomposed(String text) {
        return isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFD);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(int c) {
        return c == '-' || c == '\'';
    }

    private static boolean isAccent(int c) {
        return c >= 0x300 && c <= 0x36F;
    }

    /** The index of the first character from {@code i} on that counts as a letter. */
    private static int letter(String text, int i) {
        while (i < text.length()) {
            int c = text.codePointAt(i);
            boolean left = isMark(c) || isAccent(c) || c >= 0x80 && Character.getType(c) == Character.FORMAT;
            if (!left) {
                break;
            }
            i += Character.charCount(c);
        }
        return i;
    }

    private static int compareLetters(String a, String b) {
        int i = letter(a, 0);
        int j = letter(b, 0);
        while (i < a.length() && j < b.length()) {
            int x = a.codePointAt(i);
            int y = b.codePointAt(j);
            int order = Integer.compare(weight(x), weight(y));
            if (order != 0) {
                return order;
            }
            i = letter(a, i + Character.charCount(x));
            j = letter(b, j + Character.charCount(y));
        }
        return Boolean.compare(i < a.length(), j < b.length());
    }

    /** Control characters before punctuation before digits before letters, those of ASCII first. */
    private static int weight(int c) {
        if (c >= 0x80) {
            return 0x10000 + Character.toLowerCase(c);
        }
        if (c < ' ') {
            return c - ' ';
        }
        int punctuation = PUNCTUATION.indexOf(c);
        return punctuation >= 0 ? punctuation : 0x100 + Character.toLowerCase(c);
    }

    /** The accents of one letter after the other; without one before with one. Both texts have the same letters. */
    private static int compareAccents(String a, String b) {
        int i = letter(a, 0);
        int j = letter(b, 0);
        while (i < a.length()) {
            i += Character.charCount(a.codePointAt(i));
            j += Character.charCount(b.codePointAt(j));
            int nextI = letter(a, i);
            int nextJ = letter(b, j);
            int order = accents(a, i, nextI).compareTo(accents(b, j, nextJ));
            if (order != 0) {
                return order;
            }
            i = nextI;
            j = nextJ;
        }
        return 0;
    }

    private static String accents(String text, int from, int to) {
        StringBuilder accents = new StringBuilder(0);
        for (int i = from; i < to; i++) {
            if (isAccent(text.charAt(i))) {
                accents.append(text.charAt(i));
            }
        }
        return accents.toString();
    }

    /** Lower case before upper, one letter after the other. Both texts have the same letters. */
    private static int compareCases(String a, String b) {
        int i = letter(a, 0);
        int j = letter(b, 0);
        while (i < a.length()) {
            int x = a.codePointAt(i);
            int y = b.codePointAt(j);
            int order = Boolean.compare(Character.isUpperCase(x), Character.isUpperCase(y));
            if (order != 0) {
                return order;
            }
            i = letter(a, i + Character.charCount(x));
            j = letter(b, j + Character.charCount(y));
        }
        return 0;
    }

    /** Without a mark before with one; the apostrophe before the hyphen. What else differs goes by its code. */
    private static int compareMarks(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return isMark(x) == isMark(y) ? Character.compare(x, y) : Boolean.compare(isMark(x), isMark(y));
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
