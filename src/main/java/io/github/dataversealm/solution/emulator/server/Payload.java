package io.github.dataversealm.solution.emulator.server;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A JSON body in two parts: what is small in memory, {@code CustomizationFile} decoded into a temporary file while it arrives. */
final class Payload implements Closeable {

    private static final String BINARY = "CustomizationFile";

    private final ObjectNode members;
    private final Path file;

    private Payload(ObjectNode members, Path file) {
        this.members = members;
        this.file = file;
    }

    /**
     * Reads a body; an empty one is an object without members.
     *
     * @throws JsonProcessingException when it is not well formed
     * @throws TooLargeException when it exceeds the limit
     */
    static Payload read(ObjectMapper mapper, InputStream body, Path temporaryDirectory) throws IOException {
        ObjectNode members = mapper.createObjectNode();
        Path file = null;
        boolean complete = false;
        try (JsonParser parser = new JsonFactory(mapper)
                .createParser(body)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())) {
            JsonToken first = parser.nextToken();
            if (first != null && first != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "an object expected");
            }
            while (first != null && parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals(BINARY) && value == JsonToken.VALUE_STRING) {
                    file = Files.createTempFile(temporaryDirectory, "upload", ".zip");
                    try (OutputStream out = Files.newOutputStream(file)) {
                        decode(parser, out);
                    }
                } else {
                    members.set(name, parser.<JsonNode>readValueAsTree());
                }
            }
            if (first != null && parser.nextToken() != null) {
                throw new JsonParseException(parser, "the end expected");
            }
            complete = true;
            return new Payload(members, file);
        } finally {
            if (!complete && file != null) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void decode(JsonParser parser, OutputStream out) throws IOException {
        try {
            parser.readBinaryValue(Base64Variants.MIME_NO_LINEFEEDS, out);
        } catch (IllegalArgumentException e) {
            throw new JsonParseException(parser, e.getMessage(), e);
        }
    }

    ObjectNode members() {
        return members;
    }

    Optional<Path> binary() {
        return Optional.ofNullable(file);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
