package io.github.dataversealm.solution.dataverse;

/** How often a call may be sent, and what is known when no answer comes. */
enum CallKind {
    /** Changes nothing that matters: repeated until it is answered. */
    READ(true, ""),
    /** Sets a state: sending it twice is the same as once. */
    IDEMPOTENT_WRITE(true, "Look at the environment; then run the same command again: it sets the same state."),
    /** Starts work that must not be started twice: sent again only when it was certainly refused. */
    START(
            false,
            "It may be running: look at it with mvn solution:history or in the Solution History of the maker portal. The same"
                    + " command run again looks for it first and does not start it twice."),
    /** Makes something that would be there twice: as a start, but without a job that could be looked up. */
    CANNOT_REPEAT(
            false,
            "It may have been done: look at the environment with mvn solution:list before the command is run again.");

    private final boolean repeatable;
    private final String adviceWhenUnknown;

    CallKind(boolean repeatable, String adviceWhenUnknown) {
        this.repeatable = repeatable;
        this.adviceWhenUnknown = adviceWhenUnknown;
    }

    /** Whether it may be sent again although the one before may have worked. */
    boolean isRepeatable() {
        return repeatable;
    }

    String adviceWhenUnknown() {
        return adviceWhenUnknown;
    }
}
