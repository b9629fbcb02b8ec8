package io.github.dataversealm.solution.dataverse;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlLimits;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code <MissingDependencies>} that the service writes into its messages (spec §5.5). Attributes that are not known
 * are passed over, types may be numbers or names. A message that is cut off gives the rows before the cut.
 */
public final class MissingDependencies {

    private static final String OPEN = "<MissingDependencies";
    private static final String CLOSE = "</MissingDependencies>";
    private static final XmlLimits LIMITS = new XmlLimits(16, 1 << 20, 64);

    private MissingDependencies() {}

    /** The rows of the first list in a message; none when it holds none. */
    public static List<MissingDependencyRow> in(String message) {
        String text = message == null ? "" : message;
        int open = text.indexOf(OPEN);
        if (open < 0 && text.contains("&lt;MissingDependencies")) {
            text = unescaped(text);
            open = text.indexOf(OPEN);
        }
        if (open < 0) {
            return List.of();
        }
        int close = text.indexOf(CLOSE, open);
        String xml = close < 0 ? text.substring(open) : text.substring(open, close + CLOSE.length());
        return parse(xml);
    }

    private static List<MissingDependencyRow> parse(String xml) {
        List<MissingDependencyRow> rows = new ArrayList<>();
        XmlSource source = XmlSource.of(xml.getBytes(StandardCharsets.UTF_8), "MissingDependencies");
        try (XmlScanner scanner = new XmlScanner(source, LIMITS, 1 << 13)) {
            MissingDependencyRow.Component required = null;
            String solution = "";
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token != XmlToken.START) {
                    continue;
                }
                if (scanner.isNamed("Required")) {
                    required = component(scanner);
                    solution = attribute(scanner, "solution");
                } else if (scanner.isNamed("Dependent") && required != null) {
                    rows.add(new MissingDependencyRow(required, solution, component(scanner)));
                }
            }
        } catch (SolutionException e) {
            // the message is cut off or odd: it is shown as it is, and these rows are what could be read of it
            return List.copyOf(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(rows);
    }

    private static MissingDependencyRow.Component component(XmlScanner scanner) {
        return new MissingDependencyRow.Component(
                attribute(scanner, "type"),
                id(scanner),
                attribute(scanner, "schemaName"),
                attribute(scanner, "displayName"),
                attribute(scanner, "parentSchemaName"),
                attribute(scanner, "parentDisplayName"));
    }

    /** The attribute {@code id} without braces, or the value of the first {@code id.<column>}. */
    private static String id(XmlScanner scanner) {
        String id = attribute(scanner, "id");
        for (int i = 0; id.isEmpty() && i < scanner.attributeCount(); i++) {
            if (scanner.attributeName(i).startsWith("id.")) {
                id = scanner.attributeValue(i);
            }
        }
        return id.startsWith("{") && id.endsWith("}") ? id.substring(1, id.length() - 1) : id;
    }

    private static String attribute(XmlScanner scanner, String name) {
        String value = scanner.attributeValue(name);
        return value == null ? "" : value;
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&apos;", "'")
                .replace("&amp;", "&");
    }
}
