package io.github.dataversealm.solution.emulator.server;

/** Lets requests wait while the service is paused. */
public final class Gate {

    private boolean closed;

    public synchronized void close() {
        closed = true;
    }

    public synchronized void open() {
        closed = false;
        notifyAll();
    }

    synchronized void pass() throws CutException {
        try {
            while (closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CutException();
        }
    }
}
