package io.github.dataversealm.solution.unpack;

import io.github.dataversealm.solution.layout.ComponentFacts;
import io.github.dataversealm.solution.layout.ComponentFolders;
import io.github.dataversealm.solution.layout.ComponentKind;
import io.github.dataversealm.solution.layout.Content;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.path.CaseKey;
import io.github.dataversealm.solution.tree.TreeUpdate;
import io.github.dataversealm.solution.xml.XmlScanner;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.zip.ZipArchive;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The unpacking of one zip: splits its {@code customizations.xml} and brings its entries to their places. A pair is
 * unpacked in two passes, in the second of which only some kinds are taken over (spec solution-packager-behavior §6).
 */
final class UnpackPass implements ComponentOutput {

    /** Folders of the zip whose entries belong to components: one that no component names has no place in the tree. */
    private static final Set<String> CONTENT_FOLDERS = Set.of(
            "workflows",
            "webresources",
            "controls",
            "pluginassemblies",
            "canvasapps",
            "connector",
            "reports",
            "storedprocedures",
            "formulas",
            "other");

    private static final String CUSTOMIZATIONS = "customizations.xml";
    private static final String MANIFEST = "solution.xml";
    private static final String VARIABLE_VALUES = "environment_variable_values.json";

    private final ZipArchive zip;
    private final String zipName;
    private final EntryIndex index;
    private final TreeUpdate update;
    private final WorkQueue queue;
    private final PassRole role;
    private final boolean managed;
    private final byte[] newline;
    private final Reporter reporter;
    /** The paths that were written, by the passes before too. */
    private final Set<String> written;

    private final Set<String> relationships;
    private final Map<String, Integer> repeated;

    private final ConcurrentLinkedQueue<ComponentBuffer> idle = new ConcurrentLinkedQueue<>();
    private final Set<EntryIndex.Entry> claimed = new HashSet<>();
    private final Map<String, Integer> occurrences = new HashMap<>();
    /** A path was wanted more often than was known: from here on the pass only counts. */
    private boolean counting;

    /**
     * What the passes of an unpack share.
     *
     * @param written the paths that have been written
     * @param relationships the names of the relationships that have been written
     * @param repeated how many components want each path that more than one wants
     */
    record Paths(Set<String> written, Set<String> relationships, Map<String, Integer> repeated) {}

    UnpackPass(
            ZipArchive zip,
            String zipName,
            TreeUpdate update,
            WorkQueue queue,
            PassRole role,
            boolean managed,
            Paths paths,
            byte[] newline,
            Reporter reporter)
            throws IOException {
        this.zip = zip;
        this.zipName = zipName;
        this.update = update;
        this.queue = queue;
        this.role = role;
        this.managed = managed;
        this.written = paths.written();
        this.relationships = paths.relationships();
        this.repeated = paths.repeated();
        this.newline = newline;
        this.reporter = reporter;
        this.index = new EntryIndex(zip, zipName, reporter);
    }

    /** The manifest in a zip. */
    static XmlSource manifest(ZipArchive zip, String zipName) {
        return document(zip, zipName, MANIFEST);
    }

    private static XmlSource document(ZipArchive zip, String zipName, String name) {
        return new ZipXmlSource(
                zip, zip.find(name).orElseThrow(() -> UnpackFaults.notASolution(zipName, name)), zipName);
    }

    /** Unpacks all but the manifest. */
    void run() throws IOException {
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
        if (key.equals(VARIABLE_VALUES)) {
            copyShared(entry, "EnvironmentVariables/" + VARIABLE_VALUES);
        } else if (slash > 0 && entry.typed() && !CONTENT_FOLDERS.contains(key.substring(0, slash))) {
            copyShared(entry, path);
        } else {
            preserveEntry(entry);
        }
    }

    /** Copies an entry that the managed zip of a pair gives and, where that has none, the unmanaged one. */
    private void copyShared(EntryIndex.Entry entry, String path) throws IOException {
        if (role != PassRole.MANAGED_REST && !written.contains(path)) {
            copy(entry, path);
        }
    }

    private void preserveEntry(EntryIndex.Entry entry) throws IOException {
        if (claimed.add(entry) && role.preserves()) {
            copy(entry, preservedFolder() + Preserved.ENTRIES + entry.path());
        }
    }

    private void copy(EntryIndex.Entry entry, String path) throws IOException {
        if (written.add(path)) {
            queue.submit(() -> {
                try (InputStream in = zip.open(entry.item())) {
                    update.put(path, in, entry.item().size());
                }
            });
        }
    }

    // ---------------------------------------------------------------- components

    @Override
    public ComponentBuffer buffer() {
        ComponentBuffer buffer = idle.poll();
        return buffer == null ? new ComponentBuffer(newline) : buffer;
    }

    @Override
    public void release(ComponentBuffer buffer) throws IOException {
        buffer.sink.reset();
        idle.add(buffer);
    }

    @Override
    public boolean takes(ComponentKind kind) {
        return role.takes(kind);
    }

    @Override
    public boolean isManaged() {
        return managed;
    }

    @Override
    public Handling component(ComponentKind kind, String path, ComponentFacts facts, ComponentBuffer buffer)
            throws IOException {
        Handling handling = role.takes(kind) ? takeOver(path) : role.passOver(kind, written.contains(path));
        List<EntryIndex.Entry> entries =
                kind.content().isEmpty() ? List.of() : entries(kind.content().get(), facts);
        switch (handling) {
            case WRITTEN:
                write(path, buffer);
                for (EntryIndex.Entry entry : entries) {
                    claimed.add(entry);
                    copy(entry, contentPath(entry, kind.content().get(), facts));
                }
                break;
            case REFUSED:
                for (EntryIndex.Entry entry : entries) {
                    preserveEntry(entry);
                }
                break;
            default:
                claimed.addAll(entries);
                break;
        }
        return handling;
    }

    /** Takes a path for a component; of several that have the same the last one gets it. */
    private Handling takeOver(String path) {
        int count = occurrences.merge(path, 1, Integer::sum);
        int known = repeated.getOrDefault(path, 1);
        if (count > known) {
            counting = true;
        }
        if (count < known) {
            reporter.warn(zipName + ": several components would be the file " + path
                    + "; the last one is, the others are kept in " + preservedFolder() + Preserved.CUSTOMIZATIONS
                    + ".");
            return Handling.REFUSED;
        }
        return counting || !written.add(path) ? Handling.ELSEWHERE : Handling.WRITTEN;
    }

    private static String contentPath(EntryIndex.Entry entry, Content content, ComponentFacts facts) {
        if (content instanceof Content.Body body) {
            return body.file().path(facts, false).orElse(entry.path());
        }
        if (content instanceof Content.Prefixed prefixed) {
            return prefixed.sourceFolder()
                    + entry.path().substring(prefixed.entryFolder().length());
        }
        return entry.path();
    }

    @Override
    public void unnamed(ComponentKind kind, ComponentFacts facts) throws IOException {
        if (kind.content().isPresent()) {
            for (EntryIndex.Entry entry : entries(kind.content().get(), facts)) {
                preserveEntry(entry);
            }
        }
    }

    @Override
    public Handling relationship(String name) {
        return role.relationship(relationships, name);
    }

    @Override
    public void file(String path, ComponentBuffer buffer) throws IOException {
        if (role.writes(path) && written.add(path)) {
            write(path, buffer);
        } else {
            release(buffer);
        }
    }

    private void write(String path, ComponentBuffer buffer) throws IOException {
        if (counting) {
            release(buffer);
            return;
        }
        queue.submit(() -> {
            if (buffer.sink.isSpilled()) {
                try (InputStream in = buffer.sink.open()) {
                    update.put(path, in, buffer.sink.length());
                }
            } else {
                update.put(path, buffer.sink.array(), 0, buffer.sink.size());
            }
            release(buffer);
        });
    }

    @Override
    public void detached(String path, byte[] bytes) throws IOException {
        if (written.add(path)) {
            queue.submit(() -> update.put(path, bytes, 0, bytes.length));
        }
    }

    @Override
    public void namedEntry(ComponentKind kind, String path, String name) throws IOException {
        Content.Named named = (Content.Named) kind.content().orElseThrow();
        String file = name.substring(name.lastIndexOf('/') + 1);
        EntryIndex.Entry entry = index.find(named.entryFolder() + '/' + file);
        if (entry == null) {
            missing(name, path);
            return;
        }
        claimed.add(entry);
        copy(entry, path.substring(0, path.lastIndexOf('/') + 1) + named.sourceFolder() + '/' + file);
    }

    private List<EntryIndex.Entry> entries(Content content, ComponentFacts facts) {
        List<EntryIndex.Entry> found = new ArrayList<>(1);
        if (content instanceof Content.Body body) {
            for (String key : body.entry()) {
                if (!facts.first(key).isEmpty()) {
                    add(facts.first(key), found);
                    break;
                }
            }
        } else if (content instanceof Content.Entries entries) {
            for (String key : entries.keys()) {
                for (String reference : facts.all(key)) {
                    if (!reference.isEmpty()) {
                        add(reference, found);
                    }
                }
            }
        } else if (content instanceof Content.Folder folder) {
            String reference = facts.first(folder.entry());
            addAll(reference.substring(0, reference.lastIndexOf('/') + 1), found);
        } else if (content instanceof Content.Prefixed prefixed) {
            addAll(prefixed.entryFolder() + '/' + facts.first(prefixed.key()) + '_', found);
        }
        return found;
    }

    private void add(String reference, List<EntryIndex.Entry> found) {
        EntryIndex.Entry entry = index.find(reference);
        if (entry == null) {
            missing(reference, zipName);
        } else if (!found.contains(entry)) {
            found.add(entry);
        }
    }

    private void addAll(String prefix, List<EntryIndex.Entry> found) {
        String key = CaseKey.of(prefix.startsWith("/") ? prefix.substring(1) : prefix);
        for (EntryIndex.Entry entry : index.entries()) {
            if (entry.typed() && CaseKey.of(entry.path()).startsWith(key)) {
                found.add(entry);
            }
        }
    }

    private void missing(String reference, String where) {
        reporter.warn(where + ": the entry " + reference + " that customizations.xml names is not in the zip.");
    }
}
