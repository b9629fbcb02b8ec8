package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An element of {@code customizations.xml} as far as the files of the components do not carry it: attributes, and what
 * stands in it beside components. It takes part only once something was put into it.
 */
final class PreservedElement {

    private final PreservedElement parent;
    private String name;
    private final List<Map.Entry<String, String>> attributes = new ArrayList<>(0);
    private final List<Object> content = new ArrayList<>(0);
    private boolean used;

    PreservedElement(PreservedElement parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    /** Takes over the attributes of the current start tag. */
    void attributes(XmlScanner scanner) {
        for (int i = 0; i < scanner.attributeCount(); i++) {
            attributes.add(Map.entry(scanner.attributeName(i), scanner.attributeValue(i)));
        }
    }

    /** Makes it part of what is preserved, with its parents. */
    void use() {
        if (!used) {
            used = true;
            if (parent != null) {
                parent.content.add(this);
                parent.use();
            }
        }
    }

    PreservedElement parent() {
        return parent;
    }

    boolean isUsed() {
        return used;
    }

    /** Adds a whole document's content: its root element, or a single comment. */
    void add(byte[] document) {
        content.add(document);
        use();
    }

    /** Says that it is a part of a component whose element is a file: it is named so that it finds it again. */
    void partOf(String component) {
        name = name + Preserved.PART;
        attributes.add(Map.entry(Preserved.PART_OF, component));
    }

    void write(XmlFormatter formatter) throws IOException {
        formatter.start(name);
        for (Map.Entry<String, String> attribute : attributes) {
            formatter.attribute(attribute.getKey(), attribute.getValue());
        }
        if (content.isEmpty()) {
            formatter.endEmpty();
            return;
        }
        for (Object part : content) {
            if (part instanceof PreservedElement element) {
                element.write(formatter);
            } else {
                copyDocument((byte[]) part, formatter);
            }
        }
        formatter.end(name);
    }

    private static void copyDocument(byte[] document, XmlFormatter formatter) throws IOException {
        try (XmlScanner scanner = new XmlScanner(XmlSource.of(document, "preserved element"))) {
            formatter.splice(scanner);
        }
    }
}
