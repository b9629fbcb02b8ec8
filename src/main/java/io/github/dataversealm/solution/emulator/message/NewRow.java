package io.github.dataversealm.solution.emulator.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Builds a row or an answer: values become what they are on the wire (spec dataverse-web-api §1.4: ids in lower case, times in seconds). */
public final class NewRow {

    private final ObjectNode node;

    private NewRow(ObjectNode node) {
        this.node = node;
    }

    public static NewRow empty() {
        return new NewRow(JsonNodeFactory.instance.objectNode());
    }

    /** Goes on with a row that exists. */
    public static NewRow of(ObjectNode node) {
        return new NewRow(node);
    }

    /** @param value null, or an empty {@link Optional}, is an explicit null */
    public NewRow set(String column, Object value) {
        if (value == null) {
            node.putNull(column);
        } else if (value instanceof Optional<?> optional) {
            return set(column, optional.orElse(null));
        } else if (value instanceof JsonNode json) {
            node.set(column, json);
        } else if (value instanceof Boolean flag) {
            node.put(column, flag);
        } else if (value instanceof Integer number) {
            node.put(column, number);
        } else if (value instanceof Long number) {
            node.put(column, number);
        } else if (value instanceof Double number) {
            node.put(column, number);
        } else if (value instanceof Instant time) {
            node.put(column, time(time));
        } else {
            node.put(column, value.toString());
        }
        return this;
    }

    public ObjectNode node() {
        return node;
    }

    /** Such as {@code 2023-10-17T11:05:18Z}. */
    public static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The text of a column; empty when it is null or missing. */
    public static String text(JsonNode row, String column) {
        JsonNode value = row.path(column);
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }

    public static Optional<UUID> id(JsonNode row, String column) {
        String text = text(row, column).replace("{", "").replace("}", "").trim();
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw Fault.INVALID_ARGUMENT.toFault("The value '" + text + "' of " + column + " is no GUID.");
        }
    }
}
