package io.github.dataversealm.solution.xml;

import java.io.IOException;
import java.util.Arrays;

/**
 * A growing array of bytes that a writer appends to. {@link #overflow()} lets a subclass move what is there elsewhere
 * when the array is full, so that a document of any size can pass through a small one.
 */
public class ByteSink {

    private byte[] bytes;
    private int size;

    public ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    /** Makes room for {@code more} bytes at {@link #size()} and returns the array. */
    final byte[] reserve(int more) throws IOException {
        if (bytes.length - size < more) {
            overflow();
            if (bytes.length - size < more) {
                bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
            }
        }
        return bytes;
    }

    public final void append(byte[] from, int offset, int length) throws IOException {
        reserve(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    public final void append(byte[] from) throws IOException {
        append(from, 0, from.length);
    }

    public final void append(int b) throws IOException {
        reserve(1)[size++] = (byte) b;
    }

    /** Says that {@code count} bytes were written to the array that {@link #reserve} returned. */
    final void advance(int count) {
        size += count;
    }

    /** Called when the array is full; may call {@link #clear()} after it has taken the bytes. */
    protected void overflow() throws IOException {
        // by default the array grows
    }

    /** The array behind; only the first {@link #size()} bytes count, and only until the next call. */
    public final byte[] array() {
        return bytes;
    }

    public final int size() {
        return size;
    }

    public final void clear() {
        size = 0;
    }

    /** Empties the sink; an array larger than {@code largest} gives way to one of {@code capacity}. */
    final void clear(int largest, int capacity) {
        size = 0;
        if (bytes.length > largest) {
            bytes = new byte[capacity];
        }
    }

    public final byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }
}
