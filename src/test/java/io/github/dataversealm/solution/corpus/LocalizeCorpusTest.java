package io.github.dataversealm.solution.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.localize.ResxEditor;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Resource files of the solutions of the corpus, in CI of every one: they change nothing as long as nobody edits them, and an edit changes its
 * label and no other. What is a label is decided here by the JDK's parser, not by ours.
 */
class LocalizeCorpusTest {

    private static final List<String> LANGUAGES = List.of("languagecode", "LCID");
    private static final List<String> TEXTS = List.of("description", "Title", "Text", "Description");

    private static final int ICELANDIC = 1039;
    private static final long SEED = 20_260_801;
    /** The JDK's trees of larger documents do not fit the memory of a test. */
    private static final long LARGEST = 12 << 20;

    @TempDir
    Path temp;

    private final Messages messages = new Messages();

    /** Each solution is unpacked once: packed as it is, with edits, and with a language more. */
    @Test
    void labels_of_solutions_have_one_key_and_change_when_they_are_edited_and_not_otherwise() throws Exception {
        Corpus corpus = Corpus.orSkip();
        Random random = new Random(SEED);
        int strings = 0;
        int solutions = 0;
        int edited = 0;
        for (String id : corpus.sampleIds()) {
            Path tree = unpack(id, corpus.zip(id), Optional.empty());
            int found = assertGolden(id, corpus, tree);
            strings += found;
            solutions += found > 0 ? 1 : 0;
            Map<String, byte[]> before = assertUnchanged(id, tree);
            if (!isLarge(corpus.zip(id))) {
                Map<String, Document> documents = documents(before);
                edited += assertEdits(id, tree, before, documents, random);
                assertLanguage(id, tree, before, documents);
            }
            delete(tree);
        }
        System.out.println("localize: " + strings + " strings of " + solutions + " solutions, all keys unique");
        System.out.println("localize: " + edited + " edits came back");
        assertThat(strings).isGreaterThan(25_000);
        assertThat(messages.warnings())
                .filteredOn(message -> message.contains(".resx"))
                .isEmpty();
    }

    @Test
    void edits_of_a_pair_come_back_in_either_zip_at_most_once_and_nothing_changes_without_one() throws Exception {
        Corpus corpus = Corpus.orSkip();
        Random random = new Random(SEED);
        int edited = 0;
        int changed = 0;
        for (Map.Entry<String, String> pair : corpus.pairs().entrySet()) {
            Path zip = temp.resolve(pair.getKey() + ".zip");
            Files.copy(corpus.zip(pair.getKey()), zip);
            Files.copy(corpus.zip(pair.getValue()), temp.resolve(pair.getKey() + "_managed.zip"));
            Path tree = unpack(pair.getKey(), zip, Optional.of(PackageType.BOTH));
            Map<String, byte[]> before = assertUnchanged(pair.getKey(), tree);
            if (!isLarge(corpus.zip(pair.getKey())) && !isLarge(corpus.zip(pair.getValue()))) {
                Map<String, String> edits = new HashMap<>();
                changed += assertEditsOfPair(pair.getKey(), tree, before, edits, random);
                edited += edits.size();
            }
            delete(tree);
        }
        System.out.println("localize: " + edited + " edits of pairs came back at " + changed + " places");
        assertThat(changed).isGreaterThan(edited);
        assertThat(messages.warnings())
                .filteredOn(message -> message.contains(".resx"))
                .isEmpty();
    }

    // ---------------------------------------------------------------- one solution, or one pair

    /** The tree is that of the reference. @return how many strings its resources have, which is how many labels it has */
    private static int assertGolden(String id, Corpus corpus, Path tree) throws Exception {
        int labels = 0;
        for (Map.Entry<String, byte[]> file : corpus.golden(id).entrySet()) {
            assertThat(Arrays.equals(Files.readAllBytes(tree.resolve(file.getKey())), file.getValue()))
                    .as(id + " " + file.getKey())
                    .isTrue();
            if (isComponent(file.getKey(), file.getValue())) {
                labels += labels(parse(file.getValue())).size();
            }
        }
        int found = 0;
        for (Path file : resources(tree)) {
            found += ResxEditor.read(file).strings().size();
        }
        assertThat(found).as(id).isEqualTo(labels);
        return found;
    }

    /** @return what it is packed to */
    private Map<String, byte[]> assertUnchanged(String id, Path tree) throws IOException {
        Map<String, byte[]> without = pack(id + "-without", tree, false);
        Map<String, byte[]> with = pack(id + "-with", tree, true);
        assertThat(with.keySet()).isEqualTo(without.keySet());
        without.forEach((entry, bytes) -> assertThat(Arrays.equals(with.get(entry), bytes))
                .as(id + " " + entry)
                .isTrue());
        return with;
    }

    /** Those of entries that can hold labels. */
    private static Map<String, Document> documents(Map<String, byte[]> entries) throws Exception {
        Map<String, Document> documents = new HashMap<>();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (isComponent(entry.getKey(), entry.getValue())) {
                documents.put(entry.getKey(), parse(entry.getValue()));
            }
        }
        return documents;
    }

    /** Edits some strings, and takes the edits back. @return how many */
    private int assertEdits(
            String id, Path tree, Map<String, byte[]> before, Map<String, Document> documents, Random random)
            throws Exception {
        List<String> edits = new ArrayList<>();
        Map<Path, byte[]> originals = new HashMap<>();
        for (Path file : resources(tree)) {
            originals.put(file, Files.readAllBytes(file));
            ResxEditor resx = ResxEditor.read(file);
            List<String> keys = new ArrayList<>(resx.strings().keySet());
            Collections.shuffle(keys, random);
            for (String key : keys.subList(0, Math.min(5, keys.size()))) {
                String text = "new <" + edits.size() + "> & \"tést\"\nline 'two'\t\uD83D\uDE80 ";
                edits.add(resx.lcid() + "|" + resx.strings().get(key) + "|" + text);
                resx.set(key, text);
            }
            resx.write(file);
        }
        Map<String, byte[]> after = pack(id + "-after", tree, true);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        List<String> changes = new ArrayList<>();
        for (String entry : before.keySet()) {
            Document old = documents.get(entry);
            if (old != null) {
                Document now = parse(after.get(entry));
                List<Element> oldLabels = labels(old);
                List<Element> newLabels = labels(now);
                assertThat(newLabels).as(id).hasSameSizeAs(oldLabels);
                for (int i = 0; i < oldLabels.size(); i++) {
                    String oldText = text(oldLabels.get(i));
                    String newText = text(newLabels.get(i));
                    if (!oldText.equals(newText)) {
                        changes.add(lcid(newLabels.get(i)) + "|" + lineFeeds(oldText) + "|" + newText);
                    }
                    setText(newLabels.get(i), oldText);
                }
                assertThat(now.isEqualNode(old)).as(id + " " + entry).isTrue();
            } else {
                assertThat(Arrays.equals(after.get(entry), before.get(entry)))
                        .as(id + " " + entry)
                        .isTrue();
            }
        }
        assertThat(changes).as(id).containsExactlyInAnyOrderElementsOf(edits);
        for (Map.Entry<Path, byte[]> original : originals.entrySet()) {
            Files.write(original.getKey(), original.getValue());
        }
        return edits.size();
    }

    /** A language that none has is added to every label. Blanks are taken out of the documents. */
    private void assertLanguage(String id, Path tree, Map<String, byte[]> before, Map<String, Document> documents)
            throws Exception {
        Path english = tree.resolve("Resources/en-US/resources.en-US.resx");
        if (!Files.exists(english)) {
            return;
        }
        ResxEditor resx = ResxEditor.read(english);
        for (Map.Entry<String, String> string : new HashMap<>(resx.strings()).entrySet()) {
            resx.set(string.getKey(), string.getValue().isEmpty() ? "" : "is " + string.getValue());
        }
        Path icelandic = tree.resolve("Resources/is-IS/resources.is-IS.resx");
        Files.createDirectories(icelandic.getParent());
        resx.write(icelandic);
        Map<String, byte[]> after = pack(id + "-after", tree, true);
        long added = 0;
        for (String entry : before.keySet()) {
            Document old = documents.get(entry);
            if (old != null) {
                Document now = parse(after.get(entry));
                added += removeAdded(now, id);
                removeBlanks(old.getDocumentElement());
                removeBlanks(now.getDocumentElement());
                assertThat(now.isEqualNode(old)).as(id + " " + entry).isTrue();
            } else {
                assertThat(Arrays.equals(after.get(entry), before.get(entry)))
                        .as(id + " " + entry)
                        .isTrue();
            }
        }
        assertThat(added)
                .as(id)
                .isEqualTo(resx.strings().values().stream()
                        .filter(text -> !text.isEmpty())
                        .count());
    }

    /** @param edits filled with the new texts, and what they were for @return at how many places they came back */
    private int assertEditsOfPair(
            String id, Path tree, Map<String, byte[]> before, Map<String, String> edits, Random random)
            throws Exception {
        for (Path file : resources(tree)) {
            ResxEditor resx = ResxEditor.read(file);
            List<String> keys = new ArrayList<>(resx.strings().keySet());
            Collections.shuffle(keys, random);
            for (String key : keys.subList(0, Math.min(20, keys.size()))) {
                String text = "edit " + edits.size();
                edits.put(text, resx.lcid() + "|" + resx.strings().get(key));
                resx.set(key, text);
            }
            resx.write(file);
        }
        Map<String, byte[]> after = pack(id + "-after", tree, true);
        List<String> places = new ArrayList<>();
        for (String entry : before.keySet()) {
            if (!isComponent(entry, before.get(entry))) {
                assertThat(Arrays.equals(after.get(entry), before.get(entry)))
                        .as(id + " " + entry)
                        .isTrue();
                continue;
            }
            Document old = parse(before.get(entry));
            Document now = parse(after.get(entry));
            List<Element> oldLabels = labels(old);
            List<Element> newLabels = labels(now);
            for (int i = 0; i < oldLabels.size(); i++) {
                String text = text(newLabels.get(i));
                if (!text.equals(text(oldLabels.get(i)))) {
                    assertThat(edits.get(text))
                            .isEqualTo(lcid(newLabels.get(i)) + "|" + lineFeeds(text(oldLabels.get(i))));
                    places.add(entry.startsWith("managed/") + " " + text);
                    setText(newLabels.get(i), text(oldLabels.get(i)));
                }
            }
            assertThat(now.isEqualNode(old)).as(id + " " + entry).isTrue();
        }
        assertThat(places).as(id).doesNotHaveDuplicates();
        return places.size();
    }

    /** Takes the new labels out, having checked that each stands in its place and says what its English neighbour says. */
    private static int removeAdded(Document document, String id) {
        int count = 0;
        for (Element label : labels(document)) {
            if (lcid(label) != ICELANDIC) {
                continue;
            }
            count++;
            boolean after = false;
            String english = null;
            int previous = 0;
            for (Node node = label.getParentNode().getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node == label) {
                    after = true;
                } else if (node instanceof Element other && other.getTagName().equals(label.getTagName())) {
                    english = lcid(other) == 1033 ? text(other) : english;
                    if (!after) {
                        previous = lcid(other);
                        assertThat(previous).as(id).isLessThan(ICELANDIC);
                    }
                }
            }
            assertThat(text(label)).as(id).isEqualTo("is " + english);
            label.getParentNode().removeChild(label);
        }
        Element languages = (Element) document.getElementsByTagName("Languages").item(0);
        if (languages != null && count > 0) {
            Node last = languages
                    .getElementsByTagName("Language")
                    .item(languages.getElementsByTagName("Language").getLength() - 1);
            assertThat(last.getTextContent()).as(id).isEqualTo(String.valueOf(ICELANDIC));
            languages.removeChild(last);
        } else if (languages != null
                && languages.getElementsByTagName("Language").getLength() > 0) {
            Node last = languages
                    .getElementsByTagName("Language")
                    .item(languages.getElementsByTagName("Language").getLength() - 1);
            if (last.getTextContent().equals(String.valueOf(ICELANDIC))) {
                languages.removeChild(last);
            }
        }
        return count;
    }

    // ---------------------------------------------------------------- unpacking and packing

    private Path unpack(String id, Path zip, Optional<PackageType> type) throws IOException {
        Path tree = temp.resolve(id);
        new Unpacker()
                .unpack(
                        UnpackRequest.builder(zip, tree)
                                .packageType(type)
                                .localize(true)
                                .build(),
                        messages);
        return tree;
    }

    private Map<String, byte[]> pack(String name, Path tree, boolean localize) throws IOException {
        Path zip = temp.resolve(name + ".zip");
        new Packer()
                .pack(
                        PackRequest.builder(tree, zip)
                                .localize(localize)
                                .disablePluginRemap(true)
                                .useUnmanagedFileForMissingManaged(true)
                                .allowMissingComponents(true)
                                .build(),
                        messages);
        Map<String, byte[]> entries = Corpus.unzip(zip);
        Path twin = temp.resolve(name + "_managed.zip");
        if (Files.exists(twin)) {
            Corpus.unzip(twin).forEach((entry, bytes) -> entries.put("managed/" + entry, bytes));
            Files.delete(twin);
        }
        Files.delete(zip);
        return entries;
    }

    private static List<Path> resources(Path tree) throws IOException {
        Path folder = tree.resolve("Resources");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".resx"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isLarge(Path zip) throws IOException {
        try (var file = new java.util.zip.ZipFile(zip.toFile())) {
            return file.getEntry("customizations.xml").getSize() > LARGEST;
        }
    }

    private static void delete(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    // ---------------------------------------------------------------- labels, as the JDK reads them

    /** Whether a file or entry can hold labels: XML that is not the content of a web resource, report or control. */
    private static boolean isComponent(String path, byte[] bytes) {
        String name = path.startsWith("managed/") ? path.substring("managed/".length()) : path;
        boolean content = name.startsWith("WebResources/")
                || name.startsWith("Controls/")
                || name.startsWith("Reports/")
                || name.startsWith("Other/Preserved/")
                || name.startsWith("[Content_Types]");
        return name.endsWith(".xml") && !content && bytes.length > 0;
    }

    private static Document parse(byte[] bytes) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }

    private static List<Element> labels(Document document) {
        List<Element> labels = new ArrayList<>();
        addLabels(document.getDocumentElement(), labels);
        return labels;
    }

    private static void addLabels(Element element, List<Element> labels) {
        if (attribute(element, LANGUAGES) != null && attribute(element, TEXTS) != null) {
            labels.add(element);
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                addLabels(inner, labels);
            }
        }
    }

    private static String attribute(Element element, List<String> names) {
        return names.stream().filter(element::hasAttribute).findFirst().orElse(null);
    }

    private static int lcid(Element label) {
        return Integer.parseInt(label.getAttribute(attribute(label, LANGUAGES)));
    }

    private static String text(Element label) {
        return label.getAttribute(attribute(label, TEXTS));
    }

    private static void setText(Element label, String text) {
        label.setAttribute(attribute(label, TEXTS), text);
    }

    private static String lineFeeds(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static void removeBlanks(Node node) {
        for (Node child = node.getFirstChild(); child != null; ) {
            Node next = child.getNextSibling();
            if (child.getNodeType() == Node.TEXT_NODE && child.getTextContent().isBlank()) {
                node.removeChild(child);
            } else {
                removeBlanks(child);
            }
            child = next;
        }
    }
}
