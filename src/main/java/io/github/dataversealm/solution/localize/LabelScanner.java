package io.github.dataversealm.solution.localize;

import io.github.dataversealm.solution.layout.FilePattern;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Finds the labels of a component's file: elements that have a language and a text in attributes, such as
 * {@code <label description="Name" languagecode="1033" />} and {@code <Title LCID="1033" Title="Sales" />}.
 */
final class LabelScanner {

    private static final List<String> LANGUAGES = List.of("languagecode", "LCID");
    private static final List<String> TEXTS =
            List.of("description", "Title", "Text", "Description", "displayname", "label");

    private static final String EXTENSION = ".xml";
    static final String UNMANAGED = "_unmanaged";

    private final LabelRules rules;
    private final String file;

    private final List<Found> found = new ArrayList<>();
    private String root = "";
    /** The display name of the table when the file is that of a table. */
    private String tableName;

    private Element open;
    /** Where the blanks before the current token begin. */
    private long blanks;
    /** The label whose element is open, and at which depth. */
    private Found openLabel;

    private int openDepth;

    private static final class Found {
        private final Element container;
        private final String element;
        private final int lcid;
        private final String text;
        private final long[] at = new long[8];

        Found(Element container, String element, int lcid, String text) {
            this.container = container;
            this.element = element;
            this.lcid = lcid;
            this.text = text;
        }
    }

    /**
     * What a file holds.
     *
     * @param labels the labels, in source order
     * @param tableName the display name of the table when the file is that of a table, else null
     */
    record Result(List<Label> labels, String tableName) {}

    private LabelScanner(LabelRules rules, String path) {
        this.rules = rules;
        String shared = Preserved.withoutVariantFolder(path);
        String name = shared.endsWith(EXTENSION) ? shared.substring(0, shared.length() - EXTENSION.length()) : shared;
        String managed = FilePattern.MANAGED_SUFFIX;
        this.file = name.endsWith(managed) ? name.substring(0, name.length() - managed.length()) : name;
    }

    /**
     * What the keys of a file that is the variant of another end with where the two differ; empty when it is none. A variant
     * is a file for the managed solution, or what one zip of a pair had in place of the file that the folder shares.
     */
    static String suffix(String path) {
        if (path.startsWith(Preserved.variantFolder(PackageType.UNMANAGED))) {
            return UNMANAGED;
        }
        boolean managed = path.endsWith(FilePattern.MANAGED_SUFFIX + EXTENSION)
                || path.startsWith(Preserved.variantFolder(PackageType.MANAGED));
        return managed ? FilePattern.MANAGED_SUFFIX : "";
    }

    /** Reads a file. {@code path} is its path in the source folder. */
    static Result scan(LabelRules rules, String path, XmlSource source) throws IOException {
        LabelScanner labels = new LabelScanner(rules, path);
        try (XmlScanner scanner = new XmlScanner(source)) {
            labels.scan(scanner);
        }
        return new Result(labels.labels(), labels.tableName);
    }

    private void scan(XmlScanner scanner) throws IOException {
        StringBuilder text = new StringBuilder();
        boolean leaf = false;
        for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
            switch (token) {
                case START:
                    start(scanner);
                    leaf = !scanner.isEmptyElement();
                    text.setLength(0);
                    break;
                case END:
                    if (leaf && open.parent != null && rules.needsText(open.name)) {
                        open.parent.texts.putIfAbsent(open.name, text.toString());
                    }
                    leaf = false;
                    end(scanner);
                    break;
                case TEXT:
                case CDATA:
                    if (leaf && rules.needsText(open.name)) {
                        text.append(scanner.text());
                    }
                    break;
                default:
                    break;
            }
            blanks = token == XmlToken.TEXT && scanner.isInsignificant() ? scanner.offset() : scanner.endOffset();
        }
    }

    private void start(XmlScanner scanner) {
        String name = scanner.name();
        if (open == null) {
            root = name;
        }
        label(scanner, name);
        if (!scanner.isEmptyElement()) {
            open = new Element(open, name);
            for (int i = 0; i < scanner.attributeCount(); i++) {
                String attribute = scanner.attributeName(i);
                if (rules.needsAttribute(attribute)) {
                    open.attributes.put(attribute, scanner.attributeValue(i));
                }
            }
            if (name.equals("Name") && open.parent != null && open.parent.parent == null && root.equals("Entity")) {
                tableName = scanner.attributeValue("LocalizedName");
            }
        }
    }

    private void label(XmlScanner scanner, String name) {
        int language = first(scanner, LANGUAGES);
        int text = language < 0 || open == null ? -1 : first(scanner, TEXTS);
        OptionalInt lcid = text < 0 ? OptionalInt.empty() : Cultures.number(scanner.attributeValue(language));
        if (lcid.isEmpty()) {
            return;
        }
        Found label = new Found(open, name, lcid.getAsInt(), scanner.attributeValue(text));
        label.at[0] = blanks;
        label.at[1] = scanner.offset();
        label.at[2] = scanner.endOffset();
        label.at[3] = scanner.endOffset();
        label.at[4] = scanner.valueOffset(text);
        label.at[5] = scanner.valueEndOffset(text);
        label.at[6] = scanner.valueOffset(language);
        label.at[7] = scanner.valueEndOffset(language);
        found.add(label);
        if (!scanner.isEmptyElement()) {
            openLabel = label;
            openDepth = scanner.depth();
        }
    }

    private void end(XmlScanner scanner) {
        open = open.parent;
        if (openLabel != null && scanner.depth() < openDepth) {
            openLabel.at[3] = scanner.endOffset();
            openLabel = null;
        }
    }

    private static int first(XmlScanner scanner, List<String> names) {
        for (String name : names) {
            int index = scanner.attributeIndex(name);
            if (index >= 0) {
                return index;
            }
        }
        return -1;
    }

    // ---------------------------------------------------------------- names

    /** The labels with their keys, which need what stands behind them in the file. */
    private List<Label> labels() {
        List<Label> labels = new ArrayList<>(found.size());
        Map<String, Element> containers = new HashMap<>();
        Map<Element, Map<String, Integer>> repeated = new LinkedHashMap<>();
        Map<String, Integer> twins = new HashMap<>();
        Map<Element, Integer> numbers = new HashMap<>();
        for (Found label : found) {
            String place = rules.chain(label.container);
            LabelRule rule = rules.find(root, label.container);
            String key = rule == null
                    ? LabelRules.OTHER + ":" + label.element + ',' + file + place
                    : rule.type() + ":" + label.element + ',' + rule.pattern().fill(label.container);
            // Containers that nothing tells apart are numbered, and so are texts of one language in one container.
            String same = label.element + ' ' + place;
            Element first = containers.putIfAbsent(same, label.container);
            if (first != null && first != label.container) {
                Integer number = numbers.get(label.container);
                if (number == null) {
                    number = twins.merge(same, 1, Integer::sum) + 1;
                    numbers.put(label.container, number);
                }
                place += "#" + number;
            }
            int times = repeated.computeIfAbsent(label.container, c -> new HashMap<>())
                    .merge(label.element + label.lcid, 1, Integer::sum);
            if (times > 1) {
                place += "+" + times;
            }
            labels.add(new Label(key, file + place, label.lcid, label.text, span(label.at)));
        }
        return labels;
    }

    private static Label.Span span(long[] at) {
        int[] offsets = new int[at.length];
        for (int i = 0; i < at.length; i++) {
            offsets[i] = Math.toIntExact(at[i]);
        }
        return new Label.Span(
                offsets[0], offsets[1], offsets[2], offsets[3], offsets[4], offsets[5], offsets[6], offsets[7]);
    }
}
