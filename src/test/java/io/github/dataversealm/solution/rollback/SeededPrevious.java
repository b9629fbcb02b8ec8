package io.github.dataversealm.solution.rollback;

import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * A version before a real one: the same zip with a lower version, without some of its tables, columns, web resources,
 * processes, roles and whatever else is listed as a root component. The same seed takes away the same.
 */
final class SeededPrevious {

    private static final String VERSION = "0.0.0.1";

    /** For one that has the other version itself. */
    private static final String LOWEST = "0.0.0.0";

    /** So many of the components that can go do, of a hundred. */
    private static final int SHARE = 35;

    private final Random random;
    private final Document customizations;
    private final Document manifest;
    private int removed;

    private SeededPrevious(Document customizations, Document manifest, long seed) {
        this.customizations = customizations;
        this.manifest = manifest;
        this.random = new Random(seed);
    }

    /** @return how many components the older zip lacks */
    static int write(Path real, Path target, long seed) throws Exception {
        Map<String, byte[]> entries = Corpus.unzip(real);
        SeededPrevious older =
                new SeededPrevious(parse(entries.get("customizations.xml")), parse(entries.get("solution.xml")), seed);
        older.thin();
        entries.put("customizations.xml", text(older.customizations));
        entries.put("solution.xml", text(older.manifest));
        SolutionZipBuilder.write(target, entries);
        return older.removed;
    }

    private void thin() {
        Element version = only(manifest.getDocumentElement(), "Version");
        version.setTextContent(version.getTextContent().strip().equals(VERSION) ? LOWEST : VERSION);
        Set<String> tables = new HashSet<>();
        for (Element entity : below(customizations, "Entity")) {
            boolean whole = below(entity, "attribute").stream()
                    .anyMatch(column -> "primarykey".equals(content(column, "Type")));
            String name = content(entity, "Name");
            if (whole && chosen()) {
                remove(entity);
                removeRoots("1", name, "");
                tables.add(name.toLowerCase(Locale.ROOT));
                continue;
            }
            for (Element column : below(entity, "attribute")) {
                boolean own = column.getAttribute("PhysicalName").indexOf('_') > 0
                        && !"primarykey".equals(content(column, "Type"))
                        && !content(column, "DisplayMask").contains("PrimaryName");
                if (own && chosen()) {
                    remove(column);
                }
            }
        }
        for (Element relationship : below(customizations, "EntityRelationship")) {
            if (tables.contains(content(relationship, "ReferencingEntityName").toLowerCase(Locale.ROOT))
                    || tables.contains(
                            content(relationship, "ReferencedEntityName").toLowerCase(Locale.ROOT))) {
                remove(relationship);
            }
        }
        simple("WebResource", "61", "Name", "");
        simple("Workflow", "29", "", "WorkflowId");
        simple("Role", "20", "", "id");
        simple("optionset", "9", "", "Name");
        if (below(customizations, "Workflow").isEmpty()) {
            // flows would need them
            simple("connectionreference", "", "", "connectionreferencelogicalname");
        }
    }

    /** Takes away some of a kind that a child element or an attribute names. */
    private void simple(String element, String type, String child, String attribute) {
        for (Element found : below(customizations, element)) {
            String name = child.isEmpty() ? found.getAttribute(attribute) : content(found, child);
            if (!name.isEmpty() && chosen()) {
                remove(found);
                removeRoots(type, name, name);
            }
        }
    }

    private void removeRoots(String type, String schemaName, String id) {
        for (Element root : below(manifest, "RootComponent")) {
            if (root.getAttribute("type").equals(type)
                    && (root.getAttribute("schemaName").equalsIgnoreCase(schemaName)
                            || !id.isEmpty() && plain(root.getAttribute("id")).equals(plain(id)))) {
                root.getParentNode().removeChild(root);
            }
        }
    }

    private static String plain(String id) {
        return id.replaceAll("[{}]", "").toLowerCase(Locale.ROOT);
    }

    private boolean chosen() {
        return random.nextInt(100) < SHARE;
    }

    private void remove(Element element) {
        element.getParentNode().removeChild(element);
        removed++;
    }

    // ---------------------------------------------------------------- XML

    private static Document parse(byte[] bytes) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }

    private static byte[] text(Document document) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(document), new StreamResult(out));
        return out.toByteArray();
    }

    private static List<Element> below(Node node, String name) {
        NodeList found = node instanceof Document document
                ? document.getElementsByTagName(name)
                : ((Element) node).getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static Element only(Element parent, String name) {
        return below(parent, name).get(0);
    }

    /** The text of a child; empty when there is none. */
    private static String content(Element parent, String name) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getTagName().equals(name)) {
                return element.getTextContent().strip();
            }
        }
        return "";
    }
}
