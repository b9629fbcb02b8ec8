package io.github.dataversealm.solution.contents;

import io.github.dataversealm.solution.contents.ManifestReader.Manifest;
import io.github.dataversealm.solution.layout.ComponentFacts;
import io.github.dataversealm.solution.layout.ComponentFolders;
import io.github.dataversealm.solution.layout.ComponentKind;
import io.github.dataversealm.solution.layout.ComponentKinds;
import io.github.dataversealm.solution.layout.FilePattern;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.layout.RelationshipFiles;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.ShellWord;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.pack.SourceTree;
import io.github.dataversealm.solution.pack.SourceTree.TreeFile;
import io.github.dataversealm.solution.path.CaseKey;
import io.github.dataversealm.solution.xml.XmlSource;
import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipItem;
import io.github.dataversealm.solution.zip.ZipLimits;
import io.github.dataversealm.solution.zip.ZipXmlSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads what a solution holds, from its zip or from a source folder. Documents are read as streams, one after the other,
 * and what is kept of them is names.
 */
public final class SolutionReader {

    private static final String VARIABLES = "environmentvariabledefinitions";
    private static final String VALUES = "environmentvariablevalues.json";

    private final ContentsBuilder contents = new ContentsBuilder();

    SolutionReader() {}

    /**
     * Reads a zip.
     *
     * @throws SolutionException when it is no sound zip of a solution; names the entry and the line
     * @throws IOException when the disk fails
     */
    public static SolutionContents read(Path zip, ZipLimits limits) throws IOException {
        return new SolutionReader().zip(zip, limits);
    }

    /**
     * Reads a source folder in the classic layout. Of components that a folder for both package types has in two forms, the
     * unmanaged one counts.
     *
     * @throws SolutionException when it is no source folder; names the file and the line
     * @throws IOException when the disk fails
     */
    public static SolutionContents readFolder(Path sourceDirectory) throws IOException {
        return new SolutionReader().folder(sourceDirectory);
    }

    /**
     * Reads only the manifest of a zip: who the solution is, its root components, and what it needs and does not bring.
     *
     * @throws SolutionException when it is no sound zip of a solution; names the line
     * @throws IOException when the disk fails
     */
    public static SolutionContents readManifest(Path zip, ZipLimits limits) throws IOException {
        String name = zip.toString();
        try (ZipArchive archive = ZipArchive.open(zip, limits)) {
            return new ContentsBuilder().build(ManifestReader.read(required(archive, "solution.xml", name)));
        }
    }

    ContentsBuilder contents() {
        return contents;
    }

    // ---------------------------------------------------------------- zip

    SolutionContents zip(Path path, ZipLimits limits) throws IOException {
        String name = path.toString();
        try (ZipArchive zip = ZipArchive.open(path, limits)) {
            Manifest manifest = ManifestReader.read(required(zip, "solution.xml", name));
            ComponentScan.customizations(
                    required(zip, "customizations.xml", name), found -> contents.add(found, Optional.empty()));
            for (ZipItem item : zip.items()) {
                ZipXmlSource source = new ZipXmlSource(zip, item, name);
                String entry = item.name();
                if (isValues(entry) || CaseKey.of(entry).equals(ComponentFolders.VARIABLE_VALUES)) {
                    values(entry, source);
                } else if (ComponentFolders.isVerbatimDocument(entry)) {
                    verbatim(entry, source);
                }
            }
            return contents.build(manifest);
        }
    }

    private static ZipXmlSource required(ZipArchive zip, String entry, String name) {
        ZipItem item = zip.find(entry)
                .orElseThrow(() -> new SolutionException(
                        Location.of(name),
                        "the zip has no " + entry + ", so it is not a solution",
                        "Pass a zip that was exported from Dataverse or packed from a source folder."));
        return new ZipXmlSource(zip, item, name);
    }

    // ---------------------------------------------------------------- source folder

    SolutionContents folder(Path sourceDirectory) throws IOException {
        SourceTree tree = SourceTree.read(sourceDirectory);
        Manifest manifest = ManifestReader.read(required(tree, ComponentFolders.MANIFEST));
        ComponentScan.customizations(
                required(tree, ComponentFolders.CUSTOMIZATIONS), found -> contents.add(found, Optional.empty()));
        TreeFile preserved = tree.file(Preserved.FOLDER + Preserved.CUSTOMIZATIONS);
        if (preserved != null) {
            ComponentScan.customizations(source(tree, preserved), found -> contents.add(found, Optional.empty()));
        }
        for (ComponentKind kind : ComponentKinds.ALL) {
            if (kind.parts().isEmpty()) {
                files(tree, kind, "", "", Optional.empty());
            } else {
                folders(tree, kind);
            }
        }
        for (TreeFile file : tree.filesBelow(RelationshipFiles.FOLDER)) {
            component(tree, file, "", Optional.empty());
        }
        for (SourceTree.Folder folder : tree.topFolders()) {
            for (TreeFile file : tree.filesBelow(folder.name())) {
                if (isValues(file.path()) || file.name().equalsIgnoreCase(ComponentFolders.VARIABLE_VALUES)) {
                    values(file.path(), source(tree, file));
                } else if (ComponentFolders.isVerbatimDocument(file.path())) {
                    verbatim(file.path(), source(tree, file));
                }
            }
        }
        return contents.build(manifest);
    }

    private static XmlSource required(SourceTree tree, String path) {
        TreeFile file = tree.file(path);
        if (file == null) {
            throw new SolutionException(
                    Location.of(tree.root()),
                    "the folder has no " + path + ", so no solution has been unpacked to it",
                    "Unpack one: mvn solution:unpack -Dsolution.zipFile=<zip> "
                            + ShellWord.quoted("-Dsolution.sourceDirectory=" + tree.root()));
        }
        return source(tree, file);
    }

    private static XmlSource source(SourceTree tree, TreeFile file) {
        return XmlSource.of(file.file(), tree.describe(file));
    }

    /** The components that have a folder each, with the files of their parts in it: tables. */
    private void folders(SourceTree tree, ComponentKind kind) throws IOException {
        FilePattern pattern = kind.files().get(0);
        SourceTree.Folder all = tree.folder(pattern.folder());
        if (all == null) {
            return;
        }
        String file = pattern.suffix().substring(pattern.suffix().lastIndexOf('/') + 1);
        for (SourceTree.Folder folder : all.folders()) {
            String path = pattern.folder() + '/' + folder.name() + '/';
            TreeFile main = tree.file(path + file);
            if (main != null) {
                component(tree, main, String.join("/", kind.containers()), Optional.empty());
            }
            for (ComponentKind part : kind.parts()) {
                files(tree, part, path, ComponentRows.path(kind, ""), Optional.of(folder.name()));
            }
        }
    }

    /** The components of a kind that have a file each. */
    private void files(SourceTree tree, ComponentKind kind, String folder, String above, Optional<String> parent)
            throws IOException {
        String path = ComponentRows.path(kind, above);
        String place = path.substring(0, Math.max(path.lastIndexOf('/'), 0));
        if (!kind.wrapper().isEmpty()) {
            place = place.substring(0, Math.max(place.lastIndexOf('/'), 0));
        }
        for (FilePattern pattern : kind.files()) {
            for (TreeFile file :
                    pattern.isSingle() ? single(tree, pattern, folder) : all(tree, kind, pattern, folder)) {
                component(tree, file, place, parent);
            }
        }
    }

    private static List<TreeFile> single(SourceTree tree, FilePattern pattern, String folder) {
        ComponentFacts none = new ComponentFacts();
        return Stream.of(false, true)
                .map(managed -> tree.file(folder + pattern.path(none, managed).orElseThrow()))
                .filter(Objects::nonNull)
                .limit(1)
                .toList();
    }

    private static List<TreeFile> all(SourceTree tree, ComponentKind kind, FilePattern pattern, String folder) {
        String suffix = CaseKey.of(pattern.suffix());
        String managed = FilePattern.MANAGED_SUFFIX + suffix;
        List<TreeFile> files = new ArrayList<>();
        for (TreeFile file : tree.filesBelow(folder + pattern.folder())) {
            String key = CaseKey.of(file.path());
            boolean second = kind.hasManagedVariant()
                    && key.endsWith(managed)
                    && tree.file(key.substring(0, key.length() - managed.length()) + suffix) != null;
            if (key.endsWith(suffix) && !second) {
                files.add(file);
            }
        }
        return files;
    }

    private void component(SourceTree tree, TreeFile file, String place, Optional<String> parent) throws IOException {
        ComponentScan.file(source(tree, file), place, found -> contents.add(found, parent));
    }

    // ---------------------------------------------------------------- what both have in the same form

    private static boolean isValues(String path) {
        String key = CaseKey.of(path);
        return key.startsWith(VARIABLES + '/') && key.endsWith('/' + VALUES);
    }

    private void values(String path, XmlSource source) throws IOException {
        try (InputStream in = source.open()) {
            List<VariableValues.Value> values = VariableValues.read(in, source.name());
            for (VariableValues.Value value : values) {
                contents.value(
                        value.schemaName().isEmpty()
                                ? new VariableValues.Value(folderAbove(path), value.id(), value.value())
                                : value);
            }
        }
    }

    /** A document {@code kind/name/kind.xml}, or one below it, whose second folder names what it is in. */
    private void verbatim(String path, XmlSource source) throws IOException {
        String[] segments = path.split("/");
        String file = segments[segments.length - 1];
        String element = file.substring(0, file.length() - ".xml".length());
        Optional<String> parent = segments.length > 3 ? Optional.of(segments[1]) : Optional.empty();
        boolean values = segments[0].equalsIgnoreCase(VARIABLES);
        ComponentScan.verbatim(
                source, segments[0], element, found -> contents.add(found, values ? Optional.of(segments[1]) : parent));
    }

    private static String folderAbove(String path) {
        String[] segments = path.split("/");
        return segments.length > 1 ? segments[segments.length - 2] : "";
    }
}
