package io.github.dataversealm.solution.manifest;

import io.github.dataversealm.solution.xml.ByteSink;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The file that says which root components a zip listed without having them. The platform exports such solutions, for
 * example with a form that is not changed; a pack of the folder must not take them for lost.
 */
public final class AbsentComponents {

    private static final String ROOT = "RootComponents";
    private static final String ELEMENT = "RootComponent";

    private AbsentComponents() {}

    public static void write(List<RootComponent> components, XmlFormatter formatter, ByteSink sink) throws IOException {
        formatter.beginDocument(sink);
        formatter.start(ROOT);
        for (RootComponent component : components) {
            formatter.start(ELEMENT);
            formatter.attribute("type", component.type());
            if (!component.id().isEmpty()) {
                formatter.attribute("id", component.id());
            }
            if (!component.schemaName().isEmpty()) {
                formatter.attribute("schemaName", component.schemaName());
            }
            formatter.endEmpty();
        }
        formatter.end(ROOT);
    }

    public static List<RootComponent> read(XmlSource source) throws IOException {
        List<RootComponent> components = new ArrayList<>();
        try (XmlScanner scanner = new XmlScanner(source)) {
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token == XmlToken.START && scanner.isNamed(ELEMENT)) {
                    components.add(new RootComponent(
                            attribute(scanner, "type"), attribute(scanner, "id"), attribute(scanner, "schemaName")));
                }
            }
        }
        return components;
    }

    private static String attribute(XmlScanner scanner, String name) {
        return Objects.requireNonNullElse(scanner.attributeValue(name), "");
    }
}
