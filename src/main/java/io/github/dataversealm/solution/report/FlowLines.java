package io.github.dataversealm.solution.report;

import io.github.dataversealm.solution.deploy.FlowReport;
import io.github.dataversealm.solution.deploy.FlowReport.FailedFlow;
import java.util.ArrayList;
import java.util.List;

/** What became of flows and processes, one line for each thing to be said. */
public final class FlowLines {

    private FlowLines() {}

    /** What was done. */
    public static List<String> details(FlowReport flows) {
        List<String> lines = new ArrayList<>();
        if (!flows.turnedOn().isEmpty()) {
            lines.add("turned on: " + ImportSummary.some(flows.turnedOn()));
        }
        if (!flows.keptOff().isEmpty()) {
            // Whether a person turned them off, or nobody could turn them on, cannot be seen.
            lines.add("left off, because they were off before: " + ImportSummary.some(flows.keptOff()));
        }
        if (!flows.undecided().isEmpty()) {
            lines.add("left off, because it is not known whether they were on before: "
                    + ImportSummary.some(flows.undecided()));
        }
        return lines;
    }

    /** What could not be done, with the reason. */
    public static List<String> warnings(FlowReport flows) {
        List<String> lines = new ArrayList<>();
        for (FailedFlow flow : flows.failed()) {
            lines.add("not " + flow.wantedState() + ": " + flow.name() + ": " + flow.reason());
        }
        return lines;
    }
}
