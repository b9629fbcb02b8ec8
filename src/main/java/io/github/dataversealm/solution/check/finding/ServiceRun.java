package io.github.dataversealm.solution.check.finding;

import java.util.List;
import java.util.Map;

/**
 * What came of the part of a check that Microsoft's checker service does.
 *
 * @param reason why there is no result, or not a complete one, a sentence; empty when there is a complete one
 * @param runId the id of the run, which Microsoft's support asks for; empty when none was started
 * @param endpoint where it ran, an address without a path; empty when it was not asked
 * @param settings what it ran with, for people, in a fixed order: {@code Rule set} to {@code Solution Checker}
 * @param rules the rules that it ran, as far as they are known; those of this project with our texts
 * @param warnings what a person should know of this run, a sentence each, above all why it does not count for Managed
 *     Environments
 */
public record ServiceRun(
        State state,
        String reason,
        String runId,
        String endpoint,
        Map<String, String> settings,
        List<RuleInfo> rules,
        List<String> warnings) {

    /** How far the service came. */
    public enum State {
        /** Nobody asked it. */
        NOT_ASKED("not asked"),
        /** It analysed everything. */
        DONE("checked by the service"),
        /** It has a result, and says that rules of it failed. */
        INCOMPLETE("checked by the service, not completely"),
        /** It did not answer, or could not analyse: neither green nor red. */
        INCONCLUSIVE("not checked by the service");

        private final String title;

        State(String title) {
            this.title = title;
        }

        /** The words for reports. */
        public String title() {
            return title;
        }
    }

    /** The service was not asked. */
    public static ServiceRun notAsked() {
        return new ServiceRun(State.NOT_ASKED, "", "", "", Map.of(), List.of(), List.of());
    }

    /** Whether it was asked, with or without a result. */
    public boolean asked() {
        return state != State.NOT_ASKED;
    }

    /** Whether there are findings of it, perhaps not all. */
    public boolean hasResult() {
        return state == State.DONE || state == State.INCOMPLETE;
    }

    /** Whether it was asked and something of what it would have said is not known. */
    public boolean isOpen() {
        return state == State.INCOMPLETE || state == State.INCONCLUSIVE;
    }
}
