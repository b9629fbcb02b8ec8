package io.github.dataversealm.solution.sbom;

import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values of those elements of {@code customizations.xml} that say which entry belongs to what; read as a stream. */
final class CustomizationsFacts {

    /** Longer ones are left out: only lists of references can be long, and a hostile file could be. */
    private static final int MAX_TEXT = 1 << 20;

    private static final Map<String, Set<String>> WANTED = Map.of(
            "WebResource", Set.of("Name", "DisplayName", "WebResourceType", "FileName"),
            "CanvasApp",
                    Set.of("Name", "DisplayName", "AppVersion", "ConnectionReferences", "CanvasAppType", "DocumentUri"),
            "Connector", Set.of("name", "displayname"),
            "CustomControl", Set.of("Name", "FileName"));

    private final Map<String, List<Map<String, String>>> found = new HashMap<>();

    private CustomizationsFacts() {}

    static CustomizationsFacts read(XmlSource source) throws IOException {
        CustomizationsFacts facts = new CustomizationsFacts();
        try (XmlScanner scanner = new XmlScanner(source)) {
            String[] path = new String[4];
            Map<String, String> current = Map.of();
            StringBuilder text = null;
            int depth = 0;
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token == XmlToken.START) {
                    if (depth < path.length) {
                        path[depth] = scanner.name();
                    }
                    if (depth == 2 && WANTED.containsKey(path[2])) {
                        current = new HashMap<>();
                        facts.found
                                .computeIfAbsent(path[2], name -> new ArrayList<>())
                                .add(current);
                    }
                    boolean wanted =
                            depth == 3 && WANTED.getOrDefault(path[2], Set.of()).contains(path[3]);
                    text = wanted ? new StringBuilder() : null;
                    if (scanner.isEmptyElement()) {
                        text = null;
                    } else {
                        depth++;
                    }
                } else if (token == XmlToken.END) {
                    depth--;
                    if (text != null && depth == 3) {
                        current.putIfAbsent(path[3], text.toString().strip());
                    }
                    text = null;
                } else if (text != null && (token == XmlToken.TEXT || token == XmlToken.CDATA)) {
                    text.append(scanner.text());
                    if (text.length() > MAX_TEXT) {
                        text = null;
                    }
                }
            }
        }
        return facts;
    }

    /** The elements of that name, each with its values. */
    List<Map<String, String>> all(String element) {
        return found.getOrDefault(element, List.of());
    }
}
