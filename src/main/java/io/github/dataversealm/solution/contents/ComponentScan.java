package io.github.dataversealm.solution.contents;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds the components in {@code customizations.xml} and in the files of a source folder, in one pass over each document.
 * At no time more is held than one table with the names of its parts.
 */
final class ComponentScan {

    private static final RowNode ROWS = RowNode.of(ComponentRows.ALL);

    /** Below the root, but no lists of components. */
    private static final Set<String> NO_LISTS = Set.of("Languages", "OrganizationSettings");

    /** No name, value or label is nearly as long. */
    private static final int MAX_NOTE = 32_767;

    private final XmlScanner scanner;
    private final Consumer<FoundComponent> found;
    /** The components that are open or were closed in the one that is open. */
    private final List<FoundComponent> pending = new ArrayList<>();

    private ComponentScan(XmlScanner scanner, Consumer<FoundComponent> found) {
        this.scanner = scanner;
        this.found = found;
    }

    /**
     * Reads a whole {@code customizations.xml}.
     *
     * @throws SolutionException when it is none or not well-formed; names the line
     */
    static void customizations(XmlSource source, Consumer<FoundComponent> found) throws IOException {
        try (XmlScanner scanner = new XmlScanner(source)) {
            root(scanner);
            if (!scanner.isNamed("ImportExportXml")) {
                throw new SolutionException(
                        scanner.location(),
                        "the root element is <" + scanner.name() + ">, not <ImportExportXml>",
                        "This is not the customizations.xml of a solution.");
            }
            ComponentScan scan = new ComponentScan(scanner, found);
            if (!scanner.isEmptyElement()) {
                scan.lists();
            }
            toEnd(scanner);
        }
    }

    /**
     * Reads the file of a component.
     *
     * @param place the path of the element that the root of the file stands in
     */
    static void file(XmlSource source, String place, Consumer<FoundComponent> found) throws IOException {
        try (XmlScanner scanner = new XmlScanner(source)) {
            root(scanner);
            RowNode parent = ROWS.at(place);
            new ComponentScan(scanner, found).element(parent == null ? null : parent.child(scanner.name()), null);
            toEnd(scanner);
        }
    }

    /**
     * Reads a document that the platform exports as it is, if it is a component.
     *
     * @param folder the top-level folder that it is in
     * @param element what the root element is called when it is a component of the solution component framework
     */
    static void verbatim(XmlSource source, String folder, String element, Consumer<FoundComponent> found)
            throws IOException {
        try (XmlScanner scanner = new XmlScanner(source)) {
            root(scanner);
            RowNode list = ROWS.at(folder);
            RowNode known = list == null ? null : list.child(scanner.name());
            ComponentScan scan = new ComponentScan(scanner, found);
            if (known != null) {
                scan.element(known, null);
            } else if (scanner.isNamed(element + "set") || scanner.isNamed(element) && element.endsWith("set")) {
                scan.listOfColumns();
            } else if (scanner.isNamed(element)) {
                scan.namedByColumns();
            } else {
                scanner.skipElement();
            }
            toEnd(scanner);
        }
    }

    private static void root(XmlScanner scanner) throws IOException {
        XmlToken token = scanner.next();
        while (token != XmlToken.START) {
            token = scanner.next();
        }
    }

    private static void toEnd(XmlScanner scanner) throws IOException {
        XmlToken token = scanner.next();
        while (token != XmlToken.END_OF_DOCUMENT) {
            token = scanner.next();
        }
    }

    /** The elements below the root: lists of components. */
    private void lists() throws IOException {
        for (XmlToken token = scanner.next(); token != XmlToken.END; token = scanner.next()) {
            if (token == XmlToken.START) {
                RowNode node = ROWS.child(scanner.name());
                if (node != null || NO_LISTS.contains(scanner.name())) {
                    element(node, null);
                } else {
                    listOfColumns();
                }
            }
        }
    }

    /** A list of components of a kind without a row: each is named by its attributes. */
    private void listOfColumns() throws IOException {
        if (scanner.isEmptyElement()) {
            return;
        }
        for (XmlToken token = scanner.next(); token != XmlToken.END; token = scanner.next()) {
            if (token == XmlToken.START) {
                namedByColumns();
            }
        }
    }

    private void namedByColumns() throws IOException {
        String type = scanner.name().toLowerCase(Locale.ROOT);
        FoundComponent component = new FoundComponent(ComponentRow.columns(type, type), null);
        addColumns(component);
        scanner.skipElement();
        found.accept(component);
    }

    private void addColumns(FoundComponent component) throws IOException {
        for (int i = 0; i < scanner.attributeCount(); i++) {
            String name = scanner.attributeName(i);
            if (!name.startsWith("xmlns") && !name.startsWith("xsi:") && !name.equals("solutionaction")) {
                component.column(name, bounded(scanner.attributeValue(i)));
            }
        }
    }

    /**
     * Reads the element whose start tag is the current token.
     *
     * @param node what the table says of it; null: nothing
     * @param owner the component that it is in; null for none
     */
    private void element(RowNode node, FoundComponent owner) throws IOException {
        if (node == null) {
            scanner.skipElement();
            return;
        }
        FoundComponent component = owner;
        if (owner != null) {
            owner.fill();
        }
        if (node.row() != null) {
            component = new FoundComponent(node.row(), owner);
            pending.add(component);
            if (node.row().attributesName()) {
                addColumns(component);
            }
        }
        noteAttributes(node, component);
        StringBuilder text = hasText(node) ? new StringBuilder() : null;
        if (!scanner.isEmptyElement()) {
            content(node, component, text);
        }
        if (text != null) {
            noteText(node, component, text.toString().strip());
        }
        if (component != owner && owner == null) {
            pending.forEach(found);
            pending.clear();
        }
    }

    private void content(RowNode node, FoundComponent component, StringBuilder text) throws IOException {
        for (XmlToken token = scanner.next(); token != XmlToken.END; token = scanner.next()) {
            if (token == XmlToken.START) {
                if (component != null) {
                    component.fill();
                }
                element(node.child(scanner.name()), component);
            } else if (text != null
                    && (token == XmlToken.TEXT && !scanner.isInsignificant() || token == XmlToken.CDATA)) {
                text.append(scanner.text());
                bounded(text);
            }
        }
    }

    private void noteAttributes(RowNode node, FoundComponent component) throws IOException {
        for (RowNode.Note note : node.notes()) {
            if (!note.attribute().isEmpty()) {
                FoundComponent of = of(note, component);
                int index = scanner.attributeIndex(note.attribute());
                if (of != null) {
                    of.note(note.key(), index < 0 ? "" : bounded(scanner.attributeValue(index)));
                }
            }
        }
    }

    private static void noteText(RowNode node, FoundComponent component, String text) {
        for (RowNode.Note note : node.notes()) {
            FoundComponent of = note.attribute().isEmpty() ? of(note, component) : null;
            if (of != null) {
                of.note(note.key(), text);
            }
        }
    }

    private static FoundComponent of(RowNode.Note note, FoundComponent component) {
        FoundComponent of = component;
        while (of != null && of.row() != note.row()) {
            of = of.owner();
        }
        return of;
    }

    private static boolean hasText(RowNode node) {
        return node.notes().stream().anyMatch(note -> note.attribute().isEmpty());
    }

    private <T extends CharSequence> T bounded(T text) throws IOException {
        if (text.length() > MAX_NOTE) {
            throw new SolutionException(
                    scanner.location(),
                    "a name or value of a component is longer than " + MAX_NOTE + " characters",
                    "No component has such: the file looks damaged or hostile.");
        }
        return text;
    }
}
