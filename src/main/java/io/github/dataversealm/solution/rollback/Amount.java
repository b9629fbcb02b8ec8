package io.github.dataversealm.solution.rollback;

/**
 * How many rows, as far as the environment tells.
 *
 * @param number of rows
 * @param more whether there may be more: the service does not count further
 * @param unread why it could not be read; empty when it was
 */
public record Amount(int number, boolean more, String unread) {

    /** The service counts up to this (spec dataverse-web-api §1.4). */
    private static final int LIMIT = 5_000;

    static final Amount NONE = new Amount(0, false, "");

    static Amount of(int counted) {
        return new Amount(counted, counted >= LIMIT, "");
    }

    static Amount unread(String why) {
        return new Amount(0, false, why);
    }

    public boolean isUnread() {
        return !unread.isEmpty();
    }

    /** Whether there is surely something. */
    public boolean isSome() {
        return number > 0;
    }

    @Override
    public String toString() {
        if (isUnread()) {
            return "could not be read: " + unread;
        }
        return (more ? "at least " : "") + number + (number == 1 ? " row" : " rows");
    }
}
