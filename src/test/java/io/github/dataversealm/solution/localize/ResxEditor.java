package io.github.dataversealm.solution.localize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads and changes a {@code .resx} file as a translator's tool does, with the JDK's parser and writer. */
public final class ResxEditor {

    private final Document document;
    private final Map<String, Element> values = new TreeMap<>();

    private ResxEditor(Document document) {
        this.document = document;
        NodeList data = document.getElementsByTagName("data");
        for (int i = 0; i < data.getLength(); i++) {
            Element element = (Element) data.item(i);
            Element other = values.put(element.getAttribute("name"), (Element)
                    element.getElementsByTagName("value").item(0));
            if (other != null) {
                throw new IllegalStateException("twice: " + element.getAttribute("name"));
            }
        }
    }

    public static ResxEditor read(Path file) throws IOException {
        try {
            return new ResxEditor(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(e);
        }
    }

    /** The language that the metadata says. */
    public int lcid() {
        Element metadata = (Element) document.getElementsByTagName("metadata").item(0);
        return Integer.parseInt(metadata.getTextContent().strip());
    }

    public Map<String, String> strings() {
        Map<String, String> strings = new TreeMap<>();
        values.forEach((name, value) -> strings.put(name, value.getTextContent()));
        return strings;
    }

    public void set(String name, String text) {
        values.get(name).setTextContent(text);
    }

    public void write(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IOException(e);
        }
    }
}
