package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.connector.PngImage;
import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.index.Element;
import io.github.dataversealm.solution.check.index.Json;
import io.github.dataversealm.solution.check.index.JsonDocuments;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Optional;

/** Reads the parts of custom connectors. A field names a file, or holds what would be in it. */
final class ConnectorReader {

    private static final String FOLDER = "Connector/";
    private static final int MAX_DOCUMENT = 32 << 20;

    /** An icon has less than 1 MB: of a larger one only the header is read. */
    private static final int MAX_ICON = 4 << 20;

    private static final int HEADER = 64;

    private final Solution solution;
    private final JsonDocuments documents;

    ConnectorReader(Solution solution, JsonDocuments documents) {
        this.solution = solution;
        this.documents = documents;
    }

    ConnectorFile read(Part connector) throws IOException {
        return new ConnectorFile(
                connector,
                document(connector, "openapidefinition"),
                document(connector, "connectionparameters"),
                icon(connector));
    }

    /** Whether a field names a file. */
    static boolean isPath(String text) {
        return text.startsWith("/" + FOLDER) || text.startsWith(FOLDER);
    }

    /** The file that a field names; it is kept in a folder of another name when the solution is unpacked. */
    static Optional<PackageFile> file(Solution solution, String text) {
        String name = text.startsWith("/") ? text.substring(1) : text;
        return solution.tree().find(solution.tree().isZip() ? name : "Connectors/" + name.substring(FOLDER.length()));
    }

    private ConnectorFile.Document document(Part connector, String field) throws IOException {
        Optional<Element> element = connector.element().first(field);
        Place place = element.orElse(connector.element()).place();
        String text = element.map(Element::text).orElse("");
        if (text.isEmpty()) {
            return ConnectorFile.Document.none(place);
        }
        if (!isPath(text)) {
            return inline(text, connector, place);
        }
        Optional<PackageFile> file = file(solution, text);
        if (file.isEmpty()) {
            // pkg-file-missing says so
            return ConnectorFile.Document.none(place);
        }
        byte[] content = solution.tree().read(file.get(), MAX_DOCUMENT);
        Json json = Json.ABSENT;
        Optional<SolutionException> problem = Optional.empty();
        try {
            json = documents.read(content, file.get().path());
        } catch (SolutionException e) {
            problem = Optional.of(e);
        }
        return new ConnectorFile.Document(json, problem, Optional.of(solution.origin(file.get())), place);
    }

    private ConnectorFile.Document inline(String text, Part connector, Place place) {
        try {
            Json json = documents.read(text, connector.subject().toString());
            return new ConnectorFile.Document(json, Optional.empty(), Optional.empty(), place);
        } catch (SolutionException e) {
            return new ConnectorFile.Document(Json.ABSENT, Optional.of(e), Optional.empty(), place);
        }
    }

    private Optional<ConnectorFile.Icon> icon(Part connector) throws IOException {
        Optional<Element> element = connector.element().first("iconblob");
        String text = element.map(Element::text).orElse("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!isPath(text)) {
            return inlineIcon(text)
                    .map(content -> new ConnectorFile.Icon(
                            content.length,
                            PngImage.read(content),
                            element.orElseThrow().place()));
        }
        Optional<PackageFile> file = file(solution, text);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        byte[] content;
        try (InputStream in = solution.tree().open(file.get())) {
            content = in.readNBytes(file.get().size() > MAX_ICON ? HEADER : MAX_ICON);
        }
        return Optional.of(new ConnectorFile.Icon(
                file.get().size(), PngImage.read(content), Place.file(solution.origin(file.get()))));
    }

    private static Optional<byte[]> inlineIcon(String text) {
        String data = text.startsWith("data:") ? text.substring(text.indexOf(',') + 1) : text;
        try {
            return Optional.of(Base64.getMimeDecoder().decode(data));
        } catch (IllegalArgumentException e) {
            // an address, or another form that nobody has described
            return Optional.empty();
        }
    }
}
