package io.github.dataversealm.solution.report;

import java.util.List;

/** How the ids of several environments are written in a line. */
final class EnvironmentNames {

    private static final int MOST_NAMES = 10;

    private EnvironmentNames() {}

    /** Such as {@code a, b, c} or {@code a, b, c and 40 more}. */
    static String some(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }
}
