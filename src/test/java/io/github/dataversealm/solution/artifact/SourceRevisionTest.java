package io.github.dataversealm.solution.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceRevisionTest {

    private static final String COMMIT = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
    private static final String OTHER = "ffffffffffffffffffffffffffffffffffffffff";

    @TempDir
    private Path folder;

    @Test
    void a_branch_is_followed_to_its_commit() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write(".git/refs/heads/main", COMMIT + "\n");
        Path project = Files.createDirectories(folder.resolve("solutions/trips"));

        assertThat(find(project).commit()).contains(COMMIT);
    }

    @Test
    void a_commit_without_a_branch_is_itself() throws IOException {
        write(".git/HEAD", COMMIT + "\n");

        assertThat(find(folder).commit()).contains(COMMIT);
    }

    @Test
    void packed_refs_are_known_and_loose_ones_go_before_them() throws IOException {
        write(".git/HEAD", "ref: refs/heads/feature/a");
        write(
                ".git/packed-refs",
                "# pack-refs with: peeled fully-peeled sorted \n" + OTHER + " refs/heads/a\n" + COMMIT
                        + " refs/heads/feature/a\n^" + OTHER + "\n");
        assertThat(find(folder).commit()).contains(COMMIT);

        write(".git/refs/heads/feature/a", OTHER);
        assertThat(find(folder).commit()).contains(OTHER);
    }

    @Test
    void a_linked_worktree_has_a_head_of_its_own() throws IOException {
        write("main/.git/HEAD", "ref: refs/heads/main");
        write("main/.git/refs/heads/main", OTHER);
        write("main/.git/refs/heads/fix", COMMIT);
        write(
                "main/.git/config",
                "[core]\n\tbare = false\n[remote \"origin\"]\n\turl = git@github.com:contoso/trips.git\n");
        write("main/.git/worktrees/fix/HEAD", "ref: refs/heads/fix\n");
        write("main/.git/worktrees/fix/commondir", "../..\n");
        write("fix/.git", "gitdir: " + folder.resolve("main/.git/worktrees/fix") + "\n");

        SourceRevision revision = find(folder.resolve("fix"));

        assertThat(revision.commit()).contains(COMMIT);
        assertThat(revision.repository()).contains("https://github.com/contoso/trips");
    }

    @Test
    void a_submodule_is_a_repository_of_its_own() throws IOException {
        write(".git/HEAD", OTHER);
        write(".git/modules/trips/HEAD", COMMIT);
        write("trips/.git", "gitdir: ../.git/modules/trips");

        assertThat(find(folder.resolve("trips")).commit()).contains(COMMIT);
    }

    @Test
    void a_long_commit_id_is_one() throws IOException {
        write(".git/HEAD", "0123456789abcdef".repeat(4));

        assertThat(find(folder).commit()).contains("0123456789abcdef".repeat(4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ref: refs/heads/unborn",
                "ref: ../../../etc/passwd",
                "ref: refs/../../secret",
                "ref: refs/heads/.invalid",
                "ref: HEAD",
                "ref: refs/heads/loop",
                "not a commit",
                "4B825DC642CB6EB9A060E54BF8D69288FBEE4904"
            })
    void what_is_no_commit_is_not_known(String head) throws IOException {
        write(".git/HEAD", head);
        write(".git/refs/heads/loop", "ref: refs/heads/loop");
        write("secret", COMMIT);

        assertThat(find(folder).commit()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GITHUB_SHA", "BUILD_SOURCEVERSION", "CI_COMMIT_SHA", "GIT_COMMIT"})
    void without_a_repository_the_build_server_knows(String variable) {
        SourceRevision revision = SourceRevision.find(folder, Optional.empty(), Map.of(variable, COMMIT));

        assertThat(revision.commit()).contains(COMMIT);
    }

    @Test
    void what_is_checked_out_goes_before_what_the_build_server_says() throws IOException {
        write(".git/HEAD", COMMIT);

        assertThat(SourceRevision.find(folder, Optional.empty(), Map.of("GITHUB_SHA", OTHER))
                        .commit())
                .contains(COMMIT);
        assertThat(SourceRevision.find(folder.resolveSibling("x"), Optional.empty(), Map.of("GIT_COMMIT", "main"))
                        .commit())
                .isEmpty();
    }

    @Test
    void the_repository_is_what_the_project_says_else_the_remote_else_what_the_build_server_says() throws IOException {
        Map<String, String> github = Map.of("GITHUB_SERVER_URL", "https://github.com", "GITHUB_REPOSITORY", "a/b");
        assertThat(SourceRevision.find(folder, Optional.empty(), github).repository())
                .contains("https://github.com/a/b");

        write(
                ".git/config",
                "[remote \"fork\"]\n  url = https://x.test/fork\n[remote \"origin\"]\n  url=https://x.test/o\n");
        assertThat(SourceRevision.find(folder, Optional.empty(), github).repository())
                .contains("https://x.test/o");
        assertThat(SourceRevision.find(folder, Optional.of("scm:git:https://x.test/declared.git"), github)
                        .repository())
                .contains("https://x.test/declared");
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/contoso/trips.git,            https://github.com/contoso/trips",
        "https://user:secret@GitHub.com/contoso/trips,    https://github.com/contoso/trips",
        "https://x-access-token:abc@github.com/a/b?x=1#y, https://github.com/a/b",
        "git@github.com:contoso/trips.git,                https://github.com/contoso/trips",
        "ssh://git@github.com:22/contoso/trips.git/,      https://github.com/contoso/trips",
        "scm:git:ssh://git@gitlab.test/group/sub/trips,   https://gitlab.test/group/sub/trips",
        "git@ssh.dev.azure.com:v3/contoso/Travel/trips,   https://dev.azure.com/contoso/Travel/_git/trips",
        "https://contoso@dev.azure.com/contoso/T/_git/t,  https://dev.azure.com/contoso/T/_git/t",
        "https://git.contoso.test:8443/a,                 https://git.contoso.test:8443/a"
    })
    void an_address_has_one_form_and_no_credentials(String address, String clean) {
        assertThat(RepositoryUrl.clean(address)).contains(clean);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/home/someone/trips", "C:\\work\\trips", "file:///srv/git/trips", "../trips", "https://"})
    void a_path_of_a_machine_is_no_address(String address) {
        assertThat(RepositoryUrl.clean(address)).isEmpty();
    }

    @Test
    void the_run_of_each_build_server_has_an_address() {
        assertThat(BuildRecord.run(Map.of(
                        "GITHUB_SERVER_URL", "https://github.com", "GITHUB_REPOSITORY", "a/b", "GITHUB_RUN_ID", "7")))
                .contains("https://github.com/a/b/actions/runs/7");
        assertThat(BuildRecord.run(Map.of(
                        "SYSTEM_COLLECTIONURI",
                        "https://dev.azure.com/contoso/",
                        "SYSTEM_TEAMPROJECT",
                        "My Team",
                        "BUILD_BUILDID",
                        "7")))
                .contains("https://dev.azure.com/contoso/My%20Team/_build/results?buildId=7");
        assertThat(BuildRecord.run(Map.of("CI_JOB_URL", "https://u:p@gitlab.test/a/-/jobs/7")))
                .contains("https://gitlab.test/a/-/jobs/7");
        assertThat(BuildRecord.run(Map.of("BUILD_URL", "https://jenkins.test/job/a/7/")))
                .contains("https://jenkins.test/job/a/7/");
        assertThat(BuildRecord.run(Map.of("BUILD_URL", "javascript:x"))).isEmpty();
        assertThat(BuildRecord.run(Map.of())).isEmpty();
    }

    private static SourceRevision find(Path project) {
        return SourceRevision.find(project, Optional.empty(), Map.of());
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
