package io.github.dataversealm.solution.operation;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads ids as people paste them. */
final class Ids {

    private static final Pattern ID = Pattern.compile("\\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\\}?");

    private Ids() {}

    /** The id, with or without braces; empty when the text is none. */
    static Optional<UUID> parse(String text) {
        return Optional.of(ID.matcher(text.strip()))
                .filter(java.util.regex.Matcher::matches)
                .map(id -> UUID.fromString(id.group(1)));
    }
}
