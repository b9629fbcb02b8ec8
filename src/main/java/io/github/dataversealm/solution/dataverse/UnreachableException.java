package io.github.dataversealm.solution.dataverse;

/**
 * No Dataverse could be spoken to: the name is unknown, the connection or its encryption failed, or what answered is no
 * Dataverse. Nothing was changed by the call.
 */
public final class UnreachableException extends DataverseException {

    private static final long serialVersionUID = 1L;

    public UnreachableException(String problem, String advice, Throwable cause) {
        super(problem, advice, cause);
    }
}
