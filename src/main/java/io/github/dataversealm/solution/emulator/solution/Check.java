package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.contents.Component;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import java.util.Optional;

/**
 * One check of the validation pipeline (spec dataverse-web-api §9.3).
 *
 * @param number its place in the pipeline, as the spec counts
 * @param what it finds, for people
 * @param stage when it runs
 */
record Check(int number, String what, Stage stage, Finder finder) {

    /** When a check runs and how its finding comes back. */
    enum Stage {
        /** StageSolution and every import: a result of the former, a failed job of the latter. */
        PACKAGE,
        /** Every import, before anything is done. */
        OPERATION,
        /** Every import, when the component is at hand. */
        COMPONENTS
    }

    /** What is wrong, and with which component. */
    record Problem(ServiceFault fault, Optional<Component> component) {

        Problem(ServiceFault fault) {
            this(fault, Optional.empty());
        }
    }

    /** Looks for a problem. */
    interface Finder {
        Optional<Problem> find(Inspection inspection);
    }

    /** A problem and the check that found it. */
    record Finding(Check check, Problem problem) {}
}
