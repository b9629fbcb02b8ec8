package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.contents.Workflow;
import io.github.dataversealm.solution.dataverse.InstalledSolution;
import io.github.dataversealm.solution.job.Stopwatch;
import io.github.dataversealm.solution.job.Workplace;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks after the flows and processes of the solution of a zip: before the import their states are noted, afterwards they get
 * them back. Whether a flow was there before is asked of the flow and not of the solution: a patch, and a solution that is
 * new, can bring flows that other solutions have brought already.
 */
final class FlowCare {

    private final FlowSwitch flowSwitch;
    private final boolean activates;
    private final List<String> packaged;
    private final Set<String> on;
    private FlowReport report = FlowReport.NONE;

    /** @param activates whether flows that were not there before are turned on when the zip has them on */
    FlowCare(Workplace target, SolutionPackage solution, boolean activates, Stopwatch stopwatch) {
        this.flowSwitch = new FlowSwitch(target, stopwatch, solution.uniqueName());
        this.activates = activates;
        List<Workflow> workflows = solution.contents().workflows();
        this.packaged = workflows.stream().map(Workflow::id).toList();
        this.on = new LinkedHashSet<>(
                activates
                        ? workflows.stream()
                                .filter(Workflow::activated)
                                .map(Workflow::id)
                                .toList()
                        : List.of());
    }

    /** Notes the states before an import. */
    FlowMemory remember(FlowMemory memory) {
        return memory.seen(flowSwitch.states(packaged));
    }

    /**
     * Notes the states before a staged upgrade is applied or removed, also of flows that the zip does not have. Those that only
     * the staged version has are new.
     */
    FlowMemory remember(FlowMemory memory, Situation situation) {
        Map<String, Boolean> installed = members(situation.installed());
        Map<String, Boolean> staged = members(situation.holding());
        Map<String, Boolean> states = new LinkedHashMap<>(flowSwitch.states(packaged));
        states.putAll(installed);
        states.keySet().removeIf(id -> staged.containsKey(id) && !installed.containsKey(id));
        return memory.seen(states);
    }

    private Map<String, Boolean> members(Optional<InstalledSolution> row) {
        return row.map(found -> flowSwitch.members(found.id())).orElse(Map.of());
    }

    /** Gives back the states from before, and turns on what is new. */
    FlowMemory finish(FlowMemory memory) {
        // What was due and is not there any more is not due any more.
        return restore(memory.owingNothing(), new FlowWishes(memory.wanted(), memory.known(), on));
    }

    /** Gives back the states from before; nothing is known of what is new. */
    FlowMemory giveBack(FlowMemory memory) {
        return restore(memory, FlowWishes.back(memory));
    }

    /** After staging: what is new is for the upgrade to turn on, when it is applied. */
    FlowMemory stage(FlowMemory memory) {
        if (!memory.known()) {
            return finish(memory);
        }
        Map<String, Boolean> later = new LinkedHashMap<>();
        on.stream().filter(id -> !memory.before().containsKey(id)).forEach(id -> later.put(id, true));
        return giveBack(memory).owing(later);
    }

    /** Tries again what an earlier run could not do. */
    FlowMemory retry(FlowMemory memory) {
        Map<String, Boolean> due = new LinkedHashMap<>(memory.due());
        due.values().removeIf(wanted -> wanted && !activates);
        return restore(memory, new FlowWishes(due, true, Set.of()));
    }

    private FlowMemory restore(FlowMemory memory, FlowWishes wishes) {
        FlowReport now = flowSwitch.restore(wishes);
        report = report.and(now);
        return memory.after(now, wishes.ids());
    }

    FlowReport report() {
        return report;
    }
}
