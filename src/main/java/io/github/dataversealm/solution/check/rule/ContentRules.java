package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Severity;
import io.github.dataversealm.solution.check.finding.Subject;
import io.github.dataversealm.solution.check.index.Component;
import io.github.dataversealm.solution.check.index.Element;
import io.github.dataversealm.solution.check.index.Form;
import io.github.dataversealm.solution.check.index.Manifest;
import io.github.dataversealm.solution.check.index.Names;
import io.github.dataversealm.solution.check.index.Part;
import io.github.dataversealm.solution.check.index.Solution;
import io.github.dataversealm.solution.check.index.Table;
import io.github.dataversealm.solution.check.tree.PackageFile;
import io.github.dataversealm.solution.layout.ComponentFolders;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether manifest, components and files of a package belong together (spec check-rules section 3). */
final class ContentRules {

    /** The component types whose definition can be looked for without doubt. */
    private static final Set<String> DEFINED_TYPES =
            Set.of("1", "9", "20", "29", "31", "61", "66", "80", "91", "92", "300", "380");

    /** What the platform, and no row of the kinds, keeps at the root of zips. */
    private static final Set<String> ROOT_FILES =
            Set.of("solution.xml", "customizations.xml", "[content_types].xml", "environment_variable_values.json");

    private ContentRules() {}

    static List<Rule<?>> rules() {
        return List.of(
                new Rule<>("pkg-content-type", Scope.SOLUTION, ContentRules::contentTypes),
                new Rule<>("pkg-foreign-file", Scope.PACKAGE, ContentRules::foreignFiles),
                new Rule<>("pkg-file-missing", Scope.SOLUTION, ContentRules::fileMissing),
                new Rule<>("pkg-file-orphan", Scope.SOLUTION, ContentRules::fileOrphan),
                new Rule<>("pkg-component-undeclared", Scope.SOLUTION, ContentRules::undeclared),
                new Rule<>("pkg-root-component-undefined", Scope.SOLUTION, ContentRules::undefined),
                new Rule<>("pkg-id-duplicate", Scope.SOLUTION, ContentRules::idDuplicate),
                new Rule<>("pkg-name-duplicate", Scope.SOLUTION, ContentRules::nameDuplicate));
    }

    // ---------------------------------------------------------------- [Content_Types].xml

    private static void contentTypes(Solution solution, Report report) {
        Optional<PackageFile> file =
                solution.tree().isZip() ? solution.tree().find("[Content_Types].xml") : Optional.empty();
        if (file.isEmpty()) {
            return;
        }
        Names extensions = new Names();
        Names parts = new Names();
        try (XmlScanner scanner = new XmlScanner(solution.tree().xml(file.get()))) {
            for (XmlToken token = scanner.next(); token != XmlToken.END_OF_DOCUMENT; token = scanner.next()) {
                if (token == XmlToken.START && scanner.isNamed("Default")) {
                    extensions.add(orEmpty(scanner.attributeValue("Extension")));
                } else if (token == XmlToken.START && scanner.isNamed("Override")) {
                    parts.add(orEmpty(scanner.attributeValue("PartName")));
                }
            }
        } catch (SolutionException e) {
            // pkg-xml-malformed says so
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (PackageFile part : solution.tree().files()) {
            if (!solution.isClaimed(part)) {
                continue;
            }
            String name = part.name();
            int dot = name.lastIndexOf('.');
            boolean known = dot >= 0 && extensions.has(name.substring(dot + 1))
                    || parts.has("/" + part.path())
                    || parts.has("/" + part.path().replace(" ", "%20"));
            if (!known) {
                report.add(
                        solution.subject(),
                        Place.file(solution.origin(file.get())),
                        part.path(),
                        "The part " + part.path() + " has no content type.");
            }
        }
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    // ---------------------------------------------------------------- files

    private static void foreignFiles(Solution solution, Report report) {
        if (solution.tree().isZip()) {
            foreignFolders(solution, report);
        }
        for (PackageFile file : solution.tree().files()) {
            String name = file.name();
            boolean system = file.isIn("__MACOSX")
                    || name.equals(".DS_Store")
                    || name.equalsIgnoreCase("Thumbs.db")
                    || name.equalsIgnoreCase("desktop.ini");
            boolean atRoot = file.path().indexOf('/') < 0;
            boolean unknown = solution.tree().isZip()
                    && atRoot
                    && !ROOT_FILES.contains(file.path().toLowerCase(Locale.ROOT));
            if (system || unknown) {
                report.add(
                        solution.subject(),
                        Place.file(solution.origin(file)),
                        file.path(),
                        "The file " + file.path() + " belongs to no component.");
            }
        }
    }

    /**
     * Folders that belong to no component: not one of those that are known, and without a document of XML, which all that the
     * platform exports in folders of their own have. Unpacking leaves them out.
     */
    private static void foreignFolders(Solution solution, Report report) {
        Map<String, List<PackageFile>> folders = new LinkedHashMap<>();
        for (PackageFile file : solution.tree().files()) {
            int slash = file.path().indexOf('/');
            if (slash > 0) {
                folders.computeIfAbsent(file.path().substring(0, slash), same -> new ArrayList<>())
                        .add(file);
            }
        }
        folders.forEach((folder, files) -> {
            boolean known = ComponentFolders.COMPONENTS.stream().anyMatch(folder::equalsIgnoreCase)
                    || folder.equalsIgnoreCase("Connector")
                    || folder.equalsIgnoreCase("Formulas")
                    || folder.equalsIgnoreCase("__MACOSX");
            if (!known && files.stream().noneMatch(file -> file.endsWith(".xml") || solution.isClaimed(file))) {
                report.add(
                        solution.subject(),
                        Place.file(solution.origin(files.get(0))),
                        folder,
                        "The folder " + folder + " belongs to no component; it has "
                                + (files.size() == 1 ? "one file." : files.size() + " files."));
            }
        });
    }

    private static void fileMissing(Solution solution, Report report) {
        // in a folder, src-content-missing says it of those whose content stands beside their metadata
        List<String> kinds = solution.tree().isZip()
                ? List.of(
                        "WebResource",
                        "Workflow",
                        "PluginAssembly",
                        "CustomControl",
                        "CanvasApp",
                        "Report",
                        "pluginpackage")
                : List.of("CustomControl", "CanvasApp", "pluginpackage");
        for (String kind : kinds) {
            for (Part part : solution.parts(kind)) {
                boolean unmodified = part.element().attribute("unmodified").equals("1");
                if (part.contentName().isEmpty()
                        || part.content().isPresent()
                        || unmodified
                        || solution.tree().isKeptElsewhere(part.contentName())) {
                    continue;
                }
                if (kind.equals("Report") && !part.contentName().contains("/")) {
                    continue;
                }
                missing(Severity.CRITICAL, part.subject(), part.element(), part.contentName(), solution, report);
            }
        }
        for (Part app : solution.parts("CanvasApp")) {
            uri(app, "BackgroundImageUri", solution, report);
            app.element()
                    .first("AdditionalUris")
                    .ifPresent(list -> list.children("AdditionalUri")
                            // a common version of SolutionPackager loses them, and what it packs is imported all the
                            // same
                            .forEach(uri -> file(Severity.MEDIUM, app.subject(), uri, uri.text(), solution, report)));
        }
        for (Part connector : solution.parts("Connector")) {
            for (String field : List.of(
                    "openapidefinition",
                    "connectionparameters",
                    "policytemplateinstances",
                    "iconblob",
                    "customcodeblobcontent")) {
                connector.element().first(field).ifPresent(element -> {
                    // some exports hold the JSON itself
                    if (element.text().startsWith("/Connector/")) {
                        file(connector.subject(), element, element.text(), solution, report);
                    }
                });
            }
        }
    }

    private static void uri(Part app, String field, Solution solution, Report report) {
        app.element().first(field).ifPresent(element -> file(app.subject(), element, element.text(), solution, report));
    }

    private static void file(Subject subject, Element element, String path, Solution solution, Report report) {
        file(Severity.CRITICAL, subject, element, path, solution, report);
    }

    private static void file(
            Severity severity, Subject subject, Element element, String path, Solution solution, Report report) {
        String name = path.startsWith("/") ? path.substring(1) : path;
        String here = solution.tree().isZip() || !name.startsWith("Connector/")
                ? name
                : "Connectors/" + name.substring("Connector/".length());
        if (!name.isEmpty()
                && solution.tree().find(here).isEmpty()
                && !solution.tree().isKeptElsewhere(here)) {
            missing(severity, subject, element, name, solution, report);
        }
    }

    private static void missing(
            Severity severity, Subject subject, Element element, String name, Solution solution, Report report) {
        report.add(
                severity,
                subject,
                element.place(),
                "file",
                "It names the file " + name + ", which is not in the "
                        + (solution.tree().isZip() ? "package." : "folder."));
    }

    private static void fileOrphan(Solution solution, Report report) {
        if (!solution.tree().isZip()) {
            return;
        }
        Names named = new Names();
        for (Part app : solution.parts("CanvasApp")) {
            named.add(strip(app.text("BackgroundImageUri")));
            app.element().visit(element -> {
                if (element.is("AdditionalUri") || element.is("CodeAppPackageUri")) {
                    named.add(strip(element.text()));
                }
            });
        }
        for (Part connector : solution.parts("Connector")) {
            connector.element().children().forEach(field -> named.add(strip(field.text())));
        }
        for (PackageFile file : solution.tree().files()) {
            boolean content = file.isIn("WebResources")
                    || file.isIn("Connector")
                    || file.isIn("Workflows")
                    || file.isIn("PluginAssemblies")
                    || file.isIn("CanvasApps");
            boolean code = file.path().contains("_CodeAppPackages");
            if (content && !code && !solution.isClaimed(file) && !named.has(file.path())) {
                report.add(
                        solution.subject(),
                        Place.file(solution.origin(file)),
                        file.path(),
                        "No component names the file " + file.path() + ".");
            }
        }
    }

    private static String strip(String uri) {
        return uri.startsWith("/") ? uri.substring(1) : uri;
    }

    // ---------------------------------------------------------------- manifest and components

    private static void undeclared(Solution solution, Report report) {
        if (solution.manifest().root().isEmpty()
                || solution.manifest().roots().isEmpty()
                        && solution.components().isEmpty()) {
            return;
        }
        Names listed = new Names();
        for (Manifest.Root root : solution.manifest().roots()) {
            listed.add(root.type() + "|" + root.id());
            listed.add(root.type() + "|" + root.schemaName());
        }
        for (Component component : solution.components()) {
            if (!DEFINED_TYPES.contains(String.valueOf(component.type()))
                    || component.type() == 380
                    || rides(component, solution)) {
                continue;
            }
            boolean found = !component.id().isEmpty() && listed.has(component.type() + "|" + component.id())
                    || !component.schemaName().isEmpty() && listed.has(component.type() + "|" + component.schemaName());
            if (!found && !(component.id().isEmpty() && component.schemaName().isEmpty())) {
                report.add(
                        component.subject(),
                        component.place(),
                        "undeclared",
                        component.subject() + " is not among the RootComponents of solution.xml.");
            }
        }
    }

    /** Business rules and business process flows come with their table; shells of tables with what is in them. */
    private static boolean rides(Component component, Solution solution) {
        if (component.type() == 29) {
            String kind = component.subject().kind();
            return kind.equals("Business rule") || kind.equals("Business process flow");
        }
        if (component.type() == 1) {
            return solution.table(component.schemaName())
                    .map(table -> !table.defined())
                    .orElse(true);
        }
        if (component.type() == 9) {
            return !solution.manifest().isOwn(component.schemaName());
        }
        return component.type() == 91 && component.id().isEmpty();
    }

    private static void undefined(Solution solution, Report report) {
        Names defined = new Names();
        for (Component component : solution.components()) {
            defined.add(component.type() + "|" + component.id());
            defined.add(component.type() + "|" + component.schemaName());
        }
        boolean packages = solution.tree().files().stream().anyMatch(file -> file.isIn("pluginpackages"));
        for (Manifest.Root root : solution.manifest().roots()) {
            String name = root.schemaName().isEmpty() ? root.id() : root.schemaName();
            if (!DEFINED_TYPES.contains(root.type())
                    || name.isEmpty()
                    || root.type().equals("91") && packages
                    || root.type().equals("380") && root.schemaName().isEmpty()
                    || root.type().equals("1") && name.indexOf('_') < 0
                    || solution.isElsewhere(name)
                    || !root.id().isEmpty() && solution.isElsewhere(root.id())
                    || root.type().equals("29") && isProcessElsewhere(root.id(), solution)) {
                continue;
            }
            boolean found = !root.id().isEmpty() && defined.has(root.type() + "|" + root.id())
                    || !root.schemaName().isEmpty() && defined.has(root.type() + "|" + root.schemaName());
            boolean inSources = !solution.tree().isZip() && SourceRules.hasFileRule(root.type());
            if (!found && !inSources) {
                report.add(
                        new Subject(ComponentTypes.name(root.type()), name),
                        root.place(),
                        "undefined",
                        ComponentTypes.describe(root) + " is listed in solution.xml and not defined in the package.");
            }
        }
    }

    /**
     * A managed export leaves out somebody else's business process flow that was not changed, and names only the table
     * that comes with it: {@code <prefix>_bpf_<the id of the process>}.
     */
    static boolean isProcessElsewhere(String id, Solution solution) {
        String suffix = "bpf_" + id.replace("-", "").toLowerCase(Locale.ROOT);
        return !id.isEmpty()
                && solution.manifest().roots().stream()
                        .filter(root -> root.type().equals("1"))
                        .map(Manifest.Root::schemaName)
                        .filter(table -> table.toLowerCase(Locale.ROOT).endsWith(suffix))
                        .anyMatch(solution::isElsewhere);
    }

    // ---------------------------------------------------------------- unique keys

    private record Identified(String id, Subject subject, Place place) {}

    private static void idDuplicate(Solution solution, Report report) {
        for (String kind : List.of("Workflow", "WebResource", "SdkMessageProcessingStep")) {
            unique(
                    solution.parts(kind).stream()
                            .map(part -> new Identified(
                                    part.id(), part.subject(), part.element().place())),
                    report);
        }
        unique(solution.roles().stream().map(role -> new Identified(role.id(), role.subject(), role.place())), report);
        unique(solution.views().stream().map(view -> new Identified(view.id(), view.subject(), view.place())), report);
        Map<String, List<Form>> forms = solution.forms().stream().collect(Collectors.groupingBy(Form::type));
        forms.values()
                .forEach(all -> unique(
                        all.stream().map(form -> new Identified(form.id(), form.subject(), form.place())), report));
    }

    /** Of two, that with the later name is told, since files of a folder have another order than elements of the zip. */
    private static void unique(Stream<Identified> components, Report report) {
        Map<String, Subject> seen = new HashMap<>();
        components
                .filter(component -> !component.id.isEmpty())
                .sorted(Comparator.comparing(component -> component.subject.name()))
                .forEach(component -> {
                    Subject other = seen.putIfAbsent(component.id, component.subject);
                    if (other != null) {
                        report.add(
                                component.subject,
                                component.place,
                                component.id,
                                "It has the id " + component.id + " of " + other + ".");
                    }
                });
    }

    private static void nameDuplicate(Solution solution, Report report) {
        Set<String> seen = new HashSet<>();
        for (Part part : solution.webResources()) {
            if (!part.name().isEmpty() && !seen.add("w|" + part.name().toLowerCase(Locale.ROOT))) {
                report.add(
                        part.subject(),
                        part.element().place(),
                        "name",
                        "There are two web resources " + part.name() + ".");
            }
        }
        List<Table> tables = new ArrayList<>(solution.tables());
        for (Table table : tables) {
            if (table.defined() && !seen.add("t|" + table.logicalName())) {
                report.add(table.subject(), table.place(), "name", "There are two tables " + table.name() + ".");
            }
        }
    }
}
