package io.github.dataversealm.solution.sbom;

import io.github.dataversealm.solution.artifact.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** SHA-256 of entries, with their beginnings. */
final class Digests {

    private Digests() {}

    /**
     * A stream that was read to its end.
     *
     * @param start its first bytes, one character each
     */
    record Read(String sha256, String start) {}

    /** @param keep how many bytes are kept */
    static Read read(InputStream in, int keep) throws IOException {
        MessageDigest digest = Sha256.digest();
        ByteArrayOutputStream kept = new ByteArrayOutputStream(Math.min(keep, 1 << 16));
        byte[] block = new byte[1 << 16];
        for (int length = in.read(block); length >= 0; length = in.read(block)) {
            digest.update(block, 0, length);
            kept.write(block, 0, Math.min(length, keep - kept.size()));
        }
        return new Read(HexFormat.of().formatHex(digest.digest()), kept.toString(StandardCharsets.ISO_8859_1));
    }
}
