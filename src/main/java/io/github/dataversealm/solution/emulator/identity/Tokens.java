package io.github.dataversealm.solution.emulator.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Signs and checks the tokens of the tenant, with a key that is made at the first start and kept. */
final class Tokens {

    private static final int KEY_BITS = 2048;

    private final Path file;
    private final Clock clock;
    private RSAKey key;

    Tokens(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** The key, which is made when it is first needed: those who only use the static token need not wait for it. */
    private synchronized RSAKey key() {
        try {
            if (key == null && Files.exists(file)) {
                key = RSAKey.parse(Files.readString(file));
            } else if (key == null) {
                key = new RSAKeyGenerator(KEY_BITS)
                        .keyID(UUID.randomUUID().toString())
                        .generate();
                PrivateFiles.write(file, key.toJSONString());
            }
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("The key file " + file + " of the local environment cannot be used.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return key;
    }

    String publicKeys() {
        return new JWKSet(key().toPublicJWK()).toString();
    }

    /** @param use what the token is for: tokens of one use are not taken for another */
    String sign(String use, Duration life, Map<String, Object> claims) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder()
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .jwtID(UUID.randomUUID().toString());
        claims.forEach(builder::claim);
        builder.claim("use", use);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key().getKeyID())
                        .build(),
                builder.build());
        try {
            token.sign(new RSASSASigner(key()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** The claims of a token of this tenant that has not expired and is for this use. */
    Optional<JWTClaimsSet> verify(String token, String use) {
        try {
            SignedJWT signed = SignedJWT.parse(token);
            if (!JWSAlgorithm.RS256.equals(signed.getHeader().getAlgorithm())
                    || !signed.verify(new RSASSAVerifier(key().toRSAPublicKey()))) {
                return Optional.empty();
            }
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            boolean valid = use.equals(claims.getStringClaim("use"))
                    && claims.getExpirationTime() != null
                    && clock.instant().isBefore(claims.getExpirationTime().toInstant());
            return valid ? Optional.of(claims) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }
}
