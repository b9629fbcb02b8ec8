package io.github.dataversealm.solution.layout;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.Set;

/** Copies the element of a component while it notes the facts that name it. */
public final class ComponentElement {

    private ComponentElement() {}

    /** No name of a component or an entry is nearly as long; what is known of one component stays small. */
    private static final int MAX_FACT = 32_767;

    /** Notes the attributes of the current start tag that are among the keys. */
    public static void noteAttributes(XmlScanner scanner, Set<String> keys, String prefix, ComponentFacts facts) {
        if (keys.isEmpty()) {
            return;
        }
        for (int i = 0; i < scanner.attributeCount(); i++) {
            String key = prefix + '@' + scanner.attributeName(i);
            if (keys.contains(key)) {
                facts.add(key, scanner.attributeValue(i));
            }
        }
    }

    /**
     * Copies the element whose start tag is the current token and notes its text if its name is a key, or the texts of its
     * children if their paths are.
     *
     * @return whether a key asked for it; if not, nothing was copied
     */
    public static boolean copyNoting(XmlScanner scanner, XmlFormatter formatter, Set<String> keys, ComponentFacts facts)
            throws IOException {
        return copyNoting(scanner, formatter, keys, "", facts);
    }

    private static boolean copyNoting(
            XmlScanner scanner, XmlFormatter formatter, Set<String> keys, String prefix, ComponentFacts facts)
            throws IOException {
        if (keys.isEmpty()) {
            return false;
        }
        String path = prefix + scanner.name();
        boolean wanted = keys.contains(path);
        if (!wanted && !isPrefix(path, keys)) {
            return false;
        }
        formatter.copy(scanner, XmlToken.START);
        if (scanner.isEmptyElement()) {
            if (wanted) {
                facts.add(path, "");
            }
            return true;
        }
        StringBuilder text = new StringBuilder();
        int level = scanner.depth();
        for (; ; ) {
            XmlToken token = scanner.next();
            if (token == XmlToken.START) {
                if (!copyNoting(scanner, formatter, keys, path + '/', facts)) {
                    formatter.copyElement(scanner);
                }
                continue;
            }
            if (wanted && (token == XmlToken.TEXT && !scanner.isInsignificant() || token == XmlToken.CDATA)) {
                text.append(scanner.text());
                if (text.length() > MAX_FACT) {
                    throw new SolutionException(
                            scanner.location(),
                            "the text of <" + path + "> is longer than " + MAX_FACT
                                    + " characters and cannot name a file",
                            "Correct the text in the solution.");
                }
            }
            formatter.copy(scanner, token);
            if (token == XmlToken.END && scanner.depth() < level) {
                break;
            }
        }
        if (wanted) {
            facts.add(path, text.toString());
        }
        return true;
    }

    private static boolean isPrefix(String path, Set<String> keys) {
        for (String key : keys) {
            if (key.length() > path.length() && key.startsWith(path) && key.charAt(path.length()) == '/') {
                return true;
            }
        }
        return false;
    }
}
