package io.github.dataversealm.solution.check.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A pattern in which a star stands for anything. Letter case does not count. */
public final class Wildcard {

    /** Stars, signs, and at most the ending of a file's name ({@code *.js}): what fits many things that have no name in common. */
    private static final Pattern NAMELESS = Pattern.compile("[^\\p{L}\\p{N}]*(?:\\*\\.[\\p{L}\\p{N}*]{1,6})?");

    /** What stands between the stars, in lower case. */
    private final List<String> pieces = new ArrayList<>(2);

    public Wildcard(String pattern) {
        String lower = pattern.toLowerCase(Locale.ROOT);
        int from = 0;
        for (int star = lower.indexOf('*'); star >= 0; star = lower.indexOf('*', from)) {
            pieces.add(lower.substring(from, star));
            from = star + 1;
        }
        pieces.add(lower.substring(from));
    }

    /** Whether the pattern has a star and nothing of a name. */
    static boolean namesNothing(String pattern) {
        return pattern.contains("*") && NAMELESS.matcher(pattern).matches();
    }

    /** Linear in the length of the text for each star. */
    public boolean matches(String text) {
        String at = text.toLowerCase(Locale.ROOT);
        String first = pieces.get(0);
        if (pieces.size() == 1) {
            return at.equals(first);
        }
        if (!at.startsWith(first)) {
            return false;
        }
        int from = first.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = at.indexOf(piece, from);
            if (found < 0) {
                return false;
            }
            from = found + piece.length();
        }
        String last = pieces.get(pieces.size() - 1);
        return at.length() - last.length() >= from && at.endsWith(last);
    }
}
