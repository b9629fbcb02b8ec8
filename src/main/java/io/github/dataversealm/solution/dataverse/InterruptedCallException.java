package io.github.dataversealm.solution.dataverse;

/** The thread was interrupted while it waited for the service. */
public final class InterruptedCallException extends DataverseException {

    private static final long serialVersionUID = 1L;

    public InterruptedCallException(String problem) {
        super(problem, "", null);
    }
}
