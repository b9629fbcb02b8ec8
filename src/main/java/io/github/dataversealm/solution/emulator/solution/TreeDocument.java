package io.github.dataversealm.solution.emulator.solution;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A document of an unpacked solution that is changed as a whole; unpacking has checked it, so that it is well formed. */
final class TreeDocument {

    private final Path file;
    private final Document document;

    private TreeDocument(Path file, Document document) {
        this.file = file;
        this.document = document;
    }

    static TreeDocument read(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return new TreeDocument(file, factory.newDocumentBuilder().parse(file.toFile()));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    void write() throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            TransformerFactory factory = TransformerFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            transformer.transform(new DOMSource(document), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    Element root() {
        return document.getDocumentElement();
    }

    /** The element at a path below the root. */
    Optional<Element> find(String... path) {
        Optional<Element> element = Optional.of(root());
        for (String name : path) {
            element = element.flatMap(parent -> children(parent).stream()
                    .filter(child -> child.getTagName().equals(name))
                    .findFirst());
        }
        return element;
    }

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** Appends a copy of an element, perhaps of another document, in place of one with the same value of an attribute. */
    void replace(Element parent, Element element, String key) {
        for (Element child : children(parent)) {
            if (child.getTagName().equals(element.getTagName())
                    && child.getAttribute(key).equalsIgnoreCase(element.getAttribute(key))) {
                parent.removeChild(child);
            }
        }
        parent.appendChild(document.importNode(element, true));
    }

    /** Appends a copy of an element, perhaps of another document. */
    void add(Element parent, Element element) {
        parent.appendChild(document.importNode(element, true));
    }

    /** Adds an empty element below the root, before another if that is there, unless there is one of the name. */
    void ensure(String name, String before) {
        if (find(name).isEmpty()) {
            root().insertBefore(document.createElement(name), find(before).orElse(null));
        }
    }

    Element append(Element parent, String name) {
        Element element = document.createElement(name);
        parent.appendChild(element);
        return element;
    }
}
