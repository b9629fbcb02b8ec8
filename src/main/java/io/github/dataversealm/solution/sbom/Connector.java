package io.github.dataversealm.solution.sbom;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the connectors that flows and canvas apps use. */
final class Connector {

    private static final String MARK = "/apis/";

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1_000)
                    .maxStringLength(64 << 20)
                    .build())
            .build();

    private Connector() {}

    /** {@code shared_office365} of {@code /providers/Microsoft.PowerApps/apis/shared_office365}; a bare name is one, too. */
    static Optional<String> name(String id) {
        String text = id.strip();
        int mark = text.toLowerCase(Locale.ROOT).lastIndexOf(MARK);
        String name = mark < 0 ? text : text.substring(mark + MARK.length());
        return name.isEmpty() || name.indexOf('/') >= 0 || name.length() > 200 ? Optional.empty() : Optional.of(name);
    }

    /**
     * The connectors in the definition of a cloud flow: {@code properties.connectionReferences.*.api}. Of a document that is no
     * JSON, those before the fault.
     */
    static Set<String> ofFlow(InputStream in) throws IOException {
        Set<String> names = new TreeSet<>();
        try (JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() == JsonToken.START_OBJECT && enter(parser, "properties")) {
                if (enter(parser, "connectionReferences")) {
                    references(parser, names);
                }
            }
        } catch (JsonProcessingException e) {
            // Dataverse and the check say what is wrong with a flow; this is only a list of what it uses.
            return names;
        }
        return names;
    }

    /** The connectors in the text of {@code ConnectionReferences} of a canvas app, by their id. */
    static Set<String> ofCanvasApp(String json) throws IOException {
        Set<String> names = new TreeSet<>();
        try (JsonParser parser = JSON.createParser(new StringReader(json))) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                references(parser, names);
            }
        } catch (JsonProcessingException e) {
            return names;
        }
        return names;
    }

    /** Moves into the object of that name in the object that was just begun. */
    private static boolean enter(JsonParser parser, String name) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equalsIgnoreCase(name);
            JsonToken value = parser.nextToken();
            if (found && value == JsonToken.START_OBJECT) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static void references(JsonParser parser, Set<String> names) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                reference(parser, names);
            }
        }
    }

    /** One reference: its connector is {@code id}, or {@code name} or {@code id} of {@code api}. */
    private static void reference(JsonParser parser, Set<String> names) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (member.equals("api") && value == JsonToken.START_OBJECT) {
                reference(parser, names);
            } else if ((member.equals("id") || member.equals("name")) && value == JsonToken.VALUE_STRING) {
                String text = parser.getText();
                if (member.equals("name") || text.contains(MARK)) {
                    name(text).ifPresent(names::add);
                }
            } else {
                parser.skipChildren();
            }
        }
    }
}
