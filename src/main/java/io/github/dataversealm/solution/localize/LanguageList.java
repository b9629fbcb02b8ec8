package io.github.dataversealm.solution.localize;

import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedSet;
import java.util.TreeSet;

/** The list {@code <Languages>} of {@code Other/Customizations.xml}. */
final class LanguageList {

    private static final String LIST = "Languages";
    private static final String ITEM = "Language";

    private LanguageList() {}

    /** Appends the languages that the list lacks. */
    static void add(SortedSet<Integer> languages, XmlSource document, Patch patch) throws IOException {
        SortedSet<Integer> missing = new TreeSet<>(languages);
        try (XmlScanner scanner = new XmlScanner(document)) {
            String before = "";
            String beforeItem = "";
            boolean inList = false;
            boolean inItem = false;
            int end = -1;
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                int depth = scanner.depth();
                if (token == XmlToken.START && scanner.level() == 2 && scanner.isNamed(LIST)) {
                    if (scanner.isEmptyElement()) {
                        replace(scanner, missing, before, patch);
                        return;
                    }
                    inList = true;
                    end = (int) scanner.endOffset();
                    beforeItem = before + "  ";
                } else if (inList && token == XmlToken.START && scanner.isNamed(ITEM)) {
                    inItem = !scanner.isEmptyElement();
                    beforeItem = before;
                } else if (inItem && token == XmlToken.TEXT) {
                    Cultures.number(scanner.text().strip()).ifPresent(missing::remove);
                } else if (inItem && token == XmlToken.END) {
                    inItem = false;
                    end = (int) scanner.endOffset();
                } else if (inList && token == XmlToken.END && depth == 1) {
                    patch.insert(end, items(missing, beforeItem).getBytes(StandardCharsets.UTF_8));
                    return;
                } else if (token == XmlToken.END && depth == 0) {
                    String list = "<" + LIST + ">" + items(missing, before + "    ") + before + "  </" + LIST + ">";
                    patch.insert((int) scanner.offset(), ("  " + list + before).getBytes(StandardCharsets.UTF_8));
                    return;
                }
                before = token == XmlToken.TEXT && scanner.isInsignificant() ? scanner.text() : "";
            }
        }
    }

    private static void replace(XmlScanner scanner, SortedSet<Integer> missing, String before, Patch patch) {
        String list = "<" + LIST + ">" + items(missing, before + "  ") + before + "</" + LIST + ">";
        patch.replace((int) scanner.offset(), (int) scanner.endOffset(), list.getBytes(StandardCharsets.UTF_8));
    }

    private static String items(SortedSet<Integer> missing, String before) {
        StringBuilder items = new StringBuilder();
        for (int language : missing) {
            items.append(before)
                    .append('<')
                    .append(ITEM)
                    .append('>')
                    .append(language)
                    .append("</")
                    .append(ITEM)
                    .append('>');
        }
        return items.toString();
    }
}
