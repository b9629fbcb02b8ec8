package io.github.dataversealm.solution.check.index;

import java.util.Locale;

/** Ids in the form in which they are compared. */
public final class Ids {

    private Ids() {}

    /** Lower case, without braces. */
    public static String plain(String id) {
        String plain = id.strip();
        if (plain.startsWith("{") && plain.endsWith("}")) {
            plain = plain.substring(1, plain.length() - 1);
        }
        return plain.toLowerCase(Locale.ROOT);
    }
}
