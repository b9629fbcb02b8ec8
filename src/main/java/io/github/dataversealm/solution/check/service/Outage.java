package io.github.dataversealm.solution.check.service;

/** The service gives no result, and that is not the user's fault: neither green nor red. */
final class Outage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason one sentence without a secret, with what to do where there is something to do */
    Outage(String reason, Throwable cause) {
        super(reason, cause);
    }
}
