package io.github.dataversealm.solution.zip;

/** The byte order of all numbers of a zip; plain arrays, since a buffer is slow while the Java runtime is still cold. */
final class LittleEndian {

    private LittleEndian() {}

    static int u16(byte[] bytes, int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
    }

    static int i32(byte[] bytes, int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16 | bytes[at + 3] << 24;
    }

    static long u32(byte[] bytes, int at) {
        return i32(bytes, at) & 0xffff_ffffL;
    }

    static long i64(byte[] bytes, int at) {
        return u32(bytes, at) | (long) i32(bytes, at + 4) << 32;
    }

    static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >> 8);
    }

    static void put32(byte[] bytes, int at, long value) {
        int low = (int) value;
        bytes[at] = (byte) low;
        bytes[at + 1] = (byte) (low >> 8);
        bytes[at + 2] = (byte) (low >> 16);
        bytes[at + 3] = (byte) (low >> 24);
    }

    static void put64(byte[] bytes, int at, long value) {
        put32(bytes, at, value);
        put32(bytes, at + 4, value >> 32);
    }
}
