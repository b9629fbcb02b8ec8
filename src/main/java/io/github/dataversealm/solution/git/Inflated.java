package io.github.dataversealm.solution.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;

/** Reads what was deflated, as much as is expected of it. */
final class Inflated {

    private Inflated() {}

    /** Exactly that many bytes. */
    static byte[] exactly(InputStream deflated, int size) throws IOException {
        byte[] bytes = new InflaterInputStream(deflated).readNBytes(size);
        if (bytes.length != size) {
            throw new IOException("an object ends early");
        }
        return bytes;
    }

    /** All of it, which must not be more than that many bytes. */
    static byte[] atMost(InputStream deflated, int limit) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new InflaterInputStream(deflated).readNBytes(limit + 1));
        if (bytes.size() > limit) {
            throw new IOException("an object is too large");
        }
        return bytes.toByteArray();
    }
}
