package io.github.dataversealm.solution.emulator.checker;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dataversealm.solution.emulator.web.WebRequest;
import io.github.dataversealm.solution.emulator.web.WebResponse;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Files at addresses that carry their own permit, as Azure's storage has them: whoever knows the address may read the file
 * until its time is over. They are deleted when they are that old, at the latest when the server ends.
 */
final class SignedBlobs implements Closeable {

    static final String ROOT = "/checker-storage/";

    private static final Duration LIFE = Duration.ofHours(1);
    /** How long a file is kept: whoever got its address in the first hour can use it. */
    static final Duration KEPT = LIFE.multipliedBy(2);

    private final byte[] key = new byte[32];
    private final Map<String, Blob> files = new ConcurrentHashMap<>();
    private final Path folder;

    private record Blob(Path file, Instant added) {}

    private final Clock clock;

    SignedBlobs(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        new SecureRandom().nextBytes(key);
    }

    /** A new file; the caller writes it. */
    Path create() throws IOException {
        return Files.createTempFile(folder, "checker", ".blob");
    }

    /**
     * Makes a file known.
     *
     * @param container such as {@code solution-files}
     * @param name of the file for people
     * @return its path below the server's address
     */
    String add(String container, String name, Path file) throws IOException {
        forget();
        String path = ROOT + container + "/" + UUID.randomUUID() + "/" + URLEncoder.encode(name, UTF_8);
        files.put(path, new Blob(file, clock.instant()));
        return path;
    }

    /** The address of a file from now on. */
    String address(String baseUrl, String path) {
        String end = clock.instant().plus(LIFE).truncatedTo(ChronoUnit.SECONDS).toString();
        return baseUrl + path + "?sv=2017-11-09&sr=b&sig=" + URLEncoder.encode(signature(path, end), UTF_8) + "&se="
                + URLEncoder.encode(end, UTF_8) + "&sp=rd";
    }

    /** The file of an address that is good now. */
    Optional<Path> find(String path, String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String piece : query.split("&")) {
            int equals = piece.indexOf('=');
            if (equals > 0) {
                parameters.put(piece.substring(0, equals), decoded(piece.substring(equals + 1)));
            }
        }
        String end = parameters.getOrDefault("se", "");
        boolean right = MessageDigest.isEqual(
                signature(path, end).getBytes(UTF_8),
                parameters.getOrDefault("sig", "").getBytes(UTF_8));
        return right && isAhead(end) ? Optional.ofNullable(files.get(path)).map(Blob::file) : Optional.empty();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private boolean isAhead(String end) {
        try {
            return clock.instant().isBefore(Instant.parse(end));
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private String signature(String path, String end) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal((path + "\n" + end).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256.", e);
        }
    }

    WebResponse handle(WebRequest request) throws IOException {
        Optional<Path> file = find(request.path(), request.query());
        if (!request.method().equals("GET") || file.isEmpty()) {
            return WebResponse.text(
                    403,
                    "application/xml",
                    "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>AuthenticationFailed</Code><Message>Server failed to"
                            + " authenticate the request. Make sure the value of Authorization header is formed correctly"
                            + " including the signature.</Message></Error>");
        }
        long size = Files.size(file.get());
        return new WebResponse(200, Map.of(), "application/octet-stream", new WebResponse.Content() {
            @Override
            public void writeTo(OutputStream out) throws IOException {
                Files.copy(file.get(), out);
            }

            @Override
            public long length() {
                return size;
            }
        });
    }

    @Override
    public void close() throws IOException {
        for (Blob blob : files.values()) {
            Files.deleteIfExists(blob.file());
        }
    }

    /** Deletes what is old. One that is being read on a system that locks it is deleted the next time. */
    private void forget() {
        Instant old = clock.instant().minus(KEPT);
        files.values().removeIf(blob -> {
            if (!blob.added().isBefore(old)) {
                return false;
            }
            try {
                Files.deleteIfExists(blob.file());
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }
}
