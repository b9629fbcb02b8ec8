package io.github.dataversealm.solution.zip;

import java.nio.charset.StandardCharsets;

/** What the records of one written entry say. */
final class WrittenEntry {

    private static final int VERSION_DEFLATE = 20;
    private static final int VERSION_ZIP64 = 45;

    private final byte[] name;
    private final int flags;
    private final int dosTime;
    int method = ZipFormat.DEFLATED;
    int crc;
    long compressedSize;
    long size;
    long headerPosition;

    WrittenEntry(String name, int dosTime) {
        this.name = name.getBytes(StandardCharsets.UTF_8);
        // only ASCII letters take one byte each
        this.flags = this.name.length == name.length() ? 0 : ZipFormat.FLAG_UTF8;
        this.dosTime = dosTime;
    }

    int nameLength() {
        return name.length;
    }

    byte[] localHeader() {
        byte[] header = new byte[ZipFormat.LOCAL_LENGTH + name.length];
        LittleEndian.put32(header, 0, ZipFormat.LOCAL_SIGNATURE);
        LittleEndian.put16(header, 4, VERSION_DEFLATE);
        putCommon(header, 6);
        System.arraycopy(name, 0, header, ZipFormat.LOCAL_LENGTH, name.length);
        return header;
    }

    /** No attributes, no comment; a zip64 field when the offset needs it. */
    byte[] centralHeader() {
        boolean zip64 = headerPosition >= ZipFormat.MAX_32;
        int version = zip64 ? VERSION_ZIP64 : VERSION_DEFLATE;
        int extra = ZipFormat.CENTRAL_LENGTH + name.length;
        byte[] header = new byte[extra + (zip64 ? 12 : 0)];
        LittleEndian.put32(header, 0, ZipFormat.CENTRAL_SIGNATURE);
        LittleEndian.put16(header, 4, version);
        LittleEndian.put16(header, 6, version);
        putCommon(header, 8);
        LittleEndian.put16(header, 30, header.length - extra);
        LittleEndian.put32(header, 42, Math.min(headerPosition, ZipFormat.MAX_32));
        System.arraycopy(name, 0, header, ZipFormat.CENTRAL_LENGTH, name.length);
        if (zip64) {
            LittleEndian.put16(header, extra, ZipFormat.EXTRA_ZIP64);
            LittleEndian.put16(header, extra + 2, 8);
            LittleEndian.put64(header, extra + 4, headerPosition);
        }
        return header;
    }

    /** From the flags to the length of the name; both headers have these in common. */
    private void putCommon(byte[] header, int at) {
        LittleEndian.put16(header, at, flags);
        LittleEndian.put16(header, at + 2, method);
        LittleEndian.put32(header, at + 4, dosTime);
        LittleEndian.put32(header, at + 8, crc);
        LittleEndian.put32(header, at + 12, compressedSize);
        LittleEndian.put32(header, at + 16, size);
        LittleEndian.put16(header, at + 20, name.length);
    }

    /** The end of central directory, with its zip64 form before it when a number does not fit. */
    static byte[] endRecords(long entries, long directory, long directorySize) {
        boolean zip64 =
                entries >= ZipFormat.MAX_16 || directory >= ZipFormat.MAX_32 || directorySize >= ZipFormat.MAX_32;
        int at = zip64 ? ZipFormat.END64_LENGTH + ZipFormat.LOCATOR64_LENGTH : 0;
        byte[] end = new byte[at + ZipFormat.END_LENGTH];
        if (zip64) {
            putEnd64(end, entries, directory, directorySize);
        }
        LittleEndian.put32(end, at, ZipFormat.END_SIGNATURE);
        LittleEndian.put16(end, at + 8, (int) Math.min(entries, ZipFormat.MAX_16));
        LittleEndian.put16(end, at + 10, (int) Math.min(entries, ZipFormat.MAX_16));
        LittleEndian.put32(end, at + 12, Math.min(directorySize, ZipFormat.MAX_32));
        LittleEndian.put32(end, at + 16, Math.min(directory, ZipFormat.MAX_32));
        return end;
    }

    private static void putEnd64(byte[] end, long entries, long directory, long directorySize) {
        LittleEndian.put32(end, 0, ZipFormat.END64_SIGNATURE);
        LittleEndian.put64(end, 4, ZipFormat.END64_LENGTH - 12L);
        LittleEndian.put16(end, 12, VERSION_ZIP64);
        LittleEndian.put16(end, 14, VERSION_ZIP64);
        LittleEndian.put64(end, 24, entries);
        LittleEndian.put64(end, 32, entries);
        LittleEndian.put64(end, 40, directorySize);
        LittleEndian.put64(end, 48, directory);
        LittleEndian.put32(end, 56, ZipFormat.LOCATOR64_SIGNATURE);
        LittleEndian.put64(end, 64, directory + directorySize);
        LittleEndian.put32(end, 72, 1);
    }
}
