package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.ComponentElement;
import io.github.dataversealm.solution.layout.ComponentFacts;
import io.github.dataversealm.solution.layout.ComponentKind;
import io.github.dataversealm.solution.layout.ComponentKinds;
import io.github.dataversealm.solution.layout.ContainerNode;
import io.github.dataversealm.solution.layout.Content;
import io.github.dataversealm.solution.layout.ListSorter;
import io.github.dataversealm.solution.layout.NamedTexts;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts {@code customizations.xml} into the files of the source folder in one pass, as the table of
 * {@link ComponentKinds} says. At no time more than one component is in memory.
 */
final class CustomizationsSplitter {

    private static final String ROOT = "ImportExportXml";

    private static final ContainerNode KINDS = ContainerNode.of(ComponentKinds.ALL);

    private final XmlScanner scanner;
    private final ComponentOutput output;
    private final LooseXml loose;
    private final PreservedElement preserved = new PreservedElement(null, ROOT);
    private final Map<ComponentKind, Rows> rows = new HashMap<>();
    private final Set<String> split = new HashSet<>();
    private XmlFormatter rest;

    /** What a kind's row says, in the form that the loop needs. */
    private record Rows(Set<String> keys, ContainerNode parts) {}

    CustomizationsSplitter(XmlScanner scanner, ComponentOutput output) {
        this.scanner = scanner;
        this.output = output;
        this.loose = new LooseXml(scanner, output);
    }

    /**
     * Splits the document.
     *
     * @param restPath where the rest goes that becomes no file of a component
     * @return what neither the rest nor the files hold
     */
    PreservedElement split(String restPath) throws IOException {
        ComponentBuffer buffer = output.buffer();
        buffer.beginDocument();
        rest = buffer.formatter;
        XmlToken token = scanner.next();
        while (token != XmlToken.START) {
            rest.copy(scanner, token);
            token = scanner.next();
        }
        if (!scanner.isNamed(ROOT)) {
            throw new SolutionException(
                    scanner.location(),
                    "the root element is <" + scanner.name() + ">, not <" + ROOT + ">",
                    "This is not the customizations.xml of a solution.");
        }
        rest.start(scanner);
        if (scanner.attributeIndex(XmlFormatter.XSI_DECLARATION) < 0) {
            rest.declareXsi();
        }
        if (scanner.isEmptyElement()) {
            rest.endEmpty();
        } else {
            splitRoot();
        }
        for (token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
            rest.copy(scanner, token);
        }
        output.file(restPath, buffer);
        return preserved;
    }

    private void splitRoot() throws IOException {
        for (; ; ) {
            XmlToken token = scanner.next();
            if (token == XmlToken.START) {
                splitElement();
            } else {
                rest.copy(scanner, token);
                if (token == XmlToken.END) {
                    return;
                }
            }
        }
    }

    /** An element directly below the root. */
    private void splitElement() throws IOException {
        String name = scanner.name();
        ComponentKind kind = KINDS.kind(name);
        ContainerNode container = KINDS.container(name);
        if (kind != null || container != null || name.equals(ComponentKinds.ENTITY_RELATIONSHIPS)) {
            refuseRepeated(name, split, scanner.location());
        }
        if (name.equals(ComponentKinds.ENTITY_RELATIONSHIPS)) {
            rest.start(scanner);
            rest.endEmpty();
            new RelationshipSplitter(scanner, output).split(new PreservedElement(preserved, name));
        } else if (kind != null) {
            rest.start(name);
            rest.endEmpty();
            component(kind, new ComponentFacts(), new PreservedElement(preserved, name), null);
        } else if (container != null) {
            rest.start(scanner);
            rest.endEmpty();
            container(name, container, new ComponentFacts(), new PreservedElement(preserved, name), null);
        } else if (ComponentKinds.KEPT.contains(name)) {
            keep(name);
        } else {
            generic(name);
        }
    }

    /** Two elements would become the same files, and packing them would put all of those into both. */
    private static void refuseRepeated(String name, Set<String> known, Location location) {
        if (!known.add(name)) {
            throw new SolutionException(
                    location,
                    "<" + name + "> stands here a second time",
                    "There is at most one; export the solution again, or put what both hold into one.");
        }
    }

    private void keep(String name) throws IOException {
        rest.start(scanner);
        if (scanner.isEmptyElement()) {
            rest.endEmpty();
            return;
        }
        XmlToken token = nextSignificant();
        if (token == XmlToken.END && name.equals(ComponentKinds.ORGANIZATION_SETTINGS)) {
            rest.endEmpty();
            return;
        }
        rest.copyRestFrom(scanner, token);
    }

    private XmlToken nextSignificant() throws IOException {
        XmlToken token = scanner.next();
        while (token == XmlToken.TEXT && scanner.isInsignificant()) {
            token = scanner.next();
        }
        return token;
    }

    // ---------------------------------------------------------------- containers

    /**
     * Takes the components out of a container.
     *
     * @param owner the component whose parts stand in it; null at the root
     * @return whether there was one
     */
    private boolean container(
            String path, ContainerNode node, ComponentFacts facts, PreservedElement left, Component owner)
            throws IOException {
        if (scanner.isEmptyElement()) {
            return false;
        }
        boolean any = false;
        for (; ; ) {
            XmlToken token = scanner.next();
            switch (token) {
                case START:
                    String name = scanner.name();
                    ComponentKind kind = node.kind(name);
                    ContainerNode inner = node.container(name);
                    if (kind == null && inner == null && path.equals(ComponentKinds.TEMPLATES)) {
                        kind = ComponentKinds.template(name);
                    }
                    if (kind != null) {
                        component(kind, facts, left, owner);
                        any = true;
                    } else if (inner != null) {
                        ComponentFacts innerFacts = new ComponentFacts();
                        for (int i = 0; i < scanner.attributeCount(); i++) {
                            innerFacts.add(name + '@' + scanner.attributeName(i), scanner.attributeValue(i));
                        }
                        PreservedElement innerLeft = new PreservedElement(left, name);
                        innerLeft.attributes(scanner);
                        if (hasLostAttributes(name)) {
                            innerLeft.use();
                        }
                        if (!container(name, inner, innerFacts, innerLeft, owner)) {
                            innerLeft.use(); // no file says that it was there
                        }
                    } else {
                        left.add(loose.element());
                    }
                    break;
                case END:
                    return any;
                default:
                    if (token != XmlToken.TEXT || !scanner.isInsignificant()) {
                        left.add(loose.other(token));
                    }
                    break;
            }
        }
    }

    /** Whether the container has attributes that no path of a file holds. */
    private boolean hasLostAttributes(String name) {
        int carried = name.equals("forms") && scanner.attributeIndex("type") >= 0 ? 1 : 0;
        return scanner.attributeCount() > carried;
    }

    // ---------------------------------------------------------------- components

    /** A component while it is read: what is known of it, and the files of its parts until its own name is known. */
    private final class Component {
        private final ComponentKind kind;
        private final ComponentFacts facts;
        private final ComponentBuffer buffer;
        private final PreservedElement left;
        private final List<Component> parts = new ArrayList<>(0);
        private final List<String> named = new ArrayList<>(0);
        private final List<TextDetacher.Detached> detached = new ArrayList<>(0);
        private final Set<String> split = new HashSet<>(0);
        private boolean filled;

        Component(ComponentKind kind, ComponentFacts facts, ComponentBuffer buffer, PreservedElement left) {
            this.kind = kind;
            this.facts = facts;
            this.buffer = buffer;
            this.left = left;
        }
    }

    /**
     * Reads the component whose start tag is the current token and hands over its files.
     *
     * @param facts what its containers say
     * @param left where it goes when it becomes no file
     */
    private void component(ComponentKind kind, ComponentFacts facts, PreservedElement left, Component owner)
            throws IOException {
        Component component = read(kind, copyOf(kind, facts), left);
        if (!component.filled && kind.containers().isEmpty() && owner == null) {
            // An element of which there is at most one, and which is empty, is no component.
            output.release(component.buffer);
            return;
        }
        if (owner == null) {
            hand(component, "");
            return;
        }
        Optional<String> folder = owner.kind.path(owner.facts, false);
        if (folder.isPresent()) {
            hand(component, folderOf(folder.get()));
        } else {
            owner.parts.add(component);
        }
    }

    private static String folderOf(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private boolean isManagedVariant(ComponentKind kind) {
        return kind.hasManagedVariant() && output.isManaged();
    }

    private ComponentFacts copyOf(ComponentKind kind, ComponentFacts facts) {
        if (kind.containers().isEmpty()) {
            return new ComponentFacts();
        }
        ComponentFacts copy = new ComponentFacts();
        for (String key : rows(kind).keys) {
            for (String value : facts.all(key)) {
                copy.add(key, value);
            }
        }
        return copy;
    }

    private Rows rows(ComponentKind kind) {
        return rows.computeIfAbsent(kind, k -> new Rows(k.keys(), ContainerNode.of(k.parts())));
    }

    private Component read(ComponentKind kind, ComponentFacts facts, PreservedElement left) throws IOException {
        ComponentBuffer buffer = output.buffer();
        buffer.sink.hold(kind.sorted().isPresent());
        buffer.beginDocument();
        XmlFormatter formatter = buffer.formatter;
        Component component = new Component(kind, facts, buffer, new PreservedElement(left, kind.element()));
        Rows row = rows(kind);
        if (!kind.wrapper().isEmpty()) {
            formatter.start(kind.wrapper());
            formatter.declareXsi();
        }
        formatter.start(scanner);
        if (kind.wrapper().isEmpty()) {
            declareNamespaces(kind, formatter);
        }
        ComponentElement.noteAttributes(scanner, row.keys, "", facts);
        component.filled = scanner.attributeCount() > 0;
        if (scanner.isEmptyElement()) {
            formatter.endEmpty();
        } else {
            readContent(component, row);
        }
        if (!kind.wrapper().isEmpty()) {
            formatter.end(kind.wrapper());
        }
        buffer.sink.hold(false);
        return component;
    }

    /** The root of a file declares {@code xsi}, and what its containers declared for it. */
    private void declareNamespaces(ComponentKind kind, XmlFormatter formatter) throws IOException {
        for (Map.Entry<String, String> open : scanner.openNamespaces()) {
            String attribute = open.getKey().isEmpty() ? "xmlns" : "xmlns:" + open.getKey();
            if (!open.getKey().equals("xsi") && scanner.attributeIndex(attribute) < 0) {
                formatter.attribute(attribute, open.getValue());
            }
        }
        if (kind.declaresXsi() && scanner.attributeIndex(XmlFormatter.XSI_DECLARATION) < 0) {
            formatter.declareXsi();
        }
    }

    private void readContent(Component component, Rows row) throws IOException {
        XmlFormatter formatter = component.buffer.formatter;
        for (; ; ) {
            XmlToken token = scanner.next();
            if (token == XmlToken.START) {
                component.filled = true;
                readChild(component, row);
                continue;
            }
            component.filled |= token != XmlToken.END && (token != XmlToken.TEXT || !scanner.isInsignificant());
            formatter.copy(scanner, token);
            if (token == XmlToken.END) {
                return;
            }
        }
    }

    private void readChild(Component component, Rows row) throws IOException {
        ComponentKind kind = component.kind;
        XmlFormatter formatter = component.buffer.formatter;
        if (!kind.parts().isEmpty()) {
            String name = scanner.name();
            ComponentKind part = row.parts.kind(name);
            ContainerNode container = row.parts.container(name);
            if (part != null || container != null) {
                refuseRepeated(name, component.split, scanner.location());
            }
            if (part != null) {
                formatter.start(name);
                formatter.endEmpty();
                component(part, component.facts, component.left, component);
                return;
            }
            if (container != null) {
                formatter.start(name);
                formatter.endEmpty();
                PreservedElement left = new PreservedElement(component.left, name);
                left.attributes(scanner);
                if (hasLostAttributes(name)) {
                    left.use();
                }
                container(name, container, component.facts, left, component);
                return;
            }
        }
        if (kind.sorted().isPresent() && scanner.isNamed(kind.sorted().get().list())) {
            ListSorter.copy(scanner, formatter, kind.sorted().get());
        } else if (kind.detached().isPresent()
                && output.takes(kind)
                && scanner.isNamed(kind.detached().get().owner())) {
            component.detached.addAll(
                    new TextDetacher(scanner, formatter).copy(kind.detached().get()));
        } else if (!ComponentElement.copyNoting(scanner, formatter, row.keys, component.facts)) {
            if (kind.content().isPresent() && kind.content().get() instanceof Content.Named named) {
                NamedTexts.copy(scanner, formatter, named.element(), component.named::add);
            } else {
                formatter.copyElement(scanner);
            }
        }
    }

    // ---------------------------------------------------------------- handing over

    /** Hands over the files of a component whose element was read. */
    private void hand(Component component, String folder) throws IOException {
        ComponentKind kind = component.kind;
        Optional<String> name = kind.path(component.facts, isManagedVariant(kind));
        if (name.isEmpty()) {
            if (kind.unnamed() == ComponentKind.Unnamed.REFUSED) {
                throw unnamed(kind, component.facts);
            }
            output.unnamed(kind, component.facts);
            preserve(component);
            return;
        }
        String path = folder + name.get();
        ComponentOutput.Handling handling = output.component(kind, path, component.facts, component.buffer);
        if (handling == ComponentOutput.Handling.REFUSED) {
            preserve(component);
        } else if (handling == ComponentOutput.Handling.ELSEWHERE) {
            output.release(component.buffer);
        }
        for (String entry : component.named) {
            output.namedEntry(kind, path, entry, handling);
        }
        for (TextDetacher.Detached detached : component.detached) {
            output.detached(detached.path().orElseThrow(() -> unnamed(kind, detached.facts())), detached.bytes());
        }
        for (Component part : component.parts) {
            hand(part, folderOf(path));
        }
        if (component.left.isUsed()) {
            component.left.partOf(component.facts.first("Name"));
        }
    }

    private void preserve(Component component) throws IOException {
        byte[] document = LooseXml.bytes(component.buffer);
        component.left.parent().add(component.kind.wrapper().isEmpty() ? document : unwrapped(document));
        output.release(component.buffer);
    }

    /** The element in the wrapper that its file would have. */
    private byte[] unwrapped(byte[] document) throws IOException {
        try (XmlScanner again = new XmlScanner(XmlSource.of(document, "preserved element"))) {
            boolean inside = false;
            for (XmlToken token = again.next(); token != XmlToken.END_OF_DOCUMENT; token = again.next()) {
                if (token == XmlToken.START && inside) {
                    return new LooseXml(again, output).element();
                }
                inside |= token == XmlToken.START;
            }
        }
        return document;
    }

    private SolutionException unnamed(ComponentKind kind, ComponentFacts facts) {
        try {
            return new SolutionException(
                    scanner.location(),
                    "a <" + kind.element() + "> that ends here lacks what its file is named by: "
                            + kind.files().get(0),
                    "Every component needs its id or name; export the solution again.");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    // ---------------------------------------------------------------- elements without a row

    private void generic(String container) throws IOException {
        Location location = scanner.location();
        rest.start(scanner);
        if (scanner.isEmptyElement()) {
            rest.endEmpty();
            return;
        }
        XmlToken token = nextSignificant();
        if (token != XmlToken.START) {
            rest.copyRestFrom(scanner, token);
            return;
        }
        PreservedElement left = new PreservedElement(preserved, container);
        Component first = read(ComponentKinds.generic(container, scanner.name()), new ComponentFacts(), left);
        if (first.kind.path(first.facts, false).isEmpty()) {
            splice(first);
            rest.copyRestFrom(scanner, nextSignificant());
            return;
        }
        refuseRepeated(container, split, location);
        rest.endEmpty();
        hand(first, "");
        for (; ; ) {
            token = nextSignificant();
            if (token == XmlToken.START) {
                hand(read(ComponentKinds.generic(container, scanner.name()), new ComponentFacts(), left), "");
            } else if (token == XmlToken.END) {
                return;
            } else {
                left.add(loose.other(token));
            }
        }
    }

    /** Puts an element that turned out to be no component back into the rest. */
    private void splice(Component component) throws IOException {
        try (XmlScanner again = new XmlScanner(component.buffer.sink.asSource("element " + component.kind.element()))) {
            rest.splice(again);
        }
        output.release(component.buffer);
    }
}
