package io.github.dataversealm.solution.contents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the current values of environment variables that a solution carries. There are three forms of file: one beside
 * the definition, and two of one file for all variables.
 */
final class VariableValues {

    /** Far above any real file: a value has at most 2,000 characters. */
    private static final int MAX_BYTES = 16 << 20;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(50).build())
            .build());

    /** A value; {@code schemaName} is empty in the file beside a definition. */
    record Value(String schemaName, String id, String value) {

        /** Without the value, which may be a secret. */
        @Override
        public String toString() {
            return "Value[" + schemaName + "]";
        }
    }

    private VariableValues() {}

    /**
     * Reads a file.
     *
     * @param name how a person names it
     * @throws SolutionException when it is not JSON or too large
     */
    static List<Value> read(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new SolutionException(
                    Location.of(name),
                    "the values of environment variables take more than " + (MAX_BYTES >> 20) + " MB",
                    "No solution has as many: the file looks damaged or hostile.");
        }
        List<Value> values = new ArrayList<>();
        try {
            collect(JSON.readTree(bytes), values);
        } catch (JsonProcessingException e) {
            // No cause: it can quote the text, which may hold a secret.
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw new SolutionException(
                    new Location(name, Math.max(line, 0), Math.max(column, 0)),
                    "the values of environment variables are not well-formed JSON",
                    "Export the solution again.");
        }
        return values;
    }

    private static void collect(JsonNode root, List<Value> values) {
        JsonNode list = root.path("environmentvariablevalues").path("environmentvariablevalue");
        if (list.isObject()) {
            add(list, values);
        }
        for (JsonNode each : List.of(list, root.path("EnvironmentVariableValues"), root.path("values"))) {
            if (each.isArray()) {
                each.forEach(value -> add(value, values));
            }
        }
    }

    private static void add(JsonNode node, List<Value> values) {
        Optional<String> value = text(node, "value", "Value");
        if (value.isPresent()) {
            String name = text(node, "EnvironmentVariableDefinition.SchemaName", "name", "@schemaname", "schemaname")
                    .orElse("");
            String id = text(node, "@environmentvariablevalueid", "EnvironmentVariableValueId")
                    .orElse("");
            values.add(new Value(name, Ids.normal(id), value.get()));
        }
    }

    private static Optional<String> text(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isValueNode() && !value.isNull()) {
                return Optional.of(value.asText());
            }
        }
        return Optional.empty();
    }
}
