package io.github.dataversealm.solution.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.dataversealm.solution.message.Reporter;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Disks that ignore letter case: the tree of another tool takes our spelling and loses nothing. */
class TreeUpdateCaseTest {

    private static final List<String> FOLDERS = List.of("Other", "Entities");

    static Stream<Configuration> disksThatIgnoreCase() {
        return Stream.of(windows(), macOs());
    }

    private static Configuration windows() {
        return Configuration.windows().toBuilder()
                .setAttributeViews("basic", "dos")
                .build();
    }

    private static Configuration macOs() {
        return Configuration.osX().toBuilder().setAttributeViews("basic").build();
    }

    private static TreeChanges update(Path root, Map<String, String> put, Disk disk) throws IOException {
        try (TreeUpdate update = TreeUpdate.begin(root, TreeOptions.DEFAULT, Reporter.silent(), disk)) {
            for (Map.Entry<String, String> file : put.entrySet()) {
                byte[] bytes = file.getValue().getBytes(UTF_8);
                update.put(file.getKey(), bytes, 0, bytes.length);
            }
            return update.commit(FOLDERS);
        }
    }

    private static Path root(FileSystem disk) throws IOException {
        Path root = disk.getPath("work", "src").toAbsolutePath();
        Files.createDirectories(root);
        return root;
    }

    @ParameterizedTest
    @MethodSource("disksThatIgnoreCase")
    void otherSpellingsAreTheSameFilesAndTakeTheNewOne(Configuration configuration) throws IOException {
        try (FileSystem disk = Jimfs.newFileSystem(configuration)) {
            Path root = root(disk);
            Trees.write(
                    root,
                    Map.of(
                            "other/solution.xml", "same",
                            "other/Customizations.xml", "old",
                            "other/gone.xml", "gone",
                            "entities/ACCOUNT/entity.xml", "same",
                            "entities/ACCOUNT/old.xml", "gone",
                            "readme.md", "mine"));
            FileTime time = FileTime.fromMillis(1_000_000_000_000L);
            Files.setLastModifiedTime(root.resolve("other/solution.xml"), time);
            Map<String, String> put = Map.of(
                    "Other/Solution.xml", "same",
                    "Other/customizations.xml", "new",
                    "Other/Created.xml", "created",
                    "Entities/Account/Entity.xml", "same");

            TreeChanges changes = update(root, put, new Disk());

            assertThat(changes)
                    .isEqualTo(new TreeChanges(
                            List.of("Other/Created.xml"),
                            List.of("Other/customizations.xml"),
                            2,
                            List.of("entities/ACCOUNT/old.xml", "other/gone.xml"),
                            List.of("readme.md")));
            SortedMap<String, String> expected = new TreeMap<>(put);
            expected.put("readme.md", "mine");
            assertThat(Trees.read(root)).isEqualTo(expected);
            assertThat(Files.getLastModifiedTime(root.resolve("Other/Solution.xml")))
                    .isEqualTo(time);

            assertThat(update(root, put, new Disk()))
                    .isEqualTo(new TreeChanges(List.of(), List.of(), 4, List.of(), List.of("readme.md")));
        }
    }

    @Test
    void aTreeOfAnotherSpellingSurvivesAKillAtEveryChange() throws IOException {
        Map<String, String> put = Map.of("Other/Solution.xml", "same", "Other/A.xml", "new", "Other/new/x.xml", "x");
        for (int victim = 1; ; victim++) {
            try (FileSystem files = Jimfs.newFileSystem(windows())) {
                Path root = root(files);
                Trees.write(root, Map.of("other/solution.xml", "same", "other/a.xml", "old", "other/b.xml", "gone"));
                SortedMap<String, String> before = Trees.read(root);
                FaultyDisk disk = new FaultyDisk(victim, FaultyDisk.Fault.KILL);
                try {
                    update(root, put, disk);
                } catch (FaultyDisk.Killed e) {
                    // as asked
                }
                TreeUpdate.begin(root, TreeOptions.DEFAULT, Reporter.silent()).close();
                assertThat(Trees.read(root)).as("killed at change %d", victim).isIn(before, new TreeMap<>(put));
                if (!disk.hasStruck()) {
                    assertThat(victim).isGreaterThan(20);
                    return;
                }
            }
        }
    }

    @Test
    void macOsMayChooseTheUnicodeForm() throws IOException {
        Configuration decomposing = Configuration.osX().toBuilder()
                .setNameDisplayNormalization(com.google.common.jimfs.PathNormalization.NFD)
                .setAttributeViews("basic")
                .build();
        try (FileSystem disk = Jimfs.newFileSystem(decomposing)) {
            Path root = root(disk);
            Map<String, String> put = Map.of("Other/Solution.xml", "s", "Entities/caf\u00e9/Entity.xml", "e");
            update(root, put, new Disk());
            assertThat(update(root, put, new Disk()))
                    .isEqualTo(new TreeChanges(List.of(), List.of(), 2, List.of(), List.of()));
        }
    }

    @Test
    void whereCaseMattersTheOtherSpellingIsStale() throws IOException {
        try (FileSystem disk = Jimfs.newFileSystem(
                Configuration.unix().toBuilder().setAttributeViews("basic").build())) {
            Path root = root(disk);
            Trees.write(root, Map.of("other/solution.xml", "same", "Entities/a.xml", "old"));
            Map<String, String> put = Map.of("Other/Solution.xml", "same", "Entities/A.xml", "new");
            assertThat(update(root, put, new Disk()))
                    .isEqualTo(new TreeChanges(
                            List.of("Entities/A.xml", "Other/Solution.xml"),
                            List.of(),
                            0,
                            List.of("Entities/a.xml", "other/solution.xml"),
                            List.of()));
            assertThat(Trees.read(root)).isEqualTo(new TreeMap<>(put));
        }
    }
}
