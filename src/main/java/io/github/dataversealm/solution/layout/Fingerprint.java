package io.github.dataversealm.solution.layout;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** A short text that tells whether a file has changed, whatever line ending a checkout has given it. */
public final class Fingerprint {

    private final CRC32 crc = new CRC32();
    private long count;

    /** Reads to the end of the stream. */
    public static String of(InputStream in) throws IOException {
        Fingerprint fingerprint = new Fingerprint();
        byte[] block = new byte[1 << 13];
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            fingerprint.update(block, 0, read);
        }
        return fingerprint.text();
    }

    /** A stream that updates this fingerprint with what is read of it. */
    public InputStream reading(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                if (read > 0) {
                    update(bytes, offset, read);
                }
                return read;
            }
        };
    }

    private void update(byte[] bytes, int offset, int length) {
        int from = offset;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            if (bytes[i] == '\r') {
                add(bytes, from, i);
                from = i + 1;
            }
        }
        add(bytes, from, end);
    }

    private void add(byte[] bytes, int from, int to) {
        crc.update(bytes, from, to - from);
        count += to - from;
    }

    /** The checksum and the length without carriage returns. */
    public String text() {
        return Long.toHexString(crc.getValue()) + '-' + count;
    }
}
