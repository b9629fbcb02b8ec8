package io.github.dataversealm.solution.http;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Certificates of a PEM file that servers may show, besides those that the JVM trusts. */
public final class TrustedCertificates {

    private static final long MAX_SIZE = 4 << 20;

    private TrustedCertificates() {}

    /** @throws SolutionException when the file is missing or holds no certificate */
    public static X509TrustManager read(Path pem) {
        Collection<? extends Certificate> certificates;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(pem))) {
            if (Files.size(pem) > MAX_SIZE) {
                throw fault(pem, "The file is too large for certificates.", null);
            }
            certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
        } catch (IOException e) {
            throw fault(pem, "The file with the trusted certificates cannot be read.", e);
        } catch (CertificateException e) {
            throw fault(pem, "The file holds something that is no certificate.", e);
        }
        if (certificates.isEmpty()) {
            throw fault(pem, "The file holds no certificate.", null);
        }
        try {
            return trust(certificates);
        } catch (GeneralSecurityException | IOException e) {
            throw fault(pem, "The certificates of the file cannot be used.", e);
        }
    }

    private static X509TrustManager trust(Collection<? extends Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("trusted-" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                return trust;
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    private static SolutionException fault(Path pem, String problem, Exception cause) {
        return new SolutionException(
                Location.of(pem),
                problem,
                "Name a PEM file with certificates (-----BEGIN CERTIFICATE-----): -Dsolution.trustedCertificates=<file>",
                cause);
    }
}
