package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.layout.ComponentFolders;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.localize.LabelIndex;
import io.github.dataversealm.solution.localize.LabelMerger;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.pack.SourceTree.TreeFile;
import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The merging of resource files when a folder is packed: rehearsals of the pack tell which files hold labels, so that all
 * keys are known before anything is written; the pack itself then reads its files through the merger.
 */
final class Localization {

    private final SourceTree tree;
    private final Reporter reporter;
    private final LabelIndex labels = new LabelIndex();
    private final Set<String> collected = new HashSet<>();

    Localization(SourceTree tree, Reporter reporter) {
        this.tree = tree;
        this.reporter = reporter;
    }

    /** Notes the labels of a file; a {@link DocumentFilter} that changes nothing. */
    XmlSource collect(String path, XmlSource document) throws IOException {
        if (collected.add(path)) {
            labels.add(path, document);
        }
        return document;
    }

    /**
     * Notes the labels of all files that a pack of one package type reads.
     *
     * @param source that pack's view of the folder, which gives its files to {@link #collect}
     */
    void rehearse(PackSource source) throws IOException {
        StreamSink sink = new StreamSink(OutputStream.nullOutputStream());
        new CustomizationsAssembler(source).assemble(source.tree().file(ComponentFolders.CUSTOMIZATIONS), sink);
        source.open(source.tree().file(ComponentFolders.MANIFEST));
        source.addVerbatim();
        for (PackedEntry entry : source.entries()) {
            if (ComponentFolders.isVerbatimDocument(entry.sourcePath())) {
                try {
                    source.open(entry);
                } catch (SolutionException e) {
                    unreadable(e);
                }
            }
        }
        // Files that are not packed have keys too: a key without a label is a mistake in the resource file.
        for (String path : source.unused()) {
            collectIfDocument(path);
        }
    }

    /** Reads the resource files, when all packs have been rehearsed. */
    LabelMerger merger() throws IOException {
        for (TreeFile file : tree.filesBelow(Preserved.FOLDER.substring(0, Preserved.FOLDER.length() - 1))) {
            String variantOf = Preserved.withoutVariantFolder(file.path());
            if (!variantOf.equals(file.path())
                    && (collected.contains(variantOf) || ComponentFolders.isVerbatimDocument(variantOf))) {
                collectIfDocument(file.path());
            }
        }
        Map<String, XmlSource> resources = new TreeMap<>();
        for (TreeFile file : tree.filesBelow(ComponentFolders.RESOURCES)) {
            if (file.path().endsWith(".resx")) {
                resources.put(file.path(), XmlSource.of(file.file(), tree.describe(file)));
            }
        }
        return LabelMerger.of(resources, labels, reporter);
    }

    private void collectIfDocument(String path) throws IOException {
        if (path.endsWith(".xml")) {
            try {
                collect(path, XmlSource.of(tree.file(path).file(), path));
            } catch (SolutionException e) {
                unreadable(e);
            }
        }
    }

    private void unreadable(SolutionException e) {
        reporter.debug("No labels are read: " + e.getMessage());
    }
}
