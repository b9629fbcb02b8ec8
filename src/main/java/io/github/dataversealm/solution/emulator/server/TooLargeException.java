package io.github.dataversealm.solution.emulator.server;

import java.io.IOException;

/** A body that is larger than the switch {@code maxRequestBytes} allows. */
final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;
}
