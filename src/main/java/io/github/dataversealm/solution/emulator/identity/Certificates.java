package io.github.dataversealm.solution.emulator.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * The certificate of the server for {@code localhost}, made at the first start and kept. It is signed by an authority whose
 * certificate clients can trust, and whose key is thrown away: nobody can make another certificate that those clients would trust.
 */
public final class Certificates {

    private static final long DAYS = 3650;

    private final Path authority;
    private final HeldCertificate server;

    public Certificates(Path folder, Clock clock) throws IOException {
        PrivateFiles.directory(folder);
        authority = folder.resolve("ca.pem");
        Path key = folder.resolve("server.pem");
        if (!Files.exists(authority) || !Files.exists(key) || hasExpired(key, clock)) {
            make(key);
        }
        server = HeldCertificate.decode(Files.readString(key, UTF_8));
    }

    private static boolean hasExpired(Path key, Clock clock) throws IOException {
        return clock.instant()
                .isAfter(HeldCertificate.decode(Files.readString(key, UTF_8))
                        .certificate()
                        .getNotAfter()
                        .toInstant());
    }

    private void make(Path key) throws IOException {
        HeldCertificate root = new HeldCertificate.Builder()
                .certificateAuthority(0)
                .commonName("solution-maven-plugin local environment")
                .duration(DAYS, TimeUnit.DAYS)
                .build();
        HeldCertificate made = new HeldCertificate.Builder()
                .commonName("localhost")
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1")
                .addSubjectAlternativeName("::1")
                .duration(DAYS, TimeUnit.DAYS)
                .signedBy(root)
                .build();
        PrivateFiles.write(key, made.certificatePem() + made.privateKeyPkcs8Pem());
        PrivateFiles.write(authority, root.certificatePem());
    }

    /** The certificate that clients must trust, in PEM. */
    public Path authority() {
        return authority;
    }

    public SSLContext context() {
        return new HandshakeCertificates.Builder()
                .heldCertificate(server)
                .build()
                .sslContext();
    }
}
