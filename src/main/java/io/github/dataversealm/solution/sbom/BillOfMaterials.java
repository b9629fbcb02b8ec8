package io.github.dataversealm.solution.sbom;

import io.github.dataversealm.solution.artifact.Sha256;
import io.github.dataversealm.solution.assembly.AssemblyInfo;
import io.github.dataversealm.solution.assembly.AssemblyName;
import io.github.dataversealm.solution.assembly.AssemblyReader;
import io.github.dataversealm.solution.assembly.PluginPackage;
import io.github.dataversealm.solution.assembly.PluginPackageReader;
import io.github.dataversealm.solution.contents.Component;
import io.github.dataversealm.solution.contents.ConnectionReference;
import io.github.dataversealm.solution.contents.MissingDependency;
import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.contents.Workflow;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.ComponentType;
import io.github.dataversealm.solution.path.WholeFile;
import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipItem;
import io.github.dataversealm.solution.zip.ZipLimits;
import io.github.dataversealm.solution.zip.ZipXmlSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a packed solution is made of: tables, apps, flows and the connectors that they use, code components, scripts and the
 * libraries in them, plug-in assemblies and what those refer to, packages, and other solutions that it needs. The zip is read
 * as a stream; what is kept of it is names. The same zip gives the same bill.
 */
public final class BillOfMaterials {

    /** What is looked at of a file when libraries are looked for. */
    private static final int MAX_SCANNED = 4 << 20;

    /** Four times what Dataverse accepts. */
    private static final int MAX_ASSEMBLY = 64 << 20;

    /** The serial number is among the first lines. */
    private static final int HEAD = 1_000;

    private static final Pattern FLOW_ID = Pattern.compile("(?i)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.json$");
    private static final Pattern REQUIRED = Pattern.compile("(.+?) \\((\\d+(?:\\.\\d+){1,3})\\)");

    /** Without {@code <}, so that no part of a text is looked at for two elements. */
    private static final Pattern CONTROL =
            Pattern.compile("<control(?=\\s)[^<>]{0,4000}?\\sversion=\"([^\"<>]{1,40})\"");

    private static final Pattern PLATFORM_LIBRARY =
            Pattern.compile("<platform-library\\s+name=\"([^\"]{1,60})\"\\s+version=\"([^\"]{1,40})\"");

    /** Web resources that can hold code: pages, style sheets, scripts. */
    private static final Map<String, String> CODE = Map.of("1", "page", "2", "style sheet", "3", "script");

    private static final String[] CATEGORIES = {
        "workflow",
        "dialog",
        "business rule",
        "action",
        "business process flow",
        "cloud flow",
        "desktop flow",
        "AI flow"
    };

    private final BillSubject subject;
    private final Reporter reporter;
    private final Libraries libraries = new Libraries();
    private final AssemblyReader assemblies = new AssemblyReader();
    private final Map<String, Item> items = new TreeMap<>();
    private final Map<String, Item> connectors = new TreeMap<>();
    private final Set<String> parts = new HashSet<>();
    private Item solution;

    private BillOfMaterials(BillSubject subject, Reporter reporter) {
        this.subject = subject;
        this.reporter = reporter;
    }

    /**
     * Reads a zip and writes its bill in CycloneDX's JSON.
     *
     * @param reporter who is told of parts that cannot be read
     * @throws SolutionException when it is no sound zip of a solution
     * @throws IOException when the disk fails
     */
    public static void write(Path zip, BillSubject subject, OutputStream out, Reporter reporter) throws IOException {
        BillOfMaterials bill = new BillOfMaterials(subject, reporter);
        String digest = bill.read(zip);
        new BillWriter(subject, digest).write(bill.solution, bill.items.values(), bill.connectors.values(), out);
    }

    /**
     * Writes the bill to a file, complete or not at all. A file that has the bill of the same zip already is left as it is.
     *
     * @param reporter who is told of parts that cannot be read
     * @throws SolutionException when it is no sound zip of a solution
     * @throws IOException when the disk fails
     */
    public static void write(Path zip, BillSubject subject, Path file, Reporter reporter) throws IOException {
        String number = new BillWriter(subject, Sha256.of(zip)).serialNumber().toString();
        if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                if (new String(in.readNBytes(HEAD), StandardCharsets.UTF_8).contains(number)) {
                    return;
                }
            }
        }
        ByteArrayOutputStream bill = new ByteArrayOutputStream();
        write(zip, subject, bill, reporter);
        WholeFile.write(file, bill.toByteArray());
    }

    private String read(Path path) throws IOException {
        SolutionContents contents = SolutionReader.read(path, ZipLimits.DEFAULT);
        String digest = Sha256.of(path);
        solution = new Item(
                        "application",
                        "solution:" + contents.header().uniqueName(),
                        contents.header().uniqueName())
                .version(contents.header().version().text())
                .description(contents.header().friendlyName())
                .sha256(digest)
                .property("publisher", contents.header().publisher().uniqueName())
                .property(
                        "packageType",
                        contents.header().packageType().toString().toLowerCase(Locale.ROOT));
        components(contents);
        solutions(contents);
        references(contents.connectionReferences());
        try (ZipArchive zip = ZipArchive.open(path, ZipLimits.DEFAULT)) {
            files(zip, contents, path.getFileName().toString());
        }
        items.keySet().forEach(solution::needs);
        connectors.keySet().forEach(solution::needs);
        return digest;
    }

    /** A part that no other item has; a zip can say a thing twice, and a bill cannot. */
    private void part(Item item, Item part) {
        if (parts.add(part.ref())) {
            item.part(part);
        }
    }

    private Item add(Item item) {
        Item present = items.putIfAbsent(item.ref(), item);
        return present == null ? item : present;
    }

    // ---------------------------------------------------------------- components that solution.xml and
    // customizations.xml name

    private void components(SolutionContents contents) {
        Map<String, Integer> others = new TreeMap<>();
        for (Component component : contents.components()) {
            if (component.unmanagedReference()) {
                continue;
            }
            String type = ComponentType.canonical(component.key().type());
            String name = component.key().schemaName().isEmpty()
                    ? component.displayName()
                    : component.key().schemaName();
            switch (type) {
                case "1" ->
                    add(new Item("data", "table:" + name.toLowerCase(Locale.ROOT), name))
                            .description(component.displayName());
                case "80" ->
                    add(new Item("application", "app:" + name.toLowerCase(Locale.ROOT), name))
                            .description(component.displayName())
                            .property("kind", "model-driven app");
                case "29", "61", "66", "91", "300" -> {
                    // their files say more
                }
                default -> others.merge(ComponentType.describe(type), 1, Integer::sum);
            }
        }
        others.forEach((name, count) -> solution.property("count:" + name, count.toString()));
        for (Workflow flow : contents.workflows()) {
            boolean known = flow.category() >= 0 && flow.category() < CATEGORIES.length;
            add(new Item("application", flowRef(flow.id()), flow.name().isEmpty() ? flow.id() : flow.name()))
                    .property("kind", known ? CATEGORIES[flow.category()] : "process")
                    .property("id", flow.id());
        }
    }

    private static String flowRef(String id) {
        return "process:" + id.toLowerCase(Locale.ROOT);
    }

    /** The artifacts that the project declares, and the solutions that solution.xml says it needs. */
    private void solutions(SolutionContents contents) {
        Map<String, Item> bySolution = new HashMap<>();
        for (BillSubject.Needed needed : subject.dependencies()) {
            Item item = add(new Item(
                            "application",
                            "artifact:" + needed.groupId() + ":" + needed.artifactId(),
                            needed.artifactId()))
                    .group(needed.groupId())
                    .version(needed.version().orElse(""))
                    .purl(Purls.maven(needed.groupId(), needed.artifactId(), needed.version(), Optional.empty()))
                    .property(
                            "declaredVersion",
                            needed.version().filter(needed.declared()::equals).isPresent() ? "" : needed.declared())
                    .property("kind", "solution")
                    .property("solution", needed.solution().orElse(""));
            needed.solution().ifPresent(name -> bySolution.put(name.toLowerCase(Locale.ROOT), item));
        }
        for (MissingDependency missing : contents.missingDependencies()) {
            Matcher required = REQUIRED.matcher(missing.requiredSolution());
            boolean versioned = required.matches();
            String name = versioned ? required.group(1) : missing.requiredSolution();
            if (!name.isEmpty() && !name.equals("Active") && !bySolution.containsKey(name.toLowerCase(Locale.ROOT))) {
                add(new Item("application", "solution:" + name.toLowerCase(Locale.ROOT) + ":needed", name))
                        .version(versioned ? required.group(2) : "")
                        .property("kind", "solution");
            }
        }
    }

    private void references(List<ConnectionReference> references) {
        for (ConnectionReference reference : references) {
            Connector.name(reference.connectorId()).ifPresent(this::connector);
        }
    }

    private String connector(String name) {
        String ref = "connector:" + name.toLowerCase(Locale.ROOT);
        connectors.computeIfAbsent(ref, key -> new Item("service", key, name));
        return ref;
    }

    // ---------------------------------------------------------------- files

    private void files(ZipArchive zip, SolutionContents contents, String zipName) throws IOException {
        ZipItem document = zip.find("customizations.xml").orElseThrow();
        CustomizationsFacts facts = CustomizationsFacts.read(new ZipXmlSource(zip, document, zipName));
        for (Map<String, String> app : facts.all("CanvasApp")) {
            canvasApp(app, zip);
        }
        for (Map<String, String> connector : facts.all("Connector")) {
            customConnector(connector, zip);
        }
        for (Map<String, String> resource : facts.all("WebResource")) {
            webResource(resource, zip);
        }
        for (Map<String, String> control : facts.all("CustomControl")) {
            control(control, zip);
        }
        Set<String> flows = new TreeSet<>();
        contents.workflows().forEach(flow -> flows.add(flowRef(flow.id())));
        for (ZipItem item : zip.items()) {
            String name = item.name().toLowerCase(Locale.ROOT);
            Matcher flow = FLOW_ID.matcher(name);
            if (name.startsWith("workflows/") && flow.find() && flows.contains(flowRef(flow.group(1)))) {
                try (InputStream in = zip.open(item)) {
                    for (String used : Connector.ofFlow(in)) {
                        items.get(flowRef(flow.group(1))).needs(connector(used));
                    }
                }
            } else if (name.startsWith("pluginassemblies/") && name.endsWith(".dll")) {
                assembly(zip, item, zipName);
            } else if (name.endsWith(".nupkg")) {
                nuget(zip, item, zipName);
            }
        }
    }

    /** A connector of the solution's own: its files, of which one may be code that the platform runs. */
    private void customConnector(Map<String, String> connector, ZipArchive zip) throws IOException {
        String name = connector.getOrDefault("name", "");
        if (name.isEmpty()) {
            return;
        }
        Item found = new Item("application", "custom-connector:" + name.toLowerCase(Locale.ROOT), name);
        Item item = add(found);
        if (item != found) {
            return;
        }
        item.description(connector.getOrDefault("displayname", "")).property("kind", "custom connector");
        String prefix = "connector/" + name.toLowerCase(Locale.ROOT) + "_";
        for (ZipItem file : zip.items()) {
            String path = file.name().toLowerCase(Locale.ROOT);
            // What follows is one word: the names of connectors can begin alike.
            if (path.startsWith(prefix)
                    && path.indexOf('_', prefix.length()) < 0
                    && path.lastIndexOf('/') < prefix.length()) {
                part(
                        item,
                        new Item(
                                        "file",
                                        "custom-connector:" + path,
                                        file.name().substring(file.name().indexOf('/') + 1))
                                .sha256(digest(zip, file))
                                .property("kind", path.endsWith(".csx") ? "connector code" : ""));
            }
        }
    }

    private void canvasApp(Map<String, String> app, ZipArchive zip) throws IOException {
        String name = app.getOrDefault("Name", "");
        if (name.isEmpty()) {
            return;
        }
        Item item = add(new Item("application", "canvas:" + name.toLowerCase(Locale.ROOT), name))
                .version(app.getOrDefault("AppVersion", ""))
                .description(app.getOrDefault("DisplayName", ""))
                .property("kind", "canvas app");
        Optional<ZipItem> document = zip.find(withoutSlash(app.getOrDefault("DocumentUri", "")));
        if (document.isPresent()) {
            item.sha256(digest(zip, document.get()))
                    .property("path", document.get().name());
        }
        for (String used : Connector.ofCanvasApp(app.getOrDefault("ConnectionReferences", ""))) {
            item.needs(connector(used));
        }
    }

    private void webResource(Map<String, String> resource, ZipArchive zip) throws IOException {
        String name = resource.getOrDefault("Name", "");
        Optional<ZipItem> file = zip.find(withoutSlash(resource.getOrDefault("FileName", "")));
        String kind = CODE.get(resource.getOrDefault("WebResourceType", ""));
        if (name.isEmpty() || file.isEmpty() || kind == null) {
            return;
        }
        Item item = add(new Item("file", "webresource:" + name.toLowerCase(Locale.ROOT), name))
                .property("kind", kind);
        code(item, name, zip, file.get());
    }

    private void control(Map<String, String> control, ZipArchive zip) throws IOException {
        String name = control.getOrDefault("Name", "");
        String manifest = withoutSlash(control.getOrDefault("FileName", ""));
        int slash = manifest.lastIndexOf('/');
        if (name.isEmpty() || slash < 0) {
            return;
        }
        Item found = new Item("library", "control:" + name.toLowerCase(Locale.ROOT), name);
        Item item = add(found);
        if (item != found) {
            return;
        }
        item.property("kind", "code component");
        Optional<ZipItem> file = zip.find(manifest);
        if (file.isPresent()) {
            String text = start(zip, file.get());
            Matcher version = CONTROL.matcher(text);
            if (version.find()) {
                item.version(version.group(1));
            }
            Matcher platform = PLATFORM_LIBRARY.matcher(text);
            while (platform.find()) {
                item.needs(platformLibrary(platform.group(1), platform.group(2))
                        .property("providedByPlatform", "true")
                        .ref());
            }
        }
        String folder = manifest.substring(0, slash + 1).toLowerCase(Locale.ROOT);
        for (ZipItem part : zip.items()) {
            String path = part.name();
            if (path.toLowerCase(Locale.ROOT).startsWith(folder) && path.matches("(?i).*\\.(js|css|html?)")) {
                Item piece = new Item("file", "control:" + path.toLowerCase(Locale.ROOT), path.substring(slash + 1));
                code(piece, path, zip, part);
                piece.needs().forEach(item::needs);
                piece.needs().clear();
                part(item, piece);
            }
        }
    }

    /** Notes the digest of a file with code and the libraries in it. */
    private void code(Item item, String path, ZipArchive zip, ZipItem file) throws IOException {
        Digests.Read read;
        try (InputStream in = zip.open(file)) {
            read = Digests.read(in, MAX_SCANNED);
        }
        item.sha256(read.sha256());
        Set<Libraries.Library> found = new TreeSet<>(libraries.in(read.start()));
        libraries
                .named(path)
                .filter(named -> found.stream().noneMatch(one -> one.name().equals(named.name())))
                .ifPresent(found::add);
        for (Libraries.Library one : found) {
            item.needs(library(one).place(path).ref());
        }
    }

    private Item library(Libraries.Library library) {
        return add(new Item("library", library.ref(), library.name()))
                .version(library.version())
                .purl(Purls.of("npm", library.name(), library.version()));
    }

    /** A library that a manifest asks the platform for; one that npm has under no known name has no address. */
    private Item platformLibrary(String name, String version) {
        return PlatformLibrary.packageName(name, version)
                .map(known -> library(new Libraries.Library(known, version)))
                .orElseGet(() -> add(new Item("library", "platform-library:" + name + "@" + version, name))
                        .version(version));
    }

    private static String start(ZipArchive zip, ZipItem file) throws IOException {
        try (InputStream in = zip.open(file)) {
            return new String(in.readNBytes(MAX_SCANNED), StandardCharsets.UTF_8);
        }
    }

    private static String withoutSlash(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    // ---------------------------------------------------------------- plug-ins

    private void assembly(ZipArchive zip, ZipItem file, String zipName) throws IOException {
        String fileName = file.name().substring(file.name().lastIndexOf('/') + 1);
        if (file.size() > MAX_ASSEMBLY) {
            unread(file, "it is larger than " + (MAX_ASSEMBLY >> 20) + " MB", digest(zip, file));
            return;
        }
        byte[] content = zip.read(file);
        String sha256 = Sha256.of(content);
        if (assemblies.isNative(content)) {
            add(new Item("library", "file:" + file.name().toLowerCase(Locale.ROOT), fileName))
                    .sha256(sha256)
                    .property("kind", "native library");
            return;
        }
        try {
            AssemblyInfo info = assemblies.read(content, Location.of(zipName + "!/" + file.name()));
            described(
                            info,
                            add(new Item(
                                    "library", ref(info.name()), info.name().name())),
                            "plug-in assembly")
                    .sha256(sha256);
        } catch (SolutionException e) {
            unread(file, e.problem(), sha256);
        }
    }

    /** What no reader understands is in the bill all the same. */
    private void unread(ZipItem file, String why, String sha256) {
        reporter.warn(file.name() + " stands in the bill of materials by its name and hash alone: " + why);
        add(new Item(
                        "file",
                        "file:" + file.name().toLowerCase(Locale.ROOT),
                        file.name().substring(file.name().lastIndexOf('/') + 1)))
                .sha256(sha256)
                .property("unread", "true");
    }

    private Item described(AssemblyInfo info, Item item, String kind) {
        identity(item, info.name())
                .property("kind", kind)
                .property("targetFramework", info.targetFramework().orElse(""));
        for (AssemblyName reference : info.references()) {
            Item other = add(identity(new Item("library", ref(reference), reference.name()), reference));
            other.properties().putIfAbsent("dataverse:kind", "referenced assembly");
            item.needs(other.ref());
        }
        return item;
    }

    private static Item identity(Item item, AssemblyName name) {
        return item.version(name.version())
                .property(
                        "publicKeyToken",
                        name.publicKeyToken().equals(AssemblyName.NO_TOKEN) ? "" : name.publicKeyToken())
                .property("culture", name.culture().equals(AssemblyName.NEUTRAL) ? "" : name.culture());
    }

    private static String ref(AssemblyName name) {
        return "assembly:" + name.fullName();
    }

    private void nuget(ZipArchive zip, ZipItem file, String zipName) throws IOException {
        String sha256 = digest(zip, file);
        try (InputStream in = zip.open(file)) {
            PluginPackage nuget = new PluginPackageReader().read(in, Location.of(zipName + "!/" + file.name()));
            Item found = new Item("library", "nuget:" + nuget.id() + "@" + nuget.version(), nuget.id());
            Item item = add(found);
            if (item != found) {
                if (!item.sha256().equals(sha256)) {
                    reporter.warn("The solution has two packages " + nuget.id() + " " + nuget.version()
                            + ". In the bill of materials is the first one, not " + file.name() + ".");
                }
                return;
            }
            item.version(nuget.version())
                    .purl(Purls.of("nuget", nuget.id(), nuget.version()))
                    .sha256(sha256)
                    .property("kind", "plug-in package");
            for (PluginPackage.PackagedAssembly part : nuget.assemblies()) {
                Item assembly = new Item(
                        "library",
                        item.ref() + "!/" + part.path(),
                        part.info().name().name());
                described(part.info(), assembly, "packaged assembly").property("path", part.path());
                part(item, assembly);
            }
            for (String path : nuget.nativeLibraries()) {
                part(
                        item,
                        new Item("file", item.ref() + "!/" + path, path.substring(path.lastIndexOf('/') + 1))
                                .property("kind", "native library"));
            }
        } catch (SolutionException e) {
            unread(file, e.problem(), sha256);
        }
    }

    private static String digest(ZipArchive zip, ZipItem file) throws IOException {
        try (InputStream in = zip.open(file)) {
            return Digests.read(in, 0).sha256();
        }
    }
}
