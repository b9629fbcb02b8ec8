package io.github.dataversealm.solution.testkit;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Whether a solution zip holds what another one holds: each entry by its bytes and, of the two documents, each element by
 * its place, its attributes and its text, however often it is there. The order of elements is not looked at. It reads with
 * the JDK's parser, not with the one under test.
 */
public final class Carried {

    private static final Set<String> DOCUMENTS = Set.of("customizations.xml", "solution.xml");

    private Carried() {}

    /** What one of the zips has and the other has not; empty when they hold the same. */
    public static List<String> differences(Map<String, byte[]> original, Map<String, byte[]> packed) {
        Map<String, byte[]> before = normalized(original);
        Map<String, byte[]> after = normalized(packed);
        List<String> differences = new ArrayList<>();
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.remove("[content_types].xml");
        names.removeIf(name -> name.endsWith("/")); // a folder is there when a file is
        for (String name : names) {
            byte[] one = before.get(name);
            byte[] other = after.get(name);
            if (one == null || other == null) {
                differences.add((one == null ? "extra entry " : "lost entry ") + name);
            } else if (DOCUMENTS.contains(name)) {
                compare(name, one, other, differences);
            } else if (!Arrays.equals(one, other)) {
                differences.add("changed entry " + name);
            }
        }
        return differences;
    }

    private static Map<String, byte[]> normalized(Map<String, byte[]> entries) {
        Map<String, byte[]> normalized = new TreeMap<>();
        entries.forEach((name, bytes) -> normalized.put(normalized(name), bytes));
        return normalized;
    }

    private static String normalized(String name) {
        String decoded = name;
        try {
            decoded = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // a percent sign that begins no code stays
        }
        // References find entries in any letter case, and no two of them differ only by that.
        return decoded.toLowerCase(Locale.ROOT);
    }

    private static void compare(String name, byte[] one, byte[] other, List<String> differences) {
        Map<String, Integer> before;
        Map<String, Integer> after;
        try {
            before = elements(one);
        } catch (IllegalStateException e) {
            differences.add(name + ": the original is unreadable: " + e.getMessage());
            return;
        }
        try {
            after = elements(other);
        } catch (IllegalStateException e) {
            differences.add(name + ": what was packed is unreadable: " + e.getMessage());
            return;
        }
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            int count = after.getOrDefault(key, 0) - before.getOrDefault(key, 0);
            if (count != 0) {
                differences.add(name + ": " + (count > 0 ? "extra " : "lost ") + Math.abs(count) + " x " + key);
            }
        }
    }

    /** How often each element, comment and instruction is there. */
    private static Map<String, Integer> elements(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setAttribute("jdk.xml.maxXMLNameLimit", "0");
            Node document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
            Map<String, Integer> elements = new TreeMap<>();
            collect(document, "", elements);
            return elements;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void collect(Node parent, String path, Map<String, Integer> elements) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            switch (child.getNodeType()) {
                case Node.ELEMENT_NODE -> {
                    String childPath = path + "/" + child.getNodeName();
                    elements.merge(childPath + attributes((Element) child) + text(child), 1, Integer::sum);
                    collect(child, childPath, elements);
                }
                case Node.COMMENT_NODE -> elements.merge(path + "/<!--" + lines(child), 1, Integer::sum);
                case Node.PROCESSING_INSTRUCTION_NODE ->
                    elements.merge(path + "/<?" + child.getNodeName() + lines(child), 1, Integer::sum);
                default -> {
                    // texts are part of their element
                }
            }
        }
    }

    private static String lines(Node node) {
        return node.getNodeValue().replace("\r\n", "\n").strip();
    }

    private static String attributes(Element element) {
        Map<String, String> attributes = new TreeMap<>();
        NamedNodeMap map = element.getAttributes();
        for (int i = 0; i < map.getLength(); i++) {
            if (!map.item(i).getNodeName().startsWith("xmlns")) {
                attributes.put(map.item(i).getNodeName(), map.item(i).getNodeValue());
            }
        }
        return attributes.toString();
    }

    private static String text(Node element) {
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(child.getNodeValue());
            }
        }
        return text.toString().replace("\r\n", "\n").replace('\r', '\n').strip();
    }
}
