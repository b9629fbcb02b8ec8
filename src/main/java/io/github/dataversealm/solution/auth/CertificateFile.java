package io.github.dataversealm.solution.auth;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The private key and the certificates of a file.
 *
 * @param chain the certificate of the key, then those that vouch for it
 */
record CertificateFile(PrivateKey key, List<X509Certificate> chain) {

    private static final long MAX_SIZE = 1 << 20;
    private static final String BEGIN = "-----BEGIN ";
    /** The algorithm identifier of an RSA key, with the version before it, as PKCS#8 has them. */
    private static final byte[] RSA_HEADER = {2, 1, 0, 48, 13, 6, 9, 42, -122, 72, -122, -9, 13, 1, 1, 1, 5, 0};

    static CertificateFile read(Path file, Optional<Secret> password, Instant now) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new SignInException(
                        "The certificate file " + file + " does not exist.",
                        "Name a PEM or PFX file in <certificateFile> of the <server>, or in AZURE_CLIENT_CERTIFICATE_PATH.",
                        null);
            }
            if (Files.size(file) > MAX_SIZE) {
                throw unusable(file, "it is too large for a certificate");
            }
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            CertificateFile read = text.contains(BEGIN) ? pem(file, text, password) : pkcs12(file, bytes, password);
            return read.checked(file, now);
        } catch (IOException e) {
            throw unusable(file, "it cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private CertificateFile checked(Path file, Instant now) {
        if (!(key instanceof RSAPrivateKey)) {
            throw unusable(file, "its key is of the kind " + key.getAlgorithm() + ", and Entra ID takes RSA keys only");
        }
        X509Certificate certificate = chain.get(0);
        if (certificate.getNotAfter().toInstant().isBefore(now)) {
            throw new SignInException(
                    "The certificate of " + file + " expired on "
                            + certificate.getNotAfter().toInstant() + ".",
                    "Make a new certificate, upload its public part to the app registration (Certificates & secrets), and name"
                            + " the new file.",
                    null);
        }
        if (certificate.getNotBefore().toInstant().isAfter(now.plusSeconds(300))) {
            throw new SignInException(
                    "The certificate of " + file + " is valid only from "
                            + certificate.getNotBefore().toInstant() + ".",
                    "Check the clock of this machine.",
                    null);
        }
        return this;
    }

    // ---------------------------------------------------------------- PKCS#12

    private static CertificateFile pkcs12(Path file, byte[] bytes, Optional<Secret> password) throws IOException {
        char[] chars = password.map(Secret::reveal).orElse("").toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), chars);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, chars) instanceof PrivateKey key) {
                    List<X509Certificate> chain = new ArrayList<>();
                    Certificate[] certificates = store.getCertificateChain(alias);
                    if (certificates != null) {
                        for (Certificate certificate : certificates) {
                            chain.add((X509Certificate) certificate);
                        }
                    }
                    if (!chain.isEmpty()) {
                        return new CertificateFile(key, List.copyOf(chain));
                    }
                }
            }
        } catch (IOException e) {
            if (e.getCause() instanceof GeneralSecurityException) {
                throw wrongPassword(file, password);
            }
            throw unusable(file, "it is neither a PEM nor a PFX file");
        } catch (GeneralSecurityException e) {
            throw wrongPassword(file, password);
        } finally {
            Arrays.fill(chars, '\0');
        }
        throw unusable(file, "it holds no private key with a certificate");
    }

    // ---------------------------------------------------------------- PEM

    private static CertificateFile pem(Path file, String text, Optional<Secret> password) {
        PrivateKey key = null;
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (Block block : blocks(text)) {
                switch (block.label()) {
                    case "CERTIFICATE" -> certificates.add(certificate(block.der()));
                    case "PRIVATE KEY" -> key = key(file, block.der());
                    case "RSA PRIVATE KEY" -> {
                        if (block.content().contains("DEK-Info")) {
                            throw unusable(
                                    file,
                                    "its key is encrypted in OpenSSL's old form; convert it: openssl pkcs8 -topk8");
                        }
                        key = key(file, pkcs8(block.der()));
                    }
                    case "ENCRYPTED PRIVATE KEY" -> key = decrypted(file, block.der(), password);
                    default -> {
                        if (block.label().endsWith("PRIVATE KEY")) {
                            throw unusable(
                                    file,
                                    "its key is of the kind '" + block.label() + "', and Entra ID takes RSA only");
                        }
                    }
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(file, "a part of it is damaged");
        }
        if (key == null) {
            throw unusable(file, "it holds no private key; the file needs the key and the certificate");
        }
        return new CertificateFile(key, ordered(file, key, certificates));
    }

    private record Block(String label, String content) {

        byte[] der() {
            return Base64.getMimeDecoder().decode(content);
        }
    }

    private static List<Block> blocks(String text) {
        List<Block> blocks = new ArrayList<>();
        int at = text.indexOf(BEGIN);
        while (at >= 0) {
            int labelEnd = text.indexOf("-----", at + BEGIN.length());
            if (labelEnd < 0) {
                break;
            }
            String label = text.substring(at + BEGIN.length(), labelEnd);
            int end = text.indexOf("-----END " + label + "-----", labelEnd);
            if (end < 0) {
                break;
            }
            blocks.add(new Block(label, text.substring(labelEnd + 5, end)));
            at = text.indexOf(BEGIN, end);
        }
        return blocks;
    }

    private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        try (InputStream in = new ByteArrayInputStream(der)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static PrivateKey key(Path file, byte[] pkcs8) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw unusable(file, "its key is no RSA key");
        }
    }

    private static PrivateKey decrypted(Path file, byte[] der, Optional<Secret> password)
            throws GeneralSecurityException {
        EncryptedPrivateKeyInfo info;
        try {
            info = new EncryptedPrivateKeyInfo(der);
        } catch (IOException e) {
            // Java reads AES only, and openssl req writes DES.
            throw unusable(
                    file,
                    "its key is encrypted in a way that Java does not read; convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc");
        }
        PBEKeySpec spec = new PBEKeySpec(password.map(Secret::reveal).orElse("").toCharArray());
        try {
            // For PBES2 the parameters name the algorithm; the identifier alone says only "PBES2".
            String algorithm =
                    info.getAlgName().equals("PBES2") || info.getAlgName().startsWith("1.2.840.113549.1.5.13")
                            ? info.getAlgParameters().toString()
                            : info.getAlgName();
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(algorithm).generateSecret(spec),
                    info.getAlgParameters());
            return key(file, info.getKeySpec(cipher).getEncoded());
        } catch (GeneralSecurityException e) {
            throw wrongPassword(file, password);
        } finally {
            spec.clearPassword();
        }
    }

    /** Wraps the key of PKCS#1 as PKCS#8 has it. */
    private static byte[] pkcs8(byte[] pkcs1) {
        return der(0x30, concat(RSA_HEADER, der(0x04, pkcs1)));
    }

    private static byte[] der(int tag, byte[] content) {
        byte[] length = content.length < 0x80
                ? new byte[] {(byte) content.length}
                : content.length < 0x100
                        ? new byte[] {(byte) 0x81, (byte) content.length}
                        : content.length < 0x10000
                                ? new byte[] {(byte) 0x82, (byte) (content.length >> 8), (byte) content.length}
                                : new byte[] {
                                    (byte) 0x83,
                                    (byte) (content.length >> 16),
                                    (byte) (content.length >> 8),
                                    (byte) content.length
                                };
        return concat(new byte[] {(byte) tag}, length, content);
    }

    private static byte[] concat(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** The certificate of the key first; the order of the others is kept. */
    private static List<X509Certificate> ordered(Path file, PrivateKey key, List<X509Certificate> certificates) {
        List<X509Certificate> ordered = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            if (ordered.isEmpty() && belongTogether(key, certificate.getPublicKey())) {
                ordered.add(certificate);
            }
        }
        if (ordered.isEmpty()) {
            throw unusable(
                    file,
                    certificates.isEmpty()
                            ? "it holds no certificate; the file needs the key and the certificate"
                            : "none of its certificates belongs to its private key");
        }
        certificates.stream()
                .filter(certificate -> certificate != ordered.get(0))
                .forEach(ordered::add);
        return List.copyOf(ordered);
    }

    private static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
        try {
            byte[] message = {1, 2, 3};
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(privateKey);
            signature.update(message);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    // ---------------------------------------------------------------- faults

    private static SignInException wrongPassword(Path file, Optional<Secret> password) {
        return new SignInException(
                password.isPresent()
                        ? "The password of the certificate file " + file + " is wrong."
                        : "The certificate file " + file + " needs a password.",
                "Set it as <password> of the <server> in settings.xml, or in AZURE_CLIENT_CERTIFICATE_PASSWORD.",
                null);
    }

    private static SignInException unusable(Path file, String reason) {
        return new SignInException(
                "The certificate file " + file + " cannot be used: " + reason + ".",
                "It must be a PEM file with the private key (PKCS#8 or PKCS#1) and the certificate, or a PFX file.",
                null);
    }
}
