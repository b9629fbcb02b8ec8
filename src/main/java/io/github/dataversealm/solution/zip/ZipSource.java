package io.github.dataversealm.solution.zip;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a zip, read by position, so by several threads at once. */
record ZipSource(FileChannel channel, long size) {

    /** Fills the rest of the buffer from {@code position} on and flips it. */
    void read(ByteBuffer buffer, long position) throws IOException {
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position);
            if (read < 0) {
                throw new EOFException("The zip became shorter while it was read.");
            }
            position += read;
        }
        buffer.flip();
    }

    /** {@code length} bytes from {@code position} on. */
    byte[] read(long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        read(ByteBuffer.wrap(bytes), position);
        return bytes;
    }
}
