package io.github.dataversealm.solution.mojo;

import io.github.dataversealm.solution.model.PackageType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The two facts of a source folder's {@code Other/Solution.xml} that the names of the zips depend on.
 * It is no check: what cannot be read is empty here, and the engine says precisely what is wrong with it.
 *
 * @param uniqueName the solution's unique name
 * @param packageType what {@code <Managed>} says
 */
record SourceManifest(Optional<String> uniqueName, Optional<PackageType> packageType) {

    private static final SourceManifest UNKNOWN = new SourceManifest(Optional.empty(), Optional.empty());

    static SourceManifest read(Path sourceDirectory) {
        try {
            Optional<Path> file = child(sourceDirectory, "other").flatMap(other -> child(other, "solution.xml"));
            return file.isPresent() ? parse(file.get()) : UNKNOWN;
        } catch (IOException | XMLStreamException e) {
            return UNKNOWN;
        }
    }

    /** Folders that other tools wrote spell {@code Other/Solution.xml} in several ways. */
    private static Optional<Path> child(Path folder, String name) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> child.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .equals(name))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static SourceManifest parse(Path file) throws IOException, XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            Optional<String> name = Optional.empty();
            // Both stand before the publisher, the lists that can be long come after it.
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                switch (xml.getLocalName()) {
                    case "UniqueName" -> name = Optional.of(xml.getElementText().strip());
                    case "Managed" -> {
                        return new SourceManifest(
                                name, type(xml.getElementText().strip()));
                    }
                    case "Publisher", "RootComponents" -> {
                        return new SourceManifest(name, Optional.empty());
                    }
                    default -> {
                        // of no interest here
                    }
                }
            }
            return new SourceManifest(name, Optional.empty());
        }
    }

    private static Optional<PackageType> type(String manifestValue) {
        return Arrays.stream(PackageType.values())
                .filter(type -> type.manifestValue().equals(manifestValue))
                .findFirst();
    }
}
