package io.github.dataversealm.solution.dataverse;

/** A call that did not do what it should. The message is for the user and ends with what to do; it holds no secret. */
public abstract sealed class DataverseException extends RuntimeException
        permits ServiceException, UnknownOutcomeException, UnreachableException, InterruptedCallException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String advice;

    DataverseException(String problem, String advice, Throwable cause) {
        super(advice.isEmpty() ? problem : problem + System.lineSeparator() + advice, cause);
        this.problem = problem;
        this.advice = advice;
    }

    /** What is wrong, in one or two sentences. */
    public String problem() {
        return problem;
    }

    /** What to do next; may be empty. */
    public String advice() {
        return advice;
    }
}
