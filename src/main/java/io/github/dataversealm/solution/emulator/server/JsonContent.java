package io.github.dataversealm.solution.emulator.server;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import io.github.dataversealm.solution.emulator.web.WebResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A JSON body. A member whose value is a file ({@link POJONode} of a {@link Path}) is written as its base64, piece by piece. */
final class JsonContent implements WebResponse.Content {

    private final ObjectMapper mapper;
    private final ObjectNode node;

    private JsonContent(ObjectMapper mapper, ObjectNode node) {
        this.mapper = mapper;
        this.node = node;
    }

    /** An answer with the JSON; one without files has a length. */
    static WebResponse response(ObjectMapper mapper, int status, ObjectNode node) throws IOException {
        boolean files =
                node.properties().stream().anyMatch(member -> member.getValue().isPojo());
        return files
                ? new WebResponse(status, Map.of(), WebResponse.JSON, new JsonContent(mapper, node))
                : WebResponse.bytes(status, WebResponse.JSON, mapper.writeValueAsBytes(node));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (JsonGenerator generator =
                new JsonFactory(mapper).createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            generator.writeStartObject();
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                generator.writeFieldName(member.getKey());
                if (member.getValue() instanceof POJONode pojo && pojo.getPojo() instanceof Path file) {
                    try (InputStream content = Files.newInputStream(file)) {
                        generator.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, content, -1);
                    }
                } else {
                    generator.writeTree(member.getValue());
                }
            }
            generator.writeEndObject();
        }
    }
}
