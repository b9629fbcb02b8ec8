package io.github.dataversealm.solution.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.Packer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pack makes of each tree of the reference tool what that packs of it. */
class PackConformanceTest {

    @TempDir
    Path temp;

    @Test
    void treesOfTheReferenceTool() throws IOException {
        Corpus corpus = Corpus.orSkip();
        List<String> deviations = new ArrayList<>();
        int equal = 0;
        int identical = 0;
        for (String id : corpus.ids()) {
            Path tree = temp.resolve(id);
            for (Map.Entry<String, byte[]> file : corpus.golden(id).entrySet()) {
                Path path = tree.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            Path zip = temp.resolve(id + ".zip");
            List<String> found = new ArrayList<>();
            try {
                PackRequest request = PackRequest.builder(tree, zip)
                        .allowMissingComponents(true)
                        .build();
                new Packer().pack(request, Reporter.silent());
                Map<String, byte[]> packed = Corpus.unzip(zip);
                Map<String, byte[]> reference = Corpus.unzip(corpus.root().resolve("packed/" + id + ".zip"));
                found = compare(reference, packed);
                identical +=
                        Arrays.equals(reference.get("customizations.xml"), packed.get("customizations.xml")) ? 1 : 0;
            } catch (RuntimeException e) {
                found.add(e.toString());
            }
            equal += found.isEmpty() ? 1 : 0;
            found.forEach(deviation -> deviations.add(id + ": " + deviation));
        }
        System.out.println("pack: " + equal + " of " + corpus.ids().size() + " trees pack to what the reference packs ("
                + identical + " customizations.xml identical to the byte)");
        assertThat(deviations).isEmpty();
    }

    private static List<String> compare(Map<String, byte[]> reference, Map<String, byte[]> packed) {
        List<String> deviations = new ArrayList<>();
        for (String document : List.of("customizations.xml", "solution.xml")) {
            byte[] expected = reference.get(document);
            byte[] actual = packed.get(document);
            if (!Arrays.equals(expected, actual)) {
                String a = CanonicalXml.sorted(expected);
                String b = CanonicalXml.sorted(actual);
                if (!a.equals(b)) {
                    int at = Arrays.mismatch(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
                    deviations.add(document + " differs: " + around(a, at) + " | " + around(b, at));
                }
            }
        }
        if (!types(reference.get("[Content_Types].xml")).equals(types(packed.get("[Content_Types].xml")))) {
            deviations.add("[Content_Types].xml: " + types(reference.get("[Content_Types].xml")) + " | "
                    + types(packed.get("[Content_Types].xml")));
        }
        Map<String, String> expected = new TreeMap<>();
        for (String line : new String(reference.get("entries.tsv"), StandardCharsets.UTF_8).split("\n")) {
            String[] parts = line.strip().split("\t");
            if (parts.length == 3 && !parts[2].matches("customizations.xml|solution.xml|\\[Content_Types\\].xml")) {
                expected.put(parts[2], parts[0]);
            }
        }
        Map<String, String> actual = new TreeMap<>();
        packed.forEach((name, bytes) -> {
            if (!name.matches("customizations.xml|solution.xml|\\[Content_Types\\].xml")) {
                actual.put(name, sha256(bytes));
            }
        });
        expected.forEach((name, digest) -> {
            if (!digest.equals(actual.get(name))) {
                deviations.add((actual.containsKey(name) ? "entry differs: " : "entry missing: ") + name);
            }
        });
        for (String name : actual.keySet()) {
            if (!expected.containsKey(name)) {
                deviations.add("extra entry " + name);
            }
        }
        return deviations;
    }

    private static String around(String text, int at) {
        return text.substring(Math.max(0, at - 150), Math.min(text.length(), at + 100));
    }

    /** The types that a document gives, without their order. */
    private static TreeSet<String> types(byte[] xml) {
        TreeSet<String> types = new TreeSet<>();
        for (String line : CanonicalXml.ordered(xml).split("\n")) {
            types.add(line.strip());
        }
        return types;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
