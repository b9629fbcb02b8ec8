package io.github.dataversealm.solution.check.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.InputStream;

/** Reads JSON with the place of each value, within limits: hostile documents end in one error. */
public final class JsonDocuments {

    private static final int MAX_DEPTH = 256;
    private static final int MAX_STRING = 64 << 20;
    private static final int MAX_VALUES = 5_000_000;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .build())
            .build();

    /**
     * Reads a document; a byte order mark is fine.
     *
     * @param name how the user knows it
     * @throws SolutionException when it is not JSON, with line and column
     */
    public Json read(byte[] content, String name) {
        try (JsonParser parser = factory.createParser(content)) {
            return document(parser, name);
        } catch (IOException e) {
            throw malformed(e, name);
        }
    }

    /** Reads the JSON in a text of another document. */
    public Json read(String content, String name) {
        try (JsonParser parser = factory.createParser(content)) {
            return document(parser, name);
        } catch (IOException e) {
            throw malformed(e, name);
        }
    }

    /**
     * A parser within the same limits, for a document that is too large to be held as a whole; its parts are read with
     * {@link #next}.
     */
    public JsonParser parser(InputStream content) throws IOException {
        return factory.createParser(content);
    }

    /**
     * The value that the parser stands on, as a whole.
     *
     * @throws SolutionException when it has too many values
     * @throws IOException when it is not JSON, with a message that must not be shown
     */
    public Json next(JsonParser parser, String name) throws IOException {
        return value(parser, name, new int[1]);
    }

    private Json document(JsonParser parser, String name) throws IOException {
        if (parser.nextToken() == null) {
            throw new SolutionException(Location.of(name), "The file is empty.", "Get it again from where it came.");
        }
        int[] count = {0};
        Json value = value(parser, name, count);
        if (parser.nextToken() != null) {
            JsonLocation at = parser.currentTokenLocation();
            throw new SolutionException(
                    new Location(name, at.getLineNr(), at.getColumnNr()),
                    "not well-formed JSON: text stands behind the end of the document",
                    "Remove it.");
        }
        return value;
    }

    private Json value(JsonParser parser, String name, int[] count) throws IOException {
        JsonLocation at = parser.currentTokenLocation();
        int line = at.getLineNr();
        int column = at.getColumnNr();
        if (++count[0] > MAX_VALUES) {
            throw new SolutionException(
                    new Location(name, line, column), "The file has more than " + MAX_VALUES + " values.", "");
        }
        JsonToken token = parser.currentToken();
        switch (token) {
            case START_OBJECT: {
                Json object = new Json(Json.Kind.OBJECT, "", line, column);
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String field = parser.currentName();
                    parser.nextToken();
                    object.put(field, value(parser, name, count));
                }
                return object;
            }
            case START_ARRAY: {
                Json array = new Json(Json.Kind.ARRAY, "", line, column);
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser, name, count));
                }
                return array;
            }
            case VALUE_STRING:
                return new Json(Json.Kind.STRING, parser.getText(), line, column);
            case VALUE_TRUE:
            case VALUE_FALSE:
                return new Json(Json.Kind.BOOLEAN, parser.getText(), line, column);
            case VALUE_NULL:
                return new Json(Json.Kind.NULL, "", line, column);
            default:
                return new Json(Json.Kind.NUMBER, parser.getText(), line, column);
        }
    }

    /** Jackson quotes the document in its messages; ours must not, since documents may hold secrets. */
    private static SolutionException malformed(IOException fault, String name) {
        if (fault instanceof com.fasterxml.jackson.core.JacksonException json && json.getLocation() != null) {
            return new SolutionException(
                    new Location(
                            name,
                            Math.max(0, json.getLocation().getLineNr()),
                            Math.max(0, json.getLocation().getColumnNr())),
                    "not well-formed JSON",
                    "Correct the document there; if an environment exported it, export it again.");
        }
        return new SolutionException(
                Location.of(name), "not well-formed JSON", "Get the file again from where it came.", fault);
    }
}
