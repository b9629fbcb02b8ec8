package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.ComponentFacts;
import io.github.dataversealm.solution.layout.ComponentFolders;
import io.github.dataversealm.solution.layout.ComponentKind;
import io.github.dataversealm.solution.layout.ComponentKinds;
import io.github.dataversealm.solution.layout.Content;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.localize.LabelIndex;
import io.github.dataversealm.solution.manifest.AbsentComponents;
import io.github.dataversealm.solution.manifest.ComponentRegister;
import io.github.dataversealm.solution.manifest.ManifestCopier;
import io.github.dataversealm.solution.manifest.RootComponent;
import io.github.dataversealm.solution.manifest.SolutionManifest;
import io.github.dataversealm.solution.mapping.MapFile;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.path.CaseKey;
import io.github.dataversealm.solution.tree.TreeUpdate;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipXmlSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The unpacking of one zip: splits its {@code customizations.xml} and brings its entries to their places. A pair is
 * unpacked in two passes, in the second of which only some kinds are taken over (spec solution-packager-behavior §6).
 */
final class UnpackPass implements ComponentOutput {

    /** Folders whose entries belong to components: one that no component names has no place there in the source folder. */
    private static final Set<String> CONTENT_FOLDERS = contentFolders();

    private static final String TEMPLATES = CaseKey.of(ComponentKinds.TEMPLATES);
    /** What the files of components without a row end with. */
    private static final String GENERIC = ".meta.xml";

    private static final String CUSTOMIZATIONS = "customizations.xml";
    private static final String MANIFEST = "solution.xml";

    private final ZipArchive zip;
    private final String zipName;
    private final EntryIndex index;
    private final ContentEntries contents;
    private final FileDelivery delivery;
    private final BufferPool buffers;
    private final PassRole role;
    private final PackageType type;
    private final boolean isPair;
    private final byte[] newline;
    private final Reporter reporter;
    /** The paths that were written, by the passes before too. */
    private final Set<String> written;

    private final Map<String, Integer> repeated;
    private final Set<EntryIndex.Entry> claimed = new HashSet<>();
    private final ComponentRegister register = new ComponentRegister(UnaryOperator.identity());
    private final Map<String, Integer> occurrences = new HashMap<>();
    /** Which entry each file was copied from, in this pass. */
    private final Map<String, EntryIndex.Entry> placed = new HashMap<>();

    /** A path was wanted more often than was known: from here on the pass only counts. */
    private boolean counting;

    /**
     * What the passes of an unpack share.
     *
     * @param written the paths that have been written
     * @param repeated how many components want each path that more than one wants
     * @param pair the differences of the zips of a pair; null for a single zip
     * @param labels where the labels of all files are collected; empty when nobody wants them
     * @param mapping which files are kept outside of the folder
     * @param stamped keeps files that differ in stamps alone; empty: every file becomes what the zip says
     */
    record Shared(
            Set<String> written,
            Map<String, Integer> repeated,
            PairComparison pair,
            Optional<LabelIndex> labels,
            MapFile mapping,
            Optional<StampedFiles> stamped) {}

    UnpackPass(
            ZipArchive zip,
            String zipName,
            TreeUpdate update,
            WorkQueue queue,
            PassRole role,
            PackageType type,
            Shared shared,
            byte[] newline,
            Reporter reporter)
            throws IOException {
        this.zip = zip;
        this.zipName = zipName;
        this.role = role;
        this.type = type;
        this.isPair = shared.pair() != null;
        this.newline = newline;
        this.reporter = reporter;
        this.written = shared.written();
        this.repeated = shared.repeated();
        this.buffers = new BufferPool(newline);
        this.delivery = new FileDelivery(zip, zipName, type, update, queue, shared, buffers, reporter);
        this.index = new EntryIndex(zip, zipName, reporter);
        this.contents = new ContentEntries(index, zipName, reporter);
    }

    private static Set<String> contentFolders() {
        Set<String> folders = new HashSet<>(Set.of("connector", "formulas"));
        for (String folder : ComponentFolders.OWNED) {
            folders.add(CaseKey.of(folder));
        }
        return folders;
    }

    /** The manifest in a zip. */
    static XmlSource manifest(ZipArchive zip, String zipName) {
        return document(zip, zipName, MANIFEST);
    }

    private static XmlSource document(ZipArchive zip, String zipName, String name) {
        return new ZipXmlSource(
                zip, zip.find(name).orElseThrow(() -> UnpackFaults.notASolution(zipName, name)), zipName);
    }

    /** Unpacks the zip, as far as this pass does. */
    void run() throws IOException {
        SolutionManifest manifest = copyManifest();
        PreservedElement left;
        try (XmlScanner scanner = new XmlScanner(document(zip, zipName, CUSTOMIZATIONS))) {
            left = new CustomizationsSplitter(scanner, this).split(ComponentFolders.CUSTOMIZATIONS);
        }
        if (counting) {
            occurrences.values().removeIf(count -> count == 1);
            throw new RepeatedPaths(occurrences);
        }
        if (left.isUsed()) {
            ComponentBuffer buffer = buffer();
            buffer.beginDocument();
            left.write(buffer.formatter);
            file(preservedFolder() + Preserved.CUSTOMIZATIONS, buffer);
        }
        for (EntryIndex.Entry entry : index.entries()) {
            place(entry);
        }
        if (!zip.emptyFolders().isEmpty() && role.preserves()) {
            reporter.warn(zipName + ": empty folders, which no source folder keeps: " + zip.emptyFolders() + ".");
        }
        writeAbsent(manifest);
    }

    private SolutionManifest copyManifest() throws IOException {
        ComponentBuffer buffer = buffer();
        buffer.sink.hold(true);
        Optional<PackageType> both = isPair ? Optional.of(PackageType.BOTH) : Optional.empty();
        SolutionManifest manifest =
                new ManifestCopier(newline, true, both, Optional.empty()).copy(manifest(zip, zipName), buffer.sink);
        buffer.sink.hold(false);
        ComponentRegister.checkList(manifest, zipName + "!/" + MANIFEST);
        file(ComponentFolders.MANIFEST, buffer);
        return manifest;
    }

    private void writeAbsent(SolutionManifest manifest) throws IOException {
        List<RootComponent> absent = new ArrayList<>();
        for (RootComponent root : register.missing(manifest)) {
            if (ComponentRegister.isKnown(root)) {
                absent.add(root);
            }
        }
        // The manifest may list them in another order each time.
        absent.sort(Comparator.comparing(RootComponent::type)
                .thenComparing(RootComponent::schemaName)
                .thenComparing(RootComponent::id));
        if (!absent.isEmpty()) {
            ComponentBuffer buffer = buffer();
            AbsentComponents.write(absent, buffer.formatter, buffer.sink);
            file(preservedFolder() + Preserved.ABSENT, buffer);
        }
    }

    private String preservedFolder() {
        return role.isManaged() ? Preserved.FOLDER + Preserved.MANAGED : Preserved.FOLDER;
    }

    /** Brings an entry to its place that no component has taken. */
    private void place(EntryIndex.Entry entry) throws IOException {
        String path = entry.path();
        String key = CaseKey.of(path);
        int slash = path.indexOf('/');
        if (claimed.contains(entry) || key.equals(CUSTOMIZATIONS) || key.equals(MANIFEST)) {
            return;
        }
        if (key.equals(ComponentFolders.VARIABLE_VALUES)) {
            copy(entry, "EnvironmentVariables/" + ComponentFolders.VARIABLE_VALUES);
        } else if (slash > 0 && entry.typed() && !isTaken(path, key)) {
            copy(entry, path);
        } else {
            preserveEntry(entry);
        }
    }

    /** Whether the path of an entry means something else in the source folder than an entry of that path. */
    private boolean isTaken(String path, String key) {
        String folder = key.substring(0, key.indexOf('/'));
        boolean inTemplates = folder.equals(TEMPLATES) && key.indexOf('/', folder.length() + 1) > 0;
        return CONTENT_FOLDERS.contains(folder) && !inTemplates
                || written.contains(path) && (placed.containsKey(path) || occurrences.containsKey(path) || inTemplates)
                || key.endsWith(GENERIC) && hasComponentsIn(folder);
    }

    private boolean hasComponentsIn(String folder) {
        for (String path : occurrences.keySet()) {
            if (CaseKey.of(path).startsWith(folder + '/')) {
                return true;
            }
        }
        return false;
    }

    private void preserveEntry(EntryIndex.Entry entry) throws IOException {
        if (claimed.add(entry) && role.preserves()) {
            copy(entry, preservedFolder() + Preserved.ENTRIES + entry.path());
        }
    }

    /** Copies an entry to its place; one that another zip of the pair has brought there is compared with it. */
    private void copy(EntryIndex.Entry entry, String path) throws IOException {
        EntryIndex.Entry other = placed.putIfAbsent(path, entry);
        if (other != null && other != entry || occurrences.containsKey(path)) {
            throw UnpackFaults.twoForOne(zipName, entry, path);
        }
        delivery.copy(path, entry, written.add(path));
    }

    // ---------------------------------------------------------------- components

    @Override
    public ComponentBuffer buffer() {
        return buffers.take();
    }

    @Override
    public void release(ComponentBuffer buffer) throws IOException {
        buffers.giveBack(buffer);
    }

    @Override
    public boolean takes(ComponentKind kind) {
        return role.takes(kind);
    }

    @Override
    public boolean isManaged() {
        return type == PackageType.MANAGED;
    }

    @Override
    public Handling component(ComponentKind kind, String path, ComponentFacts facts, ComponentBuffer buffer)
            throws IOException {
        kind.rootComponent()
                .filter(rule -> rule.members().isEmpty())
                .ifPresent(rule -> register.add(kind, rule, facts, zipName));
        Handling handling = role.takes(kind) ? takeOver(kind, path) : role.passOver(written.contains(path));
        if (handling == Handling.WRITTEN) {
            delivery.write(path, buffer);
        } else if (handling == Handling.COMPARED) {
            delivery.compare(path, buffer);
        }
        if (kind.content().isPresent()) {
            for (EntryIndex.Entry entry : contents.of(kind.content().get(), facts)) {
                bring(entry, ContentEntries.pathOf(entry, kind.content().get(), facts), handling);
            }
        }
        return handling;
    }

    /** Does with an entry what was done with its component. */
    private void bring(EntryIndex.Entry entry, String path, Handling handling) throws IOException {
        if (handling == Handling.REFUSED) {
            preserveEntry(entry);
            return;
        }
        claimed.add(entry);
        if (handling != Handling.ELSEWHERE) {
            copy(entry, path);
        }
    }

    /** Takes a path for a component; of several that have the same the last one gets it. */
    private Handling takeOver(ComponentKind kind, String path) {
        EntryIndex.Entry entry = placed.get(path);
        if (entry != null) {
            throw UnpackFaults.twoForOne(zipName, entry, path);
        }
        int count = occurrences.merge(path, 1, Integer::sum);
        int known = repeated.getOrDefault(path, 1);
        if (count > 1 && (!kind.parts().isEmpty() || kind.detached().isPresent())) {
            // What is preserved is one element; the files of the parts of several would be mixed.
            throw UnpackFaults.sameName(zipName, path);
        }
        if (count > known) {
            counting = true;
        }
        if (count < known) {
            reporter.warn(zipName + ": several components would be the file " + path
                    + "; the last one is, the others are kept in " + preservedFolder() + Preserved.CUSTOMIZATIONS
                    + ".");
            return Handling.REFUSED;
        }
        if (counting) {
            return Handling.ELSEWHERE;
        }
        return written.add(path) ? Handling.WRITTEN : Handling.COMPARED;
    }

    @Override
    public void unnamed(ComponentKind kind, ComponentFacts facts) throws IOException {
        kind.rootComponent().ifPresent(rule -> register.add(kind, rule, facts, zipName));
        if (kind.content().isPresent()) {
            for (EntryIndex.Entry entry : contents.of(kind.content().get(), facts)) {
                preserveEntry(entry);
            }
        }
    }

    @Override
    public boolean takesRelationships() {
        return role.splitsRelationships();
    }

    @Override
    public void file(String path, ComponentBuffer buffer) throws IOException {
        boolean preservedFile = path.startsWith(Preserved.FOLDER);
        if (counting || preservedFile && !role.preserves()) {
            release(buffer);
        } else if (role == PassRole.MANAGED_REST && !preservedFile) {
            delivery.compare(path, buffer);
        } else if (written.add(path)) {
            delivery.write(path, buffer);
        } else {
            delivery.compare(path, buffer);
        }
    }

    @Override
    public void detached(String path, byte[] bytes) throws IOException {
        if (!written.add(path)) {
            throw UnpackFaults.sameName(zipName, path);
        }
        delivery.write(path, bytes);
    }

    @Override
    public void namedEntry(ComponentKind kind, String path, String name, Handling handling) throws IOException {
        Content.Named named = (Content.Named) kind.content().orElseThrow();
        String file = name.substring(name.lastIndexOf('/') + 1);
        EntryIndex.Entry entry = contents.named(name, named.entryFolder() + '/' + file, path);
        if (entry != null) {
            String folder = path.substring(0, path.lastIndexOf('/') + 1);
            bring(entry, folder + named.sourceFolder() + '/' + file, handling);
        }
    }
}
