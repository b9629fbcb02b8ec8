package io.github.dataversealm.solution.emulator.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Checks the assertions with which applications prove who they are: signed with their certificate, or a token of a trusted issuer. */
final class Assertions {

    private static final Set<JWSAlgorithm> CERTIFICATE_ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256);
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Clock clock;

    Assertions(Clock clock) {
        this.clock = clock;
    }

    /**
     * Checks an assertion of the application.
     *
     * @param audiences the addresses that an assertion with a certificate may be meant for
     * @throws SignInFault when it proves nothing
     */
    void check(Registration application, String assertion, List<String> audiences) {
        try {
            SignedJWT token = SignedJWT.parse(assertion);
            JWTClaimsSet claims = token.getJWTClaimsSet();
            if (application.id().toString().equalsIgnoreCase(claims.getIssuer())) {
                checkCertificate(application, token, claims, audiences);
            } else {
                checkFederation(application, token, claims);
            }
        } catch (ParseException e) {
            throw new SignInFault(401, "invalid_client", 50027, "JWT token is invalid or malformed. Trace ID: local");
        } catch (JOSEException e) {
            throw wrongSignature();
        }
    }

    private void checkCertificate(
            Registration application, SignedJWT token, JWTClaimsSet claims, List<String> audiences)
            throws JOSEException {
        JWSHeader header = token.getHeader();
        X509Certificate certificate = application.certificates().stream()
                .map(X509CertUtils::parse)
                .filter(candidate -> candidate != null && isNamedBy(header, candidate))
                .findFirst()
                .orElseThrow(Assertions::wrongSignature);
        if (!CERTIFICATE_ALGORITHMS.contains(header.getAlgorithm())
                || !token.verify(new RSASSAVerifier((RSAPublicKey) certificate.getPublicKey()))) {
            throw wrongSignature();
        }
        if (!application.id().toString().equalsIgnoreCase(claims.getSubject())
                || claims.getAudience().stream().noneMatch(audiences::contains)) {
            throw new SignInFault(
                    401,
                    "invalid_client",
                    700023,
                    "Client assertion audience claim does not match Realm issuer. Review the documentation.");
        }
        checkTime(claims);
        Instant now = clock.instant();
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            throw new SignInFault(
                    401,
                    "invalid_client",
                    1000502,
                    "The provided certificate is not within its specified validity time window.");
        }
    }

    private void checkFederation(Registration application, SignedJWT token, JWTClaimsSet claims)
            throws JOSEException, ParseException {
        for (Registration.Federation federation : application.federations()) {
            if (federation.issuer().equals(claims.getIssuer())
                    && federation.subject().equals(claims.getSubject())
                    && claims.getAudience().contains(federation.audience())) {
                JWK key = JWKSet.parse(federation.keys())
                        .getKeyByKeyId(token.getHeader().getKeyID());
                if (key == null || !token.verify(verifier(key))) {
                    throw wrongSignature();
                }
                checkTime(claims);
                return;
            }
        }
        throw new SignInFault(
                401,
                "invalid_client",
                700213,
                "No matching federated identity record found for presented assertion subject '" + claims.getSubject()
                        + "'. Check your federated identity credential Subject, Audience and Issuer against the presented"
                        + " assertion.");
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa) {
            return new RSASSAVerifier(rsa);
        }
        if (key instanceof ECKey curve) {
            return new ECDSAVerifier(curve);
        }
        throw wrongSignature();
    }

    private void checkTime(JWTClaimsSet claims) {
        Date expires = claims.getExpirationTime();
        Date starts = claims.getNotBeforeTime();
        Instant now = clock.instant();
        if (expires == null
                || now.minus(SKEW).isAfter(expires.toInstant())
                || starts != null && now.plus(SKEW).isBefore(starts.toInstant())) {
            throw new SignInFault(
                    401,
                    "invalid_client",
                    700024,
                    "Client assertion is not within its valid time range. Current time: " + now + ".");
        }
    }

    /** Compares the bytes: msal4j writes them in the alphabet of plain base64. */
    private static boolean isNamedBy(JWSHeader header, X509Certificate certificate) {
        Base64URL strong = header.getX509CertSHA256Thumbprint();
        @SuppressWarnings("deprecation")
        Base64URL weak = header.getX509CertThumbprint();
        return strong != null && Arrays.equals(strong.decode(), hash("SHA-256", certificate))
                || weak != null && Arrays.equals(weak.decode(), hash("SHA-1", certificate));
    }

    private static byte[] hash(String algorithm, X509Certificate certificate) {
        try {
            return MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SignInFault wrongSignature() {
        return new SignInFault(
                401,
                "invalid_client",
                700027,
                "The certificate with identifier used to sign the client assertion is not registered on application, or the"
                        + " signature is wrong. [Reason - The key was not found.]");
    }
}
