package io.github.dataversealm.solution.auth;

/** Signing in failed. The message says why, in the user's words, and what to do; it never holds a secret. */
public final class SignInException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String advice;

    /**
     * @param problem one sentence that says what is wrong
     * @param advice what to do next, with the command, setting or portal page
     */
    public SignInException(String problem, String advice, Throwable cause) {
        super(problem + System.lineSeparator() + advice, cause);
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
