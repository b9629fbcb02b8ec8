package io.github.dataversealm.solution.check.gate;

import java.util.Locale;
import java.util.regex.Pattern;

/** A pattern in which a star stands for anything. Letter case does not count. */
public record Wildcard(String pattern) {

    /** Stars, signs, and at most the ending of a file's name ({@code *.js}): what fits many things that have no name in common. */
    private static final Pattern NAMELESS = Pattern.compile("[^\\p{L}\\p{N}]*(?:\\*\\.[\\p{L}\\p{N}*]{1,6})?");

    /** Whether the pattern has a star and nothing of a name. */
    static boolean namesNothing(String pattern) {
        return pattern.contains("*") && NAMELESS.matcher(pattern).matches();
    }

    /** Linear in the length of the text for each star. */
    public boolean matches(String text) {
        String[] pieces = pattern.toLowerCase(Locale.ROOT).split(Pattern.quote("*"), -1);
        String at = text.toLowerCase(Locale.ROOT);
        if (pieces.length == 1) {
            return at.equals(pieces[0]);
        }
        if (!at.startsWith(pieces[0])) {
            return false;
        }
        int from = pieces[0].length();
        for (int i = 1; i < pieces.length - 1; i++) {
            int found = at.indexOf(pieces[i], from);
            if (found < 0) {
                return false;
            }
            from = found + pieces[i].length();
        }
        String last = pieces[pieces.length - 1];
        return at.length() - last.length() >= from && at.endsWith(last);
    }
}
