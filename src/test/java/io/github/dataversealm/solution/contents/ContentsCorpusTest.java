package io.github.dataversealm.solution.contents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.contents.ManifestReader.Root;
import io.github.dataversealm.solution.corpus.Corpus;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.ComponentType;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import io.github.dataversealm.solution.testkit.XmlMutator;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index of every real solution: what its manifest lists is found, and what a plain search finds is in it. */
class ContentsCorpusTest {

    /** A zip as it was read. */
    private record Read(String id, SolutionContents contents, List<Root> absent) {}

    /**
     * Root components that the zips list and do not hold, by solution and type: forms, a process and a site map that are not
     * changed; environment variables of the old form, which are listed by an id that their definition lacks; two tables of
     * the platform in a solution made by hand.
     */
    private static final Map<String, Integer> ABSENT = Map.of(
            "s108-microsoftdynamics365volu-m 60", 3,
            "s121-nonprofitcore-m 60", 4,
            "s108-microsoftdynamics365volu-m 29", 1,
            "s121-nonprofitcore-m 62", 1,
            "s029-centerofexcellenceauditc-m 380", 6,
            "s035-centerofexcellencenurtur-m 380", 2,
            "s156-sample 1", 2);

    private static List<Read> readAll(Corpus corpus) {
        return corpus.ids().stream().map(id -> read(id, corpus.zip(id))).toList();
    }

    private static Read read(String id, Path zip) {
        SolutionReader reader = new SolutionReader();
        try {
            SolutionContents contents = reader.zip(zip, ZipLimits.DEFAULT);
            return new Read(id, contents, reader.contents().absent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_root_component_is_found_among_the_components() {
        List<Read> all = readAll(Corpus.orSkip());
        Map<String, Integer> kinds = new TreeMap<>();
        Map<String, Integer> absent = new TreeMap<>();
        int roots = 0;
        for (Read read : all) {
            for (Component component : read.contents().components()) {
                kinds.merge(ComponentType.describe(component.key().type()), 1, Integer::sum);
                roots += component.behavior().isPresent() ? 1 : 0;
            }
            for (Root root : read.absent()) {
                absent.merge(read.id() + " " + root.type(), 1, Integer::sum);
            }
        }
        System.out.println("corpus contents: " + all.size() + " solutions, " + roots + " root components, " + kinds);
        System.out.println("corpus contents: listed without being in the zip: " + absent);
        assertThat(absent).isEqualTo(ABSENT);
    }

    @Test
    void what_solutions_require_is_found_in_others() {
        List<Read> all = readAll(Corpus.orSkip());
        int sides = 0;
        int own = 0;
        int others = 0;
        List<Component> everything = new ArrayList<>();
        all.forEach(read -> everything.addAll(read.contents().components()));
        ComponentIndex index = ComponentIndex.of(everything);
        Map<String, Integer> matched = new TreeMap<>();
        Map<String, Integer> unmatched = new TreeMap<>();
        for (Read read : all) {
            ComponentIndex self = ComponentIndex.of(read.contents().components());
            for (MissingDependency dependency : read.contents().missingDependencies()) {
                sides++;
                own += self.find(dependency.required()).isPresent() ? 1 : 0;
                boolean found = index.satisfies(dependency.required());
                others += found ? 1 : 0;
                (found ? matched : unmatched).merge(dependency.required().key().type(), 1, Integer::sum);
            }
        }
        System.out.println("corpus contents: " + sides + " required sides, " + own + " also in the zip itself, "
                + others + " matched by other solutions of the corpus " + matched + ", not " + unmatched);
        assertThat(sides).isEqualTo(5825);
        assertThat(others).isGreaterThan(3000);
        assertThat(all).allSatisfy(ContentsCorpusTest::needsWhatItDoesNotDefine);
    }

    private static void needsWhatItDoesNotDefine(Read read) {
        ComponentIndex own = ComponentIndex.of(read.contents().components());
        assertThat(read.contents().missingDependencies()).noneMatch(dependency -> own.satisfies(dependency.required()));
    }

    // ---------------------------------------------------------------- the same from the source folder

    @Test
    void the_source_folder_has_the_same_components(@TempDir Path temp) throws IOException {
        Corpus corpus = Corpus.orSkip();
        for (String id : corpus.sampleIds()) {
            Path tree = temp.resolve(id);
            new Unpacker().unpack(UnpackRequest.of(corpus.zip(id), tree), Reporter.silent());
            SolutionContents zip = SolutionReader.read(corpus.zip(id), ZipLimits.DEFAULT);
            SolutionContents folder = SolutionReader.readFolder(tree);
            assertThat(folder.header()).as(id).isEqualTo(zip.header());
            assertThat(folder.missingDependencies())
                    .as(id)
                    .containsExactlyInAnyOrderElementsOf(zip.missingDependencies());
            assertThat(lines(folder.components())).as(id).containsExactlyInAnyOrderElementsOf(lines(zip.components()));
            assertThat(folder.environmentVariables())
                    .as(id)
                    .containsExactlyInAnyOrderElementsOf(zip.environmentVariables());
            assertThat(folder.connectionReferences())
                    .as(id)
                    .containsExactlyInAnyOrderElementsOf(zip.connectionReferences());
            assertThat(folder.workflows()).as(id).containsExactlyInAnyOrderElementsOf(zip.workflows());
        }
    }

    private static List<String> lines(Collection<Component> components) {
        return components.stream()
                .map(component -> component.key() + " " + component.displayName() + " "
                        + component.parent().orElse("").toLowerCase(Locale.ROOT) + " " + component.behavior() + " "
                        + component.unmanagedReference() + " " + component.columns())
                .toList();
    }

    // ---------------------------------------------------------------- against a plain search in the text

    @Test
    void variables_references_and_flows_are_those_that_a_plain_search_finds() {
        Corpus corpus = Corpus.orSkip();
        int variables = 0;
        int references = 0;
        int workflows = 0;
        for (Read read : readAll(corpus)) {
            Map<String, String> texts = texts(corpus.zip(read.id()));
            Map<String, String> expected = variables(texts);
            Map<String, String> found = new TreeMap<>();
            read.contents()
                    .environmentVariables()
                    .forEach(each -> found.put(each.schemaName(), each.type() + " " + each.required()));
            assertThat(found).as(read.id()).isEqualTo(expected);
            variables += found.size();
            Map<String, String> connectors = new TreeMap<>();
            Matcher reference = Pattern.compile(
                            "<connectionreference connectionreferencelogicalname=\"([^\"]+)\">"
                                    + ".*?<connectorid>([^<]*)</connectorid>",
                            Pattern.DOTALL)
                    .matcher(texts.get("customizations.xml"));
            while (reference.find()) {
                connectors.put(reference.group(1), reference.group(2));
            }
            Map<String, String> foundConnectors = new TreeMap<>();
            read.contents()
                    .connectionReferences()
                    .forEach(each -> foundConnectors.put(each.logicalName(), each.connectorId()));
            assertThat(foundConnectors).as(read.id()).isEqualTo(connectors);
            references += connectors.size();
            Map<String, String> states = new TreeMap<>();
            Matcher workflow = Pattern.compile("<Workflow WorkflowId=\"\\{([^}]+)}\".*?</Workflow>", Pattern.DOTALL)
                    .matcher(texts.get("customizations.xml"));
            while (workflow.find()) {
                if (workflow.group().contains("<Category>")) {
                    states.put(
                            workflow.group(1).toLowerCase(Locale.ROOT),
                            value("Category", workflow.group()) + " " + value("StateCode", workflow.group()));
                }
            }
            Map<String, String> foundStates = new TreeMap<>();
            read.contents()
                    .workflows()
                    .forEach(each -> foundStates.put(each.id(), each.category() + " " + (each.activated() ? 1 : 0)));
            assertThat(foundStates).as(read.id()).isEqualTo(states);
            workflows += states.size();
        }
        System.out.println("corpus contents: " + variables + " environment variables, " + references
                + " connection references and " + workflows + " processes, as a plain search finds them");
        assertThat(variables).isGreaterThan(50);
        assertThat(references).isGreaterThan(80);
        assertThat(workflows).isGreaterThan(180);
    }

    private static Map<String, String> variables(Map<String, String> texts) {
        Map<String, String> variables = new TreeMap<>();
        texts.forEach((name, text) -> {
            if (name.endsWith("/environmentvariabledefinition.xml")) {
                Matcher schemaName = Pattern.compile("schemaname=\"([^\"]+)\"").matcher(text);
                assertThat(schemaName.find()).isTrue();
                variables.put(
                        schemaName.group(1),
                        value("type", text) + " " + value("isrequired", text).equals("1"));
            }
        });
        Matcher old = Pattern.compile("<Definition .*?</Definition>", Pattern.DOTALL)
                .matcher(texts.get("customizations.xml"));
        while (old.find()) {
            String name = value("SchemaName", old.group());
            variables.put(
                    name.isEmpty() ? value("Name", old.group()) : name,
                    value("Type", old.group()) + " "
                            + value("IsRequired", old.group()).equals("1"));
        }
        return variables;
    }

    private static String value(String element, String text) {
        Matcher value =
                Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(text);
        return value.find() ? value.group(1) : "";
    }

    /** The documents of a zip by their names, read by the JDK. */
    private static Map<String, String> texts(Path zip) {
        Map<String, String> texts = new TreeMap<>();
        Corpus.unzip(zip).forEach((name, bytes) -> {
            if (name.endsWith(".xml")) {
                texts.put(
                        name.equalsIgnoreCase("customizations.xml") ? "customizations.xml" : name,
                        new String(bytes, StandardCharsets.UTF_8));
            }
        });
        return texts;
    }

    // ---------------------------------------------------------------- damaged zips

    @Test
    void a_damaged_zip_is_read_or_refused_and_nothing_else(@TempDir Path temp) throws IOException {
        Corpus corpus = Corpus.orSkip();
        List<String> ids = corpus.ids().stream()
                .filter(id -> corpus.zip(id).toFile().length() < 60_000)
                .toList();
        int readable = 0;
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            Random random = new Random(4711 + i);
            String id = ids.get(i % ids.size());
            List<String> edits = new ArrayList<>();
            Map<String, byte[]> entries = new LinkedHashMap<>(Corpus.unzip(corpus.zip(id)));
            List<String> documents = entries.keySet().stream()
                    .filter(name -> name.endsWith(".xml") || name.endsWith("values.json"))
                    .toList();
            for (int edit = 1 + random.nextInt(3); edit > 0; edit--) {
                String name = documents.get(random.nextInt(documents.size()));
                entries.put(name, XmlMutator.mutate(entries.get(name), random, edits));
            }
            Path zip = temp.resolve("damaged.zip");
            SolutionZipBuilder.write(zip, entries);
            if (i % 4 == 0) {
                byte[] bytes = Files.readAllBytes(zip);
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(zip, bytes);
            }
            try {
                SolutionReader.read(zip, ZipLimits.DEFAULT);
                readable++;
            } catch (SolutionException e) {
                assertThat(e.location()).as(id + " " + edits).isPresent();
                assertThat(e.advice()).as(id + " " + edits).isNotEmpty();
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError(id + " " + edits, e);
            }
        }
        assertThat(readable).isGreaterThan(20);
        assertThat(refused).isGreaterThan(20);
    }
}
