package io.github.dataversealm.solution.emulator.fault;

import java.util.Optional;

/** The ways in which a request can go wrong on purpose (spec dataverse-web-api §9.7). */
public enum FaultKind {
    /** The connection ends before the body of the request is read. */
    CUT_BEFORE_READING(Where.CONNECTION),
    /** The request is read, then the connection ends; nothing is done. */
    CUT_AFTER_READING(Where.CONNECTION),
    /** The request is carried out, then the connection ends without an answer. */
    CUT_AFTER_HANDLING(Where.CONNECTION),
    /** The request is carried out, and the connection ends in the middle of the answer. */
    CUT_WITHIN_ANSWER(Where.CONNECTION),
    THROTTLED_REQUESTS(
            429, 0x80072322, "Number of requests exceeded the limit of 6000 over time window of 300 seconds."),
    THROTTLED_TIME(
            429,
            0x80072321,
            "Combined execution time of incoming requests exceeded limit of 1,200,000 milliseconds over time window of 300"
                    + " seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later."),
    THROTTLED_CONCURRENCY(429, 0x80072326, "Number of concurrent requests exceeded the limit of 52."),
    THROTTLED_DATABASE(429, 0x80072323, "Database resource limit was exceeded."),
    THROTTLED_CONCURRENT_DATABASE(429, 0x80072324, "Too many concurrent requests detected."),
    UNAVAILABLE_HTML(503, "text/html", "<html><body><h1>503 Service Unavailable</h1></body></html>"),
    UNAVAILABLE_EMPTY(503, null, ""),
    BAD_GATEWAY(
            502, "text/html", "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>"),
    GATEWAY_TIMEOUT(
            504,
            "text/html",
            "<html><head><title>504 Gateway Timeout</title></head><body>504 Gateway Timeout</body></html>"),
    SQL_ERROR(500, 0x80044150, "Generic SQL error."),
    SQL_TIMEOUT(500, 0x80044151, "SQL timeout expired."),
    DEADLOCK(
            500,
            0x80040216,
            "Sql error: 'Transaction was deadlocked on lock resources with another process and has been chosen as the"
                    + " deadlock victim.' Sql Number: 1205"),
    UNEXPECTED(400, 0x80040216, "An unexpected error occurred."),
    /** The request waits, then goes on as always. */
    DELAY(Where.BEFORE),
    /** 401 as for an expired token. */
    EXPIRED_TOKEN(Where.CONNECTION),
    /** 401 that asks for a token with other claims, as after a sign-in was revoked. */
    REVOKED_TOKEN(Where.CONNECTION),
    /** Another operation takes the customization lock for the time of {@code delayMillis}; the request goes on. */
    LOCK_HELD(Where.BEFORE),
    /** The connection ends, and the server starts again on the same port and folder after {@code delayMillis}. */
    RESTART(Where.CONNECTION);

    private enum Where {
        BEFORE,
        CONNECTION,
        ANSWER
    }

    private final Where where;
    private final int status;
    private final int code;
    private final String contentType;
    private final String text;

    FaultKind(Where where) {
        this(where, 0, 0, null, "");
    }

    FaultKind(int status, int code, String message) {
        this(Where.ANSWER, status, code, "application/json; odata.metadata=minimal", message);
    }

    FaultKind(int status, String contentType, String body) {
        this(Where.ANSWER, status, 0, contentType, body);
    }

    FaultKind(Where where, int status, int code, String contentType, String text) {
        this.where = where;
        this.status = status;
        this.code = code;
        this.contentType = contentType;
        this.text = text;
    }

    /** Whether the fault is an answer in place of the right one. */
    public boolean isAnswer() {
        return where == Where.ANSWER;
    }

    public int status() {
        return status;
    }

    /** The code of an error in JSON; 0 when the body is another one. */
    public int code() {
        return code;
    }

    /** Empty when the answer has no body. */
    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }

    /** The message of the error, or the body. */
    public String text() {
        return text;
    }
}
