package io.github.dataversealm.solution.tree;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.tree.FaultyDisk.Fault;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every change of the disk goes wrong once in each way: the tree is the old one or the new one, never a mix. */
class TreeUpdateFaultTest {

    private static final List<String> FOLDERS = List.of("Other", "Entities", "Roles");

    private static final Map<String, String> OLD = Map.of(
            "Other/Solution.xml", "old manifest",
            "Other/same.xml", "same",
            "Entities/a/changed.xml", "old",
            "Entities/a/stale.xml", "stale",
            "Entities/gone/deep/1.xml", "1",
            "Entities/gone/deep/2.xml", "2",
            "Roles/changed.xml", "old role",
            "readme.md", "mine",
            "Entities/a/empty/", "",
            ".git/config", "mine");

    private static final Map<String, String> PUT = Map.of(
            "Other/Solution.xml", "new manifest",
            "Other/same.xml", "same",
            "Entities/a/changed.xml", "new",
            "Entities/a/created.xml", "created",
            "Entities/b/c/1.xml", "1",
            "Entities/b/c/2.xml", "2",
            "Entities/b/3.xml", "3",
            "Roles/changed.xml", "new role");

    @TempDir
    Path work;

    @Test
    void anExistingTree() throws IOException {
        Map<String, String> next = new TreeMap<>(PUT);
        next.putAll(Map.of("readme.md", "mine", "Entities/a/empty/", "", ".git/config", "mine"));
        int changes = everyFault(work, OLD, PUT, next);
        assertThat(changes).as("number of changes of the disk").isGreaterThan(40);
    }

    @Test
    void anEmptyFolder() throws IOException {
        assertThat(everyFault(work, Map.of(), PUT, PUT)).isGreaterThan(20);
    }

    @Test
    void aMissingFolder() throws IOException {
        assertThat(everyFault(work, null, PUT, PUT)).isGreaterThan(20);
    }

    @Test
    void theStagingFolderIsInsideWhenTheFolderAboveCannotBeWritten() throws IOException {
        for (int victim = 1; ; victim++) {
            Path parent = Files.createDirectory(work.resolve("inside" + victim));
            Path root = parent.resolve("src");
            Trees.write(root, OLD);
            SortedMap<String, String> before = Trees.read(root);
            FaultyDisk disk = new FaultyDisk(victim, Fault.KILL) {
                @Override
                void createDirectory(Path directory) throws IOException {
                    if (directory.getParent().equals(parent)) {
                        throw new java.nio.file.AccessDeniedException(directory.toString());
                    }
                    super.createDirectory(directory);
                }
            };
            String failure = run(root, PUT, disk);
            if (failure.isEmpty()) {
                assertThat(disk.hasStruck()).isFalse();
                assertThat(Files.exists(root.resolve(".unpack"))).isFalse();
                break;
            }
            recover(root);
            assertThat(Trees.read(root)).isIn(before, expectedAfter(before));
        }
    }

    private static SortedMap<String, String> expectedAfter(SortedMap<String, String> before) {
        SortedMap<String, String> after = new TreeMap<>(before);
        after.keySet().removeIf(path -> path.contains("stale") || path.contains("gone"));
        after.putAll(PUT);
        return after;
    }

    /** Returns how many changes of the disk the update makes. */
    static int everyFault(Path work, Map<String, String> old, Map<String, String> put, Map<String, String> next)
            throws IOException {
        int changes = 0;
        for (Fault fault : Fault.values()) {
            for (int victim = 1; ; victim++) {
                FaultyDisk disk = new FaultyDisk(victim, fault);
                Path root = work.resolve(fault + "-" + victim).resolve("src");
                Files.createDirectories(root.getParent());
                if (old != null) {
                    Files.createDirectory(root);
                    Trees.write(root, old);
                }
                SortedMap<String, String> before = Trees.read(root);
                String failure = run(root, put, disk);
                String what = fault + " at change " + victim + ": " + failure;
                if (!disk.hasStruck()) {
                    assertThat(failure).isEmpty();
                    assertThat(Trees.read(root)).as(what).isEqualTo(next);
                    changes = victim - 1;
                    break;
                }
                boolean interrupted = hasLeftOver(root.getParent());
                if (failure.isEmpty()) {
                    assertThat(Trees.read(root)).as(what).isEqualTo(next);
                } else if (!interrupted) {
                    assertThat(Trees.read(root)).as(what).isEqualTo(before);
                    assertThat(Files.exists(root)).as(what).isEqualTo(old != null);
                }
                if (fault == Fault.ONCE && interrupted) {
                    assertThat(failure)
                            .as("%s: only the removal of the staging folder may be left to the next update", what)
                            .isEmpty();
                }
                recover(root);
                SortedMap<String, String> after = Trees.read(root);
                assertThat(after).as(what).isIn(before, new TreeMap<>(next));
                assertThat(hasLeftOver(root.getParent())).as(what).isFalse();
            }
        }
        return changes;
    }

    /** Returns the message of the failure; empty when all went well. */
    private static String run(Path root, Map<String, String> put, Disk disk) {
        try (TreeUpdate update = TreeUpdate.begin(root, TreeOptions.DEFAULT, Reporter.silent(), disk)) {
            for (Map.Entry<String, String> file : new TreeMap<>(put).entrySet()) {
                byte[] bytes = file.getValue().getBytes(ISO_8859_1);
                update.put(file.getKey(), bytes, 0, bytes.length);
            }
            update.commit(FOLDERS);
            return "";
        } catch (IOException | FaultyDisk.Killed e) {
            return e.toString();
        }
    }

    /** The next update, which ends without a commit. */
    private static void recover(Path root) throws IOException {
        TreeUpdate.begin(root, TreeOptions.DEFAULT, Reporter.silent()).close();
    }

    private static boolean hasLeftOver(Path parent) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, ".*")) {
            return entries.iterator().hasNext();
        }
    }
}
