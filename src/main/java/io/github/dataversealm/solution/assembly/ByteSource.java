package io.github.dataversealm.solution.assembly;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** Random access to a file, so that only the parts that are needed get into memory. */
interface ByteSource {

    /** The size of the whole, in bytes. */
    long size() throws IOException;

    /** Reads exactly {@code length} bytes; the caller has checked that they lie within {@link #size()}. */
    ByteBuffer read(long offset, int length) throws IOException;

    static ByteSource of(byte[] content) {
        return new ByteSource() {
            @Override
            public long size() {
                return content.length;
            }

            @Override
            public ByteBuffer read(long offset, int length) {
                return ByteBuffer.wrap(content, Math.toIntExact(offset), length).slice();
            }
        };
    }

    static ByteSource of(SeekableByteChannel channel) {
        return new ByteSource() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public ByteBuffer read(long offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.allocate(length);
                channel.position(offset);
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer) < 0) {
                        throw new EOFException("The file became shorter while it was read.");
                    }
                }
                return buffer.flip();
            }
        };
    }
}
