package io.github.dataversealm.solution.localize;

import io.github.dataversealm.solution.layout.FilePattern;
import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.xml.XmlSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All labels of a source folder, and the keys that resource files have for them. Files may be added from several threads;
 * when all are there, the keys are final. Memory grows with the number of labels, not with the size of the files.
 *
 * <p>A key has SolutionPackager's form, {@code <type>:<element>,<place>}, where one label has it. Where several have it, as
 * the cells of two forms that were made from each other, each has {@code @<file>/<elements>} after it. The files of a
 * component for the unmanaged and the managed solution share a key where their texts are equal; where they are not, that of
 * the managed one ends with {@code _managed}, or, where the folder shares the managed one, that of the unmanaged one with
 * {@code _unmanaged}. None of this depends on the order of files or elements.
 */
public final class LabelIndex {

    private static final List<String> SUFFIXES = List.of(FilePattern.MANAGED_SUFFIX, LabelScanner.UNMANAGED);

    private final LabelRules rules = new LabelRules();
    private final Map<String, Concept> byIdentity = new HashMap<>();
    /** The display names of tables by their folders. */
    private final Map<String, String> tables = new HashMap<>();
    /** The concepts by their keys in SolutionPackager's form; null until all files are there. */
    private Map<String, List<Concept>> byKey;

    /** What one label says in all its languages, in the one or two files that it stands in. */
    private static final class Concept {
        private final String key;
        private final String place;
        private Variant plain;
        private Variant other;

        Concept(String key, String place) {
            this.key = key;
            this.place = place;
        }

        boolean differs() {
            return plain != null && other != null && !plain.texts().equals(other.texts());
        }
    }

    /**
     * A label in one file.
     *
     * @param path the file
     * @param suffix what its key ends with where it differs from the other file's
     * @param identity the label in it, see {@link Label#identity()}
     * @param texts its texts by language
     */
    record Variant(String path, String suffix, String identity, TreeMap<Integer, String> texts) {}

    /**
     * The labels that a key names.
     *
     * @param variants the labels: none when no label has such a key
     * @param ambiguous true when more than one has, so that the key alone cannot tell which is meant
     */
    record Match(List<Variant> variants, boolean ambiguous) {}

    /**
     * A string of a resource file.
     *
     * @param text the text
     * @param comment where it stands
     */
    public record Text(String text, String comment) {}

    /**
     * Adds the labels of a file.
     *
     * @param path its path in the source folder
     * @throws io.github.dataversealm.solution.message.SolutionException when it is not well-formed
     */
    public void add(String path, XmlSource source) throws IOException {
        LabelScanner.Result result = LabelScanner.scan(rules, path, source);
        if (result.labels().isEmpty() && result.tableName() == null) {
            return;
        }
        String suffix = LabelScanner.suffix(path);
        synchronized (this) {
            byKey = null;
            if (result.tableName() != null) {
                String folder = folder(Preserved.withoutVariantFolder(path));
                if (suffix.isEmpty()) {
                    tables.put(folder, result.tableName());
                } else {
                    tables.putIfAbsent(folder, result.tableName());
                }
            }
            for (Label label : result.labels()) {
                add(path, suffix, label);
            }
        }
    }

    private void add(String path, String suffix, Label label) {
        String identity = label.identity();
        Concept concept = byIdentity.computeIfAbsent(identity, key -> new Concept(label.key(), label.place()));
        Variant variant = suffix.isEmpty() ? concept.plain : concept.other;
        if (variant == null) {
            variant = new Variant(path, suffix, identity, new TreeMap<>());
            if (suffix.isEmpty()) {
                concept.plain = variant;
            } else {
                concept.other = variant;
            }
        }
        variant.texts.put(label.lcid(), label.text());
    }

    /** The folder of a table that a file lies in, {@code Entities/<name>/}; empty for other files. */
    private static String folder(String path) {
        int first = path.indexOf('/');
        int second = path.indexOf('/', first + 1);
        return first < 0 || second < 0 ? "" : path.substring(0, second + 1);
    }

    private String withTable(String text, String place) {
        if (text.indexOf(KeyPattern.TABLE) < 0) {
            return text;
        }
        String folder = folder(place);
        String name = tables.get(folder);
        if (name == null || name.isEmpty()) {
            name = folder.substring(folder.indexOf('/') + 1, Math.max(folder.indexOf('/') + 1, folder.length() - 1));
        }
        return text.replace(String.valueOf(KeyPattern.TABLE), name);
    }

    private Map<String, List<Concept>> byKey() {
        if (byKey == null) {
            byKey = new HashMap<>();
            for (Concept concept : byIdentity.values()) {
                byKey.computeIfAbsent(withTable(concept.key, concept.place), key -> new ArrayList<>(1))
                        .add(concept);
            }
        }
        return byKey;
    }

    /** The strings of all resource files: by language, then by key, as the files list them. */
    public synchronized Map<Integer, TreeMap<String, Text>> strings() {
        Map<Integer, TreeMap<String, Text>> strings = new TreeMap<>();
        byKey().forEach((key, concepts) -> {
            for (Concept concept : concepts) {
                String name = concepts.size() == 1 ? key : key + '@' + concept.place;
                if (concept.plain != null) {
                    put(strings, name, concept, concept.plain);
                }
                if (concept.other != null && (concept.plain == null || concept.differs())) {
                    put(strings, concept.plain == null ? name : name + concept.other.suffix, concept, concept.other);
                }
            }
        });
        return strings;
    }

    private static void put(
            Map<Integer, TreeMap<String, Text>> strings, String name, Concept concept, Variant variant) {
        variant.texts.forEach((lcid, text) -> strings.computeIfAbsent(
                        lcid, language -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER.thenComparing(String::compareTo)))
                .put(name, new Text(text, concept.place)));
    }

    /** The labels that a key of a resource file names. */
    synchronized Match find(String name) {
        List<Concept> concepts = byKey().get(name);
        if (concepts != null) {
            List<Variant> variants = new ArrayList<>();
            for (Concept concept : concepts) {
                variants.addAll(shared(concept));
            }
            return new Match(variants, concepts.size() > 1);
        }
        Concept concept = identified(name);
        if (concept != null) {
            return new Match(shared(concept), false);
        }
        for (String suffix : SUFFIXES) {
            if (name.endsWith(suffix)) {
                Match plain = find(name.substring(0, name.length() - suffix.length()));
                if (!plain.ambiguous && plain.variants.size() == 1) {
                    Concept both = byIdentity.get(plain.variants.get(0).identity);
                    if (both.differs() && both.other.suffix.equals(suffix)) {
                        return new Match(List.of(both.other), false);
                    }
                }
            }
        }
        return new Match(List.of(), false);
    }

    /** The label whose key has its place after it, whether or not it needs it. */
    private Concept identified(String name) {
        for (int at = name.indexOf('@'); at >= 0; at = name.indexOf('@', at + 1)) {
            List<Concept> concepts = byKey().get(name.substring(0, at));
            if (concepts != null) {
                for (Concept concept : concepts) {
                    if (concept.place.equals(name.substring(at + 1))) {
                        return concept;
                    }
                }
            }
        }
        return null;
    }

    /** The variants that the key without {@code _managed} names. */
    private static List<Variant> shared(Concept concept) {
        if (concept.plain == null) {
            return List.of(concept.other);
        }
        return concept.other == null || concept.differs()
                ? List.of(concept.plain)
                : List.of(concept.plain, concept.other);
    }
}
