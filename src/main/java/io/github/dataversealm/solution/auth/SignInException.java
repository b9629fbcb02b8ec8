package io.github.dataversealm.solution.auth;

/** Signing in failed. The message says why, in the user's words, and what to do; it never holds a secret. */
public final class SignInException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String advice;
    private final String number;
    private final boolean passing;

    /**
     * @param problem one sentence that says what is wrong
     * @param advice what to do next, with the command, setting or portal page
     */
    public SignInException(String problem, String advice, Throwable cause) {
        this(problem, advice, cause, "", false);
    }

    /**
     * @param number of the login service's error, the digits behind {@code AADSTS}; empty when it says none
     * @param passing whether a service is away or busy, so that nothing is known of the credentials
     */
    public SignInException(String problem, String advice, Throwable cause, String number, boolean passing) {
        super(problem + System.lineSeparator() + advice, cause);
        this.problem = problem;
        this.advice = advice;
        this.number = number;
        this.passing = passing;
    }

    /** A service that signs in is away or busy. */
    static SignInException outage(String problem, String advice, Throwable cause) {
        return new SignInException(problem, advice, cause, "", true);
    }

    /** The number of the login service's error, without letters; empty when there is none. */
    public String number() {
        return number;
    }

    /** Whether a service is away or busy, so that nothing is known of the credentials. */
    public boolean isPassing() {
        return passing;
    }

    public String problem() {
        return problem;
    }

    public String advice() {
        return advice;
    }
}
