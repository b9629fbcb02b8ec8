package io.github.dataversealm.solution.mojo;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Maven's resolver says of a fault. Its exceptions are never handed on as causes: Maven prints the messages of causes,
 * and addresses of repositories in them may hold a user and a password.
 */
final class ResolverText {

    private static final Pattern CREDENTIALS = Pattern.compile("://[^/@\\s]*@");

    private ResolverText() {}

    /** The messages of a fault and its causes, each once, on lines of their own. */
    static String of(Throwable fault) {
        Set<String> texts = new LinkedHashSet<>();
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                texts.add(clean(cause.getMessage().strip()));
            }
        }
        return String.join(System.lineSeparator() + "  ", texts);
    }

    /** A text without the user and password that an address may have. */
    static String clean(String text) {
        return CREDENTIALS.matcher(String.valueOf(text)).replaceAll("://");
    }
}
