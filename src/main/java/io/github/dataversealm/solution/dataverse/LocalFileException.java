package io.github.dataversealm.solution.dataverse;

import java.io.IOException;

/** A file of this machine failed in the middle of a call, which is no fault of the connection. */
final class LocalFileException extends IOException {

    private static final long serialVersionUID = 1L;

    private final IOException reason;

    LocalFileException(IOException reason) {
        super(reason);
        this.reason = reason;
    }

    IOException reason() {
        return reason;
    }
}
