package io.github.dataversealm.solution.emulator.server;

import java.io.IOException;

/** Ends a connection on purpose. */
final class CutException extends IOException {

    private static final long serialVersionUID = 1L;

    CutException() {
        super("cut on purpose");
    }
}
