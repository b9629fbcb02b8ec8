package io.github.dataversealm.solution.deploy;

import io.github.dataversealm.solution.dataverse.MissingDependencyRow;
import java.util.List;

/** A step of a deployment did not do what it should; what has to be told about it. */
final class StepException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RunState state;
    private final String problem;
    private final String advice;
    private final transient List<MissingDependencyRow> missing;

    /** @param state {@code FAILED}, or {@code STILL_RUNNING} when the work goes on without us */
    StepException(RunState state, String problem, String advice, List<MissingDependencyRow> missing) {
        super(problem);
        this.state = state;
        this.problem = problem;
        this.advice = advice;
        this.missing = missing;
    }

    static StepException failed(String problem, String advice) {
        return new StepException(RunState.FAILED, problem, advice, List.of());
    }

    static StepException stillRunning(String problem, String advice) {
        return new StepException(RunState.STILL_RUNNING, problem, advice, List.of());
    }

    RunState state() {
        return state;
    }

    String problem() {
        return problem;
    }

    String advice() {
        return advice;
    }

    List<MissingDependencyRow> missing() {
        return missing;
    }
}
