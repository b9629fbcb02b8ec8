package io.github.dataversealm.solution.corpus.defect;

import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A solution zip as text, read without the code under test: where a defect can be put in. Elements are found by their tags,
 * which is enough for what the platform writes.
 */
final class Parcel {

    static final String CUSTOMIZATIONS = "customizations.xml";
    static final String MANIFEST = "solution.xml";

    private final Map<String, byte[]> entries;
    private final String customizations;
    private final String manifest;
    private final String prefix;

    private Parcel(Map<String, byte[]> entries) {
        this.entries = entries;
        this.customizations = text(CUSTOMIZATIONS);
        this.manifest = text(MANIFEST);
        this.prefix = inside(manifest, "CustomizationPrefix").toLowerCase(Locale.ROOT);
    }

    static Parcel read(Path zip) {
        return new Parcel(Corpus.unzip(zip));
    }

    /** A piece of {@code customizations.xml}. */
    record Block(String text, int start) {

        int end() {
            return start + text.length();
        }
    }

    /** A table that is here with everything, of the publisher's own. */
    record Table(String name, Block block) {}

    String text(String entry) {
        byte[] content = entries.get(entry);
        return content == null ? "" : new String(content, StandardCharsets.UTF_8);
    }

    String customizations() {
        return customizations;
    }

    String manifest() {
        return manifest;
    }

    Map<String, byte[]> entries() {
        return entries;
    }

    String prefix() {
        return prefix;
    }

    boolean isOwn(String name) {
        return !prefix.isEmpty()
                && !prefix.equals("none")
                && name.toLowerCase(Locale.ROOT).startsWith(prefix + "_");
    }

    /** Whether the manifest says that something of that name is in another solution, or may mean it. */
    boolean isElsewhere(String name) {
        int missing = manifest.indexOf("<MissingDependencies>");
        return missing >= 0
                && manifest.substring(missing).toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    // ---------------------------------------------------------------- finding

    /** The elements of a name that does not nest. */
    List<Block> blocks(String element) {
        return blocks(element, customizations, 0);
    }

    static List<Block> blocks(String element, String text, int offset) {
        List<Block> found = new ArrayList<>();
        String close = "</" + element + ">";
        Matcher open = Pattern.compile("<" + element + "(?=[\\s/>])[^>]*>").matcher(text);
        int from = 0;
        while (open.find(from)) {
            int end = open.end();
            if (!open.group().endsWith("/>")) {
                end = text.indexOf(close, open.end()) + close.length();
            }
            found.add(new Block(text.substring(open.start(), end), offset + open.start()));
            from = end;
        }
        return found;
    }

    /** The text between the tags of the first element of that name. */
    static String inside(String text, String element) {
        Matcher found = Pattern.compile("<" + element + "(?:\\s[^>]*)?>([^<]*)</" + element + ">")
                .matcher(text);
        return found.find() ? found.group(1).strip() : "";
    }

    static String attribute(String text, String name) {
        Matcher found = Pattern.compile("\\s" + name + "=\"([^\"]*)\"").matcher(text);
        return found.find() ? found.group(1) : "";
    }

    /** The root components of a type. */
    List<Block> roots(String type) {
        return blocks("RootComponent", manifest, 0).stream()
                .filter(root -> attribute(root.text, "type").equals(type))
                .toList();
    }

    /** The tables that the solution makes. */
    List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        for (Block entity : blocks("Entity")) {
            String name = inside(entity.text, "Name");
            boolean whole = roots("1").stream()
                    .anyMatch(root -> attribute(root.text, "schemaName").equalsIgnoreCase(name)
                            && attribute(root.text, "behavior").equals("0"));
            if (whole
                    && isOwn(name)
                    && !isElsewhere(name)
                    && entity.text.contains("<attribute ")
                    && !entity.text.contains("<IsBPFEntity>1")
                    && !entity.text.contains("unmodified=\"1\"")) {
                tables.add(new Table(name, entity));
            }
        }
        return tables;
    }

    /** The flows' files. */
    List<String> flows() {
        return entries.keySet().stream()
                .filter(name -> name.startsWith("Workflows/") && name.endsWith(".json"))
                .filter(name -> customizations.contains("/" + name))
                .toList();
    }

    // ---------------------------------------------------------------- changing

    /** The entries with a change; this parcel stays as it is. */
    final class Change {

        private final Map<String, byte[]> changed = new TreeMap<>(entries);

        Change put(String entry, String text) {
            changed.put(entry, text.getBytes(StandardCharsets.UTF_8));
            return this;
        }

        Change remove(String entry) {
            changed.remove(entry);
            return this;
        }

        /** Puts a text in the place of a piece of an entry as it was. */
        Change replace(String entry, int start, int end, String replacement) {
            String text = new String(changed.get(entry), StandardCharsets.UTF_8);
            return put(entry, text.substring(0, start) + replacement + text.substring(end));
        }

        Change cut(Block block) {
            return replace(CUSTOMIZATIONS, block.start, block.end(), "");
        }

        Change cutRoot(Block root) {
            return replace(MANIFEST, root.start, root.end(), "");
        }

        Map<String, byte[]> entries() {
            return changed;
        }
    }

    Change change() {
        return new Change();
    }

    static void write(Map<String, byte[]> entries, Path zip) throws IOException {
        SolutionZipBuilder.write(zip, entries);
    }
}
