package io.github.dataversealm.solution.dataverse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A JSON object of an answer. Names are found in any case, because the service is not sure of it; what is missing or null
 * is empty; numbers and truth values may also be written as text. What cannot be read is a {@link WrongAnswerException}.
 */
record Row(JsonNode node) {

    private static final UUID NONE = new UUID(0, 0);

    Row {
        if (!node.isObject()) {
            throw WrongAnswerException.odd("answered with " + kind(node) + " in place of a JSON object");
        }
    }

    /** The text of the first of the names that is there; empty when none is. */
    String text(String... names) {
        for (String name : names) {
            JsonNode value = value(name);
            if (value != null) {
                if (value.isContainerNode()) {
                    throw wrong(name, "text", value);
                }
                return value.asText();
            }
        }
        return "";
    }

    Optional<String> optionalText(String name) {
        return value(name) == null ? Optional.empty() : Optional.of(text(name));
    }

    /** The id of the first of the names that is there and is not all zeros. */
    Optional<UUID> id(String... names) {
        for (String name : names) {
            String text = text(name).strip();
            if (!text.isEmpty()) {
                try {
                    UUID id = UUID.fromString(unbraced(text));
                    if (!id.equals(NONE)) {
                        return Optional.of(id);
                    }
                } catch (IllegalArgumentException e) {
                    throw WrongAnswerException.odd("answered with '" + shortened(text) + "' as the id " + name);
                }
            }
        }
        return Optional.empty();
    }

    UUID requiredId(String... names) {
        return id(names).orElseThrow(() -> WrongAnswerException.odd("answered without the id " + names[0]));
    }

    int number(String name, int otherwise) {
        JsonNode value = value(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return value.isIntegralNumber() && value.canConvertToInt()
                    ? value.intValue()
                    : Integer.parseInt(text(name).strip());
        } catch (NumberFormatException e) {
            throw wrong(name, "a number", value);
        }
    }

    double decimal(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return 0;
        }
        try {
            double number = value.isNumber()
                    ? value.doubleValue()
                    : Double.parseDouble(text(name).strip());
            return Double.isFinite(number) ? number : 0;
        } catch (NumberFormatException e) {
            throw wrong(name, "a number", value);
        }
    }

    boolean flag(String name) {
        return optionalFlag(name).orElse(false);
    }

    /** Empty also when the text is neither true nor false, such as {@code Unknown}. */
    Optional<Boolean> optionalFlag(String name) {
        String text = text(name).strip();
        if (text.equalsIgnoreCase("true") || text.equals("1")) {
            return Optional.of(true);
        }
        return text.equalsIgnoreCase("false") || text.equals("0") ? Optional.of(false) : Optional.empty();
    }

    Optional<Instant> time(String name) {
        String text = text(name).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw WrongAnswerException.odd("answered with '" + shortened(text) + "' as the time " + name);
        }
    }

    Row row(String name) {
        return optionalRow(name).orElseThrow(() -> WrongAnswerException.odd("answered without the member " + name));
    }

    Optional<Row> optionalRow(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw wrong(name, "an object", value);
        }
        return Optional.of(new Row(value));
    }

    /** The objects of a list; none when it is missing. */
    List<Row> rows(String name) {
        List<Row> rows = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            rows.add(new Row(element));
        }
        return rows;
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            if (!element.isNull()) {
                texts.add(element.isContainerNode() ? element.toString() : element.asText());
            }
        }
        return texts;
    }

    /** A dictionary, which the service writes as {@code {"Count":1,"Keys":["k"],"Values":["v"]}} (spec §1.5). */
    Map<String, String> dictionary(String name) {
        Optional<Row> row = optionalRow(name);
        if (row.isEmpty()) {
            return Map.of();
        }
        List<JsonNode> keys = row.get().elements("Keys");
        List<JsonNode> values = row.get().elements("Values");
        Map<String, String> dictionary = new LinkedHashMap<>();
        for (int i = 0; i < keys.size() && i < values.size(); i++) {
            JsonNode value = values.get(i);
            dictionary.put(keys.get(i).asText(), value.isContainerNode() ? value.toString() : value.asText(""));
        }
        return dictionary;
    }

    boolean has(String name) {
        return value(name) != null;
    }

    private List<JsonNode> elements(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(name, "a list", value);
        }
        List<JsonNode> elements = new ArrayList<>(value.size());
        value.forEach(elements::add);
        return elements;
    }

    /** The value of a name in any case; null when it is missing or null. */
    private JsonNode value(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                if (member.getKey().equalsIgnoreCase(name)) {
                    value = member.getValue();
                    break;
                }
            }
        }
        return value == null || value.isNull() ? null : value;
    }

    private static String unbraced(String text) {
        return text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
    }

    private static WrongAnswerException wrong(String name, String wanted, JsonNode found) {
        return WrongAnswerException.odd("answered with " + kind(found) + " in place of " + wanted + " for " + name);
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case NULL -> "null";
            default -> "'" + shortened(node.asText()) + "'";
        };
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
