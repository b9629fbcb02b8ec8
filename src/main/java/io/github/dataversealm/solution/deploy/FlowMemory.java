package io.github.dataversealm.solution.deploy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is known of the flows and processes of a solution, each by its id.
 *
 * @param before those that were there before the import, and whether they were on; empty also when there were none
 * @param known whether they were looked at before the import; afterwards that cannot be made up for
 * @param due those that do not have the state that they should have, and which that is: it could not be given to them, or they
 *     are new in an upgrade that is staged. Off does not mean then that somebody has turned them off
 */
record FlowMemory(Map<String, Boolean> before, boolean known, Map<String, Boolean> due) {

    static final FlowMemory NOTHING = new FlowMemory(Map.of(), false, Map.of());

    FlowMemory {
        before = Map.copyOf(before);
        due = Map.copyOf(due);
    }

    /** Nothing but what is due. */
    FlowMemory onlyDue() {
        return new FlowMemory(Map.of(), false, due);
    }

    /** With what is there now, before the import; what is known already, and what is due, counts more. */
    FlowMemory seen(Map<String, Boolean> states) {
        Map<String, Boolean> all = new LinkedHashMap<>(states);
        all.putAll(before);
        all.replaceAll((id, on) -> due.getOrDefault(id, on));
        return new FlowMemory(all, true, due);
    }

    /** The states to be given back; what is due is among those that were looked at before. */
    Map<String, Boolean> wanted() {
        return known ? before : due;
    }

    /** @param ids the flows that were looked after */
    FlowMemory after(FlowReport report, Collection<String> ids) {
        Map<String, Boolean> left = new LinkedHashMap<>(due);
        left.keySet().removeAll(ids);
        report.failed().forEach(flow -> left.put(flow.id().toString(), flow.wanted()));
        return new FlowMemory(before, known, left);
    }

    FlowMemory owingNothing() {
        return new FlowMemory(before, known, Map.of());
    }

    FlowMemory owing(Map<String, Boolean> more) {
        Map<String, Boolean> all = new LinkedHashMap<>(due);
        all.putAll(more);
        return new FlowMemory(before, known, all);
    }
}
