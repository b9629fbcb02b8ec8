package io.github.dataversealm.solution.http;

import java.io.IOException;

/** A connection that this side does not make because a secret could leak; nothing was sent to the refused place. */
public final class RefusedConnectionException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String advice;

    RefusedConnectionException(String problem, String advice) {
        super(problem + System.lineSeparator() + advice);
        this.problem = problem;
        this.advice = advice;
    }

    public String problem() {
        return problem;
    }

    public String advice() {
        return advice;
    }
}
