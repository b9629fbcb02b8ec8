package io.github.dataversealm.solution.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is lost: what is unpacked and packed again says what the original says. */
class RoundTripTest {

    @TempDir
    Path temp;

    @Test
    void everySolutionComesBack() throws IOException {
        Corpus corpus = Corpus.orSkip();
        List<String> deviations = new ArrayList<>();
        int equal = 0;
        for (String id : corpus.ids()) {
            Path tree = temp.resolve(id);
            Path zip = temp.resolve(id + ".zip");
            List<String> found = new ArrayList<>();
            try {
                new Unpacker().unpack(UnpackRequest.of(corpus.zip(id), tree), Reporter.silent());
                new Packer()
                        .pack(
                                PackRequest.builder(tree, zip)
                                        .disablePluginRemap(true)
                                        .build(),
                                Reporter.silent());
                found = compare(entries(corpus.zip(id)), entries(zip));
            } catch (RuntimeException e) {
                found.add(e.toString());
            }
            equal += found.isEmpty() ? 1 : 0;
            found.forEach(deviation -> deviations.add(id + ": " + deviation));
        }
        System.out.println(
                "round trip: " + equal + " of " + corpus.ids().size() + " solutions come back, nothing lost");
        assertThat(deviations).isEmpty();
    }

    @Test
    void everyPairComesBack() throws IOException {
        Corpus corpus = Corpus.orSkip();
        List<String> deviations = new ArrayList<>();
        int[] equal = new int[2];
        for (Map.Entry<String, String> pair : corpus.pairs().entrySet()) {
            Path zip = temp.resolve(pair.getKey() + ".zip");
            Path managed = temp.resolve(pair.getKey() + "_managed.zip");
            Files.copy(corpus.zip(pair.getKey()), zip);
            Files.copy(corpus.zip(pair.getValue()), managed);
            Path tree = temp.resolve(pair.getKey());
            Path packed = temp.resolve("packed/" + pair.getKey() + ".zip");
            try {
                Optional<PackageType> both = Optional.of(PackageType.BOTH);
                new Unpacker()
                        .unpack(
                                UnpackRequest.builder(zip, tree)
                                        .packageType(both)
                                        .build(),
                                Reporter.silent());
                new Packer()
                        .pack(
                                PackRequest.builder(tree, packed)
                                        .disablePluginRemap(true)
                                        .build(),
                                Reporter.silent());
                List<String> unmanagedDeviations = compare(entries(zip), entries(packed));
                List<String> managedDeviations =
                        compare(entries(managed), entries(temp.resolve("packed/" + managed.getFileName())));
                equal[0] += unmanagedDeviations.isEmpty() ? 1 : 0;
                equal[1] += managedDeviations.isEmpty() ? 1 : 0;
                unmanagedDeviations.forEach(one -> deviations.add(pair.getKey() + ": " + one));
                managedDeviations.forEach(one -> deviations.add(pair.getValue() + ": " + one));
            } catch (RuntimeException e) {
                deviations.add(pair.getKey() + ": " + e);
            }
        }
        System.out.println("round trip of pairs: " + equal[0] + " unmanaged and " + equal[1] + " managed of "
                + corpus.pairs().size() + " come back");
        assertThat(deviations).isEmpty();
    }

    /** The entries of a zip, their names percent-decoded, in lower case for the two documents. */
    static Map<String, byte[]> entries(Path zip) {
        Map<String, byte[]> entries = new TreeMap<>();
        Corpus.unzip(zip).forEach((name, bytes) -> {
            String decoded = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
            entries.put(decoded.indexOf('/') < 0 ? decoded.toLowerCase() : decoded, bytes);
        });
        return entries;
    }

    static List<String> compare(Map<String, byte[]> original, Map<String, byte[]> packed) {
        List<String> deviations = new ArrayList<>();
        original.forEach((name, bytes) -> {
            byte[] other = packed.get(name);
            if (name.equals("[content_types].xml")) {
                return;
            }
            if (other == null) {
                deviations.add("lost " + name);
            } else if (name.equals("customizations.xml") || name.equals("solution.xml")) {
                String a = CanonicalXml.sorted(bytes);
                String b = CanonicalXml.sorted(other);
                if (!a.equals(b)) {
                    int at = Arrays.mismatch(a.toCharArray(), b.toCharArray());
                    deviations.add(
                            name + " differs: " + a.substring(Math.max(0, at - 150), Math.min(a.length(), at + 100))
                                    + " | " + b.substring(Math.max(0, at - 150), Math.min(b.length(), at + 100)));
                }
            } else if (!Arrays.equals(bytes, other)) {
                deviations.add("differs " + name);
            }
        });
        for (String name : packed.keySet()) {
            if (!original.containsKey(name)) {
                deviations.add("extra " + name);
            }
        }
        return deviations;
    }
}
