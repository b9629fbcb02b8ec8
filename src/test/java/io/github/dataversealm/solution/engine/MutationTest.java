package io.github.dataversealm.solution.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.pack.PackRequest;
import io.github.dataversealm.solution.pack.Packer;
import io.github.dataversealm.solution.testkit.Carried;
import io.github.dataversealm.solution.testkit.KindFixtures;
import io.github.dataversealm.solution.testkit.Messages;
import io.github.dataversealm.solution.testkit.Snapshot;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import io.github.dataversealm.solution.testkit.XmlMutator;
import io.github.dataversealm.solution.testkit.Zips;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Seeded edits of zips and source folders, those of the corpus when it is there. Whatever is edited, the end is a success
 * that carries all there was, or one error that names a place and leaves everything as it was. More cases:
 * {@code -Dsolution.mutations=5000 -Dsolution.mutations.seed=7}.
 */
class MutationTest {

    private static final int CASES = Integer.getInteger("solution.mutations", 300);
    private static final long SEED = Long.getLong("solution.mutations.seed", 20240607L);
    private static final int SECONDS = 120;
    /** Larger ones of the corpus take longer and show nothing else. */
    private static final long LARGEST = 60_000;

    @TempDir
    Path temp;

    private final ExecutorService runner = Executors.newSingleThreadExecutor(run -> {
        Thread thread = new Thread(run);
        thread.setDaemon(true);
        return thread;
    });

    private final List<String> broken = new ArrayList<>();
    private int successes;
    private int refusals;

    @Test
    void zips() throws Exception {
        List<Path> zips = originals();
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(SEED + i);
            Path original = zips.get(i % zips.size());
            List<String> edits = new ArrayList<>();
            Path folder = Files.createDirectory(temp.resolve("zip" + i));
            Path zip = folder.resolve("in.zip");
            mutateZip(original, zip, random, edits);
            checkZip(zip, folder, "case " + i + " of " + original.getFileName() + " " + edits);
            delete(folder);
        }
        report("zips");
    }

    @Test
    void folders() throws Exception {
        List<Path> zips = originals();
        Map<Path, Path> trees = new LinkedHashMap<>();
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(SEED - i);
            Path original = zips.get(i % zips.size());
            Path tree = trees.get(original);
            if (tree == null) {
                tree = temp.resolve("tree-" + original.getFileName());
                new Unpacker().unpack(UnpackRequest.of(original, tree), Reporter.silent());
                trees.put(original, tree);
            }
            Path folder = Files.createDirectory(temp.resolve("case" + i));
            Path copy = folder.resolve("tree");
            copy(tree, copy);
            List<String> edits = new ArrayList<>();
            mutateTree(copy, random, edits);
            checkTree(copy, folder, "case " + i + " of " + original.getFileName() + " " + edits);
            delete(folder);
        }
        report("folders");
    }

    private void report(String what) {
        System.out.println("mutation of " + what + ": " + successes + " successes, " + refusals + " refusals, "
                + broken.size() + " broken");
        assertThat(broken).isEmpty();
        assertThat(successes).isGreaterThan(CASES / 10);
        assertThat(refusals).isGreaterThan(CASES / 10);
    }

    // ---------------------------------------------------------------- what must hold

    private void checkZip(Path zip, Path folder, String what) throws Exception {
        Path tree = folder.resolve("tree");
        Messages messages = new Messages();
        Map<String, String> before = Snapshot.of(folder);
        if (!runs(what, () -> new Unpacker().unpack(UnpackRequest.of(zip, tree), messages))) {
            if (!Snapshot.of(folder).equals(before)) {
                broken.add(what + ": the folder changed though the unpack failed");
            }
            return;
        }
        Map<String, String> outside = Snapshot.of(folder);
        outside.keySet().removeIf(path -> path.startsWith("tree"));
        before.remove("tree");
        if (!outside.equals(before)) {
            broken.add(what + ": something outside of the folder changed");
        }
        Path packed = folder.resolve("out.zip");
        PackRequest request =
                PackRequest.builder(tree, packed).disablePluginRemap(true).build();
        if (runs(what, () -> new Packer().pack(request, messages))) {
            List<String> differences = Carried.differences(Zips.bytes(zip), Zips.bytes(packed));
            if (!differences.isEmpty()) {
                broken.add(what + ": " + differences + " " + messages.warnings());
            }
        }
    }

    private void checkTree(Path tree, Path folder, String what) throws Exception {
        Path packed = folder.resolve("out.zip");
        Files.writeString(packed, "the zip before");
        Map<String, String> before = Snapshot.of(folder);
        PackRequest request = PackRequest.of(tree, packed);
        boolean success = runs(what, () -> new Packer().pack(request, Reporter.silent()));
        Map<String, String> after = Snapshot.of(folder);
        if (success) {
            after.remove("out.zip");
            before.remove("out.zip");
            Path again = folder.resolve("again");
            runs(
                    what + " (unpacked again)",
                    () -> new Unpacker().unpack(UnpackRequest.of(packed, again), Reporter.silent()));
        }
        if (!after.equals(before)) {
            broken.add(what + ": more changed than the zip");
        }
    }

    /** Whether the task succeeded; an end that is neither success nor one clear error is noted. */
    private boolean runs(String what, Callable<?> task) throws InterruptedException {
        try {
            runner.submit(task).get(SECONDS, TimeUnit.SECONDS);
            successes++;
            return true;
        } catch (TimeoutException e) {
            broken.add(what + ": takes longer than " + SECONDS + " s");
        } catch (ExecutionException e) {
            refusals++;
            if (!(e.getCause() instanceof SolutionException fault)) {
                broken.add(what + ": " + e.getCause() + " at "
                        + Arrays.asList(e.getCause().getStackTrace())
                                .subList(0, Math.min(6, e.getCause().getStackTrace().length)));
            } else if (fault.location().isEmpty()
                    || fault.location().get().file().isBlank()
                    || fault.advice().isBlank()
                    || fault.location().get().file().startsWith("preserved")) {
                broken.add(what + ": the error names no place or says not what to do: " + fault.getMessage());
            }
        }
        return false;
    }

    // ---------------------------------------------------------------- edits

    private static void mutateZip(Path original, Path zip, Random random, List<String> edits) throws IOException {
        int kind = random.nextInt(10);
        if (kind == 0) {
            byte[] bytes = Files.readAllBytes(original);
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                int at = random.nextInt(bytes.length);
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                edits.add("flip at " + at);
            }
            Files.write(zip, bytes);
            return;
        }
        if (kind == 1) {
            byte[] bytes = Files.readAllBytes(original);
            int length = random.nextInt(bytes.length);
            edits.add("cut to " + length);
            Files.write(zip, Arrays.copyOf(bytes, length));
            return;
        }
        Map<String, byte[]> entries = new LinkedHashMap<>(Zips.bytes(original));
        List<String> names = new ArrayList<>(entries.keySet());
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String name = names.get(random.nextInt(names.size()));
            switch (kind) {
                case 2 -> {
                    edits.add("remove " + name);
                    entries.remove(name);
                }
                case 3 -> {
                    byte[] bytes = entries.remove(name);
                    String renamed = rename(name, random);
                    edits.add("rename " + name + " to " + renamed);
                    entries.put(renamed, bytes == null ? new byte[0] : bytes);
                }
                case 4 -> {
                    String added = rename(name, random);
                    edits.add("duplicate " + name + " as " + added);
                    entries.putIfAbsent(added, "added".getBytes(StandardCharsets.UTF_8));
                }
                default -> {
                    String document =
                            kind == 5 ? "solution.xml" : kind == 6 ? "[Content_Types].xml" : "customizations.xml";
                    String found = names.stream()
                            .filter(document::equalsIgnoreCase)
                            .findFirst()
                            .orElse(name);
                    if (entries.containsKey(found)) {
                        entries.put(found, XmlMutator.mutate(entries.get(found), random, edits));
                    }
                }
            }
        }
        SolutionZipBuilder.write(zip, entries);
    }

    private static final List<String> NAMES = List.of(
            "a",
            "x y.txt",
            "%41.xml",
            "a%20b",
            "noextension",
            "é.js",
            "NUL",
            "..",
            "x.data.xml",
            "x.meta.xml",
            "x.xml",
            "Entity.xml");
    private static final List<String> FOLDERS = List.of(
            "",
            "docs/",
            "Roles/",
            "entities/a/",
            "Other/Preserved/",
            "WebResources/",
            "Templates/x/",
            "Templates/",
            "bots/b/",
            "Reports/",
            "..%2f",
            "RoutingRules/");

    private static String rename(String name, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> name.toUpperCase(java.util.Locale.ROOT);
            case 1 -> name + "2";
            case 2 -> name.substring(0, name.lastIndexOf('/') + 1) + NAMES.get(random.nextInt(NAMES.size()));
            default -> FOLDERS.get(random.nextInt(FOLDERS.size())) + NAMES.get(random.nextInt(NAMES.size()));
        };
    }

    private static void mutateTree(Path tree, Random random, List<String> edits) throws IOException {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(tree)) {
                files = walk.filter(Files::isRegularFile).sorted().toList();
            }
            if (files.isEmpty()) {
                return;
            }
            Path file = files.get(random.nextInt(files.size()));
            String name = tree.relativize(file).toString();
            switch (random.nextInt(5)) {
                case 0 -> {
                    edits.add("delete " + name);
                    Files.delete(file);
                }
                case 1 -> {
                    String renamed = rename(name, random).replace("..", "dots");
                    edits.add("move " + name + " to " + renamed);
                    move(file, tree.resolve(renamed));
                }
                case 2 -> {
                    byte[] bytes = Files.readAllBytes(file);
                    int length = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
                    edits.add("cut " + name + " to " + length);
                    Files.write(file, Arrays.copyOf(bytes, length));
                }
                default -> {
                    if (name.endsWith(".xml")) {
                        edits.add("edit " + name);
                        Files.write(file, XmlMutator.mutate(Files.readAllBytes(file), random, edits));
                    }
                }
            }
        }
    }

    private static void move(Path file, Path target) throws IOException {
        try {
            Files.createDirectories(target.getParent());
            if (!Files.exists(target)) {
                Files.move(file, target);
            }
        } catch (java.nio.file.FileSystemException e) {
            // a file is where a folder would have to be: no edit then
        }
    }

    // ---------------------------------------------------------------- inputs

    private List<Path> originals() throws IOException {
        List<Path> zips = new ArrayList<>();
        zips.add(KindFixtures.solution().write(temp.resolve("fixtures.zip")));
        Path corpus = Path.of(System.getProperty("solution.corpus", "../shared/corpus"))
                .resolve("zips");
        if (Files.isDirectory(corpus)) {
            try (Stream<Path> all = Files.list(corpus)) {
                all.filter(zip -> zip.toFile().length() < LARGEST).sorted().forEach(zips::add);
            }
        }
        return zips;
    }

    private static void copy(Path from, Path to) throws IOException {
        Map<Path, Path> copies = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(from)) {
            walk.forEach(
                    path -> copies.put(path, to.resolve(from.relativize(path).toString())));
        }
        for (Map.Entry<Path, Path> copy : copies.entrySet()) {
            Files.copy(copy.getKey(), copy.getValue());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
