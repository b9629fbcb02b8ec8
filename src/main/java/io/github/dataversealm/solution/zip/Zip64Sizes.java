package io.github.dataversealm.solution.zip;

import java.nio.ByteBuffer;

/** The numbers of a directory record that may be in its zip64 field instead (APPNOTE 4.5.3). */
record Zip64Sizes(long compressedSize, long size, long offset, long disk) {

    /** Reads the record at {@code at}; null when its fields are cut off or missing. */
    static Zip64Sizes read(ByteBuffer buffer, int at, int nameLength, int extraLength) {
        long compressed = buffer.getInt(at + 20) & ZipFormat.MAX_32;
        long size = buffer.getInt(at + 24) & ZipFormat.MAX_32;
        long disk = buffer.getShort(at + 34) & 0xffff;
        long offset = buffer.getInt(at + 42) & ZipFormat.MAX_32;
        boolean saturated = compressed == ZipFormat.MAX_32
                || size == ZipFormat.MAX_32
                || offset == ZipFormat.MAX_32
                || disk == ZipFormat.MAX_16;
        if (!saturated) {
            return new Zip64Sizes(compressed, size, offset, disk);
        }
        int from = at + ZipFormat.CENTRAL_LENGTH + nameLength;
        int end = from + extraLength;
        while (end - from >= 4) {
            int id = buffer.getShort(from) & 0xffff;
            int fieldEnd = from + 4 + (buffer.getShort(from + 2) & 0xffff);
            if (fieldEnd > end) {
                return null;
            }
            if (id == ZipFormat.EXTRA_ZIP64) {
                return read64(buffer, from + 4, fieldEnd, compressed, size, offset, disk);
            }
            from = fieldEnd;
        }
        // without the field the numbers mean what they say
        return new Zip64Sizes(compressed, size, offset, disk);
    }

    private static Zip64Sizes read64(
            ByteBuffer buffer, int from, int end, long compressed, long size, long offset, long disk) {
        int at = from;
        if (size == ZipFormat.MAX_32) {
            if (end - at < 8) {
                return null;
            }
            size = buffer.getLong(at);
            at += 8;
        }
        if (compressed == ZipFormat.MAX_32) {
            if (end - at < 8) {
                return null;
            }
            compressed = buffer.getLong(at);
            at += 8;
        }
        if (offset == ZipFormat.MAX_32) {
            if (end - at < 8) {
                return null;
            }
            offset = buffer.getLong(at);
            at += 8;
        }
        if (disk == ZipFormat.MAX_16) {
            if (end - at < 4) {
                return null;
            }
            disk = buffer.getInt(at);
        }
        return new Zip64Sizes(compressed, size, offset, disk);
    }
}
