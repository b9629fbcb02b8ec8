package io.github.dataversealm.solution.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    private ByteBuffer window = ByteBuffer.allocateDirect(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
    private long windowPosition;

    private LocalHeaders(ZipSource source, ZipFaults faults) {
        this.source = source;
        this.faults = faults;
        window.limit(0);
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
        int nameLength = window.getShort(at + 26) & 0xffff;
        int extraLength = window.getShort(at + 28) & 0xffff;
        if (window.getInt(at) != ZipFormat.LOCAL_SIGNATURE) {
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
        int flags = window.getShort(at + 6) & 0xffff;
        int encryption = ZipFormat.FLAG_ENCRYPTED | ZipFormat.FLAG_STRONG_ENCRYPTION | ZipFormat.FLAG_MASKED;
        if ((flags & encryption) != 0) {
            return "encryption";
        }
        if ((window.getShort(at + 8) & 0xffff) != item.method) {
            return "method";
        }
        if (!hasName(item.rawName(), at + ZipFormat.LOCAL_LENGTH, nameLength)) {
            return "name";
        }
        if ((flags & ZipFormat.FLAG_DESCRIPTOR) != 0) {
            // crc and sizes follow the data
            return null;
        }
        if (window.getInt(at + 14) != item.crc) {
            return "CRC";
        }
        return isSize(at + 18, item.compressedSize()) && isSize(at + 22, item.size()) ? null : "size";
    }

    private boolean hasName(byte[] name, int at, int length) {
        if (length != name.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (window.get(at + i) != name[i]) {
                return false;
            }
        }
        return true;
    }

    /** The zip64 size of a local header is not compared: the size that counts is checked while the entry is unpacked. */
    private boolean isSize(int at, long size) {
        long local = window.getInt(at) & ZipFormat.MAX_32;
        return local == size || local == ZipFormat.MAX_32;
    }

    /** The index in the window at which the file's {@code position} is, {@code length} bytes of it present. */
    private int load(long position, int length) throws IOException {
        if (position < windowPosition || position + length > windowPosition + window.limit()) {
            if (length > window.capacity()) {
                window = ByteBuffer.allocateDirect(LONGEST).order(ByteOrder.LITTLE_ENDIAN);
            }
            window.clear();
            window.limit((int) Math.min(window.capacity(), source.size() - position));
            source.read(window, position);
            windowPosition = position;
        }
        return (int) (position - windowPosition);
    }
}
