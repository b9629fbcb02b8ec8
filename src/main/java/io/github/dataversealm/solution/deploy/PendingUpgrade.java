package io.github.dataversealm.solution.deploy;

/** What to do with an upgrade that somebody staged and nobody applied: the solution {@code <name>_Upgrade}. */
public enum PendingUpgrade {
    /** Nothing: say that it is there and stop. */
    REFUSE("refuse"),
    /** Apply it first. */
    APPLY("apply"),
    /** Uninstall it first. */
    DISCARD("discard");

    private final String word;

    PendingUpgrade(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
