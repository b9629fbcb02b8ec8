package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.layout.ComponentKind;
import io.github.dataversealm.solution.layout.ComponentKinds;
import io.github.dataversealm.solution.layout.ContainerNode;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.xml.ByteSink;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code Other/Preserved/Customizations.xml} carries: elements, attributes and comments of
 * {@code customizations.xml} that the classic layout has no file for.
 */
final class PreservedParts {

    private static final byte[] LF = {'\n'};
    private static final ContainerNode KINDS = ContainerNode.of(ComponentKinds.ALL);

    /** A container, or the part of a component, with what is to be put back into it. */
    static final class Place {
        private final String name;
        private final List<Map.Entry<String, String>> attributes = new ArrayList<>();
        private final List<Place> places = new ArrayList<>();
        private final List<byte[]> elements = new ArrayList<>();

        private Place(String name) {
            this.name = name;
        }

        List<Map.Entry<String, String>> attributes() {
            return attributes;
        }

        String attribute(String key) {
            for (Map.Entry<String, String> attribute : attributes) {
                if (attribute.getKey().equals(key)) {
                    return attribute.getValue();
                }
            }
            return "";
        }

        /** The first place of that name here; null when there is none. */
        Place place(String wanted) {
            for (Place place : places) {
                if (place.name.equals(wanted)) {
                    return place;
                }
            }
            return null;
        }

        List<Place> places() {
            return places;
        }

        String name() {
            return name;
        }

        /** The elements, comments and texts that belong here, each a document. */
        List<byte[]> elements() {
            return elements;
        }

        /** Writes one of them, whose first token is the current one. */
        void copy(XmlScanner scanner, XmlToken first, XmlFormatter formatter) throws IOException {
            if (first == XmlToken.START && scanner.isNamed(Preserved.LOOSE)) {
                for (XmlToken token = scanner.next(); token != XmlToken.END; token = scanner.next()) {
                    formatter.copy(scanner, token);
                }
                return;
            }
            for (XmlToken token = first; token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                formatter.copy(scanner, token);
            }
        }
    }

    private final Place root;

    private PreservedParts(Place root) {
        this.root = root;
    }

    static PreservedParts none() {
        return new PreservedParts(new Place(""));
    }

    static PreservedParts read(XmlSource source) throws IOException {
        Place root = new Place("");
        try (XmlScanner scanner = new XmlScanner(source)) {
            XmlToken token = scanner.next();
            while (token != XmlToken.START) {
                token = scanner.next();
            }
            if (!scanner.isEmptyElement()) {
                read(scanner, root, KINDS);
            }
        }
        return new PreservedParts(root);
    }

    private static void read(XmlScanner scanner, Place place, ContainerNode node) throws IOException {
        for (XmlToken token = scanner.next(); token != XmlToken.END; token = scanner.next()) {
            if (token != XmlToken.START) {
                continue;
            }
            String name = scanner.name();
            Optional<ContainerNode> inner = inner(name, node, place.name.isEmpty());
            if (inner.isEmpty()) {
                place.elements.add(element(scanner));
                continue;
            }
            Place child = new Place(name);
            for (int i = 0; i < scanner.attributeCount(); i++) {
                child.attributes.add(Map.entry(scanner.attributeName(i), scanner.attributeValue(i)));
            }
            place.places.add(child);
            if (!scanner.isEmptyElement()) {
                read(scanner, child, inner.get());
            }
        }
    }

    /** The node of a container, or of the part of a component; empty for a whole element. */
    private static Optional<ContainerNode> inner(String name, ContainerNode node, boolean top) {
        ContainerNode container = node.container(name);
        if (container != null) {
            return Optional.of(container);
        }
        if (name.endsWith(Preserved.PART)) {
            ComponentKind kind = node.kind(name.substring(0, name.length() - Preserved.PART.length()));
            if (kind != null) {
                return Optional.of(ContainerNode.of(kind.parts()));
            }
        }
        return top ? Optional.of(ContainerNode.of(List.of())) : Optional.empty();
    }

    private static byte[] element(XmlScanner scanner) throws IOException {
        ByteSink sink = new ByteSink(1 << 10);
        XmlFormatter formatter = new XmlFormatter(LF);
        formatter.begin(sink, 0);
        formatter.start(scanner);
        for (Map.Entry<String, String> open : scanner.openNamespaces()) {
            String attribute = open.getKey().isEmpty() ? "xmlns" : "xmlns:" + open.getKey();
            if (scanner.attributeIndex(attribute) < 0) {
                formatter.attribute(attribute, open.getValue());
            }
        }
        if (scanner.isEmptyElement()) {
            formatter.endEmpty();
        } else {
            formatter.copyRest(scanner);
        }
        return sink.toByteArray();
    }

    /** What belongs into a container at the root; null when nothing does. */
    Place container(String name) {
        return root.place(name);
    }

    /** What belongs into the element of a component; null when nothing does. */
    Place part(String container, String element, String component) {
        Place place = root.place(container);
        if (place != null) {
            for (Place part : place.places) {
                if (part.name.equals(element + Preserved.PART)
                        && part.attribute(Preserved.PART_OF).equals(component)) {
                    return part;
                }
            }
        }
        return null;
    }
}
