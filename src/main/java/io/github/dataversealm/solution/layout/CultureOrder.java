package io.github.dataversealm.solution.layout;

/**
 * The order of .NET's culture-sensitive comparison, as SolutionPackager sorts with it (spec solution-packager-behavior §4):
 * first letters whatever their case, with {@code -} and {@code '} left out; then lower case before upper; then the marks.
 */
public final class CultureOrder {

    private CultureOrder() {}

    /** The ASCII characters that count, in their order, before digits and letters. */
    private static final String PUNCTUATION = " !\"#$%&()*,./:;?@[\\]^_`{|}~+<=>";

    public static int compare(String a, String b) {
        if (a.equals(b)) {
            return 0;
        }
        int primary = comparePrimary(a, b);
        if (primary != 0) {
            return primary;
        }
        int secondary = compareAccents(a, b);
        if (secondary != 0) {
            return secondary;
        }
        int cases = compareCases(a, b);
        return cases != 0 ? cases : compareMarks(a, b);
    }

    private static boolean isMark(char c) {
        return c == '-' || c == '\'';
    }

    private static int comparePrimary(String a, String b) {
        int i = 0;
        int j = 0;
        for (; ; ) {
            while (i < a.length() && isMark(a.charAt(i))) {
                i++;
            }
            while (j < b.length() && isMark(b.charAt(j))) {
                j++;
            }
            if (i == a.length() || j == b.length()) {
                return Boolean.compare(i < a.length(), j < b.length());
            }
            int order = Integer.compare(weight(a.charAt(i++)), weight(b.charAt(j++)));
            if (order != 0) {
                return order;
            }
        }
    }

    /** Punctuation before digits before letters; a letter with an accent weighs as the bare one. */
    private static int weight(char c) {
        if (c < 0x80) {
            int punctuation = PUNCTUATION.indexOf(c);
            if (punctuation >= 0) {
                return punctuation;
            }
            return 0x100 + Character.toLowerCase(c) * 0x10;
        }
        char bare = bare(c);
        return bare == c ? 0x10000 + Character.toLowerCase(c) : weight(bare);
    }

    private static char bare(char c) {
        String decomposed = java.text.Normalizer.normalize(String.valueOf(c), java.text.Normalizer.Form.NFD);
        return decomposed.charAt(0);
    }

    private static int compareAccents(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            boolean accentX = x >= 0x80 && bare(x) != x;
            boolean accentY = y >= 0x80 && bare(y) != y;
            if (accentX != accentY) {
                return accentX ? 1 : -1;
            }
        }
        return 0;
    }

    private static int compareCases(String a, String b) {
        int i = 0;
        int j = 0;
        for (; ; ) {
            while (i < a.length() && isMark(a.charAt(i))) {
                i++;
            }
            while (j < b.length() && isMark(b.charAt(j))) {
                j++;
            }
            if (i == a.length() || j == b.length()) {
                return 0;
            }
            boolean upperA = Character.isUpperCase(a.charAt(i++));
            boolean upperB = Character.isUpperCase(b.charAt(j++));
            if (upperA != upperB) {
                return upperA ? 1 : -1;
            }
        }
    }

    /** Without a mark before with one; the apostrophe before the hyphen. */
    private static int compareMarks(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                if (isMark(x) != isMark(y)) {
                    return isMark(x) ? 1 : -1;
                }
                return isMark(x) ? (x == '\'' ? -1 : 1) : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
