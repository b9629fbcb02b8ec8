package io.github.dataversealm.solution.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dataversealm.solution.git.Uncommitted.State;
import io.github.dataversealm.solution.testkit.GitCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories that Git itself has made. */
class WorkingTreeTest {

    private static final String SOURCE = "solution/src/main/solution";
    private static final String FORM = SOURCE + "/WebResources/form.js";

    @TempDir
    Path folder;

    private Path root;
    private GitCommand git;

    @BeforeAll
    static void require_git() {
        assumeTrue(GitCommand.isThere());
    }

    @BeforeEach
    void prepare() throws IOException {
        repository("trips", "init", "-q", "-b", "main");
    }

    private void repository(String name, String... init) throws IOException {
        root = Files.createDirectories(folder.resolve(name)).toAbsolutePath();
        git = new GitCommand(root).run(init);
        write(SOURCE + "/Other/Solution.xml", "<ImportExportXml />\n");
        write(FORM, "let a = 1;\nlet b = 2;\n");
        write("solution/pom.xml", "<project />\n");
        write("scripts/src/trip.js", "let trip;\n");
        write(".gitignore", "target/\n*.map\n");
        git.run("add", "-A").run("commit", "-q", "-m", "first");
    }

    // ---------------------------------------------------------------- what counts

    @Test
    void what_is_as_it_was_committed_has_no_changes() throws IOException {
        assertThat(compare().state()).isEqualTo(State.NONE);
        settle();
        assertThat(compare().state()).isEqualTo(State.NONE);
        touch(FORM);
        assertThat(compare().state()).as("touched").isEqualTo(State.NONE);
    }

    @Test
    void an_edited_file_is_a_change_until_it_is_committed() throws IOException {
        settle();
        write(FORM, "let a = 1;\nlet b = 3;\n");
        assertChanged(FORM);
        git.run("add", "-A");
        assertChanged(FORM);
        git.run("commit", "-q", "-m", "second");
        assertThat(compare().state()).isEqualTo(State.NONE);
    }

    @Test
    void what_is_only_staged_is_a_change() throws IOException {
        write(FORM, "staged\n");
        git.run("add", "-A");
        write(FORM, "let a = 1;\nlet b = 2;\n");
        assertChanged(FORM);
    }

    @Test
    void a_new_file_is_a_change_also_one_that_git_ignores() throws IOException {
        write(SOURCE + "/WebResources/new.js", "");
        assertChanged(SOURCE + "/WebResources/new.js");
        git.run("add", "-N", ".");
        assertChanged(SOURCE + "/WebResources/new.js");
        Files.delete(root.resolve(SOURCE + "/WebResources/new.js"));
        git.run("reset", "-q");
        write(SOURCE + "/WebResources/form.js.map", "{}");
        assertChanged(SOURCE + "/WebResources/form.js.map");
    }

    @Test
    void a_file_that_is_gone_is_a_change() throws IOException {
        Files.delete(root.resolve(FORM));
        assertChanged(FORM);
        git.run("add", "-A");
        assertChanged(FORM);
    }

    @Test
    void what_is_not_packed_does_not_count() throws IOException {
        write("solution/pom.xml", "<project></project>\n");
        write("README.md", "new");
        write("scripts/src/trip.js", "let other;\n");
        assertThat(compare().state()).isEqualTo(State.NONE);
    }

    @Test
    void of_files_from_elsewhere_those_count_that_the_commit_has() throws IOException {
        write("scripts/target/trip.js", "built");
        Path built = root.resolve("scripts/target/trip.js");
        Path plain = root.resolve("scripts/src/trip.js");
        Path outside = Files.writeString(folder.resolve("outside.dll"), "MZ");
        assertThat(compare(built, plain, outside).state()).isEqualTo(State.NONE);
        write("scripts/src/trip.js", "let other;\n");
        Uncommitted found = compare(built, plain, outside);
        assertThat(found.state()).isEqualTo(State.SOME);
        assertThat(found.paths()).containsExactly("scripts/src/trip.js");
    }

    @Test
    void a_link_is_where_it_leads() throws IOException {
        Path link = root.resolve(SOURCE + "/WebResources/link.js");
        Files.createSymbolicLink(link, Path.of("form.js"));
        git.run("add", "-A").run("commit", "-q", "-m", "link");
        assertThat(compare().state()).isEqualTo(State.NONE);
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("../Other/Solution.xml"));
        assertChanged(SOURCE + "/WebResources/link.js");
    }

    @Test
    void several_changes_are_named_in_a_few_words() throws IOException {
        for (int i = 1; i <= 7; i++) {
            write(SOURCE + "/WebResources/new" + i + ".js", "");
        }
        assertThat(compare().text())
                .startsWith(SOURCE + "/WebResources/new1.js, ")
                .endsWith("new5.js and 2 more");
    }

    // ---------------------------------------------------------------- how a repository may look

    @Test
    void a_linked_worktree_a_clone_that_borrows_and_a_shallow_one() throws IOException {
        write(FORM, "second\n");
        git.run("commit", "-q", "-a", "-m", "second");
        Path first = root;
        git.run("worktree", "add", "-q", folder.resolve("linked").toString(), "HEAD~1");
        git.run(
                "clone",
                "-q",
                "--shared",
                first.toString(),
                folder.resolve("shared").toString());
        git.run(
                "clone",
                "-q",
                "--depth",
                "1",
                "file://" + first,
                folder.resolve("shallow").toString());
        for (String name : List.of("linked", "shared", "shallow")) {
            root = folder.resolve(name);
            assertThat(compare().state()).as(name).isEqualTo(State.NONE);
            write(FORM, "changed\n");
            assertChanged(FORM);
        }
    }

    @Test
    void a_repository_may_use_the_longer_hash() throws IOException {
        repository("longer", "init", "-q", "-b", "main", "--object-format=sha256");
        assertThat(compare().state()).isEqualTo(State.NONE);
        git.run("gc", "-q");
        settle();
        assertThat(compare().state()).isEqualTo(State.NONE);
        write(FORM, "changed\n");
        assertChanged(FORM);
    }

    @Test
    void line_ends_that_git_changes_are_no_change() throws IOException {
        git.run("config", "core.autocrlf", "true");
        Files.delete(root.resolve(FORM));
        git.run("checkout", "-q", "--", FORM);
        assertThat(Files.readString(root.resolve(FORM))).contains("\r\n");
        touch(FORM);
        assertThat(compare().state()).isEqualTo(State.NONE);
        git.run("config", "--unset", "core.autocrlf");
        write(SOURCE + "/.gitattributes", "*.js text eol=crlf\n");
        assertThat(compare().state()).isEqualTo(State.NONE);
        write(FORM, "let a = 1;\r\nlet b = 3;\r\n");
        assertChanged(FORM);
    }

    @Test
    void a_file_that_git_keeps_in_another_form_is_as_it_was_committed() throws IOException {
        git.run("config", "filter.upper.clean", "tr a-z A-Z").run("config", "filter.upper.smudge", "tr A-Z a-z");
        write(".gitattributes", "*.js filter=upper\n");
        git.run("add", "-A", "--renormalize", ".").run("add", "-A").run("commit", "-q", "-m", "upper");
        touch(FORM);
        assertThat(compare().state()).isEqualTo(State.NONE);
        write(FORM, "let c;\n");
        assertChanged(FORM);
    }

    @Test
    void the_comparison_writes_nothing_to_the_repository() throws IOException {
        touch(FORM);
        byte[] index = Files.readAllBytes(root.resolve(".git/index"));
        assertThat(compare().state()).isEqualTo(State.NONE);
        assertThat(Files.readAllBytes(root.resolve(".git/index"))).isEqualTo(index);
    }

    // ---------------------------------------------------------------- what is not known

    @Test
    void without_git_or_where_it_fails_nothing_is_known() throws IOException {
        Path source = root.resolve(SOURCE);
        for (String program : List.of("no-such-git", "false")) {
            assertThat(WorkingTree.compare(program, root, source, List.of(root.resolve(FORM)), List.of())
                            .state())
                    .as(program)
                    .isEqualTo(State.UNKNOWN);
        }
        Files.write(root.resolve(".git/index"), new byte[] {1, 2, 3});
        assertThat(compare().state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void without_a_repository_a_commit_or_its_objects_nothing_is_known() throws IOException {
        Path plain = Files.createDirectories(folder.resolve("plain"));
        assertThat(WorkingTree.compare(plain, plain, List.of(), List.of()).state())
                .isEqualTo(State.UNKNOWN);
        Path empty = Files.createDirectories(folder.resolve("empty"));
        new GitCommand(empty).run("init", "-q");
        assertThat(WorkingTree.compare(empty, empty, List.of(), List.of()).state())
                .isEqualTo(State.UNKNOWN);
        Files.move(root.resolve(".git/objects"), folder.resolve("objects"));
        assertThat(compare().state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void what_is_checked_out_elsewhere_or_is_a_repository_of_its_own_is_not_known() throws IOException {
        new GitCommand(root.resolve(SOURCE)).run("init", "-q");
        assertThat(compare().state()).isEqualTo(State.UNKNOWN);
        try (Stream<Path> files = Files.walk(root.resolve(SOURCE + "/.git"))) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
        assertThat(compare().state()).isEqualTo(State.NONE);
        git.run("config", "core.worktree", folder.toString());
        assertThat(compare().state()).isEqualTo(State.UNKNOWN);
    }

    // ---------------------------------------------------------------- how

    private void assertChanged(String path) throws IOException {
        Uncommitted found = compare();
        assertThat(found.state()).isEqualTo(State.SOME);
        assertThat(found.paths()).containsExactly(path);
    }

    private Uncommitted compare(Path... others) throws IOException {
        Path source = root.resolve(SOURCE);
        try (Stream<Path> files = Files.walk(source)) {
            return WorkingTree.compare(
                    root.resolve("solution"),
                    source,
                    files.filter(file -> Files.isRegularFile(file))
                            .filter(file -> !file.getFileName().toString().startsWith(".git"))
                            .filter(file -> !file.startsWith(source.resolve(".git")))
                            .toList(),
                    List.of(others));
        }
    }

    /** As after a checkout some time ago: Git knows the times of the files, and they are older than its index. */
    private void settle() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("solution"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2021-01-02T03:04:05.678901Z")));
            }
        }
        git.run("update-index", "--refresh", "-q");
    }

    private void touch(String path) throws IOException {
        Files.setLastModifiedTime(root.resolve(path), FileTime.from(Instant.parse("2021-02-03T04:05:06Z")));
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
