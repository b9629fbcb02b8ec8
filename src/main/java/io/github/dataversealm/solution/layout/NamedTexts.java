package io.github.dataversealm.solution.layout;

import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;

/** Copies an element while it looks for the texts of elements of one name in it, however deep they stand. */
public final class NamedTexts {

    private NamedTexts() {}

    /** Is told a text that was found. */
    public interface Found {
        void accept(String text) throws IOException;
    }

    /** Copies the element whose start tag is the current token. */
    public static void copy(XmlScanner scanner, XmlFormatter formatter, String element, Found found)
            throws IOException {
        if (scanner.isEmptyElement()) {
            formatter.copy(scanner, XmlToken.START);
            return;
        }
        int level = scanner.depth();
        XmlToken token = XmlToken.START;
        boolean inside = false;
        for (; ; ) {
            formatter.copy(scanner, token);
            if (token == XmlToken.START) {
                inside = scanner.isNamed(element) && !scanner.isEmptyElement();
            } else if (token == XmlToken.TEXT && inside) {
                found.accept(scanner.text());
            } else if (token == XmlToken.END) {
                inside = false;
                if (scanner.depth() < level) {
                    return;
                }
            }
            token = scanner.next();
        }
    }
}
