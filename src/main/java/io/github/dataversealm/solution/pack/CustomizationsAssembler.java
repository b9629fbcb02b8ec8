package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.layout.ComponentElement;
import io.github.dataversealm.solution.layout.ComponentFacts;
import io.github.dataversealm.solution.layout.ComponentKind;
import io.github.dataversealm.solution.layout.ComponentKinds;
import io.github.dataversealm.solution.layout.ContainerNode;
import io.github.dataversealm.solution.layout.Content;
import io.github.dataversealm.solution.layout.NamedTexts;
import io.github.dataversealm.solution.layout.RelationshipFiles;
import io.github.dataversealm.solution.layout.RootComponentRule;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.pack.SourceTree.TreeFile;
import io.github.dataversealm.solution.xml.ByteSink;
import io.github.dataversealm.solution.xml.XmlFormatter;
import io.github.dataversealm.solution.xml.XmlLimits;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts {@code customizations.xml} together again: streams {@code Other/Customizations.xml} and, where it has an empty
 * element of the table, the files of its components (spec solution-packager-behavior §8.1). It holds one file at a time.
 */
final class CustomizationsAssembler {

    private static final byte[] LF = {'\n'};
    private static final String ROOT = "ImportExportXml";
    private static final ContainerNode KINDS = ContainerNode.of(ComponentKinds.ALL);

    private final PackSource source;
    private final XmlFormatter formatter = new XmlFormatter(LF);
    private final Map<ComponentKind, Rows> rows = new HashMap<>();
    private final Set<String> elements = new HashSet<>();
    /** Whether the element that {@link #isEmpty} read last held a text or comment. */
    private boolean loose;

    /** What a kind's row says, in the form that the loop needs. */
    private record Rows(Set<String> keys, ContainerNode parts, Set<String> memberKeys) {}

    CustomizationsAssembler(PackSource source) {
        this.source = source;
    }

    /** Writes the document into the sink and notes what belongs to it in the source. */
    void assemble(TreeFile customizations, ByteSink sink) throws IOException {
        source.use(customizations);
        formatter.beginDocument(sink);
        try (XmlScanner scanner = open(customizations)) {
            XmlToken token = scanner.next();
            while (token != XmlToken.START) {
                formatter.copy(scanner, token);
                token = scanner.next();
            }
            if (!scanner.isNamed(ROOT)) {
                throw new SolutionException(
                        scanner.location(),
                        "the root element is <" + scanner.name() + ">, not <" + ROOT + ">",
                        "This is not the Customizations.xml of a source folder.");
            }
            formatter.start(scanner);
            if (scanner.attributeIndex(XmlFormatter.XSI_DECLARATION) < 0) {
                formatter.declareXsi();
            }
            if (scanner.isEmptyElement()) {
                formatter.endEmpty();
            } else {
                for (token = scanner.next(); token != XmlToken.END; token = scanner.next()) {
                    if (token == XmlToken.START) {
                        element(scanner);
                    } else {
                        formatter.copy(scanner, token);
                    }
                }
                formatter.end(ROOT);
            }
            refuseWithoutContainer(customizations);
            for (token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                formatter.copy(scanner, token);
            }
        }
    }

    private XmlScanner open(TreeFile file) throws IOException {
        int buffer = (int) Math.max(64, Math.min(1 << 16, file.size() + 1));
        return new XmlScanner(source.open(file), XmlLimits.DEFAULT, buffer);
    }

    /** An element directly below the root. */
    private void element(XmlScanner scanner) throws IOException {
        String name = scanner.name();
        ComponentKind kind = KINDS.kind(name);
        ContainerNode container = KINDS.container(name);
        if (kind != null || container != null || name.equals(ComponentKinds.ENTITY_RELATIONSHIPS)) {
            refuseRepeated(scanner, elements);
        }
        if (kind != null) {
            whole(scanner, kind);
            return;
        }
        formatter.start(scanner);
        if (!isEmpty(scanner)) {
            formatter.copyRestFrom(scanner, XmlToken.START);
            refuseFilesBeside(scanner, name, container);
            return;
        }
        boolean filled = loose;
        if (name.equals(ComponentKinds.ENTITY_RELATIONSHIPS)) {
            filled |= new RelationshipAssembler(source, formatter).write();
        } else if (container != null) {
            filled |= container(container, "");
            if (name.equals(ComponentKinds.TEMPLATES)) {
                filled |= otherTemplates();
            }
        } else {
            filled |= generic(name, scanner);
        }
        filled |= preserved(name, container);
        end(name, filled);
    }

    /** Files of components whose element is not there would be left out. */
    private void refuseWithoutContainer(TreeFile customizations) {
        List<TreeFile> relationships = source.tree().filesBelow(RelationshipFiles.FOLDER);
        if (!elements.contains(ComponentKinds.ENTITY_RELATIONSHIPS) && !relationships.isEmpty()) {
            throw withoutContainer(customizations, ComponentKinds.ENTITY_RELATIONSHIPS, relationships);
        }
        for (ComponentKind kind : ComponentKinds.ALL) {
            String element = kind.containers().isEmpty()
                    ? kind.element()
                    : kind.containers().get(0);
            if (!elements.contains(element)) {
                List<TreeFile> files = source.files(kind, "");
                if (!files.isEmpty()) {
                    throw withoutContainer(customizations, element, files);
                }
            }
        }
    }

    private SolutionException withoutContainer(TreeFile customizations, String element, List<TreeFile> files) {
        return new SolutionException(
                Location.of(source.tree().describe(customizations)),
                "<" + element + " /> is missing, the place of "
                        + (files.size() == 1 ? "the component " : files.size() + " components, such as ")
                        + files.get(0).path(),
                "Add <" + element + " /> below <" + ROOT + ">, or remove the files.");
    }

    /** The files of the components would be packed twice. */
    private static void refuseRepeated(XmlScanner scanner, Set<String> known) throws IOException {
        if (!known.add(scanner.name())) {
            throw new SolutionException(
                    scanner.location(), "<" + scanner.name() + "> stands here a second time", "Remove one of the two.");
        }
    }

    private void end(String name, boolean filled) throws IOException {
        if (filled) {
            formatter.end(name);
        } else {
            formatter.endEmpty();
        }
    }

    /** Reads on in the element that has just begun to its end, if no element stands in it. */
    private boolean isEmpty(XmlScanner scanner) throws IOException {
        loose = false;
        if (scanner.isEmptyElement()) {
            return true;
        }
        for (; ; ) {
            XmlToken token = scanner.next();
            if (token == XmlToken.START) {
                return false;
            }
            if (token == XmlToken.END) {
                return true;
            }
            formatter.copy(scanner, token);
            loose |= token != XmlToken.TEXT || !scanner.isInsignificant();
        }
    }

    /** Files of components whose element is written out are not packed; that would lose them. */
    private void refuseFilesBeside(XmlScanner scanner, String name, ContainerNode container) throws IOException {
        List<TreeFile> files = new ArrayList<>();
        if (container != null) {
            for (ComponentKind kind : container.kinds()) {
                files.addAll(source.files(kind, ""));
            }
        } else {
            files.addAll(source.files(ComponentKinds.generic(name, ""), ""));
        }
        if (!files.isEmpty()) {
            throw new SolutionException(
                    scanner.location(),
                    "<" + name + "> is written out here, but " + files.size() + " of its components are files too, "
                            + files.get(0).path() + " for one",
                    "Empty the element to <" + name + " />, or remove the files.");
        }
    }

    /** An element of which there is at most one, whose file stands for all of it. */
    private void whole(XmlScanner scanner, ComponentKind kind) throws IOException {
        List<TreeFile> files = source.files(kind, "");
        if (files.isEmpty()) {
            String name = scanner.name();
            formatter.start(scanner);
            if (isEmpty(scanner)) {
                end(name, loose);
                preservedWhole(name);
            } else {
                formatter.copyRestFrom(scanner, XmlToken.START);
            }
            return;
        }
        Location location = scanner.location();
        boolean empty = scanner.isEmptyElement();
        if (!empty) {
            XmlToken token = scanner.next();
            while (token == XmlToken.TEXT && scanner.isInsignificant()) {
                token = scanner.next();
            }
            empty = token == XmlToken.END;
        }
        if (!empty) {
            throw new SolutionException(
                    location,
                    "<" + kind.element() + "> is written out here, but there is also the file "
                            + files.get(0).path(),
                    "Empty the element to <" + kind.element() + " />, or remove the file.");
        }
        component(kind, files.get(0));
    }

    private void preservedWhole(String name) {
        if (source.preserved().container(name) != null) {
            source.warn("What is preserved of <" + name + "> is not packed: its file is gone.");
        }
    }

    // ---------------------------------------------------------------- containers

    /** Writes the components of a container; false when there are none. */
    private boolean container(ContainerNode node, String folder) throws IOException {
        boolean any = false;
        for (ComponentKind kind : node.kinds()) {
            for (TreeFile file : source.files(kind, folder)) {
                component(kind, file);
                any = true;
            }
        }
        return any;
    }

    private boolean otherTemplates() throws IOException {
        boolean any = false;
        SourceTree.Folder folder = source.tree().folder(ComponentKinds.TEMPLATES);
        if (folder != null) {
            for (TreeFile file : folder.files()) {
                if (!source.isUsed(file) && file.name().endsWith(".xml")) {
                    component(
                            ComponentKinds.template(
                                    file.name().substring(0, file.name().length() - 4)),
                            file);
                    any = true;
                }
            }
        }
        return any;
    }

    private boolean generic(String name, XmlScanner scanner) throws IOException {
        boolean any = false;
        for (TreeFile file : source.files(ComponentKinds.generic(name, ""), "")) {
            if (!any) {
                refuseRepeated(scanner, elements);
            }
            component(ComponentKinds.generic(name, ""), file);
            any = true;
        }
        return any;
    }

    /** Puts back what the container had beside the components that are files. */
    private boolean preserved(String name, ContainerNode container) throws IOException {
        PreservedParts.Place place = source.preserved().container(name);
        if (place == null) {
            return false;
        }
        return preserved(place, container);
    }

    private boolean preserved(PreservedParts.Place place, ContainerNode container) throws IOException {
        for (byte[] element : place.elements()) {
            try (XmlScanner scanner = new XmlScanner(XmlSource.of(element, "preserved element"))) {
                XmlToken token = scanner.next();
                ComponentKind kind =
                        container == null || token != XmlToken.START ? null : container.kind(scanner.name());
                if (kind == null) {
                    place.copy(scanner, token, formatter);
                } else {
                    component(scanner, kind, null);
                }
            }
        }
        return !place.elements().isEmpty();
    }

    // ---------------------------------------------------------------- components

    private void component(ComponentKind kind, TreeFile file) throws IOException {
        source.use(file);
        try (XmlScanner scanner = open(file)) {
            XmlToken token = scanner.next();
            while (token != XmlToken.START) {
                token = scanner.next();
            }
            if (kind.wrapper().isEmpty()) {
                component(scanner, kind, file);
            } else if (!scanner.isEmptyElement()) {
                for (token = scanner.next(); token != XmlToken.END; token = scanner.next()) {
                    if (token == XmlToken.START) {
                        component(scanner, kind, file);
                    } else {
                        formatter.copy(scanner, token);
                    }
                }
            }
            while (token != XmlToken.END_OF_DOCUMENT) {
                token = scanner.next();
            }
        }
    }

    /**
     * Writes the element of a component whose start tag is the current token.
     *
     * @param file the file that it comes from; null when it was preserved
     */
    private void component(XmlScanner scanner, ComponentKind kind, TreeFile file) throws IOException {
        Rows row = rows(kind);
        ComponentFacts facts = new ComponentFacts();
        boolean renames = source.plugins().concerns(kind);
        start(scanner, renames);
        ComponentElement.noteAttributes(scanner, row.keys, "", facts);
        Iterator<ComponentFacts> owners = kind.detached().isPresent() && file != null
                ? new TemplateTexts(source, formatter).owners(kind, file).iterator()
                : null;
        Context context = new Context(scanner, kind, file, facts, row, renames, owners, new HashSet<>(0));
        if (scanner.isEmptyElement()) {
            formatter.endEmpty();
        } else {
            content(context);
        }
        if (kind.rootComponent().isPresent()
                && kind.rootComponent().get().members().isEmpty()) {
            source.components().add(kind, kind.rootComponent().get(), facts, file == null ? "" : file.path());
        }
        if (file != null && kind.content().isPresent()) {
            source.entriesOf(kind, kind.content().get(), facts, file);
        }
    }

    /** A component while it is written. */
    private record Context(
            XmlScanner scanner,
            ComponentKind kind,
            TreeFile file,
            ComponentFacts facts,
            Rows row,
            boolean renames,
            Iterator<ComponentFacts> owners,
            Set<String> parts) {}

    private Rows rows(ComponentKind kind) {
        return rows.computeIfAbsent(kind, k -> {
            Set<String> memberKeys = new HashSet<>();
            k.rootComponent()
                    .filter(rule -> !rule.members().isEmpty())
                    .ifPresent(rule -> ComponentKind.addKeys(rule, memberKeys));
            return new Rows(k.keys(), ContainerNode.of(k.parts()), memberKeys);
        });
    }

    private void start(XmlScanner scanner, boolean renames) throws IOException {
        if (renames) {
            source.plugins().start(scanner, formatter);
        } else {
            formatter.startWithout(scanner, XmlFormatter.XSI_DECLARATION);
        }
    }

    private void content(Context context) throws IOException {
        XmlScanner scanner = context.scanner;
        for (; ; ) {
            XmlToken token = scanner.next();
            if (token == XmlToken.START) {
                child(context);
                continue;
            }
            formatter.copy(scanner, token);
            if (token == XmlToken.END) {
                return;
            }
        }
    }

    private void child(Context context) throws IOException {
        XmlScanner scanner = context.scanner;
        ComponentKind kind = context.kind;
        if (!kind.parts().isEmpty() && part(context)) {
            return;
        }
        if (context.renames) {
            if (!ComponentElement.copyNoting(scanner, formatter, context.row.keys, context.facts)) {
                copyRenamed(scanner);
            }
        } else if (context.owners != null
                && scanner.isNamed(kind.detached().orElseThrow().owner())) {
            ComponentFacts owner = context.owners.next();
            kind.rootComponent().ifPresent(rule -> source.components().add(kind, rule, owner, context.file.path()));
            new TemplateTexts(source, formatter)
                    .copyOwner(scanner, kind.detached().get(), owner);
        } else if (!context.row.memberKeys.isEmpty()) {
            copyMembers(context, kind.rootComponent().orElseThrow(), 0);
        } else if (!ComponentElement.copyNoting(scanner, formatter, context.row.keys, context.facts)) {
            if (kind.content().isPresent() && kind.content().get() instanceof Content.Named named) {
                NamedTexts.copy(scanner, formatter, named.element(), text -> {
                    if (context.file != null) {
                        source.namedEntry(named, text, context.file);
                    }
                });
            } else {
                formatter.copyElement(scanner);
            }
        }
    }

    /** Copies an element in which members of the list of root components stand at the path that the rule names. */
    private void copyMembers(Context context, RootComponentRule rule, int level) throws IOException {
        XmlScanner scanner = context.scanner;
        if (!scanner.isNamed(rule.members().get(level))) {
            formatter.copyElement(scanner);
            return;
        }
        boolean member = level + 1 == rule.members().size();
        ComponentFacts facts = new ComponentFacts();
        ComponentElement.noteAttributes(scanner, context.row.memberKeys, "", facts);
        formatter.copy(scanner, XmlToken.START);
        if (!scanner.isEmptyElement()) {
            for (; ; ) {
                XmlToken token = scanner.next();
                if (token == XmlToken.START) {
                    if (!member) {
                        copyMembers(context, rule, level + 1);
                    } else if (!ComponentElement.copyNoting(scanner, formatter, context.row.memberKeys, facts)) {
                        formatter.copyElement(scanner);
                    }
                    continue;
                }
                formatter.copy(scanner, token);
                if (token == XmlToken.END) {
                    break;
                }
            }
        }
        if (member) {
            source.components().add(context.kind, rule, facts, context.file == null ? "" : context.file.path());
        }
    }

    /** Copies an element with the names of plug-ins as their assemblies say them. */
    private void copyRenamed(XmlScanner scanner) throws IOException {
        int level = scanner.level();
        XmlToken token = XmlToken.START;
        boolean typeName = false;
        for (; ; ) {
            if (token == XmlToken.START) {
                start(scanner, true);
                typeName = source.plugins().isTypeName(scanner);
                if (scanner.isEmptyElement()) {
                    formatter.endEmpty();
                    if (scanner.depth() < level) {
                        return;
                    }
                }
            } else if (token == XmlToken.TEXT && typeName) {
                formatter.text(source.plugins().type(scanner.text()));
            } else {
                formatter.copy(scanner, token);
                typeName = false;
                if (token == XmlToken.END && scanner.depth() < level) {
                    return;
                }
            }
            token = scanner.next();
        }
    }

    // ---------------------------------------------------------------- parts of a component

    /** Writes the parts whose element, or container, is the current start tag; false when it is neither. */
    private boolean part(Context context) throws IOException {
        XmlScanner scanner = context.scanner;
        String name = scanner.name();
        ComponentKind kind = context.row.parts.kind(name);
        ContainerNode container = context.row.parts.container(name);
        if (kind == null && container == null || context.file == null) {
            return false;
        }
        refuseRepeated(scanner, context.parts);
        String folder = context.file.folder();
        PreservedParts.Place owner = source.preserved()
                .part(context.kind.containers().get(0), context.kind.element(), context.facts.first("Name"));
        PreservedParts.Place place = owner == null ? null : owner.place(name);
        List<TreeFile> files = kind == null ? List.of() : source.files(kind, folder);
        if (!files.isEmpty()) {
            if (!scanner.isEmptyElement() && !skipEmpty(scanner)) {
                throw new SolutionException(
                        scanner.location(),
                        "<" + name + "> is written out here, but there is also the file "
                                + files.get(0).path(),
                        "Empty the element to <" + name + " />, or remove the file.");
            }
            component(kind, files.get(0));
            return true;
        }
        formatter.start(scanner);
        addAttributes(scanner, place);
        if (!isEmpty(scanner)) {
            formatter.copyRestFrom(scanner, XmlToken.START);
            return true;
        }
        boolean filled = loose;
        if (container != null) {
            filled |= container(container, folder);
            for (Map.Entry<String, ContainerNode> inner : container.containers().entrySet()) {
                filled |= innerContainer(inner.getKey(), inner.getValue(), folder, place);
            }
            filled |= place != null && preserved(place, container);
        }
        end(name, filled);
        return true;
    }

    private static boolean skipEmpty(XmlScanner scanner) throws IOException {
        XmlToken token = scanner.next();
        while (token == XmlToken.TEXT && scanner.isInsignificant()) {
            token = scanner.next();
        }
        return token == XmlToken.END;
    }

    private void addAttributes(XmlScanner scanner, PreservedParts.Place place) throws IOException {
        if (place != null) {
            for (Map.Entry<String, String> attribute : place.attributes()) {
                if (scanner.attributeIndex(attribute.getKey()) < 0) {
                    formatter.attribute(attribute.getKey(), attribute.getValue());
                }
            }
        }
    }

    /**
     * Writes a container inside of a container: one for all components, or, when a folder of their path is an attribute of
     * the container, one for each such folder. Those are in the order in which the folders appear when all files are
     * sorted by name.
     */
    private boolean innerContainer(String name, ContainerNode node, String folder, PreservedParts.Place outer)
            throws IOException {
        boolean any = false;
        for (ComponentKind kind : node.kinds()) {
            String attribute = attributeOf(name, kind);
            Map<String, List<TreeFile>> groups = new LinkedHashMap<>();
            List<TreeFile> files = source.files(kind, folder);
            if (!attribute.isEmpty()) {
                SourceTree.sortByName(files);
            }
            for (TreeFile file : files) {
                groups.computeIfAbsent(attribute.isEmpty() ? "" : group(kind, folder, file), key -> new ArrayList<>())
                        .add(file);
            }
            if (outer != null) {
                addPreservedGroups(outer, name, attribute, groups);
            }
            for (Map.Entry<String, List<TreeFile>> group : groups.entrySet()) {
                any = true;
                PreservedParts.Place place = outer == null ? null : group(outer, name, attribute, group.getKey());
                formatter.start(name);
                if (place != null) {
                    for (Map.Entry<String, String> own : place.attributes()) {
                        formatter.attribute(own.getKey(), own.getValue());
                    }
                } else if (!attribute.isEmpty()) {
                    formatter.attribute(attribute, group.getKey());
                }
                for (TreeFile file : group.getValue()) {
                    component(kind, file);
                }
                boolean filled = !group.getValue().isEmpty();
                filled |= place != null && preserved(place, node);
                end(name, filled);
            }
        }
        return any;
    }

    /** The attribute of the container that the paths of the kind's files hold; empty when there is none. */
    private static String attributeOf(String container, ComponentKind kind) {
        for (String key : kind.keys()) {
            if (key.startsWith(container + '@')) {
                return key.substring(container.length() + 1);
            }
        }
        return "";
    }

    /** The folder in the path of a file that is the container's attribute. */
    private static String group(ComponentKind kind, String folder, TreeFile file) {
        int from = folder.length() + kind.files().get(0).folder().length() + 1;
        int slash = file.path().indexOf('/', from);
        return slash < 0 ? "" : file.path().substring(from, slash);
    }

    private static PreservedParts.Place group(PreservedParts.Place outer, String name, String attribute, String value) {
        for (PreservedParts.Place place : outer.places()) {
            if (place.name().equals(name)
                    && (attribute.isEmpty() || place.attribute(attribute).equals(value))) {
                return place;
            }
        }
        return null;
    }

    private static void addPreservedGroups(
            PreservedParts.Place outer, String name, String attribute, Map<String, List<TreeFile>> groups) {
        for (PreservedParts.Place place : outer.places()) {
            if (place.name().equals(name)) {
                groups.computeIfAbsent(attribute.isEmpty() ? "" : place.attribute(attribute), key -> List.of());
            }
        }
    }
}
