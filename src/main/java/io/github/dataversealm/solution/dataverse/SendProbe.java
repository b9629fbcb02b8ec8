package io.github.dataversealm.solution.dataverse;

import okhttp3.Call;
import okhttp3.EventListener;

/** Knows whether the first byte of a request may have left this machine. */
final class SendProbe extends EventListener {

    private volatile boolean sent;

    boolean sent() {
        return sent;
    }

    @Override
    public void requestHeadersStart(Call call) {
        sent = true;
    }
}
