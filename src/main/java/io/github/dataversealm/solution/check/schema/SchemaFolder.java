package io.github.dataversealm.solution.check.schema;

import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The XML schemas in a folder that the user has, such as those that Microsoft publishes for customization files. A document
 * is validated with the schema that declares its root element. The files of an unpacked solution have roots that the
 * published schemas declare inside of others only; where such an element has a named type, the type is taken.
 *
 * <p>Nothing is read from outside of the folder, whatever the schemas say.
 */
public final class SchemaFolder {

    private static final String XS = XMLConstants.W3C_XML_SCHEMA_NS_URI;
    private static final int MAX_FILES = 500;

    private final Path folder;
    private final Map<String, Path> global = new TreeMap<>();
    private final Map<String, Typed> local = new HashMap<>();
    private final Map<String, Optional<Schema>> schemas = new HashMap<>();

    /** Where an element is declared with a type of a name. */
    private record Typed(Path file, String type) {}

    private SchemaFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Looks through a folder.
     *
     * @throws SolutionException when there is no such folder, or no schema in it, or one that is not well-formed
     * @throws IOException when the disk fails
     */
    public static SchemaFolder open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new SolutionException(
                    Location.of(folder),
                    "There is no such folder.",
                    "Name the folder with the XSD files: -Dsolution.schemaDirectory=...");
        }
        SchemaFolder schemas = new SchemaFolder(folder.toRealPath());
        List<Path> files;
        try (Stream<Path> all = Files.walk(schemas.folder)) {
            files = all.filter(file -> file.getFileName()
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .endsWith(".xsd"))
                    .sorted()
                    .limit(MAX_FILES + 1L)
                    .toList();
        }
        if (files.isEmpty() || files.size() > MAX_FILES) {
            throw new SolutionException(
                    Location.of(folder),
                    files.isEmpty()
                            ? "There is no .xsd file in the folder."
                            : "There are more than " + MAX_FILES + " .xsd files in the folder.",
                    "Name the folder with the XSD files: -Dsolution.schemaDirectory=...");
        }
        Set<Path> included = new HashSet<>();
        for (Path file : files) {
            schemas.index(file, included);
        }
        return schemas;
    }

    /** Notes what a schema declares. A file that others include is behind them, since they know more. */
    private void index(Path file, Set<Path> included) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            boolean plain = false;
            for (int depth = 0; reader.hasNext(); ) {
                int event = reader.next();
                depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
                if (event == XMLStreamConstants.START_ELEMENT && XS.equals(reader.getNamespaceURI())) {
                    if (depth == 1) {
                        plain = reader.getAttributeValue(null, "targetNamespace") == null;
                    } else if (reader.getLocalName().equals("element") && plain) {
                        element(reader, file, depth, included);
                    } else if (reader.getLocalName().equals("include") && depth == 2) {
                        includes(reader.getAttributeValue(null, "schemaLocation"), file, included);
                    }
                }
                depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
            }
        } catch (XMLStreamException e) {
            throw new SolutionException(
                    new Location(
                            file.toString(),
                            e.getLocation() == null
                                    ? 0
                                    : Math.max(0, e.getLocation().getLineNumber()),
                            0),
                    "The schema is not well-formed.",
                    "Get it again from where it came, or take it out of the folder.");
        }
        global.values().removeIf(included::contains);
    }

    private void element(XMLStreamReader reader, Path file, int depth, Set<Path> included) {
        String name = reader.getAttributeValue(null, "name");
        String type = reader.getAttributeValue(null, "type");
        if (name == null) {
            return;
        }
        if (depth == 2 && !included.contains(file)) {
            global.putIfAbsent(name, file);
        } else if (type != null && type.indexOf(':') < 0) {
            local.putIfAbsent(name, new Typed(file, type));
        }
    }

    private static void includes(String location, Path file, Set<Path> included) {
        if (location != null && !location.contains(":")) {
            try {
                included.add(file.resolveSibling(location).normalize());
            } catch (InvalidPathException e) {
                // the schema itself will say that it leads nowhere
            }
        }
    }

    /**
     * The schema of documents with that root element; empty when none declares it.
     *
     * @throws SolutionException when the schema is not valid, or asks for files outside of the folder
     */
    public synchronized Optional<Schema> schemaOf(String root) {
        Optional<Schema> known = schemas.get(root);
        if (known == null) {
            Path file = global.get(root);
            Typed typed = local.get(root);
            known = file != null
                    ? Optional.of(compile(new StreamSource(file.toUri().toString()), file))
                    : typed == null ? Optional.empty() : Optional.of(compile(wrapper(root, typed), typed.file()));
            schemas.put(root, known);
        }
        return known;
    }

    /** A schema that declares a root element of a type of another schema. */
    private static StreamSource wrapper(String root, Typed typed) {
        String text = "<xs:schema xmlns:xs=\"" + XS + "\"><xs:include schemaLocation=\""
                + typed.file().getFileName().toString().replace("&", "&amp;").replace("\"", "&quot;")
                + "\"/><xs:element name=\"" + root + "\" type=\"" + typed.type() + "\"/></xs:schema>";
        return new StreamSource(
                new StringReader(text),
                typed.file().resolveSibling("root-element.xsd").toUri().toString());
    }

    private Schema compile(StreamSource source, Path file) {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> resolve(systemId, base));
            return factory.newSchema(source);
        } catch (SAXException e) {
            int line = e instanceof SAXParseException parse ? Math.max(0, parse.getLineNumber()) : 0;
            throw new SolutionException(
                    new Location(file.toString(), line, 0),
                    "The schema cannot be used: " + e.getMessage(),
                    "Take all files of one set of schemas into " + folder + ".",
                    e);
        } catch (UncheckedIOException e) {
            throw new SolutionException(
                    Location.of(file),
                    "The schema cannot be used: " + e.getCause().getMessage(),
                    "Take all files of one set of schemas into " + folder + ".",
                    e);
        }
    }

    /** Files of the folder only: no network, no other place of the disk. */
    private LSInput resolve(String systemId, String base) {
        Path file = null;
        try {
            java.net.URI uri = java.net
                    .URI
                    .create(base == null ? folder.toUri().toString() : base)
                    .resolve(
                            systemId == null ? "" : systemId.replace(" ", "%20").replace('\\', '/'));
            file = "file".equals(uri.getScheme()) ? Path.of(uri).normalize() : null;
            if (file != null && Files.isRegularFile(file)) {
                file = file.toRealPath();
            }
        } catch (IllegalArgumentException e) {
            // no path of this machine
            file = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (file == null || !file.startsWith(folder)) {
            throw new UncheckedIOException(
                    new IOException("it refers to " + systemId + ", which is not in the folder of the schemas"));
        }
        try {
            return new Input(Files.readAllBytes(file), file.toUri().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException("it refers to " + systemId + ", which cannot be read", e));
        }
    }

    /** The roots that are declared, for messages. */
    List<String> roots() {
        return new ArrayList<>(global.keySet());
    }

    /** A file as the validation API wants it. */
    private record Input(byte[] content, String systemId) implements LSInput {

        @Override
        public Reader getCharacterStream() {
            return null;
        }

        @Override
        public InputStream getByteStream() {
            return new java.io.ByteArrayInputStream(content);
        }

        @Override
        public String getSystemId() {
            return systemId;
        }

        @Override
        public String getStringData() {
            return null;
        }

        @Override
        public String getPublicId() {
            return null;
        }

        @Override
        public String getBaseURI() {
            return null;
        }

        @Override
        public String getEncoding() {
            return null;
        }

        @Override
        public boolean getCertifiedText() {
            return false;
        }

        @Override
        public void setCharacterStream(Reader characterStream) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setByteStream(InputStream byteStream) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setStringData(String stringData) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setSystemId(String systemId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setPublicId(String publicId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setBaseURI(String baseUri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setEncoding(String encoding) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setCertifiedText(boolean certifiedText) {
            throw new UnsupportedOperationException();
        }
    }
}
