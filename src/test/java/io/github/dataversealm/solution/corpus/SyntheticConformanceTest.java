package io.github.dataversealm.solution.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unpack and pack do what the reference tool does with made-up solutions of the kinds that no real one covers. */
class SyntheticConformanceTest {

    private static final String ADDITIONAL_URI = "CanvasApps/[^/]+_AdditionalUris[^/]+";

    @TempDir
    Path temp;

    @Test
    void trees_and_zips() throws IOException {
        Path root = Corpus.orSkip().root().resolve("synthetic");
        List<Path> cases;
        try (Stream<Path> all = Files.list(root)) {
            cases = all.sorted().toList();
        }
        List<String> deviations = new ArrayList<>();
        for (Path folder : cases) {
            String name = folder.getFileName().toString();
            Path tree = temp.resolve(name);
            try {
                boolean pair = Files.exists(folder.resolve("in_managed.zip"));
                UnpackRequest request = UnpackRequest.builder(folder.resolve("in.zip"), tree)
                        .packageType(pair ? Optional.of(PackageType.BOTH) : Optional.empty())
                        .build();
                new Unpacker().unpack(request, Reporter.silent());
                compareTrees(Corpus.files(folder.resolve("tree")), Corpus.files(tree))
                        .forEach(one -> deviations.add(name + ": " + one));
                if (Files.exists(folder.resolve("packed.zip"))) {
                    Path packed = temp.resolve(name + ".zip");
                    new Packer()
                            .pack(
                                    PackRequest.builder(folder.resolve("tree"), packed)
                                            .allowMissingComponents(true)
                                            .build(),
                                    Reporter.silent());
                    compareZips(Corpus.unzip(folder.resolve("packed.zip")), Corpus.unzip(packed))
                            .forEach(one -> deviations.add(name + " packed: " + one));
                }
            } catch (RuntimeException e) {
                deviations.add(name + ": " + e);
            }
        }
        System.out.println("synthetic: " + cases.size() + " cases, " + deviations.size() + " deviations");
        assertThat(deviations).isEmpty();
        assertThat(cases).hasSizeGreaterThanOrEqualTo(7);
    }

    private static List<String> compareTrees(Map<String, byte[]> expected, Map<String, byte[]> actual) {
        List<String> deviations = new ArrayList<>();
        expected.forEach((path, bytes) -> {
            byte[] other = actual.get(path);
            if (other == null) {
                deviations.add("missing " + path);
            } else if (!Arrays.equals(bytes, other)) {
                deviations.add("differs at byte " + Arrays.mismatch(bytes, other) + ": " + path);
            }
        });
        for (String path : actual.keySet()) {
            if (!expected.containsKey(path) && !path.startsWith(Preserved.FOLDER) && !path.matches(ADDITIONAL_URI)) {
                deviations.add("extra " + path);
            }
        }
        return deviations;
    }

    private static List<String> compareZips(Map<String, byte[]> reference, Map<String, byte[]> packed) {
        List<String> deviations = new ArrayList<>();
        Map<String, byte[]> all = new TreeMap<>(reference);
        all.putAll(packed);
        for (String name : all.keySet()) {
            byte[] expected = reference.get(name);
            byte[] actual = packed.get(name);
            if (expected == null || actual == null) {
                deviations.add((expected == null ? "extra " : "missing ") + name);
            } else if (name.equals("[Content_Types].xml")) {
                continue; // compared, in the Windows form, with the packed zips of the real solutions
            } else if (name.endsWith(".xml") && name.indexOf('/') < 0) {
                // The reference unpacks a template of a kind that it does not know, and packs without it: we carry it.
                String carried = CanonicalXml.sorted(actual).replaceFirst("  <FooTemplates>\n(   .*\n)+", "");
                if (!CanonicalXml.sorted(expected).equals(carried)) {
                    deviations.add("differs " + name + System.lineSeparator() + CanonicalXml.sorted(expected)
                            + System.lineSeparator() + CanonicalXml.sorted(actual));
                }
            } else if (!Arrays.equals(expected, actual)) {
                deviations.add("differs " + name);
            }
        }
        return deviations;
    }
}
