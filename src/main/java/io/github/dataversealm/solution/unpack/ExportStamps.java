package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.SortedList;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an export writes into a document that says nothing of the solution, and so differs between two exports of an
 * unchanged one: who exported it, running numbers, versions of other solutions, and the order of lists without an order.
 */
final class ExportStamps {

    private static final String ROOT = "ImportExportXml";

    /** The service that exported the zip. */
    private static final Set<String> ROOT_ATTRIBUTES =
            Set.of("version", "OrganizationVersion", "OrganizationSchemaType", "CRMServerServiceabilityVersion");

    /** The sides of a missing dependency; they are numbered in the order in which the export came across them. */
    private static final Set<String> DEPENDENCY_SIDES = Set.of("Required", "Dependent");

    private static final String KEY = "key";
    private static final String SOLUTION = "solution";

    /** The version that the other solution has in the environment, as in {@code System (9.2.1.4)}. */
    private static final Pattern OTHER_VERSION = Pattern.compile("\\s*\\([0-9.]+\\)$");

    private static final Set<String> UNORDERED = Set.of(
            SortedList.ROOT_COMPONENTS.list(),
            SortedList.MISSING_DEPENDENCIES.list(),
            SortedList.APP_MODULE_COMPONENTS.list());

    private ExportStamps() {}

    /** An open element. */
    private record Element(String name, String tag, List<String> content) {

        String close() {
            if (UNORDERED.contains(name)) {
                Collections.sort(content);
            }
            return tag + String.join("", content) + "</>";
        }
    }

    /**
     * The document without its stamps: equal texts mean that nothing else differs.
     *
     * @throws io.github.dataversealm.solution.message.SolutionException when it is not well-formed
     */
    static String without(XmlSource document) throws IOException {
        Deque<Element> open = new ArrayDeque<>();
        open.push(new Element("", "", new ArrayList<>()));
        try (XmlScanner scanner = new XmlScanner(document)) {
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                switch (token) {
                    case START -> {
                        open.push(new Element(scanner.name(), tag(scanner), new ArrayList<>()));
                        if (scanner.isEmptyElement()) {
                            close(open);
                        }
                    }
                    case END -> close(open);
                    case TEXT, CDATA -> {
                        if (token == XmlToken.CDATA || !scanner.isInsignificant()) {
                            open.element().content().add(escaped(scanner.text()));
                        }
                    }
                    default -> open.element().content().add("<" + token + ">");
                }
            }
        }
        return open.element().close();
    }

    private static void close(Deque<Element> open) {
        Element closed = open.pop();
        open.element().content().add(closed.close());
    }

    private static String tag(XmlScanner scanner) {
        String name = scanner.name();
        Map<String, String> attributes = new TreeMap<>();
        for (int i = 0; i < scanner.attributeCount(); i++) {
            String attribute = scanner.attributeName(i);
            if (name.equals(ROOT) && ROOT_ATTRIBUTES.contains(attribute)) {
                continue;
            }
            if (DEPENDENCY_SIDES.contains(name) && attribute.equals(KEY)) {
                continue;
            }
            String value = scanner.attributeValue(i);
            boolean ofOther = DEPENDENCY_SIDES.contains(name) && attribute.equals(SOLUTION);
            attributes.put(attribute, ofOther ? OTHER_VERSION.matcher(value).replaceFirst("") : value);
        }
        StringBuilder tag = new StringBuilder("<").append(name);
        attributes.forEach((attribute, value) -> tag.append(' ')
                .append(attribute)
                .append('=')
                .append(escaped(value))
                .append('"'));
        return tag.append('>').toString();
    }

    /** So that no text can look like a tag. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
