package io.github.dataversealm.solution.git;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash that a repository names its objects by: SHA-1, or SHA-256 in newer ones.
 *
 * @param algorithm as Java calls it
 * @param length of an id in bytes
 */
record GitIds(String algorithm, int length) {

    /** The one that made an id. */
    static GitIds of(String commit) {
        return commit.length() == 64 ? new GitIds("SHA-256", 32) : new GitIds("SHA-1", 20);
    }

    MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /** The hash of an object before its content was added. */
    MessageDigest digest(String type, long size) {
        MessageDigest digest = digest();
        digest.update((type + ' ' + size + '\0').getBytes(StandardCharsets.US_ASCII));
        return digest;
    }

    /** The id of an object. */
    String id(String type, byte[] content) {
        return HexFormat.of().formatHex(digest(type, content.length).digest(content));
    }
}
