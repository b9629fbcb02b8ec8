package io.github.dataversealm.solution.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import okhttp3.tls.HeldCertificate;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFileTest {

    private static final HeldCertificate HELD =
            new HeldCertificate.Builder().rsa2048().build();
    private static final HeldCertificate OTHER =
            new HeldCertificate.Builder().rsa2048().build();
    private static final Secret PASSWORD = new Secret("s3cr3t~value");

    @TempDir
    private Path folder;

    @Test
    void a_key_of_pkcs8_and_one_of_pkcs1() throws IOException {
        for (String key : new String[] {HELD.privateKeyPkcs8Pem(), HELD.privateKeyPkcs1Pem()}) {
            CertificateFile file = read(key + HELD.certificatePem(), Optional.empty());
            assertThat(file.key()).isEqualTo(HELD.keyPair().getPrivate());
            assertThat(file.chain()).containsExactly(HELD.certificate());
        }
    }

    @Test
    void the_certificate_of_the_key_comes_first_wherever_it_stands() throws IOException {
        CertificateFile file = read(
                OTHER.certificatePem() + "some words between\r\n" + HELD.certificatePem() + HELD.privateKeyPkcs8Pem(),
                Optional.empty());
        assertThat(file.chain()).containsExactly(HELD.certificate(), OTHER.certificate());
    }

    @Test
    void an_encrypted_key() throws Exception {
        String pem = encrypted() + HELD.certificatePem();
        assertThat(read(pem, Optional.of(PASSWORD)).key())
                .isEqualTo(HELD.keyPair().getPrivate());
        refused(pem, Optional.of(new Secret("wr0ng"))).withMessageContaining("password of the certificate file");
        refused(pem, Optional.empty()).withMessageContaining("needs a password");
    }

    private static String encrypted() throws Exception {
        String algorithm = "PBEWithHmacSHA256AndAES_256";
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm)
                        .generateSecret(new PBEKeySpec(PASSWORD.reveal().toCharArray())));
        byte[] encrypted = cipher.doFinal(HELD.keyPair().getPrivate().getEncoded());
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
        parameters.init(cipher.getParameters().getEncoded());
        byte[] der = new EncryptedPrivateKeyInfo(parameters, encrypted).getEncoded();
        return "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(der) + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
    }

    @Test
    void a_pfx_file_and_its_password() throws Exception {
        Path pfx = folder.resolve("app.pfx");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] word = PASSWORD.reveal().toCharArray();
        store.setKeyEntry("app", HELD.keyPair().getPrivate(), word, new Certificate[] {HELD.certificate()});
        try (var out = Files.newOutputStream(pfx)) {
            store.store(out, word);
        }
        assertThat(CertificateFile.read(pfx, Optional.of(PASSWORD), Instant.now())
                        .chain())
                .containsExactly(HELD.certificate());
        refused(pfx, Optional.of(new Secret("wr0ng")), Instant.now()).withMessageContaining("is wrong");
        refused(pfx, Optional.empty(), Instant.now()).withMessageContaining("needs a password");
    }

    @Test
    void a_certificate_that_is_not_valid_now_is_refused_before_it_is_sent() throws IOException {
        HeldCertificate old = new HeldCertificate.Builder()
                .rsa2048()
                .duration(1, TimeUnit.DAYS)
                .build();
        Path file = write(old.certificatePem() + old.privateKeyPkcs8Pem());
        refused(file, Optional.empty(), Instant.now().plus(Duration.ofDays(2))).withMessageContaining("expired on");
        refused(file, Optional.empty(), Instant.now().minus(Duration.ofDays(2)))
                .withMessageContaining("valid only from")
                .withMessageContaining("clock");
    }

    @Test
    void what_cannot_be_used_is_told() throws IOException {
        refused(HELD.certificatePem(), Optional.empty()).withMessageContaining("no private key");
        refused(HELD.privateKeyPkcs8Pem(), Optional.empty()).withMessageContaining("no certificate");
        refused(HELD.privateKeyPkcs8Pem() + OTHER.certificatePem(), Optional.empty())
                .withMessageContaining("none of its certificates belongs to its private key");
        HeldCertificate curve = new HeldCertificate.Builder().ecdsa256().build();
        refused(curve.privateKeyPkcs8Pem() + curve.certificatePem(), Optional.empty())
                .withMessageContaining("no RSA key");
        refused("hello", Optional.empty()).withMessageContaining("neither a PEM nor a PFX file");
        refused(
                        HELD.privateKeyPkcs8Pem() + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                        Optional.empty())
                .withMessageContaining("a part of it is damaged");
        refused(
                        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n"
                                + "-----END RSA PRIVATE KEY-----\n",
                        Optional.empty())
                .withMessageContaining("openssl pkcs8 -topk8");
        refused(
                        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n",
                        Optional.of(PASSWORD))
                .withMessageContaining("openssl pkcs8 -topk8 -v2 aes-256-cbc");
        refused(folder.resolve("missing.pem"), Optional.empty(), Instant.now())
                .withMessageContaining("does not exist")
                .withMessageContaining("<certificateFile>");
    }

    private CertificateFile read(String pem, Optional<Secret> password) throws IOException {
        return CertificateFile.read(write(pem), password, Instant.now());
    }

    private Path write(String pem) throws IOException {
        return Files.writeString(folder.resolve("app.pem"), pem);
    }

    private ThrowableAssertAlternative<SignInException> refused(String pem, Optional<Secret> password)
            throws IOException {
        return refused(write(pem), password, Instant.now());
    }

    private static ThrowableAssertAlternative<SignInException> refused(
            Path file, Optional<Secret> password, Instant now) {
        return assertThatExceptionOfType(SignInException.class)
                .isThrownBy(() -> CertificateFile.read(file, password, now))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("s3cr3t", "wr0ng"));
    }
}
