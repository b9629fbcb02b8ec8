package io.github.dataversealm.solution.emulator.identity;

/** What the token endpoint answers when it gives no token (spec dataverse-web-api §7.1). */
final class SignInFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;
    private final int number;

    /** @param number of {@code AADSTS<number>} */
    SignInFault(int status, String error, int number, String text) {
        super("AADSTS" + number + ": " + text);
        this.status = status;
        this.error = error;
        this.number = number;
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    int number() {
        return number;
    }
}
