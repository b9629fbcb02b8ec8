package io.github.dataversealm.solution.zip;

/** One file in a {@link ZipArchive}. */
public final class ZipItem {

    private final String name;
    private final byte[] rawName;
    final int flags;
    final int method;
    final int crc;
    private final long compressedSize;
    private final long size;
    final long headerPosition;
    private long dataPosition;

    ZipItem(
            String name,
            byte[] rawName,
            int flags,
            int method,
            int crc,
            long compressedSize,
            long size,
            long headerPosition) {
        this.name = name;
        this.rawName = rawName;
        this.flags = flags;
        this.method = method;
        this.crc = crc;
        this.compressedSize = compressedSize;
        this.size = size;
        this.headerPosition = headerPosition;
    }

    /** The path in the zip with {@code /} between its segments, legal by {@code path.PathRules}; not percent-decoded. */
    public String name() {
        return name;
    }

    /** The bytes that the unpacked file has. */
    public long size() {
        return size;
    }

    /** The bytes that the file takes in the zip. */
    public long compressedSize() {
        return compressedSize;
    }

    /** The CRC-32 of the unpacked file. */
    public int crc() {
        return crc;
    }

    byte[] rawName() {
        return rawName;
    }

    long dataPosition() {
        return dataPosition;
    }

    /** Set once, when the local header has been checked, before the item is published. */
    void dataPosition(long position) {
        dataPosition = position;
    }

    @Override
    public String toString() {
        return name;
    }
}
