package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** The folder that a package was unpacked to, while components are put into it and taken out of it. */
final class PackageTree {

    private static final String MANIFEST = "Other/Solution.xml";
    private static final String CUSTOMIZATIONS = "Other/Customizations.xml";
    private static final String RELATIONSHIPS = "Other/Relationships.xml";
    private static final String RELATIONSHIP_FILES = "Other/Relationships/";
    private static final String REFERENCES = "connectionreferences";
    private static final String REFERENCE_KEY = "connectionreferencelogicalname";

    private final Path folder;

    private PackageTree(Path folder) {
        this.folder = folder;
    }

    /** Unpacks a package into a folder that is not there yet. */
    static PackageTree unpack(Path zip, Path folder) throws IOException {
        new Unpacker().unpack(UnpackRequest.of(zip, folder), Reporter.silent());
        return new PackageTree(folder);
    }

    private TreeDocument document(String path) throws IOException {
        return TreeDocument.read(folder.resolve(path));
    }

    // ---------------------------------------------------------------- files

    /** The paths of all files, sorted. */
    private List<String> paths() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    /** The files that belong to a component. */
    List<String> files(Predicate<String> ofComponent) throws IOException {
        return paths().stream()
                .filter(path -> ofComponent.test(path.toLowerCase(Locale.ROOT)))
                .toList();
    }

    void delete(List<String> paths) throws IOException {
        for (String path : paths) {
            Files.delete(folder.resolve(path));
        }
    }

    /** Copies a file of another folder; the form of a managed package becomes the only one. */
    void copy(PackageTree from, String path) throws IOException {
        Path target = folder.resolve(path.replace("_managed.xml", ".xml"));
        Files.createDirectories(target.getParent());
        Files.copy(from.folder.resolve(path), target, StandardCopyOption.REPLACE_EXISTING);
    }

    // ---------------------------------------------------------------- the manifest

    private static boolean isOf(Element root, StoredComponent component) {
        boolean named = !component.schemaName().isEmpty()
                && root.getAttribute("schemaName").equalsIgnoreCase(component.schemaName());
        boolean identified = root.getAttribute("id")
                .replace("{", "")
                .replace("}", "")
                .equalsIgnoreCase(component.objectId().toString());
        return root.getAttribute("type").equals(component.type()) && (named || identified);
    }

    /** Lists the component, unless it is of a kind that is not listed. */
    void list(StoredComponent component, int behavior) throws IOException {
        if (!Character.isDigit(component.type().charAt(0))) {
            return;
        }
        TreeDocument manifest = document(MANIFEST);
        Element roots = roots(manifest);
        if (TreeDocument.children(roots).stream().noneMatch(root -> isOf(root, component))) {
            Element root = manifest.append(roots, "RootComponent");
            root.setAttribute("type", component.type());
            boolean byId = component.schemaName().isEmpty() || component.type().equals(ComponentTypes.WORKFLOW);
            if (byId) {
                root.setAttribute("id", "{" + component.objectId() + "}");
            } else {
                String name = component.schemaName();
                root.setAttribute(
                        "schemaName",
                        component.type().equals(ComponentTypes.ENTITY) ? name.toLowerCase(Locale.ROOT) : name);
            }
            root.setAttribute("behavior", String.valueOf(behavior));
            manifest.write();
        }
    }

    /** Takes it off the list. */
    void unlist(StoredComponent component) throws IOException {
        TreeDocument manifest = document(MANIFEST);
        manifest.find("SolutionManifest", "RootComponents")
                .ifPresent(roots -> TreeDocument.children(roots).stream()
                        .filter(root -> isOf(root, component))
                        .forEach(roots::removeChild));
        manifest.write();
    }

    private static Element roots(TreeDocument manifest) {
        Element parent = manifest.find("SolutionManifest").orElseThrow();
        return manifest.find("SolutionManifest", "RootComponents")
                .orElseGet(() -> manifest.append(parent, "RootComponents"));
    }

    /** Lists what another package lists. */
    private void listAll(PackageTree from) throws IOException {
        TreeDocument target = document(MANIFEST);
        Element roots = roots(target);
        Optional<Element> added = from.document(MANIFEST).find("SolutionManifest", "RootComponents");
        for (Element root : added.map(TreeDocument::children).orElse(List.of())) {
            boolean known = TreeDocument.children(roots).stream()
                    .anyMatch(other -> other.getAttribute("type").equals(root.getAttribute("type"))
                            && other.getAttribute("id").equalsIgnoreCase(root.getAttribute("id"))
                            && other.getAttribute("schemaName").equalsIgnoreCase(root.getAttribute("schemaName")));
            if (!known) {
                target.add(roots, root);
            }
        }
        target.write();
    }

    // ---------------------------------------------------------------- tables and relationships

    /** Adds a table of which the package has nothing but the name. */
    void addShell(StoredComponent table) throws IOException {
        Path file = folder.resolve("Entities").resolve(table.schemaName()).resolve("Entity.xml");
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        String name = XmlText.escaped(table.schemaName());
        String title = XmlText.escaped(table.title());
        Files.writeString(
                file,
                "<Entity><Name LocalizedName=\"" + title + "\" OriginalName=\"" + title + "\">" + name
                        + "</Name><EntityInfo><entity Name=\"" + name
                        + "\" unmodified=\"1\"><attributes /></entity></EntityInfo></Entity>",
                StandardCharsets.UTF_8);
    }

    /** A patch has only the columns that it changes. */
    private void addColumns(PackageTree from, String path) throws IOException {
        TreeDocument target = document(path);
        Optional<Element> columns = from.document(path).find("EntityInfo", "entity", "attributes");
        Optional<Element> table = target.find("EntityInfo", "entity");
        if (columns.isEmpty() || table.isEmpty()) {
            return;
        }
        Element parent = target.find("EntityInfo", "entity", "attributes")
                .orElseGet(() -> target.append(table.get(), "attributes"));
        for (Element column : TreeDocument.children(columns.get())) {
            target.replace(parent, column, "PhysicalName");
        }
        target.write();
    }

    /** Copies the relationships that a table has to others, with their lines in the index; an empty name stands for all. */
    void addRelationships(PackageTree from, String table) throws IOException {
        for (String path : from.paths()) {
            if (!path.startsWith(RELATIONSHIP_FILES)) {
                continue;
            }
            for (Element relationship :
                    TreeDocument.children(from.document(path).root())) {
                boolean own = table.isEmpty()
                        || TreeDocument.children(relationship).stream()
                                .filter(child -> child.getTagName().equals("ReferencingEntityName")
                                        || child.getTagName().equals("FirstEntityName"))
                                .anyMatch(child -> child.getTextContent().trim().equalsIgnoreCase(table));
                if (own) {
                    put(folder.resolve(path), relationship);
                    put(folder.resolve(RELATIONSHIPS), from.line(relationship.getAttribute("Name")));
                }
            }
        }
    }

    private Element line(String name) throws IOException {
        for (Element line : TreeDocument.children(document(RELATIONSHIPS).root())) {
            if (line.getAttribute("Name").equals(name)) {
                return line;
            }
        }
        throw new IOException("The relationship " + name + " is not in " + RELATIONSHIPS + ".");
    }

    private static void put(Path file, Element element) throws IOException {
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "<EntityRelationships />", StandardCharsets.UTF_8);
        }
        TreeDocument document = TreeDocument.read(file);
        document.replace(document.root(), element, "Name");
        document.write();
    }

    // ---------------------------------------------------------------- customizations.xml

    /** A component is packed into its list, which must be there. */
    void addContainers(PackageTree from) throws IOException {
        TreeDocument target = document(CUSTOMIZATIONS);
        for (Element container :
                TreeDocument.children(from.document(CUSTOMIZATIONS).root())) {
            target.ensure(container.getTagName(), "Languages");
        }
        target.write();
    }

    /** Copies a connection reference; false when the other package does not have it. */
    boolean addReference(PackageTree from, String name) throws IOException {
        Optional<Element> found = from.document(CUSTOMIZATIONS)
                .find(REFERENCES)
                .flatMap(parent -> TreeDocument.children(parent).stream()
                        .filter(child -> child.getAttribute(REFERENCE_KEY).equalsIgnoreCase(name))
                        .findFirst());
        if (found.isEmpty()) {
            return false;
        }
        TreeDocument to = document(CUSTOMIZATIONS);
        to.ensure(REFERENCES, "Languages");
        to.replace(to.find(REFERENCES).orElseThrow(), found.get(), REFERENCE_KEY);
        to.write();
        return true;
    }

    void removeReference(String name) throws IOException {
        TreeDocument document = document(CUSTOMIZATIONS);
        document.find(REFERENCES)
                .ifPresent(parent -> TreeDocument.children(parent).stream()
                        .filter(child -> child.getAttribute(REFERENCE_KEY).equalsIgnoreCase(name))
                        .forEach(parent::removeChild));
        document.write();
    }

    // ---------------------------------------------------------------- patches

    /** Takes over what a patch brings. */
    void merge(PackageTree patch) throws IOException {
        for (String path : patch.paths()) {
            boolean table = path.startsWith("Entities/") && path.endsWith("/Entity.xml");
            if (path.startsWith(RELATIONSHIP_FILES)
                    || path.equals(RELATIONSHIPS)
                    || path.equals(MANIFEST)
                    || path.equals(CUSTOMIZATIONS)) {
                continue;
            }
            if (table && Files.exists(folder.resolve(path))) {
                addColumns(patch, path);
            } else {
                copy(patch, path);
            }
        }
        addContainers(patch);
        addRelationships(patch, "");
        listAll(patch);
        addReferences(patch);
    }

    /** What stays in customizations.xml: connection references are merged, anything else of a patch cannot be. */
    private void addReferences(PackageTree from) throws IOException {
        TreeDocument target = document(CUSTOMIZATIONS);
        for (Element container :
                TreeDocument.children(from.document(CUSTOMIZATIONS).root())) {
            List<Element> children = TreeDocument.children(container);
            if (children.isEmpty() || container.getTagName().equals("Languages")) {
                continue;
            }
            if (!container.getTagName().equals(REFERENCES)) {
                throw Fault.EXPORT_FAILED.toFault("The local environment cannot merge '" + container.getTagName()
                        + "' of a patch into its solution.");
            }
            Element parent = target.find(REFERENCES).orElseThrow();
            children.forEach(child -> target.replace(parent, child, REFERENCE_KEY));
        }
        target.write();
    }
}
