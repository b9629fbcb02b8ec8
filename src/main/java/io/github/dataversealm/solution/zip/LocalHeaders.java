package io.github.dataversealm.solution.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Compares each local header (APPNOTE 4.3.7) with the directory, since tools that believe the one or the other would
 * see different files, and makes sure that no two entries share bytes.
 */
final class LocalHeaders {

    /** Small files lie close together: one read serves the headers of several. */
    private static final int WINDOW = 16 << 10;

    private static final int LONGEST = ZipFormat.LOCAL_LENGTH + 2 * 0xffff;

    private static final class ByPosition implements Comparator<ZipItem> {
        @Override
        public int compare(ZipItem a, ZipItem b) {
            return Long.compare(a.headerPosition, b.headerPosition);
        }
    }

    private final ZipSource source;
    private final ZipFaults faults;
    private byte[] window = new byte[WINDOW];
    private int windowLength;
    private long windowPosition;

    private LocalHeaders(ZipSource source, ZipFaults faults) {
        this.source = source;
        this.faults = faults;
    }

    /** Checks all entries, folders among them, and tells each where its data is. */
    static void check(List<ZipItem> items, EndRecord end, ZipSource source, ZipFaults faults) throws IOException {
        LocalHeaders headers = new LocalHeaders(source, faults);
        ZipItem[] sorted = items.toArray(new ZipItem[0]);
        Arrays.sort(sorted, new ByPosition());
        for (int i = 0; i < sorted.length; i++) {
            ZipItem item = sorted[i];
            long limit = i + 1 < sorted.length ? sorted[i + 1].headerPosition : end.directory();
            headers.check(item, end.directory());
            if (item.dataPosition() + item.compressedSize() > limit) {
                String other = i + 1 < sorted.length ? "the entry " + sorted[i + 1].name() : "the directory of the zip";
                throw faults.damaged(item.name(), "it overlaps " + other);
            }
        }
    }

    private void check(ZipItem item, long end) throws IOException {
        long position = item.headerPosition;
        if (position < 0 || position > end - ZipFormat.LOCAL_LENGTH) {
            throw faults.damaged(item.name(), "it lies outside the file");
        }
        int at = load(position, ZipFormat.LOCAL_LENGTH);
        int nameLength = LittleEndian.u16(window, at + 26);
        int extraLength = LittleEndian.u16(window, at + 28);
        if (LittleEndian.i32(window, at) != ZipFormat.LOCAL_SIGNATURE) {
            throw faults.damaged(item.name(), "its local header is missing");
        }
        long data = position + ZipFormat.LOCAL_LENGTH + nameLength + extraLength;
        if (data > end) {
            throw faults.damaged(item.name(), "it lies outside the file");
        }
        at = load(position, ZipFormat.LOCAL_LENGTH + nameLength);
        String differing = differing(item, at, nameLength);
        if (differing != null) {
            throw faults.damaged(
                    item.name(), "its local header and the directory of the zip disagree about its " + differing);
        }
        item.dataPosition(data);
    }

    private String differing(ZipItem item, int at, int nameLength) {
        int flags = LittleEndian.u16(window, at + 6);
        int encryption = ZipFormat.FLAG_ENCRYPTED | ZipFormat.FLAG_STRONG_ENCRYPTION | ZipFormat.FLAG_MASKED;
        if ((flags & encryption) != 0) {
            return "encryption";
        }
        if (LittleEndian.u16(window, at + 8) != item.method) {
            return "method";
        }
        byte[] name = item.rawName();
        int nameFrom = at + ZipFormat.LOCAL_LENGTH;
        if (!Arrays.equals(name, 0, name.length, window, nameFrom, nameFrom + nameLength)) {
            return "name";
        }
        if ((flags & ZipFormat.FLAG_DESCRIPTOR) != 0) {
            // crc and sizes follow the data
            return null;
        }
        if (LittleEndian.i32(window, at + 14) != item.crc) {
            return "CRC";
        }
        return isSize(at + 18, item.compressedSize()) && isSize(at + 22, item.size()) ? null : "size";
    }

    /** The zip64 size of a local header is not compared: the size that counts is checked while the entry is unpacked. */
    private boolean isSize(int at, long size) {
        long local = LittleEndian.u32(window, at);
        return local == size || local == ZipFormat.MAX_32;
    }

    /** The index in the window at which the file's {@code position} is, {@code length} bytes of it present. */
    private int load(long position, int length) throws IOException {
        if (position < windowPosition || position + length > windowPosition + windowLength) {
            if (length > window.length) {
                window = new byte[LONGEST];
            }
            windowLength = (int) Math.min(window.length, source.size() - position);
            windowPosition = position;
            source.read(ByteBuffer.wrap(window, 0, windowLength), position);
        }
        return (int) (position - windowPosition);
    }
}
