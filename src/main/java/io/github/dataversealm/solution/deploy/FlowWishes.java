package io.github.dataversealm.solution.deploy;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What state flows and processes should have, each by its id.
 *
 * @param before the states to be given back
 * @param known whether the states from before are known; without that nothing else is turned on, because somebody may have
 *     turned it off on purpose
 * @param on what is to be on unless it was there before
 */
record FlowWishes(Map<String, Boolean> before, boolean known, Set<String> on) {

    static FlowWishes back(FlowMemory memory) {
        return new FlowWishes(memory.wanted(), memory.known(), Set.of());
    }

    /** All flows that something is wished of. */
    Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>(before.keySet());
        ids.addAll(on);
        return ids;
    }
}
