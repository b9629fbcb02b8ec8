package io.github.dataversealm.solution.corpus;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * A text that is equal for two XML documents that say the same: blanks between elements, comments, the two forms of an
 * empty element, redundant declarations of {@code xsi} and the order of lists that mean nothing by their order are left
 * out of account. It reads with the JDK's parser, not with the one under test.
 */
final class CanonicalXml {

    /** Lists whose order follows files or is sorted (spec solution-packager-behavior §11). */
    private static final Set<String> LISTS = Set.of(
            "RootComponents",
            "MissingDependencies",
            "AppModuleComponents",
            "Entities",
            "FormXml",
            "forms",
            "SavedQueries",
            "savedqueries",
            "Visualizations",
            "Roles",
            "Workflows",
            "WebResources",
            "optionsets",
            "Dashboards",
            "InteractionCentricDashboards",
            "Dialogs",
            "CustomControls",
            "SolutionPluginAssemblies",
            "SdkMessageProcessingSteps",
            "AppModules",
            "AppModuleSiteMaps",
            "CanvasApps",
            "Connectors",
            "EnvironmentVariables",
            "Reports",
            "Templates",
            "StoredProcedures",
            "EntityDataSources",
            "EntityDataProviders");

    private final boolean sorted;

    private CanonicalXml(boolean sorted) {
        this.sorted = sorted;
    }

    /** The canonical text with the lists in order. */
    static String sorted(byte[] xml) {
        return new CanonicalXml(true).text(xml);
    }

    /** The canonical text with all in source order. */
    static String ordered(byte[] xml) {
        return new CanonicalXml(false).text(xml);
    }

    private String text(byte[] xml) {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            Element root = builder.parse(new ByteArrayInputStream(xml)).getDocumentElement();
            StringBuilder text = new StringBuilder();
            write(root, "", text);
            return text.toString();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(Element element, String indent, StringBuilder out) {
        out.append(indent).append('<').append(element.getTagName());
        TreeMap<String, String> attributes = new TreeMap<>();
        NamedNodeMap map = element.getAttributes();
        for (int i = 0; i < map.getLength(); i++) {
            Node attribute = map.item(i);
            if (!attribute.getNodeName().equals("xmlns:xsi")) {
                attributes.put(attribute.getNodeName(), attribute.getNodeValue());
            }
        }
        attributes.forEach((name, value) ->
                out.append(' ').append(name).append("=[").append(value).append(']'));
        out.append(">\n");
        List<String> children = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                run.append(child.getNodeValue());
            } else if (child.getNodeType() == Node.ELEMENT_NODE) {
                addText(run, indent, children);
                StringBuilder text = new StringBuilder();
                write((Element) child, indent + " ", text);
                children.add(text.toString());
            }
        }
        addText(run, indent, children);
        if (sorted && LISTS.contains(element.getTagName())) {
            Collections.sort(children);
        }
        children.forEach(out::append);
    }

    private static void addText(StringBuilder run, String indent, List<String> children) {
        if (!run.toString().isBlank()) {
            children.add(indent + " \"" + run.toString().replace("\r\n", "\n") + "\"\n");
        }
        run.setLength(0);
    }
}
