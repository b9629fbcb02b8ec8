package io.github.dataversealm.solution.git;

import java.util.List;

/**
 * Whether files are as the commit has them that is checked out.
 *
 * @param paths those that are not; relative to the root of the repository
 */
public record Uncommitted(State state, List<String> paths) {

    private static final int MOST_NAMED = 5;

    /** Nothing can be said. */
    static final Uncommitted UNKNOWN = new Uncommitted(State.UNKNOWN, List.of());

    /** The answer. */
    public enum State {
        /** All are. */
        NONE,
        /** At least one is changed, new or gone. */
        SOME,
        UNKNOWN
    }

    public Uncommitted {
        paths = List.copyOf(paths);
    }

    /** The paths for people. */
    public String text() {
        return String.join(", ", paths.subList(0, Math.min(paths.size(), MOST_NAMED)))
                + (paths.size() > MOST_NAMED ? " and " + (paths.size() - MOST_NAMED) + " more" : "");
    }
}
