package io.github.dataversealm.solution.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.layout.Preserved;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.PackageType;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unpack writes what the reference tool writes, byte for byte, for every solution of the corpus. */
class UnpackConformanceTest {

    private static final String ADDITIONAL_URI = "CanvasApps/[^/]+_AdditionalUris[^/]+";

    @TempDir
    Path temp;

    @Test
    void singleSolutions() throws IOException {
        Corpus corpus = Corpus.orSkip();
        List<String> deviations = new ArrayList<>();
        int equal = 0;
        for (String id : corpus.ids()) {
            Path tree = temp.resolve(id);
            List<String> found = new ArrayList<>();
            try {
                new Unpacker().unpack(UnpackRequest.of(corpus.zip(id), tree), Reporter.silent());
                found = compare(corpus.golden(id), Corpus.files(tree));
            } catch (RuntimeException e) {
                found.add(e.toString());
            }
            equal += found.isEmpty() ? 1 : 0;
            found.forEach(deviation -> deviations.add(id + ": " + deviation));
        }
        System.out.println("unpack: " + equal + " of " + corpus.ids().size() + " solutions equal the reference tree");
        assertThat(deviations).isEmpty();
    }

    @Test
    void pairs() throws IOException {
        Corpus corpus = Corpus.orSkip();
        List<String> deviations = new ArrayList<>();
        int equal = 0;
        for (Map.Entry<String, String> pair : corpus.pairs().entrySet()) {
            Path zip = temp.resolve(pair.getKey() + ".zip");
            Files.copy(corpus.zip(pair.getKey()), zip);
            Files.copy(corpus.zip(pair.getValue()), temp.resolve(pair.getKey() + "_managed.zip"));
            Path tree = temp.resolve(pair.getKey());
            UnpackRequest request = UnpackRequest.builder(zip, tree)
                    .packageType(Optional.of(PackageType.BOTH))
                    .build();
            List<String> found = new ArrayList<>();
            try {
                new Unpacker().unpack(request, Reporter.silent());
                found = compare(corpus.goldenOfPair(pair.getKey()), Corpus.files(tree));
            } catch (RuntimeException e) {
                found.add(e.toString());
            }
            equal += found.isEmpty() ? 1 : 0;
            found.forEach(deviation -> deviations.add(pair.getKey() + ": " + deviation));
        }
        System.out.println("unpack: " + equal + " of " + corpus.pairs().size() + " pairs equal the reference tree");
        assertThat(deviations).isEmpty();
    }

    private static List<String> compare(Map<String, byte[]> expected, Map<String, byte[]> actual) {
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
}
