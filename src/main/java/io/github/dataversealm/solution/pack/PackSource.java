package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.layout.ComponentFacts;
import io.github.dataversealm.solution.layout.ComponentFolders;
import io.github.dataversealm.solution.layout.ComponentKind;
import io.github.dataversealm.solution.layout.Content;
import io.github.dataversealm.solution.layout.FilePattern;
import io.github.dataversealm.solution.manifest.ComponentRegister;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.pack.SourceTree.TreeFile;
import io.github.dataversealm.solution.path.CaseKey;
import io.github.dataversealm.solution.path.PathRules;
import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The source folder as one pack of one package type sees it: which files a kind has, which entries belong to its
 * components, and what has been used so far.
 */
final class PackSource {

    private static final String METADATA = ".data.xml";
    /** The entries that are made from all of the folder. */
    private static final Set<String> DOCUMENTS =
            Set.of(CaseKey.of("customizations.xml"), CaseKey.of("solution.xml"), CaseKey.of(ContentTypes.NAME));

    private final SourceTree tree;
    private final ContentFiles content;
    private final PreservedParts preserved;
    private final PluginNames plugins;
    private final boolean managed;
    private final boolean allowMissing;
    private final DocumentFilter documents;
    private final Reporter reporter;

    private final ComponentRegister components;
    private final Map<String, PackedEntry> entries = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private final List<String> unmanagedForManaged = new ArrayList<>();

    PackSource(
            SourceTree tree,
            ContentFiles content,
            PreservedParts preserved,
            PluginNames plugins,
            boolean managed,
            boolean allowMissing,
            DocumentFilter documents,
            Reporter reporter) {
        this.tree = tree;
        this.content = content;
        this.preserved = preserved;
        this.plugins = plugins;
        this.managed = managed;
        this.allowMissing = allowMissing;
        this.documents = documents;
        this.reporter = reporter;
        this.components = new ComponentRegister(plugins::assembly);
    }

    SourceTree tree() {
        return tree;
    }

    PreservedParts preserved() {
        return preserved;
    }

    PluginNames plugins() {
        return plugins;
    }

    ComponentRegister components() {
        return components;
    }

    /** The entries in the order in which they are packed. */
    Iterable<PackedEntry> entries() {
        return entries.values();
    }

    /** Forms, apps and site maps that have no managed variant, so that the unmanaged one was taken. */
    List<String> unmanagedForManaged() {
        return unmanagedForManaged;
    }

    /** The document in a file, as it is packed. */
    XmlSource open(TreeFile file) throws IOException {
        return documents.filter(pathOf(file.file(), file.path()), XmlSource.of(file.file(), tree.describe(file)));
    }

    /** The document that is the content of an entry, as it is packed. */
    XmlSource open(PackedEntry entry) throws IOException {
        return documents.filter(
                pathOf(entry.file(), entry.sourcePath()), XmlSource.of(entry.file(), entry.sourcePath()));
    }

    /** The path in the source folder of the file that stands for a path; that path when it lies elsewhere. */
    private String pathOf(Path file, String path) {
        return file.startsWith(tree.root())
                ? tree.root().relativize(file).toString().replace('\\', '/')
                : path;
    }

    void warn(String message) {
        reporter.warn(message);
    }

    void use(TreeFile file) {
        used.add(CaseKey.of(file.path()));
    }

    boolean isUsed(TreeFile file) {
        return used.contains(CaseKey.of(file.path()));
    }

    // ---------------------------------------------------------------- files of components

    /**
     * The files of the components of a kind, in the order in which they are packed, in the variant of the package type.
     *
     * @param folder the folder of the component that the kind is a part of, with a slash at the end; empty at the top
     */
    List<TreeFile> files(ComponentKind kind, String folder) {
        List<TreeFile> files = new ArrayList<>();
        for (FilePattern pattern : kind.files()) {
            if (pattern.isSingle()) {
                addSingle(kind, pattern, folder, files);
            } else {
                addAll(kind, pattern, folder, files);
            }
        }
        return files;
    }

    private void addSingle(ComponentKind kind, FilePattern pattern, String folder, List<TreeFile> files) {
        ComponentFacts none = new ComponentFacts();
        TreeFile unmanagedFile = tree.file(folder + pattern.path(none, false).orElseThrow());
        TreeFile managedFile = kind.hasManagedVariant()
                ? tree.file(folder + pattern.path(none, true).orElseThrow())
                : null;
        addVariant(unmanagedFile, managedFile, kind.hasManagedVariant(), files);
    }

    private void addAll(ComponentKind kind, FilePattern pattern, String folder, List<TreeFile> files) {
        String suffix = CaseKey.of(pattern.suffix());
        String managedSuffix = FilePattern.MANAGED_SUFFIX + suffix;
        Map<String, TreeFile[]> variants = new LinkedHashMap<>();
        for (TreeFile file : tree.filesBelow(folder + pattern.folder())) {
            String key = CaseKey.of(file.path());
            if (!key.endsWith(suffix) || isBodyOfAnother(file, suffix)) {
                continue;
            }
            boolean managedFile = kind.hasManagedVariant() && key.endsWith(managedSuffix);
            String base = key.substring(0, key.length() - (managedFile ? managedSuffix : suffix).length());
            variants.computeIfAbsent(base, k -> new TreeFile[2])[managedFile ? 1 : 0] = file;
        }
        for (TreeFile[] variant : variants.values()) {
            addVariant(variant[0], variant[1], kind.hasManagedVariant(), files);
        }
    }

    /** A web resource may itself be called {@code x.data.xml}; its metadata file stands beside it. */
    private boolean isBodyOfAnother(TreeFile file, String suffix) {
        return suffix.equals(METADATA) && tree.file(file.path() + METADATA) != null;
    }

    private void addVariant(TreeFile unmanagedFile, TreeFile managedFile, boolean hasVariants, List<TreeFile> files) {
        if (unmanagedFile != null) {
            use(unmanagedFile);
        }
        if (managedFile != null) {
            use(managedFile);
        }
        TreeFile chosen = managed && managedFile != null ? managedFile : unmanagedFile;
        if (chosen != null) {
            files.add(chosen);
            if (hasVariants && managed && managedFile == null) {
                unmanagedForManaged.add(chosen.path());
            }
        }
    }

    // ---------------------------------------------------------------- entries

    /** Notes the entries that belong to a component. */
    void entriesOf(ComponentKind kind, Content rule, ComponentFacts facts, TreeFile file) throws IOException {
        if (rule instanceof Content.Body body) {
            String reference = first(body.entry(), facts);
            if (!reference.isEmpty()) {
                String path = file.path().substring(0, file.path().length() - METADATA.length());
                add(reference, path, kind, file);
            }
        } else if (rule instanceof Content.Entries entriesRule) {
            for (String key : entriesRule.keys()) {
                for (String reference : facts.all(key)) {
                    if (!reference.isEmpty()) {
                        add(reference, stripped(reference), kind, file);
                    }
                }
            }
        } else if (rule instanceof Content.Folder) {
            addFolder(file);
        } else if (rule instanceof Content.Prefixed prefixed) {
            addPrefixed(prefixed, file);
        }
    }

    private static String first(List<String> keys, ComponentFacts facts) {
        for (String key : keys) {
            if (!facts.first(key).isEmpty()) {
                return facts.first(key);
            }
        }
        return "";
    }

    private static String stripped(String reference) {
        return reference.startsWith("/") ? reference.substring(1) : reference;
    }

    private void addFolder(TreeFile metadata) throws IOException {
        for (TreeFile file :
                tree.filesBelow(metadata.folder().substring(0, metadata.folder().length() - 1))) {
            if (file != metadata) {
                add(file.path(), file.path(), null, metadata);
            }
        }
        for (String path : content.mappedBelow(metadata.folder())) {
            add(path, path, null, metadata);
        }
    }

    private void addPrefixed(Content.Prefixed prefixed, TreeFile metadata) throws IOException {
        String base = metadata.name().substring(0, metadata.name().lastIndexOf('.')) + '_';
        for (TreeFile file : tree.filesBelow(prefixed.sourceFolder())) {
            if (CaseKey.of(file.name()).startsWith(CaseKey.of(base)) && file != metadata) {
                String path = file.path();
                add(prefixed.entryFolder() + path.substring(path.indexOf('/')), path, null, metadata);
            }
        }
    }

    /** Notes an entry that an element somewhere in a component names. */
    void namedEntry(Content.Named named, String reference, TreeFile owner) throws IOException {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        add(named.entryFolder() + '/' + name, owner.folder() + named.sourceFolder() + '/' + name, null, owner);
    }

    private void add(String reference, String path, ComponentKind kind, TreeFile owner) throws IOException {
        Optional<Path> file = content.find(path);
        TreeFile inTree = tree.file(path);
        if (inTree != null) {
            use(inTree);
        }
        if (file.isEmpty()) {
            missing(
                    Location.of(tree.describe(owner)),
                    "its file " + path + " is missing"
                            + (kind == null ? "" : ", which is the content of this " + kind.element()));
            return;
        }
        put(new PackedEntry(stripped(reference), path, file.get()));
    }

    /** Something that belongs to the solution is not there: an error, or a warning when that is allowed. */
    void missing(Location location, String problem) {
        if (!allowMissing) {
            throw new SolutionException(
                    location,
                    problem,
                    "Restore it, remove the component wholly, or pack without it:"
                            + " -Dsolution.allowMissingComponents=true.");
        }
        reporter.warn(location + ": " + problem + "; the solution is packed without it.");
    }

    private void put(PackedEntry entry) {
        Location location = Location.of(tree.root().resolve(entry.sourcePath()));
        PathRules.check(entry.name(), location);
        if (DOCUMENTS.contains(CaseKey.of(entry.name()))) {
            throw new SolutionException(
                    location,
                    "it would be the entry " + entry.name() + ", which every solution has already",
                    "Correct the name of the entry in the file that describes the component, or move the file.");
        }
        PackedEntry other = entries.putIfAbsent(CaseKey.of(entry.name()), entry);
        if (other != null && !other.file().equals(entry.file())) {
            throw new SolutionException(
                    location,
                    "it would be the entry " + entry.name() + " of the zip, as " + other.sourcePath() + " already is",
                    "Give one of the two components another name.");
        }
    }

    // ---------------------------------------------------------------- what is no component of the table

    /** Notes as an entry every file that belongs to no kind and is in no folder of one. */
    void addVerbatim() throws IOException {
        TreeFile values = tree.file("EnvironmentVariables/" + ComponentFolders.VARIABLE_VALUES);
        if (values != null) {
            use(values);
            put(new PackedEntry(ComponentFolders.VARIABLE_VALUES, values.path(), values.file()));
        }
        for (SourceTree.Folder folder : tree.topFolders()) {
            boolean templates = folder.name().equalsIgnoreCase("Templates");
            if (!isOwned(folder.name()) || templates) {
                List<TreeFile> files = new ArrayList<>();
                folder.addAll(files);
                for (TreeFile file : files) {
                    if (!isUsed(file) && !(templates && folder.files().contains(file))) {
                        add(file.path(), file.path(), null, file);
                    }
                }
            }
        }
    }

    /** Notes the entries that were preserved because no component names them. */
    void addPreserved(String folder) {
        for (TreeFile file : tree.filesBelow(folder)) {
            use(file);
            String name = file.path().substring(folder.length() + 1);
            if (entries.containsKey(CaseKey.of(name))) {
                reporter.warn(tree.describe(file) + ": the source folder has " + name
                        + " in its own place now; the preserved one is not packed.");
            } else {
                put(new PackedEntry(name, file.path(), file.file()));
            }
        }
    }

    private static boolean isOwned(String folder) {
        for (String owned : ComponentFolders.OWNED) {
            if (owned.equalsIgnoreCase(folder)) {
                return true;
            }
        }
        return false;
    }

    /** The files in folders of components that nothing has used: they are not packed. */
    List<String> unused() {
        List<String> unused = new ArrayList<>();
        for (SourceTree.Folder folder : tree.topFolders()) {
            if (isOwned(folder.name()) && !folder.name().equalsIgnoreCase(ComponentFolders.RESOURCES)) {
                List<TreeFile> files = new ArrayList<>();
                folder.addAll(files);
                for (TreeFile file : files) {
                    if (!isUsed(file) && !CaseKey.of(file.path()).startsWith("other/preserved/")) {
                        unused.add(file.path());
                    }
                }
            }
        }
        return unused;
    }
}
