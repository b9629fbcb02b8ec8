package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.testkit.SolutionZipBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages that cannot be opened are results, not failures. */
class BrokenPackageTest {

    @TempDir
    private Path folder;

    private CheckResult check(byte[] content) throws IOException {
        Path zip = folder.resolve("a.zip");
        Files.write(zip, content);
        return RuleFixturesTest.check(zip, Optional.empty());
    }

    private void isOne(CheckResult result, String rule, String message) {
        assertThat(result.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule().id()).isEqualTo(rule);
            assertThat(finding.message()).contains(message);
        });
        assertThat(result.errors()).hasSize(1);
    }

    @Test
    void an_empty_file() throws IOException {
        isOne(check(new byte[0]), "pkg-unreadable", "empty");
    }

    @Test
    void a_git_lfs_pointer() throws IOException {
        isOne(
                check("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"
                        .getBytes(StandardCharsets.UTF_8)),
                "pkg-unreadable",
                "Git LFS");
    }

    @Test
    void a_web_page() throws IOException {
        isOne(check("<html>sign in</html>".getBytes(StandardCharsets.UTF_8)), "pkg-unreadable", "not a zip");
    }

    @Test
    void a_zip_around_the_zip() throws IOException {
        byte[] solution = Files.readAllBytes(new CleanSolution().write(folder.resolve("whole.zip")));
        for (boolean sound : new boolean[] {true, false}) {
            Path zip = folder.resolve("around.zip");
            SolutionZipBuilder.write(
                    zip,
                    Map.of(
                            "readme.txt",
                            "Trips".getBytes(StandardCharsets.UTF_8),
                            "ContosoTrips.zip",
                            sound ? solution : Arrays.copyOf(solution, 40)));
            assertThat(RuleFixturesTest.check(zip, Optional.empty()).findings())
                    .filteredOn(finding -> finding.rule().id().equals("pkg-root-part-missing"))
                    .extracting(Finding::message)
                    .contains("solution.xml is missing. The zip holds ContosoTrips.zip, which "
                            + (sound ? "has it: take that one." : "may be the solution."));
        }
    }

    @Test
    void a_zip_that_breaks_off() throws IOException {
        Path whole = new CleanSolution().write(folder.resolve("whole.zip"));
        byte[] content = Files.readAllBytes(whole);
        CheckResult result = check(Arrays.copyOf(content, content.length / 2));
        assertThat(result.findings()).extracting(finding -> finding.rule().id()).containsExactly("pkg-unreadable");
    }

    @Test
    void two_entries_that_differ_in_letter_case() throws IOException {
        Path zip = new CleanSolution().put("webresources/Contoso_tripjs", "x").write(folder.resolve("b.zip"));
        isOne(RuleFixturesTest.check(zip, Optional.empty()), "pkg-entry-duplicate", "letter case");
    }

    @Test
    void a_version_before_that_is_damaged_is_refused() throws IOException {
        Path zip = new CleanSolution().write(folder.resolve("now.zip"));
        Path before = new CleanSolution()
                .replace(CleanSolution.CUSTOMIZATIONS, "<WebResources>", "<WebResources")
                .write(folder.resolve("before.zip"));
        assertThatThrownBy(() -> Checking.of(zip).previous(before).run())
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("before.zip")
                .hasMessageContaining("customizations.xml");
        Path other = new CleanSolution()
                .replace(CleanSolution.MANIFEST, "<UniqueName>ContosoTrips<", "<UniqueName>ContosoOther<")
                .write(folder.resolve("other.zip"));
        assertThatThrownBy(() -> Checking.of(zip).previous(other).run())
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("ContosoOther");
    }

    @Test
    void a_dependency_that_is_damaged_is_told() throws IOException {
        Path zip = new CleanSolution().write(folder.resolve("now.zip"));
        Path base = new CleanSolution()
                .replace(CleanSolution.CUSTOMIZATIONS, "<WebResources>", "<WebResources")
                .write(folder.resolve("base.zip"));
        assertThat(Checking.of(zip).dependency(base).run().errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.what()).isEqualTo("base.zip");
                    assertThat(error.message()).contains("customizations.xml");
                });
    }

    @Test
    void a_damaged_part_silences_the_rules_that_would_miss_what_is_in_it() throws IOException {
        Path zip = new CleanSolution()
                .replace(CleanSolution.CUSTOMIZATIONS, "<WebResources>", "<WebResources")
                .write(folder.resolve("c.zip"));
        CheckResult result = RuleFixturesTest.check(zip, Optional.empty());
        assertThat(result.findings()).extracting(finding -> finding.rule().id()).containsExactly("pkg-xml-malformed");
        assertThat(result.findings().get(0).line()).isGreaterThan(50);
        assertThat(result.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("customizations.xml"));
    }
}
