package io.github.dataversealm.solution.deploy;

import java.util.List;

/**
 * What became of the flows and processes of a solution.
 *
 * @param turnedOn by us, after the import
 * @param keptOff off before the import, and off still
 * @param failed could not be turned on, with the reason
 */
public record FlowReport(List<String> turnedOn, List<String> keptOff, List<FailedFlow> failed) {

    static final FlowReport NONE = new FlowReport(List.of(), List.of(), List.of());

    /** @param reason one sentence */
    public record FailedFlow(String name, String reason) {}
}
