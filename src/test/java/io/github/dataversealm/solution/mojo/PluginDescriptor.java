package io.github.dataversealm.solution.mojo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The plugin's descriptor as the build has just generated it. */
final class PluginDescriptor {

    private PluginDescriptor() {}

    /**
     * A goal. Texts that the descriptor does not have are empty.
     *
     * @param parameters those that a user can set
     */
    record Goal(
            String name,
            String description,
            String phase,
            String since,
            String implementation,
            boolean requiresProject,
            boolean threadSafe,
            List<Parameter> parameters) {}

    record Parameter(
            String name,
            String type,
            String description,
            String since,
            String property,
            Optional<String> defaultValue) {}

    /** All goals but the generated help. Descriptions are in HTML, which the descriptor inside the jar no longer has. */
    static List<Goal> goals() {
        return children(document().getDocumentElement(), "mojos").stream()
                .flatMap(mojos -> children(mojos, "mojo").stream())
                .map(PluginDescriptor::goal)
                .filter(goal -> !goal.name().equals("help"))
                .toList();
    }

    private static Document document() {
        try (InputStream in = Files.newInputStream(Path.of("target", "plugin-enhanced.xml"))) {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Goal goal(Element mojo) {
        Element configuration = children(mojo, "configuration").get(0);
        List<Parameter> parameters = children(children(mojo, "parameters").get(0), "parameter").stream()
                .filter(parameter -> text(parameter, "editable").equals("true"))
                .map(parameter -> parameter(parameter, configuration))
                .toList();
        return new Goal(
                text(mojo, "goal"),
                text(mojo, "description"),
                text(mojo, "phase"),
                text(mojo, "since"),
                text(mojo, "implementation"),
                Boolean.parseBoolean(text(mojo, "requiresProject")),
                Boolean.parseBoolean(text(mojo, "threadSafe")),
                parameters);
    }

    private static Parameter parameter(Element parameter, Element configuration) {
        String name = text(parameter, "name");
        Optional<Element> values = children(configuration, name).stream().findFirst();
        String expression = values.map(Element::getTextContent).orElse("");
        return new Parameter(
                name,
                text(parameter, "type"),
                text(parameter, "description"),
                text(parameter, "since"),
                expression.replaceAll("^\\$\\{(.*)}$", "$1"),
                values.map(value -> value.getAttribute("default-value")).filter(value -> !value.isEmpty()));
    }

    private static String text(Element parent, String name) {
        return children(parent, name).stream()
                .findFirst()
                .map(Element::getTextContent)
                .orElse("");
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
