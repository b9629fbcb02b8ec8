package io.github.dataversealm.solution.localize;

import io.github.dataversealm.solution.layout.ComponentFolders;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings the texts of resource files back into the labels of components. A text that is what the label says already changes
 * nothing; one that differs replaces it; one in a language that the label lacks is added, in the order of languages, unless
 * it is empty. Nothing is removed, and no other byte of a file changes.
 *
 * <p>To pack with it: fill a {@link LabelIndex} with all XML files of the source folder, the manifest included, build a
 * merger from it, and read every file, the manifest and {@code Other/Customizations.xml} included, through
 * {@link #merge(String, XmlSource)}.
 */
public final class LabelMerger {

    /** Keys that match nothing and are named one by one; of more the number is said. */
    private static final int NAMED = 20;

    private final LabelRules rules = new LabelRules();
    /** What changes: by file, by label, by language. */
    private final Map<String, Map<String, TreeMap<Integer, String>>> edits = new HashMap<>();
    /** The languages that labels are added in. */
    private final SortedSet<Integer> added = new TreeSet<>();

    private int changes;
    private int additions;

    private LabelMerger() {}

    /**
     * Reads the resource files and compares them with the labels.
     *
     * @param resources the files in the folder {@code Resources} by their paths in the source folder
     * @param labels the labels of all files of the source folder
     * @throws SolutionException when a resource file cannot be read, or two are for one language
     */
    public static LabelMerger of(Map<String, XmlSource> resources, LabelIndex labels, Reporter reporter)
            throws IOException {
        LabelMerger merger = new LabelMerger();
        ResourcePaths paths = new ResourcePaths(new Cultures());
        Map<Integer, String> files = new TreeMap<>();
        for (Map.Entry<String, XmlSource> resource : new TreeMap<>(resources).entrySet()) {
            OptionalInt lcid = merger.language(paths, resource.getKey(), reporter);
            if (lcid.isEmpty()) {
                continue;
            }
            String other = files.putIfAbsent(lcid.getAsInt(), resource.getKey());
            if (other != null) {
                throw new SolutionException(
                        Location.of(resource.getValue().name()),
                        "the language " + lcid.getAsInt() + " has another file: " + other,
                        "Merge the two and remove one.");
            }
            merger.compare(ResxReader.read(resource.getValue(), lcid.getAsInt()), labels, reporter);
        }
        if (files.isEmpty()) {
            reporter.info("Localization: no resource files in " + ResourcePaths.FOLDER
                    + ", no label is changed. mvn solution:unpack -Dsolution.localize=true writes them.");
        } else {
            reporter.info("Localization: " + files.size() + " resource files; " + merger.changes + " labels changed, "
                    + merger.additions + " added.");
        }
        return merger;
    }

    private OptionalInt language(ResourcePaths paths, String path, Reporter reporter) {
        if (ResourcePaths.isTemplate(path)) {
            reporter.debug(path + ": the template is not merged.");
            return OptionalInt.empty();
        }
        Optional<String> language = ResourcePaths.language(path);
        if (language.isEmpty()) {
            reporter.warn(
                    path + ": not merged; resource files are named Resources/<language>/resources.<language>.resx.");
            return OptionalInt.empty();
        }
        OptionalInt lcid = paths.lcid(language.get());
        if (lcid.isEmpty()) {
            throw new SolutionException(
                    Location.of(path),
                    "the language '" + language.get() + "' is unknown",
                    "Name the file by a culture such as en-US or an LCID such as 1033.");
        }
        return lcid;
    }

    // ---------------------------------------------------------------- comparing

    private void compare(Resx resx, LabelIndex labels, Reporter reporter) {
        int unknown = 0;
        for (Map.Entry<String, String> string : resx.strings().entrySet()) {
            LabelIndex.Match match = labels.find(string.getKey());
            if (match.variants().isEmpty()) {
                unknown++;
                if (unknown <= NAMED) {
                    reporter.warn(resx.file() + ": no label has the key '" + string.getKey() + "'.");
                }
            } else if (match.ambiguous()) {
                ambiguous(resx, string.getKey(), string.getValue(), match.variants(), reporter);
            } else {
                for (LabelIndex.Variant variant : match.variants()) {
                    compare(resx, string.getKey(), string.getValue(), variant);
                }
            }
        }
        if (unknown > NAMED) {
            reporter.warn(resx.file() + ": " + (unknown - NAMED) + " more keys belong to no label.");
        }
    }

    /** SolutionPackager removes duplicate keys, so that its files have the text of one of the labels. */
    private static void ambiguous(
            Resx resx, String key, String text, List<LabelIndex.Variant> variants, Reporter reporter) {
        if (variants.stream().noneMatch(variant -> same(variant.texts().get(resx.lcid()), text))) {
            reporter.warn(
                    resx.file() + ": the key '" + key + "' is that of " + variants.size()
                            + " labels, its text is not merged. mvn solution:unpack -Dsolution.localize=true gives each a key of its own.");
        }
    }

    private void compare(Resx resx, String key, String text, LabelIndex.Variant variant) {
        String before = variant.texts().get(resx.lcid());
        if (before == null ? text.isEmpty() : same(before, text)) {
            return;
        }
        String earlier = edits.computeIfAbsent(variant.path(), path -> new HashMap<>())
                .computeIfAbsent(variant.identity(), identity -> new TreeMap<>())
                .putIfAbsent(resx.lcid(), before == null ? text : withLineBreaks(before, text));
        if (earlier != null) {
            throw new SolutionException(
                    Location.of(resx.file()),
                    "'" + key + "' is a label that another key of this file names too",
                    "Remove one of the two.");
        }
        if (before == null) {
            additions++;
            added.add(resx.lcid());
        } else {
            changes++;
        }
    }

    /** Whether texts are equal but for the kind of line breaks, which XML does not keep. */
    private static boolean same(String before, String text) {
        return before != null && (before.equals(text) || lineFeeds(before).equals(lineFeeds(text)));
    }

    private static String lineFeeds(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static String withLineBreaks(String before, String text) {
        return before.contains("\r\n") && text.indexOf('\r') < 0 ? text.replace("\n", "\r\n") : text;
    }

    // ---------------------------------------------------------------- merging

    /** Whether resource files change anything at all. */
    public boolean changesNothing() {
        return edits.isEmpty();
    }

    /**
     * A file with its labels as the resource files have them.
     *
     * @param path its path in the source folder, as it was given to the index
     * @return the source itself when nothing in it changes
     */
    public XmlSource merge(String path, XmlSource source) throws IOException {
        Map<String, TreeMap<Integer, String>> labels = edits.get(path);
        boolean listsLanguages = !added.isEmpty()
                && Preserved.withoutVariantFolder(path).equalsIgnoreCase(ComponentFolders.CUSTOMIZATIONS);
        if (labels == null && !listsLanguages) {
            return source;
        }
        byte[] bytes;
        try (InputStream in = source.open()) {
            bytes = in.readAllBytes();
        }
        XmlSource read = XmlSource.of(bytes, source.name());
        Patch patch = new Patch(bytes);
        if (labels != null) {
            new LabelPatches(bytes, patch)
                    .add(LabelScanner.scan(rules, path, read).labels(), labels);
        }
        if (listsLanguages) {
            LanguageList.add(added, read, patch);
        }
        return XmlSource.of(patch.apply(), source.name());
    }
}
