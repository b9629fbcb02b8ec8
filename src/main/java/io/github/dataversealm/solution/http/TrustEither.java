package io.github.dataversealm.solution.http;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.X509TrustManager;

/** Trusts what the JVM trusts, and what an additional trust manager does. */
final class TrustEither implements X509TrustManager {

    private final X509TrustManager first;
    private final X509TrustManager second;

    TrustEither(X509TrustManager first, X509TrustManager second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        first.checkClientTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            first.checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            try {
                second.checkServerTrusted(chain, authType);
            } catch (CertificateException other) {
                e.addSuppressed(other);
                throw e;
            }
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return Stream.of(first, second)
                .flatMap(trust -> Stream.of(trust.getAcceptedIssuers()))
                .toArray(X509Certificate[]::new);
    }
}
