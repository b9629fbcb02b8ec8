package io.github.dataversealm.solution.emulator.solution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.NewRow;
import io.github.dataversealm.solution.emulator.store.Transaction;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import io.github.dataversealm.solution.zip.ZipWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * Makes packages of what is in other packages: they are unpacked, files are copied between the folders, and the result is
 * packed. A kind whose files are not known is refused, so that nothing is lost.
 */
final class PackageComposer {

    private static final Instant ENTRY_TIME = Instant.parse("1980-01-01T00:00:00Z");
    private static final String MANIFEST = "Other/Solution.xml";
    private static final String CUSTOMIZATIONS = "Other/Customizations.xml";
    private static final String RELATIONSHIPS = "Other/Relationships.xml";
    private static final String RELATIONSHIP_FILES = "Other/Relationships/";
    private static final String REFERENCES = "connectionreferences";
    private static final String REFERENCE_KEY = "connectionreferencelogicalname";

    private final Transaction transaction;
    private final Path temporaryDirectory;

    PackageComposer(Transaction transaction, Path temporaryDirectory) {
        this.transaction = transaction;
        this.temporaryDirectory = temporaryDirectory;
    }

    /** What is done in a folder that is deleted afterwards. */
    private interface Composition {
        void in(Path work) throws IOException;
    }

    private Path compose(Composition composition) throws IOException {
        Files.createDirectories(temporaryDirectory);
        Path work = Files.createDirectory(temporaryDirectory.resolve("compose-" + UUID.randomUUID()));
        Path result = temporaryDirectory.resolve(work.getFileName() + ".zip");
        boolean done = false;
        try {
            composition.in(work);
            new Packer()
                    .pack(
                            PackRequest.builder(work.resolve("tree"), result)
                                    .allowMissingComponents(true)
                                    .disablePluginRemap(true)
                                    .build(),
                            Reporter.silent());
            done = true;
            return result;
        } catch (SolutionException e) {
            throw Fault.EXPORT_FAILED.toFault("The local environment cannot compose the package: " + e.problem());
        } finally {
            delete(work);
            if (!done) {
                Files.deleteIfExists(result);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = new ArrayList<>(walk.toList());
        }
        Collections.reverse(paths);
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    private static Path unpack(Path zip, Path folder) throws IOException {
        new Unpacker().unpack(UnpackRequest.of(zip, folder), Reporter.silent());
        return folder;
    }

    private Path tree(Solution solution, Path work) throws IOException {
        Optional<Path> kept = new Packages(transaction).of(solution.id());
        if (kept.isPresent()) {
            return unpack(kept.get(), work.resolve("tree"));
        }
        Path empty = skeleton(solution);
        try {
            return unpack(empty, work.resolve("tree"));
        } finally {
            Files.deleteIfExists(empty);
        }
    }

    // ---------------------------------------------------------------- add and remove

    /** The package of a solution with one component more. @param holders packages that may have it */
    Path add(Solution solution, StoredComponent component, int behavior, List<Path> holders) throws IOException {
        return compose(work -> {
            Path tree = tree(solution, work);
            if (component.type().equals(ComponentTypes.ENTITY) && behavior != 0) {
                shell(tree, component);
                root(tree, component, behavior);
                return;
            }
            if (component.type().equals(ComponentTypes.CONNECTION_REFERENCE)) {
                reference(tree, component, holders, work);
                return;
            }
            Predicate<String> files = files(component);
            if (paths(tree).stream().anyMatch(path -> files.test(path.toLowerCase(Locale.ROOT)))) {
                return;
            }
            for (int i = 0; i < holders.size(); i++) {
                Path holder = unpack(holders.get(i), work.resolve("holder" + i));
                List<String> found = paths(holder).stream()
                        .filter(path -> files.test(path.toLowerCase(Locale.ROOT)))
                        .toList();
                if (!found.isEmpty()) {
                    for (String path : found) {
                        copy(holder.resolve(path), tree.resolve(path.replace("_managed.xml", ".xml")));
                    }
                    containers(holder, tree);
                    if (component.type().equals(ComponentTypes.ENTITY)) {
                        relationships(holder, tree, component.schemaName());
                    }
                    if (component.parent().isEmpty()) {
                        root(tree, component, behavior);
                    }
                    return;
                }
            }
            throw cannot(component, "no package that was imported has it");
        });
    }

    /** The package of a solution without a component. */
    Path remove(Solution solution, StoredComponent component) throws IOException {
        return compose(work -> {
            Path tree = tree(solution, work);
            if (component.type().equals(ComponentTypes.CONNECTION_REFERENCE)) {
                TreeDocument document = TreeDocument.read(tree.resolve(CUSTOMIZATIONS));
                document.find(REFERENCES)
                        .ifPresent(parent -> TreeDocument.children(parent).stream()
                                .filter(child ->
                                        child.getAttribute(REFERENCE_KEY).equalsIgnoreCase(component.schemaName()))
                                .forEach(parent::removeChild));
                document.write();
                return;
            }
            Predicate<String> files = files(component);
            for (String path : paths(tree)) {
                if (files.test(path.toLowerCase(Locale.ROOT))) {
                    Files.delete(tree.resolve(path));
                }
            }
            TreeDocument manifest = TreeDocument.read(tree.resolve(MANIFEST));
            manifest.find("SolutionManifest", "RootComponents")
                    .ifPresent(roots -> TreeDocument.children(roots).stream()
                            .filter(root -> isOf(root, component))
                            .forEach(roots::removeChild));
            manifest.write();
        });
    }

    private static Predicate<String> files(StoredComponent component) {
        return ComponentFiles.of(component)
                .orElseThrow(() -> cannot(component, "it does not know which files belong to that kind"));
    }

    private static RuntimeException cannot(StoredComponent component, String why) {
        return Fault.INVALID_ARGUMENT.toFault("The local environment cannot change a package by the component '"
                + component.title() + "' of type " + ComponentTypes.name(component.type()) + ": " + why
                + ". Import a package that has it instead.");
    }

    private static List<String> paths(Path tree) throws IOException {
        try (Stream<Path> walk = Files.walk(tree)) {
            return walk.filter(Files::isRegularFile)
                    .map(path -> tree.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

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
    private static void root(Path tree, StoredComponent component, int behavior) throws IOException {
        if (!Character.isDigit(component.type().charAt(0))) {
            return;
        }
        TreeDocument manifest = TreeDocument.read(tree.resolve(MANIFEST));
        Element parent = manifest.find("SolutionManifest").orElseThrow();
        Element roots = manifest.find("SolutionManifest", "RootComponents")
                .orElseGet(() -> manifest.append(parent, "RootComponents"));
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

    private static void shell(Path tree, StoredComponent table) throws IOException {
        Path file = tree.resolve("Entities").resolve(table.schemaName()).resolve("Entity.xml");
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

    private void reference(Path tree, StoredComponent component, List<Path> holders, Path work) throws IOException {
        for (int i = 0; i < holders.size(); i++) {
            Path holder = unpack(holders.get(i), work.resolve("holder" + i));
            TreeDocument from = TreeDocument.read(holder.resolve(CUSTOMIZATIONS));
            Optional<Element> found = from.find(REFERENCES)
                    .flatMap(parent -> TreeDocument.children(parent).stream()
                            .filter(child -> child.getAttribute(REFERENCE_KEY).equalsIgnoreCase(component.schemaName()))
                            .findFirst());
            if (found.isPresent()) {
                TreeDocument to = TreeDocument.read(tree.resolve(CUSTOMIZATIONS));
                to.ensure(REFERENCES, "Languages");
                Element parent = to.find(REFERENCES).orElseThrow();
                to.replace(parent, found.get(), REFERENCE_KEY);
                to.write();
                return;
            }
        }
        throw cannot(component, "no package that was imported has it");
    }

    /** A component is packed into its list, which must be there. */
    private static void containers(Path from, Path to) throws IOException {
        TreeDocument target = TreeDocument.read(to.resolve(CUSTOMIZATIONS));
        for (Element container : TreeDocument.children(
                TreeDocument.read(from.resolve(CUSTOMIZATIONS)).root())) {
            target.ensure(container.getTagName(), "Languages");
        }
        target.write();
    }

    /** Copies the relationships that a table has to others, with their lines in the index. */
    private static void relationships(Path from, Path to, String table) throws IOException {
        for (String path : paths(from)) {
            if (!path.startsWith(RELATIONSHIP_FILES)) {
                continue;
            }
            for (Element relationship :
                    TreeDocument.children(TreeDocument.read(from.resolve(path)).root())) {
                boolean own = table.isEmpty()
                        || TreeDocument.children(relationship).stream()
                                .filter(child -> child.getTagName().equals("ReferencingEntityName")
                                        || child.getTagName().equals("FirstEntityName"))
                                .anyMatch(child -> child.getTextContent().trim().equalsIgnoreCase(table));
                if (own) {
                    put(to.resolve(path), relationship);
                    put(to.resolve(RELATIONSHIPS), line(from, relationship.getAttribute("Name")));
                }
            }
        }
    }

    private static Element line(Path from, String name) throws IOException {
        for (Element line : TreeDocument.children(
                TreeDocument.read(from.resolve(RELATIONSHIPS)).root())) {
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

    // ---------------------------------------------------------------- patches

    /** The package of a solution with what a patch brings. */
    Path merge(Solution solution, Solution patch) throws IOException {
        return compose(work -> {
            Path tree = tree(solution, work);
            Path from = unpack(new Packages(transaction).of(patch.id()).orElseThrow(), work.resolve("patch"));
            for (String path : paths(from)) {
                boolean table = path.startsWith("Entities/") && path.endsWith("/Entity.xml");
                if (path.startsWith(RELATIONSHIP_FILES)
                        || path.equals(RELATIONSHIPS)
                        || path.equals(MANIFEST)
                        || path.equals(CUSTOMIZATIONS)) {
                    continue;
                }
                if (table && Files.exists(tree.resolve(path))) {
                    attributes(from.resolve(path), tree.resolve(path));
                } else {
                    copy(from.resolve(path), tree.resolve(path));
                }
            }
            containers(from, tree);
            relationships(from, tree, "");
            roots(from, tree);
            documents(from, tree);
        });
    }

    /** A patch has only the columns that it changes. */
    private static void attributes(Path from, Path to) throws IOException {
        TreeDocument target = TreeDocument.read(to);
        Optional<Element> columns = TreeDocument.read(from).find("EntityInfo", "entity", "attributes");
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

    private static void roots(Path from, Path to) throws IOException {
        TreeDocument target = TreeDocument.read(to.resolve(MANIFEST));
        Element parent = target.find("SolutionManifest").orElseThrow();
        Element roots = target.find("SolutionManifest", "RootComponents")
                .orElseGet(() -> target.append(parent, "RootComponents"));
        Optional<Element> added = TreeDocument.read(from.resolve(MANIFEST)).find("SolutionManifest", "RootComponents");
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

    /** What stays in customizations.xml: connection references are merged, anything else of a patch cannot be. */
    private static void documents(Path from, Path to) throws IOException {
        TreeDocument target = TreeDocument.read(to.resolve(CUSTOMIZATIONS));
        for (Element container : TreeDocument.children(
                TreeDocument.read(from.resolve(CUSTOMIZATIONS)).root())) {
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

    // ---------------------------------------------------------------- empty solutions

    /** The package of a solution that has no component. */
    Path skeleton(Solution solution) throws IOException {
        Files.createDirectories(temporaryDirectory);
        Path target = temporaryDirectory.resolve("empty-" + UUID.randomUUID() + ".zip");
        try (ZipWriter writer = ZipWriter.create(target, ENTRY_TIME, 1)) {
            writer.entry(
                    "[Content_Types].xml",
                    ("<?xml version=\"1.0\" encoding=\"utf-8\"?><Types"
                                    + " xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default"
                                    + " Extension=\"xml\" ContentType=\"application/octet-stream\" /></Types>")
                            .getBytes(StandardCharsets.UTF_8));
            writer.entry("solution.xml", manifest(solution).getBytes(StandardCharsets.UTF_8));
            writer.entry(
                    "customizations.xml",
                    ("<ImportExportXml xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><Entities /><Roles />"
                                    + "<Workflows /><FieldSecurityProfiles /><Templates /><EntityMaps /><EntityRelationships />"
                                    + "<OrganizationSettings /><optionsets /><CustomControls /><EntityDataProviders />"
                                    + "<Languages><Language>1033</Language></Languages></ImportExportXml>")
                            .getBytes(StandardCharsets.UTF_8));
            writer.finish();
        }
        return target;
    }

    private String manifest(Solution solution) {
        ObjectNode publisher = transaction
                .table(Tables.PUBLISHERS)
                .find(solution.publisherId())
                .orElseThrow(Fault.PUBLISHER_NAME::toFault);
        StringBuilder xml = new StringBuilder(
                "<ImportExportXml version=\"9.2.0.0\" SolutionPackageVersion=\"9.2\" languagecode=\"1033\""
                        + " generatedBy=\"CrmLive\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><SolutionManifest>");
        element(xml, "UniqueName", solution.uniqueName());
        names(xml, solution.friendlyName(), NewRow.text(solution.row(), "description"));
        element(xml, "Version", NewRow.text(solution.row(), "version"));
        element(xml, "Managed", "0");
        xml.append("<Publisher>");
        element(xml, "UniqueName", NewRow.text(publisher, "uniquename"));
        names(xml, NewRow.text(publisher, "friendlyname"), NewRow.text(publisher, "description"));
        xml.append("<EMailAddress xsi:nil=\"true\"></EMailAddress>");
        xml.append("<SupportingWebsiteUrl xsi:nil=\"true\"></SupportingWebsiteUrl>");
        element(xml, "CustomizationPrefix", NewRow.text(publisher, "customizationprefix"));
        element(xml, "CustomizationOptionValuePrefix", NewRow.text(publisher, "customizationoptionvalueprefix"));
        xml.append(
                "<Addresses /></Publisher><RootComponents /><MissingDependencies /></SolutionManifest></ImportExportXml>");
        return xml.toString();
    }

    private static void names(StringBuilder xml, String name, String description) {
        xml.append("<LocalizedNames><LocalizedName description=\"");
        XmlText.escape(xml, name);
        xml.append("\" languagecode=\"1033\" /></LocalizedNames>");
        if (description.isEmpty()) {
            xml.append("<Descriptions />");
        } else {
            xml.append("<Descriptions><Description description=\"");
            XmlText.escape(xml, description);
            xml.append("\" languagecode=\"1033\" /></Descriptions>");
        }
    }

    private static void element(StringBuilder xml, String name, String text) {
        xml.append('<').append(name).append('>');
        XmlText.escape(xml, text);
        xml.append("</").append(name).append('>');
    }
}
