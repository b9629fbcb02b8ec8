package io.github.dataversealm.solution.contents;

import java.util.Locale;
import java.util.regex.Pattern;

/** The ids of rows, which solutions write with and without braces and in both letter cases. */
final class Ids {

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    /** Lower case, without blanks and braces. */
    static String normal(String id) {
        String text = id.strip();
        boolean braces = text.startsWith("{") && text.endsWith("}") && text.length() > 1;
        return (braces ? text.substring(1, text.length() - 1) : text).toLowerCase(Locale.ROOT);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
