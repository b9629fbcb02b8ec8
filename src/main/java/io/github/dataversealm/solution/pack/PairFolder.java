package io.github.dataversealm.solution.pack;

import io.github.dataversealm.solution.layout.Fingerprint;
import io.github.dataversealm.solution.layout.PairDifferences;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.pack.SourceTree.TreeFile;
import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A source folder as each package type sees it: one for both types may hold other files for either. */
final class PairFolder {

    private final SourceTree tree;
    private final PackageType folderType;
    private final PairDifferences differences;
    private final Reporter reporter;
    private final Map<PackageType, SourceTree> views = new EnumMap<>(PackageType.class);

    private PairFolder(SourceTree tree, PackageType folderType, PairDifferences differences, Reporter reporter) {
        this.tree = tree;
        this.folderType = folderType;
        this.differences = differences;
        this.reporter = reporter;
    }

    static PairFolder read(SourceTree tree, PackageType folderType, Reporter reporter) throws IOException {
        TreeFile file = tree.file(Preserved.PAIR);
        PairDifferences differences = folderType != PackageType.BOTH || file == null
                ? PairDifferences.none()
                : PairDifferences.read(XmlSource.of(file.file(), tree.describe(file)));
        return new PairFolder(tree, folderType, differences, reporter);
    }

    boolean isPair() {
        return folderType == PackageType.BOTH;
    }

    /** Where the folder keeps what a zip has and the layout has no place for; a pair keeps each zip's by itself. */
    String preservedFolder(PackageType type) {
        return isPair() && type == PackageType.MANAGED ? Preserved.FOLDER + Preserved.MANAGED : Preserved.FOLDER;
    }

    /** The files from which the zip of a package type is packed. */
    SourceTree of(PackageType type) throws IOException {
        SourceTree view = views.get(type);
        if (view == null) {
            view = view(type);
            views.put(type, view);
        }
        return view;
    }

    private SourceTree view(PackageType type) throws IOException {
        if (differences.isEmpty()) {
            return tree;
        }
        Map<String, TreeFile> others = new HashMap<>();
        for (PairDifferences.Variant variant : differences.variants()) {
            TreeFile shared = tree.file(variant.path());
            TreeFile own = tree.file(Preserved.variantFolder(type) + variant.path());
            if (variant.packageType() == type && own != null) {
                boolean unchanged = shared == null ? variant.shared().isEmpty() : isUnchanged(shared, variant.shared());
                if (unchanged) {
                    others.put(variant.path(), own);
                } else {
                    reporter.info(variant.path() + " has been edited; the " + type
                            + " zip gets it too, in place of the form that it had.");
                }
            }
        }
        Set<String> without = new HashSet<>();
        for (PairDifferences.Only only : differences.only()) {
            if (only.packageType() != type) {
                without.add(only.path());
            }
        }
        return tree.with(others, without);
    }

    private static boolean isUnchanged(TreeFile shared, String fingerprint) throws IOException {
        try (InputStream in = Files.newInputStream(shared.file())) {
            return Fingerprint.of(in).equals(fingerprint);
        }
    }
}
