package io.github.dataversealm.solution.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.Messages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TreeUpdateTest {

    private static final List<String> FOLDERS = List.of("Other", "Entities", "WebResources", "Roles");
    private static final TreeOptions KEEP_STALE = new TreeOptions(false, true, false);
    private static final TreeOptions DRY = new TreeOptions(true, false, false);
    private static final TreeOptions CLOBBER = new TreeOptions(true, true, true);

    @TempDir
    Path work;

    private final Messages messages = new Messages();

    private Path root() {
        return work.resolve("src");
    }

    /** Nothing but the source folder is in the folder around it, and no staging folder in it. */
    private void assertClean() throws IOException {
        try (var entries = Files.list(work)) {
            assertThat(entries.map(path -> path.getFileName().toString()))
                    .allMatch(name -> name.equals("src") || name.equals("elsewhere"));
        }
        assertThat(root().resolve(".unpack")).doesNotExist();
    }

    private TreeChanges update(TreeOptions options, String... pathsAndTexts) throws IOException {
        try (TreeUpdate update = TreeUpdate.begin(root(), options, messages)) {
            for (int i = 0; i < pathsAndTexts.length; i += 2) {
                put(update, pathsAndTexts[i], pathsAndTexts[i + 1]);
            }
            return update.commit(FOLDERS);
        }
    }

    private static void put(TreeUpdate update, String path, String text) throws IOException {
        byte[] bytes = ("##" + text + "#").getBytes(UTF_8);
        update.put(path, bytes, 2, bytes.length - 3);
    }

    private void write(String path, String text) throws IOException {
        Path file = root().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void aNewFolderAppearsWithItsParents() throws IOException {
        Path root = work.resolve("src/a/b");
        try (TreeUpdate update = TreeUpdate.begin(root, TreeOptions.DEFAULT, messages)) {
            put(update, "Other/Solution.xml", "s");
            put(update, "top.txt", "t");
            put(update, "WebResources/ü/x.js", "");
            assertThat(root).doesNotExist();
            assertThat(update.commit(FOLDERS))
                    .isEqualTo(new TreeChanges(
                            List.of("Other/Solution.xml", "WebResources/ü/x.js", "top.txt"),
                            List.of(),
                            0,
                            List.of(),
                            List.of()));
        }
        assertThat(Trees.read(root))
                .containsOnly(
                        Trees.entry("Other/Solution.xml", "s"),
                        Trees.entry("top.txt", "t"),
                        Trees.entry("WebResources/ü/x.js", ""));
        assertThat(Files.list(root.getParent())).containsExactly(root);
        assertClean();
    }

    @Test
    void withoutCommitNothingHappensAndMadeParentsGo() throws IOException {
        try (TreeUpdate update = TreeUpdate.begin(work.resolve("src/a/b"), TreeOptions.DEFAULT, messages)) {
            put(update, "Other/Solution.xml", "s");
        }
        assertThat(root()).doesNotExist();
        assertClean();
    }

    @Test
    void anEmptyUpdateOfAMissingFolderMakesIt() throws IOException {
        update(TreeOptions.DEFAULT);
        assertThat(root()).isEmptyDirectory();
        assertClean();
    }

    @Test
    void anExistingEmptyFolderIsFilledInPlace() throws IOException {
        Files.createDirectory(
                root(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        update(TreeOptions.DEFAULT, "Other/Solution.xml", "s", "Entities/a/Entity.xml", "e");
        assertThat(Files.getPosixFilePermissions(root())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Trees.read(root())).hasSize(2);
        assertClean();
    }

    @Test
    void onlyWhatDiffersIsTouched() throws IOException {
        write("Other/Solution.xml", "s");
        write("Entities/a/Entity.xml", "old");
        write("Entities/a/Same.xml", "same");
        write("Entities/gone/Entity.xml", "gone");
        write("Entities/gone/deep/er/x.xml", "gone");
        write("Roles/gone.xml", "gone");
        Files.createDirectories(root().resolve("Entities/empty/before"));
        FileTime time = FileTime.fromMillis(1_000_000_000_000L);
        Path same = root().resolve("Entities/a/Same.xml");
        Files.setLastModifiedTime(same, time);
        Files.setLastModifiedTime(root().resolve("Other"), time);
        Object key = Files.getAttribute(same, "unix:ino");

        TreeChanges changes = update(
                TreeOptions.DEFAULT,
                "Other/Solution.xml",
                "s",
                "Entities/a/Entity.xml",
                "new",
                "Entities/a/Same.xml",
                "same",
                "Entities/b/c/Entity.xml",
                "created");

        assertThat(changes)
                .isEqualTo(new TreeChanges(
                        List.of("Entities/b/c/Entity.xml"),
                        List.of("Entities/a/Entity.xml"),
                        2,
                        List.of("Entities/gone/Entity.xml", "Entities/gone/deep/er/x.xml", "Roles/gone.xml"),
                        List.of()));
        assertThat(Trees.read(root()))
                .containsOnly(
                        Trees.entry("Other/Solution.xml", "s"),
                        Trees.entry("Entities/a/Entity.xml", "new"),
                        Trees.entry("Entities/a/Same.xml", "same"),
                        Trees.entry("Entities/b/c/Entity.xml", "created"),
                        Trees.entry("Entities/empty/before/", ""));
        assertThat(Files.getLastModifiedTime(same)).isEqualTo(time);
        assertThat(Files.getAttribute(same, "unix:ino")).isEqualTo(key);
        assertThat(Files.getLastModifiedTime(root().resolve("Other"))).isEqualTo(time);
        assertClean();
    }

    @Test
    void hiddenForeignAndKeptFilesStay() throws IOException {
        write("other/solution.XML", "s");
        write(".gitignore", "x");
        write(".git/objects/1", "x");
        write("Entities/.hidden/x", "x");
        write("Entities/stale/.keep", "x");
        write("Entities/stale/x.xml", "x");
        write("WebResources/mapped.js", "x");
        write("docs/readme.md", "x");
        write("readme.md", "x");
        TreeChanges changes;
        try (TreeUpdate update = TreeUpdate.begin(root(), TreeOptions.DEFAULT, messages)) {
            put(update, "Other/Solution.xml", "new");
            update.keep("WebResources/mapped.js");
            update.keep("WebResources/mapped.js");
            update.keep("WebResources/not-there.js");
            changes = update.commit(List.of("oTHER", "entities", "webresources"));
        }
        assertThat(changes.created()).containsExactly("Other/Solution.xml");
        assertThat(changes.deleted()).containsExactly("Entities/stale/x.xml", "other/solution.XML");
        assertThat(changes.left()).containsExactly("docs/readme.md", "readme.md");
        assertThat(Trees.read(root()))
                .containsOnlyKeys(
                        ".gitignore",
                        ".git/objects/1",
                        "Entities/.hidden/x",
                        "Entities/stale/.keep",
                        "WebResources/mapped.js",
                        "docs/readme.md",
                        "readme.md",
                        "Other/Solution.xml");
        assertClean();
    }

    @Test
    void staleFilesStayWhenDeletingIsNotAllowed() throws IOException {
        write("Other/Solution.xml", "s");
        write("Roles/gone.xml", "x");
        TreeChanges changes = update(KEEP_STALE, "Other/Solution.xml", "s");
        assertThat(changes.deleted()).isEmpty();
        assertThat(changes.left()).containsExactly("Roles/gone.xml");
        assertThat(messages.warnings()).singleElement().asString().contains("1 file", "allowDelete");
    }

    @Test
    void nothingIsDeletedInAFolderThatHeldNoSolution() throws IOException {
        write("Roles/mine.xml", "x");
        TreeChanges changes = update(TreeOptions.DEFAULT, "Other/Solution.xml", "s");
        assertThat(changes.deleted()).isEmpty();
        assertThat(changes.left()).containsExactly("Roles/mine.xml");
        assertThat(messages.warnings()).singleElement().asString().contains("did not hold an unpacked solution");
    }

    @Test
    void aDryRunWritesNothingAtAll() throws IOException {
        write("Other/Solution.xml", "s");
        write("Roles/gone.xml", "x");
        write("Roles/changed.xml", "x");
        Files.setPosixFilePermissions(root().resolve("Roles/gone.xml"), PosixFilePermissions.fromString("r--r--r--"));
        var before = Trees.read(root());
        FileTime time = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(root(), time);
        Files.setLastModifiedTime(work, time);
        TreeChanges changes;
        ByteArrayInputStream stream = new ByteArrayInputStream(new byte[100_000]);
        try (TreeUpdate update = TreeUpdate.begin(root(), DRY, messages)) {
            put(update, "Other/Solution.xml", "s");
            put(update, "Roles/changed.xml", "y");
            update.put("new/x", stream, -1);
            changes = update.commit(FOLDERS);
        }
        assertThat(stream.available())
                .as("the stream is read, so that its checksum is checked")
                .isZero();
        assertThat(changes)
                .isEqualTo(new TreeChanges(
                        List.of("new/x"), List.of("Roles/changed.xml"), 1, List.of("Roles/gone.xml"), List.of()));
        assertThat(messages.warnings()).singleElement().asString().contains("1 read-only file", "Roles/gone.xml");
        assertThat(Trees.read(root())).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(root())).isEqualTo(time);
        assertThat(Files.getLastModifiedTime(work)).isEqualTo(time);
        try (TreeUpdate update = TreeUpdate.begin(work.resolve("missing/x"), DRY, messages)) {
            put(update, "a", "s");
            assertThat(update.commit(FOLDERS).created()).containsExactly("a");
        }
        assertThat(work.resolve("missing")).doesNotExist();
        assertClean();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void readOnlyFilesStopTheUpdateUnlessClobbered() throws IOException {
        write("Other/Solution.xml", "s");
        write("Roles/gone.xml", "x");
        write("Roles/changed.xml", "x");
        write("Roles/same.xml", "x");
        for (String name : List.of("gone", "changed", "same")) {
            Files.setPosixFilePermissions(
                    root().resolve("Roles/" + name + ".xml"), PosixFilePermissions.fromString("r--r-x---"));
        }
        String[] next = {"Other/Solution.xml", "t", "Roles/changed.xml", "y", "Roles/same.xml", "x"};
        var before = Trees.read(root());
        assertThatThrownBy(() -> update(TreeOptions.DEFAULT, next))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("2 read-only files")
                .hasMessageContaining("Roles/gone.xml")
                .hasMessageContaining("Roles/changed.xml")
                .hasMessageNotContaining("same.xml")
                .hasMessageContaining("-Dsolution.clobber=true");
        assertThat(Trees.read(root())).isEqualTo(before);
        assertClean();

        TreeChanges changes = update(CLOBBER, next);
        assertThat(changes.changed()).containsExactly("Other/Solution.xml", "Roles/changed.xml");
        assertThat(changes.deleted()).containsExactly("Roles/gone.xml");
        assertThat(Trees.read(root())).containsEntry("Roles/changed.xml", "y").doesNotContainKey("Roles/gone.xml");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root().resolve("Roles/changed.xml"))))
                .isEqualTo("rw-r-x---");
        assertClean();
    }

    @Test
    void streamsOfAnySizeAreComparedAndWritten() throws IOException {
        Random random = new Random(42);
        for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 131_072, 200_001}) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            Path file = root().resolve("WebResources/f.bin");
            Files.createDirectories(file.getParent());
            for (byte[] old : variants(bytes)) {
                for (long hint : new long[] {-1, size, size + 1}) {
                    Files.write(file, old);
                    TreeChanges changes;
                    try (TreeUpdate update = TreeUpdate.begin(root(), TreeOptions.DEFAULT, messages)) {
                        update.put("WebResources/f.bin", trickle(bytes), hint);
                        changes = update.commit(FOLDERS);
                    }
                    assertThat(Arrays.equals(Files.readAllBytes(file), bytes))
                            .as("size %d, old %d", size, old.length)
                            .isTrue();
                    if (hint <= size) {
                        assertThat(changes.unchanged()).isEqualTo(Arrays.equals(old, bytes) ? 1 : 0);
                    }
                }
            }
        }
    }

    private static List<byte[]> variants(byte[] bytes) {
        List<byte[]> variants = new ArrayList<>(List.of(bytes, Arrays.copyOf(bytes, bytes.length + 1)));
        for (int at : new int[] {0, 65_536, bytes.length - 1}) {
            if (at >= 0 && at < bytes.length) {
                byte[] other = bytes.clone();
                other[at] ^= 1;
                variants.add(other);
                variants.add(Arrays.copyOf(bytes, at));
            }
        }
        return variants;
    }

    /** A stream that gives a few bytes at a time. */
    private static InputStream trickle(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 7_001));
            }
        };
    }

    @Test
    void aFaultOfTheStreamGoesOutAsItIs() throws IOException {
        write("Other/Solution.xml", "s");
        IOException fault = new IOException("bad checksum");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw fault;
            }
        };
        assertThatThrownBy(() -> {
                    try (TreeUpdate update = TreeUpdate.begin(root(), TreeOptions.DEFAULT, messages)) {
                        update.put("a", broken, 10);
                    }
                })
                .isSameAs(fault);
        assertClean();
    }

    @Test
    void aFailedPutForbidsTheCommit() throws IOException {
        try (TreeUpdate update = TreeUpdate.begin(root(), TreeOptions.DEFAULT, messages)) {
            put(update, "a", "1");
            assertThatThrownBy(() -> put(update, "b/../c", "2")).isInstanceOf(SolutionException.class);
            assertThatThrownBy(() -> update.commit(FOLDERS)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(root()).doesNotExist();
        assertClean();
    }

    @Test
    void badAndCollidingPathsAreRefused() throws IOException {
        String[][] pairs = {
            {"", null},
            {"../x", null},
            {"/x", null},
            {"C:/x", null},
            {"a/./b", null},
            {"a//b", null},
            {"a/con.txt", null},
            {"a\\b", null},
            {"a/x.", null},
            {"a/b", "a/b"},
            {"a/b", "a/B"},
            {"a/b", "A/c"},
            {"a/b", "a"},
            {"a", "a/b"},
            {"a", "A/b"},
            {"\u00e9", "e\u0301"}
        };
        for (String[] pair : pairs) {
            assertThatThrownBy(() -> {
                        try (TreeUpdate update = TreeUpdate.begin(root(), TreeOptions.DEFAULT, messages)) {
                            put(update, pair[0], "");
                            if (pair[1] != null) {
                                put(update, pair[1], "");
                            }
                        }
                    })
                    .as(String.join(" and ", pair))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining(pair[1] == null ? pair[0] : pair[1]);
            assertThat(root()).doesNotExist();
            assertClean();
        }
    }

    @Test
    void aPathIsEitherPutOrKept() throws IOException {
        try (TreeUpdate update = TreeUpdate.begin(root(), TreeOptions.DEFAULT, messages)) {
            put(update, "a/b", "");
            update.keep("a/c");
            assertThatThrownBy(() -> update.keep("a/b"))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining("a/b");
            assertThatThrownBy(() -> put(update, "a/c", ""))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining("a/c");
        }
    }

    @Test
    void whatIsInTheWayIsNamed() throws IOException {
        write("Other/Solution.xml", "s");
        write("Roles/file", "x");
        write("Entities/folder/x", "x");
        Path outside = work.resolve("elsewhere");
        Files.createDirectory(outside);
        Files.writeString(outside.resolve("f"), "precious");
        Files.createSymbolicLink(root().resolve("WebResources"), outside);
        Files.createSymbolicLink(root().resolve("Entities/link.xml"), outside.resolve("f"));
        var before = Trees.read(root());
        String[][] cases = {
            {"Roles/file/x/y", "Roles/file", "a file"},
            {"Entities/folder", "Entities/folder", "a folder"},
            {"WebResources/f", "WebResources", "symbolic link"},
            {"WebResources/new/f", "WebResources", "symbolic link"},
            {"Entities/link.xml", "Entities/link.xml", "symbolic link"},
        };
        for (String[] one : cases) {
            assertThatThrownBy(() -> update(TreeOptions.DEFAULT, one[0], "precious"))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining(one[1])
                    .hasMessageContaining(one[2]);
            assertClean();
        }
        assertThat(Trees.read(root())).isEqualTo(before);

        TreeChanges changes = update(TreeOptions.DEFAULT, "Other/Solution.xml", "s");
        assertThat(changes.deleted()).containsExactly("Entities/folder/x", "Roles/file");
        assertThat(changes.left()).containsExactly("Entities/link.xml", "WebResources");
        assertThat(Files.readString(outside.resolve("f"))).isEqualTo("precious");
    }

    @Test
    void theRootItselfMayBeALinkButNoFile() throws IOException {
        Path real = work.resolve("elsewhere");
        Files.createDirectory(real);
        Files.createSymbolicLink(root(), real);
        update(TreeOptions.DEFAULT, "Other/Solution.xml", "s");
        assertThat(real.resolve("Other/Solution.xml")).hasContent("s");
        assertThat(root()).isSymbolicLink();
        assertClean();

        Path file = real.resolve("Other/Solution.xml");
        for (Path bad : List.of(file, file.resolve("x/y"))) {
            for (TreeOptions options : List.of(TreeOptions.DEFAULT, DRY)) {
                assertThatThrownBy(() -> TreeUpdate.begin(bad, options, messages))
                        .isInstanceOf(SolutionException.class)
                        .hasMessageContaining(file + " is a file");
            }
        }
        assertClean();
    }

    @Test
    void severalThreadsMayPut() throws Exception {
        write("Other/Solution.xml", "s");
        for (int round = 0; round < 3; round++) {
            String text = "round " + round;
            ExecutorService pool = Executors.newFixedThreadPool(4);
            try (TreeUpdate update = TreeUpdate.begin(root(), TreeOptions.DEFAULT, messages)) {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < 400; i++) {
                    String path = "Entities/" + i % 7 + "/" + i % 11 + "/" + i;
                    String content = i % 2 == 0 ? "same" : text;
                    all.add(pool.submit(() -> {
                        put(update, path, content);
                        return null;
                    }));
                }
                for (Future<?> one : all) {
                    one.get();
                }
                TreeChanges changes = update.commit(FOLDERS);
                assertThat(changes.created()).hasSize(round == 0 ? 400 : 0);
                assertThat(changes.changed()).hasSize(round == 0 ? 0 : 200);
                assertThat(changes.unchanged()).isEqualTo(round == 0 ? 0 : 200);
            } finally {
                pool.shutdownNow();
            }
            assertThat(Trees.read(root())).hasSize(round == 0 ? 400 : 400).containsEntry("Entities/1/1/1", text);
        }
        assertClean();
    }

    @Test
    void twoUpdatesOfOneFolderExcludeEachOther() throws IOException {
        try (TreeUpdate first = TreeUpdate.begin(root(), TreeOptions.DEFAULT, messages)) {
            put(first, "a", "1");
            assertThatThrownBy(() -> TreeUpdate.begin(root(), TreeOptions.DEFAULT, messages))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining("Another unpack is writing into this folder");
            first.commit(FOLDERS);
        }
        assertThat(Trees.read(root())).containsOnlyKeys("a");
        assertClean();
    }

    @Test
    void aStaleLockDoesNotBlockAndAForeignFolderIsNotTouched() throws IOException {
        Path staging = work.resolve(".src.unpack");
        Files.createDirectories(staging.resolve("new/a"));
        Files.writeString(staging.resolve("new/a/b"), "half");
        Files.writeString(staging.resolve("lock"), "\u0001");
        update(TreeOptions.DEFAULT, "Other/Solution.xml", "s");
        assertClean();

        Files.createDirectory(staging);
        Files.writeString(staging.resolve("my notes"), "mine");
        assertThatThrownBy(() -> update(TreeOptions.DEFAULT, "Other/Solution.xml", "t"))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("my notes");
        assertThat(staging.resolve("my notes")).hasContent("mine");
        assertThat(staging.resolve("lock")).doesNotExist();
    }

    @Test
    void aLockOfAnotherProcessIsSeen() throws Exception {
        Path staging = work.resolve(".src.unpack");
        Files.createDirectories(staging);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        staging.resolve("lock").toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("locked");
            assertThatThrownBy(() -> update(TreeOptions.DEFAULT, "a", "1"))
                    .isInstanceOf(SolutionException.class)
                    .hasMessageContaining("Another unpack");
        } finally {
            other.destroyForcibly().waitFor();
        }
        update(TreeOptions.DEFAULT, "a", "1");
        assertThat(Trees.read(root())).containsOnlyKeys("a");
        assertClean();
    }

    /** Holds a lock until it is killed. */
    static final class LockHolder {
        public static void main(String[] arguments) throws Exception {
            try (FileChannel channel = FileChannel.open(
                            Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                System.out.println(lock.isValid() ? "locked" : "not locked");
                Thread.sleep(60_000);
            }
        }
    }

    @Test
    void filesMayBePutIntoHiddenFolders() throws IOException {
        write("Other/Solution.xml", "s");
        write("WebResources/.x/same", "1");
        write("WebResources/.x/changed", "1");
        write("WebResources/.x/stale", "1");
        TreeChanges changes = update(
                TreeOptions.DEFAULT,
                "Other/Solution.xml",
                "s",
                "WebResources/.x/same",
                "1",
                "WebResources/.x/changed",
                "2",
                "WebResources/.x/y/new",
                "3");
        assertThat(changes)
                .isEqualTo(new TreeChanges(
                        List.of("WebResources/.x/y/new"), List.of("WebResources/.x/changed"), 2, List.of(), List.of()));
        assertThat(Trees.read(root())).containsKey("WebResources/.x/stale").containsKey("WebResources/.x/y/new");
    }
}
