package io.github.dataversealm.solution.corpus;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;

/**
 * The real solutions that the conformance tests read. They lie beside the checkout and are no part of it; without them
 * the tests are skipped, loudly, unless {@code -Dsolution.corpus.required=true} says that they must be there.
 */
public final class Corpus {

    private final Path root;

    private Corpus(Path root) {
        this.root = root;
    }

    /** The corpus, or the end of the test. */
    public static Corpus orSkip() {
        Path root = Path.of(System.getProperty("solution.corpus", "../shared/corpus"));
        if (Files.isRegularFile(root.resolve("index.tsv"))) {
            return new Corpus(root);
        }
        String message = "CONFORMANCE TEST SKIPPED: no corpus of real solutions at " + root.toAbsolutePath();
        if (Boolean.getBoolean("solution.corpus.required")) {
            fail(message);
        }
        System.err.println(message);
        Assumptions.abort(message);
        return null;
    }

    public Path root() {
        return root;
    }

    /** The ids of all solutions, such as {@code s002-aitimemanagementflow}. */
    public List<String> ids() {
        return column("index.tsv", 0);
    }

    /**
     * The solutions for tests of a second look at what other tests prove on all of them: every fourth one, or all of them in
     * CI, where {@code -Dsolution.corpus.required=true} is given.
     */
    public List<String> sampleIds() {
        List<String> ids = ids();
        int step = Boolean.getBoolean("solution.corpus.required") ? 1 : 4;
        return IntStream.range(0, ids.size())
                .filter(i -> i % step == 0)
                .mapToObj(ids::get)
                .toList();
    }

    private List<String> column(String file, int column) {
        try (Stream<String> lines = Files.lines(root.resolve(file))) {
            return lines.skip(1).map(line -> line.split("\t")[column]).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path zip(String id) {
        return root.resolve("zips/" + id + ".zip");
    }

    /** The pairs: the id of the unmanaged solution and that of the managed one. */
    public Map<String, String> pairs() {
        List<String> unmanaged = column("pairs.tsv", 0);
        List<String> managed = column("pairs.tsv", 1);
        Map<String, String> pairs = new TreeMap<>();
        for (int i = 0; i < unmanaged.size(); i++) {
            pairs.put(unmanaged.get(i), managed.get(i));
        }
        return pairs;
    }

    /** The folder that the reference tool unpacks a solution to. */
    public Map<String, byte[]> golden(String id) {
        return unzip(root.resolve("golden/" + id + ".zip"));
    }

    /** The folder that the reference tool unpacks a pair to, named by its unmanaged solution. */
    public Map<String, byte[]> goldenOfPair(String id) {
        return unzip(root.resolve("golden-both/" + id + ".zip"));
    }

    /** The files of a zip by their names. */
    public static Map<String, byte[]> unzip(Path file) {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory()) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        files.put(entry.getName(), in.readAllBytes());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** The files of a folder by their paths. */
    public static Map<String, byte[]> files(Path folder) {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path file : list(folder)) {
            try {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return new ArrayList<>(walk.filter(Files::isRegularFile).sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
