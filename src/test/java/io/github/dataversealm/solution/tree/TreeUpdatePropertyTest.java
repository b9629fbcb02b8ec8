package io.github.dataversealm.solution.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.path.CaseCollisions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random old trees, new trees and options, against a model that works on maps. */
class TreeUpdatePropertyTest {

    private static final int ROUNDS = 250;
    private static final String[] FOLDER_NAMES = {"Other", "other", "a", "B", "b", ".git", "docs"};
    private static final String[] FILE_NAMES = {"Solution.xml", "solution.xml", "x", "X", "c.js", ".y", "z"};
    private static final List<String> FOLDERS = List.of("other", "A", "b");

    @TempDir
    Path work;

    @Test
    void theTreeIsWhatTheModelSays() throws IOException {
        int refused = 0;
        int deleting = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            SortedMap<String, String> old = randomTree(random, random.nextInt(25), false);
            if (random.nextInt(3) > 0) {
                addSolution(old, random.nextBoolean() ? "Other/Solution.xml" : "other/solution.xml");
            }
            addEmptyFolders(random, old);
            SortedMap<String, String> put = randomTree(random, random.nextInt(25), true);
            SortedMap<String, String> keep = random.nextInt(3) == 0 ? randomTree(random, 3, true) : new TreeMap<>();
            keep.keySet().removeIf(path -> collides(put, path));
            old.forEach((path, text) -> { // much stays as it was, as in life
                if (put.containsKey(path) && random.nextBoolean()) {
                    put.put(path, text);
                }
            });
            TreeOptions options = new TreeOptions(random.nextInt(4) > 0, random.nextInt(4) > 0, random.nextBoolean());
            Path root = Files.createDirectory(work.resolve("seed" + seed)).resolve("src");
            if (!old.isEmpty() || random.nextBoolean()) {
                Files.createDirectory(root);
                Trees.write(root, old);
            }
            SortedMap<String, String> before = Trees.read(root);
            assertThat(before).as("seed %d: the generator is sound", seed).isEqualTo(old);

            Model model = new Model(old, put, keep, options);
            String what = "seed " + seed + " " + options;
            try {
                TreeChanges changes = update(root, put, keep, options, random);
                assertThat(model.isBlocked).as(what).isFalse();
                assertThat(changes).as(what).isEqualTo(model.changes());
                assertThat(Trees.read(root)).as(what).isEqualTo(options.allowWrite() ? model.after : old);
                deleting += changes.deleted().isEmpty() ? 0 : 1;
            } catch (SolutionException e) {
                assertThat(model.isBlocked).as(what + ": " + e.getMessage()).isTrue();
                assertThat(Trees.read(root)).as(what).isEqualTo(old);
                refused++;
            }
            try (var left = Files.list(root.getParent())) {
                assertThat(left.filter(path -> !path.equals(root))).as(what).isEmpty();
            }
        }
        assertThat(refused).as("rounds that were refused").isBetween(10, ROUNDS / 3);
        assertThat(deleting).as("rounds that deleted").isGreaterThan(ROUNDS / 4);
    }

    private static TreeChanges update(
            Path root, Map<String, String> put, Map<String, String> keep, TreeOptions options, Random random)
            throws IOException {
        List<String> order = new ArrayList<>(put.keySet());
        java.util.Collections.shuffle(order, random);
        try (TreeUpdate update = TreeUpdate.begin(root, options, Reporter.silent(), FaultyDisk.sound())) {
            keep.keySet().forEach(update::keep);
            for (String path : order) {
                byte[] bytes = put.get(path).getBytes(ISO_8859_1);
                if (random.nextBoolean()) {
                    update.put(path, bytes, 0, bytes.length);
                } else {
                    update.put(path, new ByteArrayInputStream(bytes), random.nextBoolean() ? -1 : bytes.length);
                }
            }
            return update.commit(FOLDERS);
        }
    }

    private static SortedMap<String, String> randomTree(Random random, int size, boolean isFreeOfCollisions) {
        SortedMap<String, String> tree = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            StringBuilder path = new StringBuilder();
            for (int depth = random.nextInt(4); depth > 0; depth--) {
                path.append(name(random, FOLDER_NAMES)).append('/');
            }
            path.append(name(random, random.nextInt(40) == 0 ? FOLDER_NAMES : FILE_NAMES));
            boolean fits = isFreeOfCollisions
                    ? !collides(tree, path.toString())
                    : tree.keySet().stream().noneMatch(other -> isInTheWay(other, path.toString()));
            if (fits) {
                tree.put(path.toString(), "x".repeat(random.nextInt(3)) + random.nextInt(3));
            }
        }
        return tree;
    }

    private static String name(Random random, String[] names) {
        return names[random.nextInt(names.length)];
    }

    private static void addSolution(SortedMap<String, String> tree, String path) {
        if (tree.keySet().stream().noneMatch(other -> isInTheWay(other, path))) {
            tree.put(path, "s");
        }
    }

    /** Folders that hold nothing, in folders that are there. */
    private static void addEmptyFolders(Random random, SortedMap<String, String> tree) {
        for (String path : List.copyOf(tree.keySet())) {
            int slash = path.lastIndexOf('/');
            if (slash > 0 && random.nextInt(8) == 0) {
                tree.put(path.substring(0, slash) + "/empty/", "");
            }
        }
    }

    private static boolean collides(Map<String, String> tree, String path) {
        CaseCollisions collisions = new CaseCollisions();
        tree.keySet().forEach(collisions::addFile);
        return tree.containsKey(path) || collisions.addFile(path).isPresent();
    }

    private static boolean isInTheWay(String a, String b) {
        return a.equals(b) || a.startsWith(b + "/") || b.startsWith(a + "/");
    }

    /** What an update does, said as simply as possible: for a disk that tells letter case apart. */
    private static final class Model {
        final SortedMap<String, String> after = new TreeMap<>();
        private final List<String> created = new ArrayList<>();
        private final List<String> changed = new ArrayList<>();
        private final List<String> deleted = new ArrayList<>();
        private final List<String> left = new ArrayList<>();
        private int unchanged;
        boolean isBlocked;

        Model(Map<String, String> old, Map<String, String> put, Map<String, String> keep, TreeOptions options) {
            boolean isSolution = old.keySet().stream().anyMatch("other/solution.xml"::equalsIgnoreCase);
            for (Map.Entry<String, String> file : put.entrySet()) {
                String path = file.getKey();
                isBlocked |= old.keySet().stream()
                        .anyMatch(other -> !other.equals(path)
                                && isInTheWay(other, path)
                                && !(other.endsWith("/") && path.startsWith(other)));
                if (!old.containsKey(path)) {
                    created.add(path);
                } else if (old.get(path).equals(file.getValue())) {
                    unchanged++;
                } else {
                    changed.add(path);
                }
            }
            after.putAll(old);
            after.putAll(put);
            for (String path : old.keySet()) {
                boolean isHidden = path.startsWith(".") || path.contains("/.");
                if (path.endsWith("/") || isHidden || put.containsKey(path) || keep.containsKey(path)) {
                    continue;
                }
                int slash = path.indexOf('/');
                boolean isStale = slash > 0
                        && List.of("other", "a", "b")
                                .contains(path.substring(0, slash).toLowerCase(Locale.ROOT));
                if (isStale && isSolution && options.allowDelete()) {
                    deleted.add(path);
                    after.remove(path);
                } else {
                    left.add(path);
                }
            }
            after.keySet()
                    .removeIf(
                            path -> path.endsWith("/") && put.keySet().stream().anyMatch(p -> p.startsWith(path)));
        }

        TreeChanges changes() {
            return new TreeChanges(created, changed, unchanged, deleted, left);
        }
    }
}
