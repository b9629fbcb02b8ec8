package io.github.dataversealm.solution.dataverse;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The service answered with an error. */
public final class ServiceException extends DataverseException {

    private static final long serialVersionUID = 1L;

    private static final ErrorCode DUPLICATE_JOB = new ErrorCode(0x80071152);
    private static final ErrorCode DUPLICATE_RUNNING_JOB = new ErrorCode(0x80071155);
    private static final ErrorCode NO_SUCH_SEGMENT = new ErrorCode(0x8006088a);

    private final int status;
    private final transient Optional<ErrorCode> code;
    private final String serviceMessage;
    private final boolean fromDataverse;
    private final transient Optional<Duration> retryAfter;
    private final transient Optional<String> requestId;

    /**
     * @param status the HTTP status
     * @param code the code of the error body
     * @param serviceMessage the service's own words
     */
    public ServiceException(
            int status, Optional<ErrorCode> code, String serviceMessage, String problem, String advice) {
        this(status, code, serviceMessage, problem, advice, true, Optional.empty(), Optional.empty());
    }

    /** @param fromDataverse false when a gateway or proxy has answered in its place */
    ServiceException(
            int status,
            Optional<ErrorCode> code,
            String serviceMessage,
            String problem,
            String advice,
            boolean fromDataverse,
            Optional<Duration> retryAfter,
            Optional<String> requestId) {
        super(problem, advice, null);
        this.status = status;
        this.code = code;
        this.serviceMessage = serviceMessage;
        this.fromDataverse = fromDataverse;
        this.retryAfter = retryAfter;
        this.requestId = requestId;
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

    /** The pause that the service asks for before the call is made again. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** The service's id of the request, by which Microsoft's support finds it. */
    public Optional<String> requestId() {
        return requestId;
    }

    /** Too many requests: nothing was done, and the same call works after a pause. */
    public boolean isThrottling() {
        return kind() == ErrorAdvice.Kind.THROTTLING;
    }

    /** Another solution operation holds the environment: nothing was done, and it may take minutes (spec §9.5). */
    public boolean isCustomizationLock() {
        return kind() == ErrorAdvice.Kind.LOCK;
    }

    /** The service failed for a moment; whether something was done is not known. */
    public boolean isTransient() {
        return kind() == ErrorAdvice.Kind.TRANSIENT;
    }

    /** The import job id was used before: an earlier request with it has arrived. */
    public boolean isDuplicateJob() {
        return has(DUPLICATE_JOB) || has(DUPLICATE_RUNNING_JOB);
    }

    /** Dataverse says that the record does not exist; the 404 of a gateway says nothing of records. */
    public boolean isNotFound() {
        return status == 404 && fromDataverse || has(ErrorCode.NO_SUCH_RECORD);
    }

    /** The service is too old for the message, function or table, or does not offer it here (spec §1.2, §1.4). */
    public boolean isUnknownCall() {
        return status == 501
                || has(NO_SUCH_SEGMENT)
                || serviceMessage.toLowerCase(Locale.ROOT).contains("resource not found for the segment");
    }

    private boolean has(ErrorCode wanted) {
        return code.filter(wanted::equals).isPresent();
    }

    private ErrorAdvice.Kind kind() {
        return kind(status, code, serviceMessage);
    }

    /** The code decides; without one that is known, the words of the lock, then the status. */
    static ErrorAdvice.Kind kind(int status, Optional<ErrorCode> code, String message) {
        if (CustomizationLock.isWordedIn(message)) {
            return ErrorAdvice.Kind.LOCK;
        }
        if (message.contains("Sql Number: 1205")) {
            return ErrorAdvice.Kind.TRANSIENT;
        }
        return code.flatMap(ErrorAdvice::of)
                .map(ErrorAdvice::kind)
                .orElseGet(() -> ErrorAdvice.ofStatus(status).kind());
    }
}
