package io.github.dataversealm.solution.unpack;

import java.util.Map;

/** Components have the same path: the unpack begins anew, knowing how many want each, since only the last can have it. */
final class RepeatedPaths extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Integer> counts;

    RepeatedPaths(Map<String, Integer> counts) {
        super("several components have the same path", null, false, false);
        this.counts = Map.copyOf(counts);
    }

    /** How many components have each path that more than one has. */
    Map<String, Integer> counts() {
        return counts;
    }
}
