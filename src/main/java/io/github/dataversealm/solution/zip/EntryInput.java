package io.github.dataversealm.solution.zip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.zip.DataFormatException;

/**
 * The content of an entry. Size and CRC are checked before the last bytes are handed out, so that whoever has read as
 * many bytes as the entry declares has read the right ones. More than the declared size, which the limits were applied
 * to, is never handed out.
 */
final class EntryInput extends InputStream {

    private final ZipArchive archive;
    private final ZipSource source;
    private final ZipFaults faults;
    private final ZipItem item;
    private final Unpacking unpacking;
    private long position;
    private long packedLeft;
    private long left;
    private boolean verified;
    private boolean closed;

    EntryInput(ZipArchive archive, ZipSource source, ZipFaults faults, ZipItem item, Unpacking unpacking) {
        this.archive = archive;
        this.source = source;
        this.faults = faults;
        this.item = item;
        this.unpacking = unpacking;
        this.position = item.dataPosition();
        this.packedLeft = item.compressedSize();
        this.left = item.size();
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (closed) {
            throw new IOException("The entry " + item.name() + " has been closed.");
        }
        if (left == 0) {
            verify();
            return -1;
        }
        if (length == 0) {
            return 0;
        }
        int read = unpack(target, offset, (int) Math.min(length, left));
        if (read == 0) {
            throw faults.damaged(item.name(), "it is shorter than it declares");
        }
        unpacking.crc.update(target, offset, read);
        left -= read;
        if (left == 0) {
            verify();
        }
        return read;
    }

    /** Fills the target, which has the size of the entry. */
    void readFully(byte[] target) throws IOException {
        int at = 0;
        while (at < target.length) {
            at += read(target, at, target.length - at);
        }
        verify();
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
        long from = left;
        byte[] buffer = unpacking.unpacked();
        int read;
        while ((read = read(buffer, 0, buffer.length)) > 0) {
            out.write(buffer, 0, read);
        }
        return from;
    }

    @Override
    public int available() {
        return closed ? 0 : (int) Math.min(Integer.MAX_VALUE, left);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            archive.giveBack(unpacking);
        }
    }

    /** At least one byte; 0 at the end of the packed data. */
    private int unpack(byte[] target, int offset, int length) throws IOException {
        return item.method == ZipFormat.STORED ? copy(target, offset, length) : inflate(target, offset, length);
    }

    private int copy(byte[] target, int offset, int length) throws IOException {
        if (packedLeft == 0) {
            return 0;
        }
        unpacking.packed.clear().limit((int) Math.min(Math.min(length, packedLeft), unpacking.packed.capacity()));
        fill();
        int read = unpacking.packed.remaining();
        unpacking.packed.get(target, offset, read);
        return read;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        while (true) {
            int read;
            try {
                read = unpacking.inflater.inflate(target, offset, length);
            } catch (DataFormatException e) {
                throw faults.damaged(item.name(), "its compressed data is invalid");
            }
            if (read > 0 || unpacking.inflater.finished()) {
                return read;
            }
            if (unpacking.inflater.needsDictionary() || !unpacking.inflater.needsInput()) {
                throw faults.damaged(item.name(), "its compressed data is invalid");
            }
            if (packedLeft == 0) {
                throw faults.damaged(item.name(), "its compressed data breaks off");
            }
            unpacking.packed.clear().limit((int) Math.min(packedLeft, unpacking.packed.capacity()));
            fill();
            unpacking.inflater.setInput(unpacking.packed);
        }
    }

    private void fill() throws IOException {
        int length = unpacking.packed.remaining();
        source.read(unpacking.packed, position);
        position += length;
        packedLeft -= length;
    }

    private void verify() throws IOException {
        if (verified) {
            return;
        }
        if (item.method == ZipFormat.DEFLATED && item.compressedSize() > 0) {
            if (inflate(new byte[1], 0, 1) > 0) {
                throw faults.damaged(item.name(), "it is longer than it declares");
            }
            if (packedLeft > 0 || unpacking.inflater.getRemaining() > 0) {
                throw faults.damaged(item.name(), "its compressed data ends early");
            }
        }
        if ((int) unpacking.crc.getValue() != item.crc) {
            throw faults.damaged(item.name(), "its CRC is wrong");
        }
        verified = true;
    }
}
