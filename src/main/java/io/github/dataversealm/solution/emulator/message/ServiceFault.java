package io.github.dataversealm.solution.emulator.message;

/** An error that the stand-in answers: HTTP status, code and text as the service has them. */
public final class ServiceFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    /** @param code such as 0x80040217 */
    public ServiceFault(int status, int code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public int code() {
        return code;
    }
}
