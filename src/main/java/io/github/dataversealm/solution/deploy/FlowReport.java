package io.github.dataversealm.solution.deploy;

import java.util.List;

/**
 * What became of the flows and processes of a solution.
 *
 * @param turnedOn by us, after the import
 * @param keptOff off before the import, and off still
 * @param undecided off now and on in the zip; whether they were on before the import is not known, so they were left
 * @param failed could not be brought to their state, with the reason
 */
public record FlowReport(List<String> turnedOn, List<String> keptOff, List<String> undecided, List<FailedFlow> failed) {

    static final FlowReport NONE = new FlowReport(List.of(), List.of(), List.of(), List.of());

    /**
     * A flow that is not in the state that it should have.
     *
     * @param wanted whether it should be on
     * @param reason one sentence
     */
    public record FailedFlow(String name, boolean wanted, String reason) {

        /** What was not done, such as {@code turned on}. */
        public String wantedState() {
            return wanted ? "turned on" : "turned off";
        }
    }
}
