package io.github.dataversealm.solution.localize;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads the plain strings of {@code .resx} files; files that are named in them are never opened, objects never made. */
final class ResxReader {

    private static final String AGAIN =
            "Restore the file from version control, or make it again with mvn solution:unpack -Dsolution.localize=true.";

    /** Names that Visual Studio turns from metadata into data (Microsoft's page "SolutionPackager tool", Troubleshooting). */
    private static final Set<String> METADATA = Set.of(
            "Source LCID",
            "Source file",
            "Source package type",
            "SolutionPackager Version",
            "SolutionPackager Version String");

    private final XmlScanner scanner;
    private final Map<String, String> strings = new LinkedHashMap<>();

    private ResxReader(XmlScanner scanner) {
        this.scanner = scanner;
    }

    /**
     * Reads a file.
     *
     * @param lcid the language that its path says
     * @throws SolutionException when it is no {@code .resx} file of strings
     */
    static Resx read(XmlSource source, int lcid) throws IOException {
        try (XmlScanner scanner = new XmlScanner(source)) {
            ResxReader reader = new ResxReader(scanner);
            reader.root();
            return new Resx(source.name(), lcid, reader.strings);
        }
    }

    private void root() throws IOException {
        XmlToken token = scanner.next();
        while (token != XmlToken.START) {
            token = scanner.next();
        }
        if (!scanner.isNamed("root")) {
            throw new SolutionException(
                    scanner.location(),
                    "the root element is <" + scanner.name() + ">, not <root>: this is no .resx file",
                    AGAIN);
        }
        for (; token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
            if (token == XmlToken.START && scanner.level() == 2) {
                if (scanner.isNamed("data")) {
                    data();
                } else {
                    scanner.skipElement();
                }
            }
        }
    }

    private void data() throws IOException {
        String name = scanner.attributeValue("name");
        if (name != null && METADATA.contains(name)) {
            scanner.skipElement();
            return;
        }
        if (name == null || name.isEmpty()) {
            throw new SolutionException(scanner.location(), "a <data> has no name", AGAIN);
        }
        String type = scanner.attributeValue("type");
        if (scanner.attributeIndex("mimetype") >= 0 || type != null && !isString(type)) {
            throw new SolutionException(
                    scanner.location(),
                    "'" + name + "' is no plain string but " + (type == null ? "a serialized object" : type),
                    "Labels are plain strings: remove the attributes type and mimetype and write the text as <value>.");
        }
        if (strings.containsKey(name)) {
            throw new SolutionException(scanner.location(), "'" + name + "' is there twice", "Remove one of the two.");
        }
        strings.put(name, value());
    }

    private static boolean isString(String type) {
        return type.equals("System.String") || type.startsWith("System.String,");
    }

    /** The text of the child {@code <value>}. */
    private String value() throws IOException {
        StringBuilder text = new StringBuilder();
        int level = scanner.depth();
        boolean inside = false;
        if (scanner.isEmptyElement()) {
            return "";
        }
        for (; ; ) {
            XmlToken token = scanner.next();
            if (token == XmlToken.START) {
                if (inside) {
                    throw new SolutionException(
                            scanner.location(), "a <value> holds the element <" + scanner.name() + ">", AGAIN);
                }
                inside = scanner.isNamed("value") && !scanner.isEmptyElement();
            } else if (token == XmlToken.END) {
                inside = false;
                if (scanner.depth() < level) {
                    return text.toString();
                }
            } else if (inside && (token == XmlToken.TEXT || token == XmlToken.CDATA)) {
                text.append(scanner.text());
            }
        }
    }
}
