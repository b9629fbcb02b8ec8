package io.github.dataversealm.solution.dataverse;

/**
 * A call that starts work was sent, and no usable answer came: the work may have been started or not. It must not be
 * repeated before the jobs of the environment have been looked at.
 */
public final class UnknownOutcomeException extends DataverseException {

    private static final long serialVersionUID = 1L;

    public UnknownOutcomeException(String problem, String advice, Throwable cause) {
        super(problem, advice, cause);
    }
}
