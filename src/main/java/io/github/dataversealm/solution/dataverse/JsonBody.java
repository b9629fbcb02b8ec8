package io.github.dataversealm.solution.dataverse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * The JSON object of a request. A zip in it is base64 that is made from the file while it is sent, so that its size does
 * not matter; the length is known before, because services refuse bodies of unknown length.
 */
final class JsonBody {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final JsonMapper MAPPER = new JsonMapper();
    /** A multiple of three: the parts of base64 then follow each other without padding. */
    private static final int CHUNK = 3 << 14;

    private final byte[] before;
    private final Path file;
    private final long fileSize;
    private final byte[] after;

    private JsonBody(byte[] before, Path file, long fileSize, byte[] after) {
        this.before = before;
        this.file = file;
        this.fileSize = fileSize;
        this.after = after;
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonBody of(ObjectNode object) {
        return new JsonBody(bytes(object), null, 0, new byte[0]);
    }

    /** The object with one more member, the file in base64. */
    static JsonBody of(ObjectNode object, String member, Path file) throws IOException {
        byte[] json = bytes(object);
        boolean empty = object.isEmpty();
        String before = new String(json, 0, json.length - 1, StandardCharsets.UTF_8) + (empty ? "" : ",") + "\""
                + member + "\":\"";
        return new JsonBody(
                before.getBytes(StandardCharsets.UTF_8),
                file,
                Files.size(file),
                "\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(ObjectNode object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param once whether the HTTP client must not send it a second time on its own */
    RequestBody request(boolean once) {
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return JSON;
            }

            @Override
            public long contentLength() {
                return before.length + (fileSize + 2) / 3 * 4 + after.length;
            }

            @Override
            public boolean isOneShot() {
                return once;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.write(before);
                if (file != null) {
                    writeFile(sink);
                }
                sink.write(after);
            }
        };
    }

    private void writeFile(BufferedSink sink) throws IOException {
        byte[] chunk = new byte[CHUNK];
        byte[] encoded = new byte[CHUNK / 3 * 4];
        long left = fileSize;
        try (InputStream in = open()) {
            while (left > 0) {
                int wanted = (int) Math.min(CHUNK, left);
                if (readFully(in, chunk, wanted) < wanted) {
                    throw new LocalFileException(
                            new IOException("The file " + file + " became shorter while it was sent."));
                }
                byte[] source = wanted == CHUNK ? chunk : Arrays.copyOf(chunk, wanted);
                int length = Base64.getEncoder().encode(source, encoded);
                sink.write(encoded, 0, length);
                left -= wanted;
            }
        }
    }

    private InputStream open() throws LocalFileException {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }

    private static int readFully(InputStream in, byte[] chunk, int wanted) throws LocalFileException {
        try {
            return in.readNBytes(chunk, 0, wanted);
        } catch (IOException e) {
            throw new LocalFileException(e);
        }
    }
}
