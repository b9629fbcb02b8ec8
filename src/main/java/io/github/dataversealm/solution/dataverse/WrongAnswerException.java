package io.github.dataversealm.solution.dataverse;

/** An answer that is not what Dataverse answers; it ends in an exception for the user, which depends on the call. */
final class WrongAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    /** @param problem ends a sentence that begins with the host: {@code answered with a web page} */
    WrongAnswerException(String problem, String advice) {
        super(problem);
        this.advice = advice;
    }

    String advice() {
        return advice;
    }

    static WrongAnswerException odd(String problem) {
        return new WrongAnswerException(
                problem,
                "Check that the url is that of a Dataverse environment, such as https://contoso.crm4.dynamics.com, and that no"
                        + " proxy answers in its place. If it is right, try again later.");
    }
}
