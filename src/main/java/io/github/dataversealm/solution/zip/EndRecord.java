package io.github.dataversealm.solution.zip;

import java.io.IOException;

/**
 * The end of central directory record (APPNOTE 4.3.14 to 4.3.16).
 *
 * @param entries how many entries the central directory lists
 * @param directory where the central directory starts in the file
 * @param directorySize its length in bytes
 * @param prefix the bytes before the zip that its offsets do not count
 */
record EndRecord(long entries, long directory, long directorySize, long prefix) {

    private static final int MAX_COMMENT = 0xffff;

    static EndRecord read(ZipSource source, ZipFaults faults) throws IOException {
        int length = (int) Math.min(source.size(), ZipFormat.END_LENGTH + MAX_COMMENT);
        byte[] tail = source.read(source.size() - length, length);
        int at = find(tail, source, faults);
        long position = source.size() - length + at;

        int disk = LittleEndian.u16(tail, at + 4);
        int directoryDisk = LittleEndian.u16(tail, at + 6);
        long diskEntries = LittleEndian.u16(tail, at + 8);
        long entries = LittleEndian.u16(tail, at + 10);
        long size = LittleEndian.u32(tail, at + 12);
        long offset = LittleEndian.u32(tail, at + 16);
        long end = position;
        long position64 = find64(source, position);
        if (position64 >= 0) {
            byte[] record = source.read(position64, ZipFormat.END64_LENGTH);
            if (entries != ZipFormat.MAX_16 && entries != LittleEndian.i64(record, 32)
                    || size != ZipFormat.MAX_32 && size != LittleEndian.i64(record, 40)) {
                throw faults.damaged("its two end records disagree");
            }
            disk = LittleEndian.i32(record, 16);
            directoryDisk = LittleEndian.i32(record, 20);
            diskEntries = LittleEndian.i64(record, 24);
            entries = LittleEndian.i64(record, 32);
            size = LittleEndian.i64(record, 40);
            offset = LittleEndian.i64(record, 48);
            end = position64;
        }
        if (disk != 0 || directoryDisk != 0 || diskEntries != entries) {
            throw faults.zip(
                    "The file is one part of a zip that is split over several files.", "Pack it as a single zip.");
        }
        if (entries < 0 || size < 0 || offset < 0 || size > end || offset > end - size) {
            throw faults.damaged("its end record points outside the file; it may be truncated");
        }
        return new EndRecord(entries, end - size, size, end - size - offset);
    }

    private static int find(byte[] tail, ZipSource source, ZipFaults faults) throws IOException {
        boolean found = false;
        for (int at = tail.length - ZipFormat.END_LENGTH; at >= 0; at--) {
            if (tail[at] == 'P' && LittleEndian.i32(tail, at) == ZipFormat.END_SIGNATURE) {
                int comment = LittleEndian.u16(tail, at + 20);
                if (at + ZipFormat.END_LENGTH + comment == tail.length) {
                    return at;
                }
                found = true;
            }
        }
        if (found) {
            throw faults.damaged("its end record is cut off or followed by other bytes");
        }
        throw FileKind.notAZip(source, faults);
    }

    /** Where the zip64 end record is; -1 when there is none. */
    private static long find64(ZipSource source, long endPosition) throws IOException {
        long locatorPosition = endPosition - ZipFormat.LOCATOR64_LENGTH;
        if (locatorPosition < ZipFormat.END64_LENGTH) {
            return -1;
        }
        byte[] locator = source.read(locatorPosition, ZipFormat.LOCATOR64_LENGTH);
        if (LittleEndian.i32(locator, 0) != ZipFormat.LOCATOR64_SIGNATURE) {
            return -1;
        }
        long said = LittleEndian.i64(locator, 8);
        if (isEnd64(source, said, locatorPosition)) {
            return said;
        }
        // bytes before the zip move the record: it is then right before its locator
        long usual = locatorPosition - ZipFormat.END64_LENGTH;
        return isEnd64(source, usual, locatorPosition) ? usual : -1;
    }

    private static boolean isEnd64(ZipSource source, long position, long locatorPosition) throws IOException {
        return position >= 0
                && position <= locatorPosition - ZipFormat.END64_LENGTH
                && LittleEndian.i32(source.read(position, 4), 0) == ZipFormat.END64_SIGNATURE;
    }
}
