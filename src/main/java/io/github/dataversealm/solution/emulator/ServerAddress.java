package io.github.dataversealm.solution.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.identity.Loopback;
import io.github.dataversealm.solution.emulator.identity.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The file that tells other processes where the server of a folder is.
 *
 * @param organizationId of the server that is meant: another one may have the port by now
 * @param processStart when the process started, in milliseconds: another one may have its id by now
 */
record ServerAddress(String url, String token, UUID organizationId, long processId, long processStart) {

    private static final int TIMEOUT_MILLIS = 5000;
    private static final int MAX_ANSWER = 1 << 20;

    /** The address of a server in this process. */
    static ServerAddress here(String url, String token, UUID organizationId) {
        return new ServerAddress(
                url, token, organizationId, ProcessHandle.current().pid(), start());
    }

    /** Whether the server is, or was, in this very process. */
    @JsonIgnore
    boolean isHere() {
        return processId == ProcessHandle.current().pid() && processStart == start();
    }

    private static long start() {
        return ProcessHandle.current()
                .info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .orElse(0L);
    }

    static Path file(Path directory) {
        return directory.resolve("server.json");
    }

    /** A folder that came from elsewhere must not send solutions and the values of settings to another machine. */
    private boolean isOnThisMachine() {
        try {
            URI address = new URI(url == null ? "" : url);
            return organizationId != null
                    && token != null
                    && "http".equals(address.getScheme())
                    && Loopback.isName(address.getHost());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** @return empty when nobody has written one, or it is damaged: then the lock tells whether a server is there */
    static Optional<ServerAddress> read(Path directory) throws IOException {
        try {
            ServerAddress read =
                    new ObjectMapper().readValue(Files.readString(file(directory), UTF_8), ServerAddress.class);
            return Optional.of(read).filter(ServerAddress::isOnThisMachine);
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    void write(Path directory) throws IOException {
        PrivateFiles.write(file(directory), new ObjectMapper().writeValueAsString(this));
    }

    /**
     * Asks the server for a lease.
     *
     * @return empty when it is not there, is another one, or is about to stop
     */
    Optional<UUID> lease(long process) {
        try {
            JsonNode status = call("GET", "", "");
            if (!status.path("organizationId").asText().equals(organizationId.toString())) {
                return Optional.empty();
            }
            JsonNode answer = call("POST", "/leases", "{\"processId\":" + process + "}");
            return Optional.of(UUID.fromString(answer.path("lease").asText()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @return whether it was the last one and the server stops, or has stopped already */
    boolean release(UUID lease) {
        try {
            return call("DELETE", "/leases", "{\"lease\":\"" + lease + "\"}")
                    .path("last")
                    .asBoolean();
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Has the server take for present what a package needs and does not bring.
     *
     * @throws IOException when it is not there or cannot read the zip
     */
    void assume(Path zip) throws IOException {
        ObjectNode body = new ObjectMapper().createObjectNode();
        body.putArray("presentDependenciesOf").add(zip.toAbsolutePath().toString());
        call("POST", "/organization", body.toString());
    }

    private JsonNode call(String method, String path, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url + "/emulator" + path).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(method);
        try {
            if (!body.isEmpty()) {
                connection.setDoOutput(true);
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body.getBytes(UTF_8));
                }
            }
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException("The local environment answered " + connection.getResponseCode() + ".");
            }
            try (InputStream in = connection.getInputStream()) {
                return new ObjectMapper().readTree(in.readNBytes(MAX_ANSWER));
            }
        } finally {
            connection.disconnect();
        }
    }

    /** Without the token, so that it cannot get into a log. */
    @Override
    public String toString() {
        return url;
    }
}
