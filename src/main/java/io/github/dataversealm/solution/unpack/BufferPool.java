package io.github.dataversealm.solution.unpack;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Buffers for the files of components: there are as many as are filled or written at the same time. */
final class BufferPool {

    private final byte[] newline;
    private final ConcurrentLinkedQueue<ComponentBuffer> idle = new ConcurrentLinkedQueue<>();

    /** @param newline the line ending of what is written */
    BufferPool(byte[] newline) {
        this.newline = newline;
    }

    /** An empty one. */
    ComponentBuffer take() {
        ComponentBuffer buffer = idle.poll();
        return buffer == null ? new ComponentBuffer(newline) : buffer;
    }

    /** Takes it back when nobody needs its bytes any more. */
    void giveBack(ComponentBuffer buffer) throws IOException {
        buffer.sink.reset();
        idle.add(buffer);
    }
}
