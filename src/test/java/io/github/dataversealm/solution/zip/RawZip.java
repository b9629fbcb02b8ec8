package io.github.dataversealm.solution.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Builds zips record by record, with whatever lies in them a test wants. */
final class RawZip {

    /** One entry; what is not set is made right. */
    static final class Entry {
        byte[] name;
        byte[] localName;
        byte[] data = new byte[0];
        int flags;
        int localFlags = -1;
        int method = 8;
        int localMethod = -1;
        int system;
        long attributes;
        long crc;
        Long localCrc;
        long size;
        Long localSize;
        Long compressedSize;
        Long offset;
        byte[] extra = new byte[0];
        byte[] localExtra = new byte[0];
        boolean withoutLocal;

        Entry named(byte[] raw) {
            name = raw;
            return this;
        }

        Entry flags(int value) {
            flags = value;
            return this;
        }

        Entry method(int value) {
            method = value;
            return this;
        }

        Entry unixMode(int mode) {
            system = 3;
            attributes = (long) mode << 16;
            return this;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    byte[] prefix = new byte[0];
    boolean prefixInOffsets;
    byte[] comment = new byte[0];
    byte[] trailer = new byte[0];
    boolean zip64End;
    Integer declaredEntries;
    int disk;

    Entry add(String name, byte[] content) {
        Entry entry = new Entry();
        entry.name = name.getBytes(StandardCharsets.UTF_8);
        entry.data = deflate(content);
        entry.size = content.length;
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.crc = crc.getValue();
        entries.add(entry);
        return entry;
    }

    Entry add(String name, String content) {
        return add(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Entry addStored(String name, byte[] content) {
        Entry entry = add(name, content);
        entry.method = 0;
        entry.data = content;
        return entry;
    }

    static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    Path write(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    byte[] bytes() {
        Bytes out = new Bytes();
        out.writeBytes(prefix);
        long base = prefixInOffsets ? 0 : prefix.length;
        List<Long> offsets = new ArrayList<>();
        for (Entry e : entries) {
            offsets.add(out.size() - base);
            if (!e.withoutLocal) {
                local(out, e);
            }
        }
        long directory = out.size();
        for (int i = 0; i < entries.size(); i++) {
            central(out, entries.get(i), offsets.get(i));
        }
        long size = out.size() - directory;
        int count = declaredEntries == null ? entries.size() : declaredEntries;
        if (zip64End) {
            long position = out.size() - base;
            out.u32(0x06064b50).u64(44).u16(45).u16(45).u32(0).u32(0);
            out.u64(count).u64(count).u64(size).u64(directory - base);
            out.u32(0x07064b50).u32(0).u64(position).u32(1);
            out.u32(0x06054b50)
                    .u16(0)
                    .u16(0)
                    .u16(0xffff)
                    .u16(0xffff)
                    .u32(0xffffffffL)
                    .u32(0xffffffffL);
        } else {
            out.u32(0x06054b50)
                    .u16(disk)
                    .u16(disk)
                    .u16(count)
                    .u16(count)
                    .u32(size)
                    .u32(directory - base);
        }
        out.u16(comment.length).writeBytes(comment);
        out.writeBytes(trailer);
        return out.toByteArray();
    }

    private static void local(Bytes out, Entry e) {
        byte[] name = e.localName == null ? e.name : e.localName;
        out.u32(0x04034b50).u16(20);
        out.u16(e.localFlags < 0 ? e.flags : e.localFlags);
        out.u16(e.localMethod < 0 ? e.method : e.localMethod).u32(0);
        out.u32(e.localCrc == null ? e.crc : e.localCrc);
        out.u32(e.compressedSize == null ? e.data.length : e.compressedSize);
        out.u32(e.localSize == null ? e.size : e.localSize);
        out.u16(name.length).u16(e.localExtra.length);
        out.writeBytes(name);
        out.writeBytes(e.localExtra);
        out.writeBytes(e.data);
    }

    private static void central(Bytes out, Entry e, long offset) {
        out.u32(0x02014b50).u16(20 | e.system << 8).u16(20);
        out.u16(e.flags).u16(e.method).u32(0).u32(e.crc);
        out.u32(e.compressedSize == null ? e.data.length : e.compressedSize).u32(e.size);
        out.u16(e.name.length).u16(e.extra.length).u16(0).u16(0).u16(0).u32(e.attributes);
        out.u32(e.offset == null ? offset : e.offset);
        out.writeBytes(e.name);
        out.writeBytes(e.extra);
    }

    /** Little-endian numbers. */
    static final class Bytes extends ByteArrayOutputStream {
        Bytes u16(long value) {
            write((int) value);
            write((int) (value >> 8));
            return this;
        }

        Bytes u32(long value) {
            return u16(value).u16(value >> 16);
        }

        Bytes u64(long value) {
            return u32(value).u32(value >> 32);
        }
    }
}
