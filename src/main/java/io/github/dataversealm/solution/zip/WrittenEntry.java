package io.github.dataversealm.solution.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
        ByteBuffer header = buffer(ZipFormat.LOCAL_LENGTH + name.length);
        header.putInt(ZipFormat.LOCAL_SIGNATURE);
        header.putShort((short) VERSION_DEFLATE);
        putCommon(header);
        header.putShort((short) 0);
        header.put(name);
        return header.array();
    }

    byte[] centralHeader() {
        boolean zip64 = headerPosition >= ZipFormat.MAX_32;
        int extra = zip64 ? 12 : 0;
        ByteBuffer header = buffer(ZipFormat.CENTRAL_LENGTH + name.length + extra);
        header.putInt(ZipFormat.CENTRAL_SIGNATURE);
        header.putShort((short) (zip64 ? VERSION_ZIP64 : VERSION_DEFLATE));
        header.putShort((short) (zip64 ? VERSION_ZIP64 : VERSION_DEFLATE));
        putCommon(header);
        header.putShort((short) extra);
        // no comment, first disk, no attributes: all zero
        header.position(42);
        header.putInt(zip64 ? -1 : (int) headerPosition);
        header.put(name);
        if (zip64) {
            header.putShort((short) ZipFormat.EXTRA_ZIP64);
            header.putShort((short) 8);
            header.putLong(headerPosition);
        }
        return header.array();
    }

    /** From the flags to the length of the name; both headers have these in common. */
    private void putCommon(ByteBuffer header) {
        header.putShort((short) flags);
        header.putShort((short) method);
        header.putInt(dosTime);
        header.putInt(crc);
        header.putInt((int) compressedSize);
        header.putInt((int) size);
        header.putShort((short) name.length);
    }

    /** The end of central directory, with its zip64 form before it when a number does not fit. */
    static byte[] endRecords(long entries, long directory, long directorySize) {
        boolean zip64 =
                entries >= ZipFormat.MAX_16 || directory >= ZipFormat.MAX_32 || directorySize >= ZipFormat.MAX_32;
        int length = ZipFormat.END_LENGTH + (zip64 ? ZipFormat.END64_LENGTH + ZipFormat.LOCATOR64_LENGTH : 0);
        ByteBuffer end = buffer(length);
        if (zip64) {
            end.putInt(ZipFormat.END64_SIGNATURE);
            end.putLong(ZipFormat.END64_LENGTH - 12L);
            end.putShort((short) VERSION_ZIP64);
            end.putShort((short) VERSION_ZIP64);
            end.putInt(0);
            end.putInt(0);
            end.putLong(entries);
            end.putLong(entries);
            end.putLong(directorySize);
            end.putLong(directory);
            end.putInt(ZipFormat.LOCATOR64_SIGNATURE);
            end.putInt(0);
            end.putLong(directory + directorySize);
            end.putInt(1);
        }
        end.putInt(ZipFormat.END_SIGNATURE);
        end.putInt(0);
        end.putShort((short) Math.min(entries, ZipFormat.MAX_16));
        end.putShort((short) Math.min(entries, ZipFormat.MAX_16));
        end.putInt((int) Math.min(directorySize, ZipFormat.MAX_32));
        end.putInt((int) Math.min(directory, ZipFormat.MAX_32));
        end.putShort((short) 0);
        return end.array();
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
