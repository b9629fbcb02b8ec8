package io.github.dataversealm.solution.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.testkit.Snapshot;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.UnpackResult;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second export of a real solution, with other stamps and in another order, changes no file of its folder. */
class SecondExportTest {

    private static final Pattern ITEMS =
            Pattern.compile("(?s)(<(RootComponents|MissingDependencies|AppModuleComponents)>)(.*?)(</\\2>)");
    private static final Pattern ITEM =
            Pattern.compile("(?s)<(RootComponent|MissingDependency|AppModuleComponent)\\b(?:[^>]*/>|.*?</\\1>)");
    private static final Pattern ROOT = Pattern.compile("<ImportExportXml\\b[^>]*>");
    private static final Pattern STAMP =
            Pattern.compile("\\b(version|OrganizationVersion|CRMServerServiceabilityVersion)=\"[^\"]*\"");
    private static final Pattern KEY = Pattern.compile("(<(?:Required|Dependent)\\b[^>]*?\\bkey=\")[^\"]*\"");
    private static final Pattern OTHER = Pattern.compile("(\\bsolution=\"[^\"(]*\\()[0-9.]+\\)\"");

    @TempDir
    Path folder;

    @Test
    void of_every_solution() throws IOException {
        Corpus corpus = Corpus.orSkip();
        int touched = 0;
        for (String id : corpus.sampleIds()) {
            Path zip = folder.resolve(id + ".zip");
            Path sources = folder.resolve(id);
            Files.copy(corpus.zip(id), zip);
            unpack(zip, sources, Optional.empty());
            Map<String, String> before = Snapshot.of(sources);
            touched += exportAgain(zip, id.hashCode());
            assertUnchanged(id, unpack(zip, sources, Optional.empty()));
            assertThat(Snapshot.of(sources)).as(id).isEqualTo(before);
        }
        assertThat(touched).isGreaterThan(20);
    }

    @Test
    void of_every_pair() throws IOException {
        Corpus corpus = Corpus.orSkip();
        for (Map.Entry<String, String> pair : corpus.pairs().entrySet()) {
            Path zip = folder.resolve(pair.getKey() + ".zip");
            Path managed = folder.resolve(pair.getKey() + "_managed.zip");
            Path sources = folder.resolve(pair.getKey());
            Files.copy(corpus.zip(pair.getKey()), zip);
            Files.copy(corpus.zip(pair.getValue()), managed);
            unpack(zip, sources, Optional.of(PackageType.BOTH));
            Map<String, String> before = Snapshot.of(sources);
            exportAgain(zip, 1);
            exportAgain(managed, 2);
            assertUnchanged(pair.getKey(), unpack(zip, sources, Optional.of(PackageType.BOTH)));
            assertThat(Snapshot.of(sources)).as(pair.getKey()).isEqualTo(before);
        }
    }

    private static void assertUnchanged(String id, UnpackResult result) {
        assertThat(result.changed()).as(id).isEmpty();
        assertThat(result.created()).as(id).isEmpty();
        assertThat(result.deleted()).as(id).isEmpty();
    }

    private static UnpackResult unpack(Path zip, Path sources, Optional<PackageType> type) throws IOException {
        return Unpacker.keepingStamps()
                .unpack(UnpackRequest.builder(zip, sources).packageType(type).build(), Reporter.silent());
    }

    /** @return how many documents are other ones now */
    private static int exportAgain(Path zip, int seed) throws IOException {
        Map<String, byte[]> entries = Corpus.unzip(zip);
        int changed = 0;
        for (String name : List.of("solution.xml", "customizations.xml")) {
            String old = new String(entries.get(name), StandardCharsets.UTF_8);
            String again = again(old, new Random(seed));
            changed += again.equals(old) ? 0 : 1;
            entries.put(name, again.getBytes(StandardCharsets.UTF_8));
        }
        SolutionZipBuilder.write(zip, entries);
        return changed;
    }

    private static String again(String document, Random random) {
        String text = ITEMS.matcher(document)
                .replaceAll(list ->
                        Matcher.quoteReplacement(list.group(1) + shuffled(list.group(3), random) + list.group(4)));
        text = KEY.matcher(text).replaceAll(key -> key.group(1) + random.nextInt(10_000) + "\"");
        text = OTHER.matcher(text).replaceAll(other -> Matcher.quoteReplacement(other.group(1) + "77.1.0.3)\""));
        return ROOT.matcher(text)
                .replaceFirst(root ->
                        Matcher.quoteReplacement(STAMP.matcher(root.group()).replaceAll("$1=\"9.9.9.9\"")));
    }

    private static String shuffled(String list, Random random) {
        List<String> items = new ArrayList<>();
        Matcher item = ITEM.matcher(list);
        while (item.find()) {
            items.add(item.group());
        }
        Collections.shuffle(items, random);
        return String.join("\r\n", items);
    }
}
