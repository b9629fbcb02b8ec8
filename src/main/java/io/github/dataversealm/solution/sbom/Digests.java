package io.github.dataversealm.solution.sbom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of entries and texts. */
final class Digests {

    private Digests() {}

    /**
     * A stream that was read to its end.
     *
     * @param start its first bytes, one character each
     */
    record Read(String sha256, String start) {}

    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** @param keep how many bytes are kept */
    static Read read(InputStream in, int keep) throws IOException {
        MessageDigest digest = sha256();
        ByteArrayOutputStream kept = new ByteArrayOutputStream(Math.min(keep, 1 << 16));
        byte[] block = new byte[1 << 16];
        for (int length = in.read(block); length >= 0; length = in.read(block)) {
            digest.update(block, 0, length);
            kept.write(block, 0, Math.min(length, keep - kept.size()));
        }
        return new Read(HexFormat.of().formatHex(digest.digest()), kept.toString(StandardCharsets.ISO_8859_1));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
