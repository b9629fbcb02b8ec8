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
    private static final int MAX_VALUES = 500_000;

    private final int maxText;
    private JsonFactory factory;

    public JsonDocuments() {
        this(MAX_STRING);
    }

    /** @param maxText how many characters a single text may have */
    public JsonDocuments(int maxText) {
        this.maxText = maxText;
    }

    /** Made for the first document: many solutions have none, and the library takes a moment to load. */
    private synchronized JsonFactory factory() {
        if (factory == null) {
            factory = JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(maxText)
                            .build())
                    .build();
        }
        return factory;
    }

    /** What has been read of a document. */
    private static final class Count {
        private final int maxValues;
        private final long maxText;
        private int values;
        private long text;

        Count(int maxValues, long maxText) {
            this.maxValues = maxValues;
            this.maxText = maxText;
        }
    }

    /**
     * Reads a document; a byte order mark is fine.
     *
     * @param name how the user knows it
     * @throws SolutionException when it is not JSON, with line and column
     */
    public Json read(byte[] content, String name) {
        try (JsonParser parser = factory().createParser(content)) {
            return document(parser, name);
        } catch (IOException e) {
            throw malformed(e, name);
        }
    }

    /** Reads the JSON in a text of another document. */
    public Json read(String content, String name) {
        try (JsonParser parser = factory().createParser(content)) {
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
        return factory().createParser(content);
    }

    /**
     * The value that the parser stands on, as a whole.
     *
     * @param maxValues how many values it may have, itself and all in it
     * @param maxText how many characters all its texts and names may have together
     * @throws SolutionException when it has more
     * @throws IOException when it is not JSON, with a message that must not be shown
     */
    public Json next(JsonParser parser, String name, int maxValues, long maxText) throws IOException {
        return value(parser, name, new Count(maxValues, maxText));
    }

    private Json document(JsonParser parser, String name) throws IOException {
        if (parser.nextToken() == null) {
            throw new SolutionException(Location.of(name), "The file is empty.", "Get it again from where it came.");
        }
        Count count = new Count(MAX_VALUES, Long.MAX_VALUE);
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

    private Json value(JsonParser parser, String name, Count count) throws IOException {
        JsonLocation at = parser.currentTokenLocation();
        int line = at.getLineNr();
        int column = at.getColumnNr();
        if (++count.values > count.maxValues) {
            throw new SolutionException(
                    new Location(name, line, column), "The file has more than " + count.maxValues + " values.", "");
        }
        JsonToken token = parser.currentToken();
        switch (token) {
            case START_OBJECT: {
                Json object = new Json(Json.Kind.OBJECT, "", line, column);
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String field = counted(parser.currentName(), name, line, column, count);
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
                return new Json(Json.Kind.STRING, counted(parser.getText(), name, line, column, count), line, column);
            case VALUE_TRUE:
            case VALUE_FALSE:
                return new Json(Json.Kind.BOOLEAN, parser.getText(), line, column);
            case VALUE_NULL:
                return new Json(Json.Kind.NULL, "", line, column);
            default:
                return new Json(Json.Kind.NUMBER, counted(parser.getText(), name, line, column, count), line, column);
        }
    }

    private static String counted(String text, String name, int line, int column, Count count) {
        count.text += text.length();
        if (count.text > count.maxText) {
            throw new SolutionException(
                    new Location(name, line, column),
                    "The file has more than " + count.maxText + " characters of text in one piece.",
                    "");
        }
        return text;
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
