package io.github.dataversealm.solution.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes and reads the small JSON files of the operations. */
final class JsonFile {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonFile() {}

    /** Writes the value, indented, with LF and a line break at the end. The folder is made when it is missing. */
    static void write(Path file, JsonNode value) throws IOException {
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        Files.writeString(absolute, text.replace("\r\n", "\n") + "\n", StandardCharsets.UTF_8);
    }

    static JsonNode read(Path file) throws IOException {
        return MAPPER.readTree(Files.readAllBytes(file));
    }
}
