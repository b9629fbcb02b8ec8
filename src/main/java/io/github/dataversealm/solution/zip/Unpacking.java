package io.github.dataversealm.solution.zip;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Inflater;

/** What it takes to unpack one entry; costly to make and so used again. Not for two threads at once. */
final class Unpacking {

    private static final int BUFFER = 64 << 10;

    final Inflater inflater = new Inflater(true);
    final CRC32 crc = new CRC32();
    final ByteBuffer packed = ByteBuffer.allocateDirect(BUFFER);
    private byte[] unpacked;

    /** A buffer for whoever has to pass the content on. */
    byte[] unpacked() {
        if (unpacked == null) {
            unpacked = new byte[BUFFER];
        }
        return unpacked;
    }

    void reset() {
        inflater.reset();
        crc.reset();
        packed.clear();
    }

    void end() {
        inflater.end();
    }
}
