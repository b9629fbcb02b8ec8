package io.github.dataversealm.solution.emulator.server;

import java.io.FilterInputStream;
import java.io.InputStream;

/** A body that stays open when its reader closes it: what the reader has left must still be drained. */
final class OpenInput extends FilterInputStream {

    OpenInput(InputStream in) {
        super(in);
    }

    @Override
    public void close() {
        // drained by the server
    }
}
