package io.github.dataversealm.solution.zip;

/** The numbers of a directory record that may be in its zip64 field instead (APPNOTE 4.5.3). */
record Zip64Sizes(long compressedSize, long size, long offset, long disk) {

    /** Reads the record at {@code at}; null when its fields are cut off or missing. */
    static Zip64Sizes read(byte[] bytes, int at, int nameLength, int extraLength) {
        long compressed = LittleEndian.u32(bytes, at + 20);
        long size = LittleEndian.u32(bytes, at + 24);
        long disk = LittleEndian.u16(bytes, at + 34);
        long offset = LittleEndian.u32(bytes, at + 42);
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
            int id = LittleEndian.u16(bytes, from);
            int fieldEnd = from + 4 + (LittleEndian.u16(bytes, from + 2));
            if (fieldEnd > end) {
                return null;
            }
            if (id == ZipFormat.EXTRA_ZIP64) {
                return read64(bytes, from + 4, fieldEnd, compressed, size, offset, disk);
            }
            from = fieldEnd;
        }
        // without the field the numbers mean what they say
        return new Zip64Sizes(compressed, size, offset, disk);
    }

    private static Zip64Sizes read64(
            byte[] bytes, int from, int end, long compressed, long size, long offset, long disk) {
        int at = from;
        if (size == ZipFormat.MAX_32) {
            if (end - at < 8) {
                return null;
            }
            size = LittleEndian.i64(bytes, at);
            at += 8;
        }
        if (compressed == ZipFormat.MAX_32) {
            if (end - at < 8) {
                return null;
            }
            compressed = LittleEndian.i64(bytes, at);
            at += 8;
        }
        if (offset == ZipFormat.MAX_32) {
            if (end - at < 8) {
                return null;
            }
            offset = LittleEndian.i64(bytes, at);
            at += 8;
        }
        if (disk == ZipFormat.MAX_16) {
            if (end - at < 4) {
                return null;
            }
            disk = LittleEndian.u32(bytes, at);
        }
        return new Zip64Sizes(compressed, size, offset, disk);
    }
}
