package io.github.dataversealm.solution.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Similarity;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.settings.SettingsDocument.Entry;
import io.github.dataversealm.solution.settings.SettingsDocument.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a deployment settings file as pac, Azure DevOps and GitHub Actions take it: names of members in any letter case,
 * unknown members left alone unless they are one of the two lists misspelt, comments and a comma too many allowed. Errors name
 * the line.
 */
public final class SettingsReader {

    /** Far above any real file. */
    private static final int MAX_BYTES = 16 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(50).build())
            .build();

    private final JsonParser parser;
    private final String file;
    private final List<VariableSetting> variables = new ArrayList<>();
    private final List<ConnectionSetting> connections = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private Place variablesPlace;
    private Place connectionsPlace;

    private SettingsReader(JsonParser parser, String file) {
        this.parser = parser;
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @param shown how a person names it
     * @throws SolutionException when it is missing or no settings file; names the line
     * @throws IOException when the disk fails
     */
    public static DeploymentSettings read(Path path, String shown) throws IOException {
        return document(path, shown).settings();
    }

    static SettingsDocument document(Path path, String shown) throws IOException {
        if (Files.isDirectory(path)) {
            throw new SolutionException(Location.of(shown), "the settings file is a folder", "Name a file.");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new SolutionException(
                        Location.of(shown),
                        "the settings file is larger than " + (MAX_BYTES >> 20) + " MB",
                        "Check the path: a deployment settings file has a few lines for each connection and value.");
            }
            return document(bytes, shown);
        } catch (NoSuchFileException e) {
            throw new SolutionException(
                    Location.of(shown),
                    "the settings file does not exist",
                    "Check the path, or make the file: mvn solution:settings -Dsolution.zipFile=<zip>"
                            + " -Dsolution.settingsFile=" + shown);
        }
    }

    static SettingsDocument document(byte[] bytes, String shown) throws IOException {
        String text = decode(bytes, shown);
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        String json = marked ? text.substring(1) : text;
        try (JsonParser parser = JSON.createParser(json)) {
            return new SettingsReader(parser, shown).read(json, marked);
        } catch (JsonProcessingException e) {
            // The message of the parser may quote the text, which may hold a secret.
            throw new SolutionException(
                    location(shown, e.getLocation()),
                    "the settings file is not well-formed JSON",
                    "Look for a missing comma, quote or bracket here or in the line before.");
        }
    }

    private static String decode(byte[] bytes, String shown) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SolutionException(
                    Location.of(shown), "the settings file is not UTF-8", "Save it in the encoding UTF-8.", e);
        }
    }

    private SettingsDocument read(String text, boolean marked) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw error(
                    "the settings file does not begin with an object", "Write { \"EnvironmentVariables\": [] ... }.");
        }
        Place root = new Place(start());
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int from = start();
            String member = parser.currentName().toLowerCase(Locale.ROOT);
            parser.nextToken();
            switch (member) {
                case "environmentvariables" -> {
                    refuseSecond(variablesPlace);
                    variablesPlace = list(place -> variable());
                }
                case "connectionreferences" -> {
                    refuseSecond(connectionsPlace);
                    connectionsPlace = list(this::connection);
                }
                default -> {
                    refuseMisspelt(member);
                    skip();
                }
            }
            root.element(from, end());
        }
        root.close(end());
        if (parser.nextToken() != null) {
            throw error("something stands behind the end of the settings", "Remove it.");
        }
        return new SettingsDocument(
                text,
                marked,
                new DeploymentSettings(file, List.copyOf(variables), List.copyOf(connections)),
                root,
                variablesPlace,
                connectionsPlace,
                List.copyOf(entries));
    }

    /** A list that is passed over because of its name sets nothing, and nobody is told. */
    private void refuseMisspelt(String member) {
        for (String known : List.of("EnvironmentVariables", "ConnectionReferences")) {
            if (Similarity.isNear(member, known.toLowerCase(Locale.ROOT))) {
                throw error(
                        "there is no list of this name in deployment settings, and what is in it would not be set",
                        "Perhaps '" + known + "' is meant.");
            }
        }
    }

    private void refuseSecond(Place place) throws IOException {
        if (place != null) {
            throw error("the list '" + parser.currentName() + "' is there a second time", "Put both into one.");
        }
    }

    /** Reads one element of a list. */
    private interface Element {
        void read(Place place) throws IOException;
    }

    private Place list(Element element) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw error("'" + parser.currentName() + "' is not a list", "Write [ ] around its entries.");
        }
        Place list = new Place(start());
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw error("an entry of the list is not an object", "Write { } around its members.");
            }
            Place entry = new Place(start());
            element.read(entry);
            list.element(entry.open(), end());
        }
        list.close(end());
        return list;
    }

    private void variable() throws IOException {
        Location location = location();
        Map<String, Member> members = members(new Place(0));
        variables.add(new VariableSetting(required(members, "SchemaName", location), text(members, "Value"), location));
    }

    private void connection(Place place) throws IOException {
        Location location = location();
        Map<String, Member> members = members(place);
        connections.add(new ConnectionSetting(
                required(members, "LogicalName", location),
                text(members, "ConnectionId"),
                text(members, "ConnectorId"),
                location));
        Member connector = members.get("connectorid");
        entries.add(new Entry(place, connector == null ? -1 : connector.from, connector == null ? -1 : connector.end));
    }

    /** The text of a member and where it stands. */
    private record Member(String text, int from, int end) {}

    /** The members that the plugin knows, by their names in lower case. */
    private Map<String, Member> members(Place place) throws IOException {
        Map<String, Member> members = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int from = start();
            String name = parser.currentName();
            String key = name.toLowerCase(Locale.ROOT);
            JsonToken token = parser.nextToken();
            boolean known = List.of("schemaname", "value", "logicalname", "connectionid", "connectorid")
                    .contains(key);
            if (!known) {
                skip();
            } else if (token.isScalarValue()) {
                String text = token == JsonToken.VALUE_NULL ? "" : parser.getText();
                if (members.put(key, new Member(text, start(), end())) != null) {
                    throw error("the entry has the member '" + name + "' twice", "Remove one of them.");
                }
            } else {
                throw error(
                        "'" + name + "' is an object or a list, not a text",
                        "Write it as a text; a JSON value is written in quotes: \"{\\\"a\\\": 1}\".");
            }
            place.element(from, end());
        }
        place.close(end());
        return members;
    }

    private static String text(Map<String, Member> members, String name) {
        Member member = members.get(name.toLowerCase(Locale.ROOT));
        return member == null ? "" : member.text;
    }

    private static String required(Map<String, Member> members, String name, Location location) {
        String text = text(members, name).strip();
        if (text.isEmpty()) {
            throw new SolutionException(
                    location, "the entry has no '" + name + "'", "Add it, or remove the entry: it names nothing.");
        }
        return text;
    }

    private void skip() throws IOException {
        parser.skipChildren();
        if (parser.currentToken().isScalarValue()) {
            parser.getText(); // so that the end of the token is known
        }
    }

    private int start() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private int end() {
        return (int) parser.currentLocation().getCharOffset();
    }

    private Location location() {
        return location(file, parser.currentTokenLocation());
    }

    private static Location location(String file, JsonLocation at) {
        return at == null || at.getLineNr() < 1 ? Location.of(file) : new Location(file, at.getLineNr(), 0);
    }

    private SolutionException error(String problem, String advice) {
        return new SolutionException(location(), problem, advice);
    }
}
