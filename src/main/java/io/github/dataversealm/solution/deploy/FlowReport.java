package io.github.dataversealm.solution.deploy;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What became of the flows and processes of a solution.
 *
 * @param turnedOn by us
 * @param keptOff off before, and off still
 * @param undecided off now and on in the zip; whether they were on before the import is not known, so they were left
 * @param failed could not be brought to their state, with the reason
 */
public record FlowReport(List<String> turnedOn, List<String> keptOff, List<String> undecided, List<FailedFlow> failed) {

    static final FlowReport NONE = new FlowReport(List.of(), List.of(), List.of(), List.of());

    /** Both, one after the other. */
    FlowReport and(FlowReport next) {
        return new FlowReport(
                joined(turnedOn, next.turnedOn),
                joined(keptOff, next.keptOff),
                joined(undecided, next.undecided),
                Stream.concat(
                                failed.stream()
                                        .filter(flow -> next.failed.stream()
                                                .noneMatch(other -> other.id().equals(flow.id())))
                                        .filter(flow -> !next.turnedOn.contains(flow.name())),
                                next.failed.stream())
                        .toList());
    }

    private static List<String> joined(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }

    /**
     * A flow that is not in the state that it should have.
     *
     * @param id of its row
     * @param wanted whether it should be on
     * @param reason one sentence
     */
    public record FailedFlow(UUID id, String name, boolean wanted, String reason) {

        /** What was not done, such as {@code turned on}. */
        public String wantedState() {
            return wanted ? "turned on" : "turned off";
        }
    }
}
