package io.github.dataversealm.solution.assembly;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** The streams of the metadata, by name (ECMA-335 II.24.2.1 and 2). */
final class MetadataRoot {

    private static final long SIGNATURE = 0x424A5342L;
    private static final int MAX_VERSION_BYTES = 255;
    private static final int MAX_STREAM_NAME_BYTES = 32;

    private final Map<String, Bytes> streams;

    private MetadataRoot(Map<String, Bytes> streams) {
        this.streams = streams;
    }

    static MetadataRoot parse(Bytes metadata) throws MalformedImageException {
        if (metadata.u32(0) != SIGNATURE) {
            throw new MalformedImageException("its metadata does not start with 'BSJB'");
        }
        long versionLength = metadata.u32(12);
        if (versionLength > MAX_VERSION_BYTES + 1) {
            throw new MalformedImageException("its metadata version has " + versionLength + " bytes");
        }
        long at = 16 + roundUp(versionLength);
        int count = metadata.u16(at + 2);
        at += 4;
        Map<String, Bytes> streams = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String name = metadata.terminatedText(at + 8, MAX_STREAM_NAME_BYTES);
            streams.put(name, metadata.slice(name + " stream", metadata.u32(at), metadata.u32(at + 4)));
            // A name is ASCII, so that its characters are its bytes.
            at += 8 + roundUp(name.length() + 1L);
        }
        return new MetadataRoot(streams);
    }

    /** The table stream: {@code #~} or, as edit-and-continue and some obfuscators write it, {@code #-}. */
    Bytes tables() throws MalformedImageException {
        Bytes compressed = streams.get("#~");
        Bytes tables = compressed != null ? compressed : streams.get("#-");
        if (tables == null) {
            throw new MalformedImageException("its metadata has no table stream (#~)");
        }
        return tables;
    }

    /** The texts that code uses: UTF-16 in blobs. */
    Bytes userStrings() {
        return heap("#US");
    }

    Heaps heaps() {
        return new Heaps(heap("#Strings"), heap("#Blob"));
    }

    private Bytes heap(String name) {
        Bytes heap = streams.get(name);
        return heap != null ? heap : new Bytes(name + " stream", ByteBuffer.allocate(0));
    }

    private static long roundUp(long length) {
        return (length + 3) & ~3L;
    }
}
