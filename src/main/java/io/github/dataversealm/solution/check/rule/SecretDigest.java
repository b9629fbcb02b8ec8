package io.github.dataversealm.solution.check.rule;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Tells one secret from another without giving either away. Findings of secrets need that: a number would let a new secret
 * stand in for a known one. What comes out goes into fingerprints, which are committed and published, so whoever has them may
 * try guesses: each takes thousands of rounds, no table made for another solution helps, and the digest is so short that very
 * many guesses fit it.
 */
final class SecretDigest {

    private static final int ROUNDS = 10_000;

    private final String salt;

    /**
     * @param solution the unique name of the solution
     * @param rule the rule that has found the secret
     */
    SecretDigest(String solution, String rule) {
        this.salt = solution + '\n' + rule;
    }

    /**
     * The digest of a secret.
     *
     * @param digits how many hexadecimal digits; few for what people think up, since that can be guessed
     */
    String of(String secret, int digits) {
        PBEKeySpec key = new PBEKeySpec(
                secret.toCharArray(), salt.getBytes(StandardCharsets.UTF_8), ROUNDS, (digits + 1) / 2 * Byte.SIZE);
        try {
            byte[] digest = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
            return HexFormat.of().formatHex(digest).substring(0, digits);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has PBKDF2 with HMAC-SHA-256.", e);
        } finally {
            key.clearPassword();
        }
    }
}
