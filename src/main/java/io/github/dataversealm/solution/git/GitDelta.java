package io.github.dataversealm.solution.git;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The difference between two objects, as a pack keeps it. */
final class GitDelta {

    private static final int COPY = 0x80;
    private static final int WHOLE = 0x10000;

    private GitDelta() {}

    /** @param all whose limit counts */
    static byte[] apply(byte[] base, byte[] delta, GitObjects all) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(delta);
        if (size(in) != base.length) {
            throw new IOException("a delta is of another object");
        }
        long size = size(in);
        all.spend(size);
        ByteBuffer out = ByteBuffer.allocate((int) size);
        while (in.hasRemaining()) {
            int command = Byte.toUnsignedInt(in.get());
            if ((command & COPY) != 0) {
                int from = number(in, command, 4);
                int length = number(in, command >> 4, 3);
                out.put(base, from, length == 0 ? WHOLE : length);
            } else if (command != 0) {
                out.put(delta, in.position(), command);
                in.position(in.position() + command);
            } else {
                throw new IOException("a delta has an unknown command");
            }
        }
        if (out.hasRemaining()) {
            throw new IOException("a delta ends early");
        }
        return out.array();
    }

    /** A number of which only the bytes that are not 0 are there. */
    private static int number(ByteBuffer in, int present, int bytes) {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            if ((present & 1 << i) != 0) {
                number |= Byte.toUnsignedInt(in.get()) << 8 * i;
            }
        }
        return number;
    }

    private static long size(ByteBuffer in) throws IOException {
        long size = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = in.get();
            size |= (long) (next & 0x7f) << shift;
            if ((next & 0x80) == 0) {
                return size;
            }
        }
        throw new IOException("an object is too large");
    }
}
