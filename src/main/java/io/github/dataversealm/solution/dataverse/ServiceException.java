package io.github.dataversealm.solution.dataverse;

import java.util.Optional;

/** The service answered with an error. */
public final class ServiceException extends DataverseException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Optional<ErrorCode> code;
    private final String serviceMessage;

    /**
     * @param status the HTTP status
     * @param code the code of the error body
     * @param serviceMessage the service's own words
     */
    public ServiceException(
            int status, Optional<ErrorCode> code, String serviceMessage, String problem, String advice) {
        super(problem, advice, null);
        this.status = status;
        this.code = code;
        this.serviceMessage = serviceMessage;
    }

    public int status() {
        return status;
    }

    public Optional<ErrorCode> code() {
        return code;
    }

    public String serviceMessage() {
        return serviceMessage;
    }
}
