package io.github.dataversealm.solution.deploy;

import java.util.Locale;

/** What becomes of a zip whose version an environment has with other content. */
public enum ContentRule {
    /** It is refused. */
    FAIL,
    /** It is skipped with a warning. */
    WARN,
    /** It is skipped, and nothing is compared. */
    OFF;

    /** As a parameter says it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
