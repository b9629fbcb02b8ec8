package io.github.dataversealm.solution.assembly;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A part of an image with a name. Numbers are little-endian (ECMA-335 II.24.2), and every access is checked against the
 * part's end, so that no offset of a hostile file gets past it.
 */
final class Bytes {

    private final String name;
    private final ByteBuffer buffer;

    Bytes(String name, ByteBuffer buffer) {
        this.name = name;
        this.buffer = buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    int size() {
        return buffer.limit();
    }

    int u8(long offset) throws MalformedImageException {
        return Byte.toUnsignedInt(buffer.get(check(offset, 1)));
    }

    int u16(long offset) throws MalformedImageException {
        return Short.toUnsignedInt(buffer.getShort(check(offset, 2)));
    }

    long u32(long offset) throws MalformedImageException {
        return Integer.toUnsignedLong(buffer.getInt(check(offset, 4)));
    }

    long u64(long offset) throws MalformedImageException {
        return buffer.getLong(check(offset, 8));
    }

    /** The unsigned number of {@code width} bytes: 1, 2 or 4. */
    long unsigned(long offset, int width) throws MalformedImageException {
        return switch (width) {
            case 1 -> u8(offset);
            case 2 -> u16(offset);
            default -> u32(offset);
        };
    }

    Bytes slice(String sliceName, long offset, long length) throws MalformedImageException {
        int start = check(offset, length);
        return new Bytes(sliceName, buffer.slice(start, (int) length));
    }

    byte[] toArray() {
        byte[] copy = new byte[buffer.limit()];
        buffer.get(0, copy);
        return copy;
    }

    /** The UTF-8 text of {@code length} bytes. */
    String text(long offset, int length) throws MalformedImageException {
        int start = check(offset, length);
        byte[] copy = new byte[length];
        buffer.get(start, copy);
        return new String(copy, StandardCharsets.UTF_8);
    }

    /** The UTF-8 text up to a zero byte, which has to come within {@code limit} bytes. */
    String terminatedText(long offset, int limit) throws MalformedImageException {
        int length = 0;
        while (u8(offset + length) != 0) {
            if (++length > limit) {
                throw new MalformedImageException("a text in its " + name + " is longer than " + limit + " bytes");
            }
        }
        return text(offset, length);
    }

    /** The unsigned number in the compressed form of ECMA-335 II.23.2 that starts at {@code offset}. */
    CompressedNumber compressed(long offset) throws MalformedImageException {
        int first = u8(offset);
        if ((first & 0x80) == 0) {
            return new CompressedNumber(first, 1);
        }
        if ((first & 0x40) == 0) {
            return new CompressedNumber((first & 0x3F) << 8 | u8(offset + 1), 2);
        }
        if ((first & 0x20) == 0) {
            return new CompressedNumber(
                    (first & 0x1F) << 24 | u8(offset + 1) << 16 | u8(offset + 2) << 8 | u8(offset + 3), 4);
        }
        throw new MalformedImageException("its " + name + " holds a malformed length at " + offset);
    }

    /**
     * A compressed number.
     *
     * @param value the number, below 2^29
     * @param width how many bytes it took: 1, 2 or 4
     */
    record CompressedNumber(int value, int width) {}

    private int check(long offset, long length) throws MalformedImageException {
        if (offset < 0 || length < 0 || offset > size() - length) {
            throw new MalformedImageException("its " + name + " ends at byte " + size() + ", before byte "
                    + (offset + length) + " that is needed");
        }
        return (int) offset;
    }
}
