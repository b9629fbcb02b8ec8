package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Origin;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.check.tree.PackageTree;
import io.github.dataversealm.solution.layout.ComponentFacts;
import io.github.dataversealm.solution.layout.ComponentFolders;
import io.github.dataversealm.solution.layout.ComponentKind;
import io.github.dataversealm.solution.layout.RelationshipFiles;
import io.github.dataversealm.solution.layout.RootComponentRule;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.CaseKey;
import io.github.dataversealm.solution.path.FileNames;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Builds the index of a solution from a zip or from a source folder in the classic XML layout. Each component is read,
 * shown to the listener, and reduced to what rules ask for; so {@code customizations.xml} may have any size.
 */
public final class SolutionReader {

    /** Folders whose XML files are contents of components and no metadata, unless they end with {@code .data.xml}. */
    private static final Set<String> CONTENT_FOLDERS =
            Set.of("webresources", "workflows", "reports", "pluginassemblies", "controls", "storedprocedures");

    /** Folders of metadata in which only {@code .meta.xml} files are. */
    private static final Set<String> META_FOLDERS = Set.of("canvasapps");

    private static final String RELATIONSHIPS = "EntityRelationships/EntityRelationship";

    private final PackageTree tree;
    private final Consumer<ComponentElement> listener;
    private final Map<String, Integer> occurrences = new HashMap<>();
    private final List<Solution.Unreadable> unreadable = new ArrayList<>();
    private Solution solution;
    private ComponentReader components;

    /** A component as its rules see it while it is read. */
    public record ComponentElement(Element element, Subject subject, Manifest manifest) {}

    /** @param listener is shown each component, one after the other */
    public SolutionReader(PackageTree tree, Consumer<ComponentElement> listener) {
        this.tree = tree;
        this.listener = listener;
    }

    /**
     * Reads the solution. A file that is damaged is listed in {@link Solution#unreadable()}.
     *
     * @param provided the names that declared dependencies supply
     * @param previous the version that this one replaces, when it is known
     * @param neighbours the other solutions of the same build
     * @throws IOException when the disk fails
     */
    public Solution read(Names provided, Optional<Solution> previous, List<Neighbour> neighbours) throws IOException {
        solution = new Solution(tree, manifest(), unreadable);
        solution.neighbours.addAll(neighbours);
        solution.previous = previous;
        solution.provided.addAll(provided);
        for (Manifest.Missing missing : solution.manifest.missing()) {
            List<String> attributes = missing.required().attributes();
            for (int i = 1; i < attributes.size(); i += 2) {
                solution.external.add(attributes.get(i));
                solution.external.add(Ids.plain(attributes.get(i)));
            }
        }
        components = new ComponentReader(solution);
        if (tree.isZip()) {
            optional("customizations.xml", file -> customizations(file, "Other/Customizations.xml"));
        } else {
            optional(ComponentFolders.CUSTOMIZATIONS, file -> customizations(file, file.path()));
            for (PackageFile file : tree.files()) {
                if (isMetadata(file)) {
                    guarded(file, () -> sourceFile(file));
                }
            }
        }
        for (PackageFile file : tree.files()) {
            if (isDocument(file)) {
                guarded(file, () -> document(file));
            }
        }
        components.files(unreadable);
        return solution.seal();
    }

    /** Reads a solution for itself, with nothing around it. */
    public Solution read() throws IOException {
        return read(new Names(), Optional.empty(), List.of());
    }

    private interface Reading {
        void run() throws IOException;
    }

    private interface FileReading {
        void read(PackageFile file) throws IOException;
    }

    private void optional(String path, FileReading reading) throws IOException {
        Optional<PackageFile> file = tree.find(path);
        if (file.isPresent()) {
            guarded(file.get(), () -> reading.read(file.get()));
        }
    }

    private void guarded(PackageFile file, Reading reading) throws IOException {
        try {
            reading.run();
        } catch (SolutionException e) {
            unreadable(file, e);
        }
    }

    private void unreadable(PackageFile file, SolutionException e) {
        Location at = e.location().orElse(Location.of(file.path()));
        unreadable.add(new Solution.Unreadable(
                file, e.problem(), e.advice(), Math.max(0, at.line()), Math.max(0, at.column())));
    }

    // ---------------------------------------------------------------- the manifest

    private Manifest manifest() throws IOException {
        Optional<PackageFile> file = tree.find(tree.isZip() ? "solution.xml" : ComponentFolders.MANIFEST);
        if (file.isEmpty()) {
            return ManifestReader.absent(Origin.file("solution.xml", ComponentFolders.MANIFEST));
        }
        Origin origin = new Origin(
                file.get().path(),
                tree.isZip() ? ComponentFolders.MANIFEST : file.get().path(),
                "ImportExportXml",
                0);
        try (XmlScanner scanner = new XmlScanner(tree.xml(file.get()))) {
            XmlToken token = scanner.next();
            while (token != XmlToken.START) {
                token = scanner.next();
            }
            Element root = new ElementReader(scanner).read(origin, null);
            while (token != XmlToken.END_OF_DOCUMENT) {
                token = scanner.next();
            }
            return ManifestReader.read(root, origin);
        } catch (SolutionException e) {
            unreadable(file.get(), e);
            return ManifestReader.absent(origin);
        }
    }

    // ---------------------------------------------------------------- customizations.xml

    private void customizations(PackageFile file, String source) throws IOException {
        try (XmlScanner scanner = new XmlScanner(tree.xml(file))) {
            StringBuilder path = new StringBuilder();
            int rootDepth = 1;
            for (; ; ) {
                XmlToken token = scanner.next();
                if (token == XmlToken.END_OF_DOCUMENT) {
                    return;
                }
                if (token == XmlToken.START) {
                    String name = scanner.name();
                    int depth = scanner.depth() + (scanner.isEmptyElement() ? 1 : 0);
                    if (depth <= rootDepth) {
                        continue;
                    }
                    String full = path.length() == 0 ? name : path + "/" + name;
                    if (isComponent(full, depth - rootDepth)) {
                        component(scanner, file, source, full);
                    } else if (!scanner.isEmptyElement()) {
                        path.setLength(0);
                        path.append(full);
                    }
                } else if (token == XmlToken.END) {
                    int slash = path.lastIndexOf("/");
                    path.setLength(Math.max(0, slash));
                }
            }
        }
    }

    /** The components of the table's rows, and what stands two levels below the root and is in no row. */
    private static boolean isComponent(String path, int depth) {
        return KindPaths.ALL.kind(path).isPresent()
                || depth == 2 && !path.startsWith("Templates/") && !KindPaths.ALL.isContainer(path);
    }

    private void component(XmlScanner scanner, PackageFile file, String source, String path) throws IOException {
        ComponentKind kind = KindPaths.ALL.kind(path).orElse(null);
        Origin start = new Origin(file.path(), "", scanner.name(), 0);
        if (kind == null) {
            // stays where it is in the source folder, among others of its name
            String name = scanner.name();
            int occurrence = occurrences.merge(name, 1, Integer::sum) - 1;
            boolean relationship = path.equals(RELATIONSHIPS);
            Origin origin = new Origin(file.path(), relationship ? "" : source, name, occurrence);
            Element element = new ElementReader(scanner).read(origin, null);
            if (relationship) {
                element.origin(relationshipOrigin(element, file));
            }
            accept(element, null, ComponentFacts::new, "");
            return;
        }
        boolean table = !kind.parts().isEmpty();
        if (!table) {
            Element element = new ElementReader(scanner).read(start, null);
            ComponentFacts facts = facts(element, kind, null);
            element.origin(origin(file, kind, facts, element.name()));
            accept(element, kind, () -> facts, "");
            return;
        }
        TableParts parts = new TableParts(file, kind);
        Element element = new ElementReader(scanner).read(start, parts);
        ComponentFacts facts = facts(element, kind, null);
        element.origin(origin(file, kind, facts, element.name()));
        accept(element, kind, () -> facts, "");
        parts.finish(element.text("Name"));
    }

    /** Relationships are files by the table that they refer to, in which they keep their order. */
    private Origin relationshipOrigin(Element element, PackageFile file) {
        if (!tree.isZip()) {
            return new Origin(file.path(), file.path(), element.name(), 0);
        }
        boolean many = element.text("EntityRelationshipType").equals("ManyToMany");
        String table = element.text(many ? "FirstEntityName" : "ReferencedEntityName");
        String source = RelationshipFiles.FOLDER + '/' + FileNames.legal(table) + ".xml";
        int occurrence = occurrences.merge(CaseKey.of(source), 1, Integer::sum) - 1;
        return new Origin(file.path(), source, element.name(), occurrence);
    }

    private Origin origin(PackageFile file, ComponentKind kind, ComponentFacts facts, String element) {
        if (!tree.isZip()) {
            return new Origin(file.path(), file.path(), element, 0);
        }
        return new Origin(
                file.path(), kind.path(facts, solution.manifest.isManaged()).orElse(""), element, 0);
    }

    /** Keeps the parts of a table until its name is known, which may stand behind them. */
    private final class TableParts implements ElementReader.Parts {

        private final PackageFile file;
        private final ComponentKind table;
        private final java.util.ArrayDeque<Held> held = new java.util.ArrayDeque<>();

        private record Held(Element element, Element container, ComponentKind kind) {}

        TableParts(PackageFile file, ComponentKind table) {
            this.file = file;
            this.table = table;
        }

        @Override
        public boolean isPart(String path) {
            return KindPaths.ALL.part(path).isPresent();
        }

        @Override
        public void part(String path, Element container, Element part) {
            held.add(new Held(part, container, KindPaths.ALL.part(path).orElseThrow()));
        }

        void finish(String name) {
            while (!held.isEmpty()) {
                Held next = held.poll();
                ComponentFacts facts = facts(next.element, next.kind, next.container);
                facts.add("Name", name);
                Element shell = next.container;
                String source = next.kind
                        .path(facts, solution.manifest.isManaged())
                        .map(path -> "Entities/" + tableFolder(name) + '/' + path)
                        .orElse("");
                Origin origin = new Origin(file.path(), tree.isZip() ? source : file.path(), next.element.name(), 0);
                next.element.origin(origin);
                acceptPart(next.element, shell, next.kind, facts, name);
            }
        }

        private String tableFolder(String name) {
            ComponentFacts facts = new ComponentFacts();
            facts.add("Name", name);
            String path = table.path(facts, false).orElse("Entities/" + name + "/Entity.xml");
            return path.substring("Entities/".length(), path.lastIndexOf('/'));
        }
    }

    // ---------------------------------------------------------------- a source folder

    private boolean isMetadata(PackageFile file) {
        String path = file.path().toLowerCase(Locale.ROOT);
        int slash = path.indexOf('/');
        if (slash < 0 || !path.endsWith(".xml")) {
            return false;
        }
        String folder = path.substring(0, slash);
        if (path.equals("other/solution.xml")
                || path.equals("other/customizations.xml")
                || folder.equals("resources")) {
            return false;
        }
        if (path.equalsIgnoreCase(RelationshipFiles.LIST) || !isOwned(folder) || isManagedVariant(file)) {
            return false;
        }
        if (META_FOLDERS.contains(folder)) {
            return path.endsWith(".meta.xml");
        }
        return !CONTENT_FOLDERS.contains(folder)
                || path.endsWith(".data.xml")
                || path.equals("pluginassemblies/serviceendpoints.xml");
    }

    private static boolean isOwned(String folder) {
        return ComponentFolders.OWNED.stream().anyMatch(folder::equalsIgnoreCase);
    }

    /** A folder for both package types has a second file for what is different in the managed one. */
    private boolean isManagedVariant(PackageFile file) {
        String path = file.path();
        String suffix = "_managed.xml";
        return path.endsWith(suffix)
                && tree.find(path.substring(0, path.length() - suffix.length()) + ".xml")
                        .isPresent();
    }

    private void sourceFile(PackageFile file) throws IOException {
        try (XmlScanner scanner = new XmlScanner(tree.xml(file))) {
            Element shell = null;
            String root = "";
            for (; ; ) {
                XmlToken token = scanner.next();
                if (token == XmlToken.END_OF_DOCUMENT) {
                    return;
                }
                if (token != XmlToken.START) {
                    continue;
                }
                String name = scanner.name();
                int depth = scanner.depth() + (scanner.isEmptyElement() ? 1 : 0);
                if (depth == 1
                        && (name.equals("forms")
                                || name.equals("savedqueries")
                                || name.equals("EntityRelationships"))) {
                    root = name;
                    continue;
                }
                ComponentKind kind =
                        KindPaths.ALL.root(depth == 1 ? name : root).orElse(null);
                Origin origin = new Origin(file.path(), file.path(), name, 0);
                Element element = new ElementReader(scanner).read(origin, null);
                String table = tableOf(file);
                ComponentFacts facts = kind == null ? new ComponentFacts() : facts(element, kind, null);
                if (!table.isEmpty() && !element.is("Entity")) {
                    facts.add("forms@type", formType(file));
                    acceptPart(element, shell, kind, facts, table);
                } else {
                    accept(element, kind, () -> facts, file.path());
                }
            }
        }
    }

    private static String tableOf(PackageFile file) {
        return file.isIn("Entities") ? file.path().split("/")[1] : "";
    }

    /** {@code Entities/<name>/FormXml/<type>/<id>.xml}. */
    private static String formType(PackageFile file) {
        String[] steps = file.path().split("/");
        return steps.length > 4 ? steps[3] : "";
    }

    // ---------------------------------------------------------------- documents that are taken as they are

    private boolean isDocument(PackageFile file) {
        String path = file.path();
        int slash = path.indexOf('/');
        if (slash < 0 || !file.endsWith(".xml")) {
            return false;
        }
        String folder = path.substring(0, slash);
        return ComponentFolders.isVerbatimDocument(path)
                && !folder.equalsIgnoreCase("Connector")
                && !folder.equals("__MACOSX");
    }

    private void document(PackageFile file) throws IOException {
        try (XmlScanner scanner = new XmlScanner(tree.xml(file))) {
            XmlToken token = scanner.next();
            while (token != XmlToken.START) {
                token = scanner.next();
            }
            Origin origin = new Origin(file.path(), file.path(), scanner.name(), 0);
            Element element = new ElementReader(scanner).read(origin, null);
            while (token != XmlToken.END_OF_DOCUMENT) {
                token = scanner.next();
            }
            solution.claimed.add(file);
            accept(element, null, ComponentFacts::new, file.path());
        }
    }

    // ---------------------------------------------------------------- what is done with an element

    private interface Facts {
        ComponentFacts get();
    }

    private void accept(Element element, ComponentKind kind, Facts facts, String file) {
        Subject subject = components.accept(element, file);
        if (kind != null && kind.rootComponent().isPresent()) {
            list(element, kind.rootComponent().get(), facts.get(), subject);
        } else if (kind == null) {
            components.listUnknown(element, subject);
        }
        listener.accept(new ComponentElement(element, subject, solution.manifest));
    }

    private void acceptPart(
            Element element, Element container, ComponentKind kind, ComponentFacts facts, String table) {
        String type = container == null ? "" : container.attribute("type");
        Subject subject = components.acceptPart(element, type.isEmpty() ? facts.first("forms@type") : type, table);
        if (kind != null && kind.rootComponent().isPresent()) {
            list(element, kind.rootComponent().get(), facts, subject);
        }
        listener.accept(new ComponentElement(element, subject, solution.manifest));
    }

    private void list(Element element, RootComponentRule rule, ComponentFacts facts, Subject subject) {
        if (rule.members().isEmpty()) {
            listOne(element, rule, facts, subject);
            return;
        }
        List<Element> members = List.of(element);
        for (String step : rule.members()) {
            members = members.stream()
                    .flatMap(member -> member.children(step).stream())
                    .toList();
        }
        Set<String> keys = new HashSet<>();
        ComponentKind.addKeys(rule, keys);
        for (Element member : members) {
            ComponentFacts own = new ComponentFacts();
            addFacts(member, keys, own);
            listOne(member, rule, own, subject);
        }
    }

    private void listOne(Element element, RootComponentRule rule, ComponentFacts facts, Subject subject) {
        String id = first(rule.ids(), facts);
        String name = first(rule.schemaNames(), facts);
        solution.components.add(new Component(rule.types().get(0), Ids.plain(id), name, subject, element.place()));
    }

    private static String first(List<String> keys, ComponentFacts facts) {
        for (String key : keys) {
            String value = key.startsWith("'") ? key.substring(1, key.length() - 1) : facts.first(key);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    private static ComponentFacts facts(Element element, ComponentKind kind, Element container) {
        ComponentFacts facts = new ComponentFacts();
        addFacts(element, kind.keys(), facts);
        if (container != null) {
            List<String> attributes = container.attributes();
            for (int i = 0; i < attributes.size(); i += 2) {
                facts.add(container.name() + '@' + attributes.get(i), attributes.get(i + 1));
            }
        }
        return facts;
    }

    private static void addFacts(Element element, Set<String> keys, ComponentFacts facts) {
        for (String key : keys) {
            int at = key.indexOf('@');
            if (at == 0) {
                if (element.hasAttribute(key.substring(1))) {
                    facts.add(key, element.attribute(key.substring(1)));
                }
            } else if (at < 0) {
                int slash = key.lastIndexOf('/');
                if (slash < 0) {
                    element.children(key).forEach(child -> facts.add(key, child.text()));
                } else {
                    element.first(key.substring(0, slash))
                            .ifPresent(parent -> parent.children(key.substring(slash + 1))
                                    .forEach(child -> facts.add(key, child.text())));
                }
            }
        }
    }
}
