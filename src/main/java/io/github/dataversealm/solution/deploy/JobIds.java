package io.github.dataversealm.solution.deploy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;

/**
 * The ids of our import jobs. They are computed from what is imported and where to, so that the same command finds its job
 * again from any machine, also when nothing was written down (RFC 9562, version 5).
 */
final class JobIds {

    /** What an import does; the same zip may be staged first and imported otherwise later. */
    enum Kind {
        IMPORT,
        UPGRADE,
        HOLDING
    }

    private static final UUID NAMESPACE = UUID.fromString("7c2f5a0e-4f0b-5d3e-9a53-0d5e1a7b6c21");

    private final String subject;

    /** @param sha256 of the zip, in hexadecimal digits */
    JobIds(UUID organizationId, String sha256, String solution) {
        this.subject = organizationId + "\n" + sha256 + "\n" + solution.toLowerCase(Locale.ROOT);
    }

    /** @param attempt counted from 0 */
    UUID id(Kind kind, int attempt) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(16)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .array());
            String name = subject + "\n" + kind + "\n" + attempt;
            ByteBuffer digest = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = digest.getLong() & ~0xF000L | 0x5000L;
            long low = digest.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
