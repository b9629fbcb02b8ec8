package io.github.dataversealm.solution.mapping;

import java.util.Optional;

/**
 * A file name, or one of the two forms of wildcard that mapping files know: {@code *.*} (all files) and {@code *.ext}.
 */
record NamePattern(String text) {

    /** Empty when the text has a wildcard in another form. */
    static Optional<NamePattern> parse(String text) {
        boolean form = !hasWildcard(text)
                || text.equals("*.*")
                || text.startsWith("*.") && text.length() > 2 && !hasWildcard(text.substring(2));
        return form ? Optional.of(new NamePattern(text)) : Optional.empty();
    }

    static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    boolean matches(String name) {
        if (text.equals("*.*")) {
            return true;
        }
        if (text.startsWith("*")) {
            return Segments.fold(name).endsWith(Segments.fold(text.substring(1)));
        }
        return Segments.same(text, name);
    }
}
