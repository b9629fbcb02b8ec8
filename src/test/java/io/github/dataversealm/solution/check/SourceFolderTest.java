package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.check.fixture.Checking;
import io.github.dataversealm.solution.check.fixture.CleanSolution;
import io.github.dataversealm.solution.check.fixture.Fixture;
import io.github.dataversealm.solution.check.fixture.Fixtures;
import io.github.dataversealm.solution.check.fixture.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same rules over an unpacked folder, and findings of a zip shown in its sources. */
class SourceFolderTest {

    @TempDir
    private Path temp;

    private Path folder;

    @BeforeEach
    void unpack_the_clean_solution() throws IOException {
        folder = unpack(new CleanSolution(), "sources");
    }

    private Path unpack(CleanSolution solution, String name) throws IOException {
        return Scene.unpack(solution.write(temp.resolve(name + ".zip")), temp.resolve(name));
    }

    private List<String> rules() throws IOException {
        return findings(folder).stream().map(finding -> finding.rule().id()).toList();
    }

    private static List<Finding> findings(Path target) throws IOException {
        return RuleFixturesTest.check(target, Optional.empty()).findings();
    }

    @Test
    void the_clean_folder_is_clean() throws IOException {
        assertThat(findings(folder)).isEmpty();
    }

    @Test
    void a_folder_in_another_letter_case_is_named() throws IOException {
        Files.move(folder.resolve("Other/Solution.xml"), folder.resolve("Other/x"));
        Files.move(folder.resolve("Other/x"), folder.resolve("Other/solution.xml"));
        assertThat(rules()).containsExactly("src-case-mismatch");
    }

    @Test
    void a_content_file_without_metadata_is_found() throws IOException {
        Files.writeString(folder.resolve("WebResources/contoso_/new.js"), "\"use strict\";");
        assertThat(rules()).containsExactly("src-sidecar-missing");
    }

    @Test
    void a_root_component_without_file_is_found_once() throws IOException {
        Files.delete(folder.resolve("WebResources/contoso_/data.gif"));
        Files.delete(folder.resolve("WebResources/contoso_/data.gif.data.xml"));
        assertThat(rules())
                .contains("src-root-file-missing")
                .doesNotContain("pkg-root-component-undefined", "src-content-missing");
    }

    /** All of them in CI, every fifth by hand. */
    static Stream<Fixture> fixtures() {
        int step = Boolean.getBoolean("solution.corpus.required") ? 1 : 5;
        List<Fixture> all = suited().toList();
        return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get);
    }

    /** The first of each rule whose finding is in a file that has lines in the zip and in the folder, and that can be unpacked. */
    private static Stream<Fixture> suited() {
        Set<String> seen = new HashSet<>();
        return Fixtures.all().stream()
                .filter(Fixture::isWrong)
                .filter(fixture -> Set.of(
                                CleanSolution.MANIFEST,
                                CleanSolution.CUSTOMIZATIONS,
                                CleanSolution.FLOW,
                                CleanSolution.SCRIPT)
                        .contains(fixture.spot().orElseThrow().file()))
                .filter(fixture -> !Set.of(
                                "pkg-xml-malformed",
                                "pkg-file-missing",
                                "pkg-root-part-missing",
                                "pkg-root-component-undefined",
                                "pkg-managed-flag",
                                "pkg-name-duplicate",
                                "pkg-version-not-increased",
                                "column-type-change",
                                "plugin-shared-between-solutions",
                                "relationship-duplicate",
                                "view-fetch-malformed")
                        .contains(fixture.rule()))
                .filter(fixture -> seen.add(fixture.rule()));
    }

    /** The zip alone, the zip with its sources and the folder tell the same, and the line is that of the same element. */
    @ParameterizedTest
    @MethodSource("fixtures")
    void zip_and_folder_find_the_same(Fixture fixture) throws IOException {
        Path sources = unpack(fixture.scene().solution(), "damaged");
        List<Finding> inZip =
                found(fixture, Checking.of(temp.resolve("damaged.zip")).sources(sources));
        List<Finding> inFolder = found(fixture, Checking.of(sources));
        assertThat(inFolder).isNotEmpty();
        assertThat(inZip).allMatch(Finding::inSource);
        assertThat(inZip.stream().map(SourceFolderTest::identity))
                .containsExactlyInAnyOrderElementsOf(
                        inFolder.stream().map(SourceFolderTest::identity).toList());
    }

    private static List<Finding> found(Fixture fixture, Checking checking) throws IOException {
        return checking.run().findings().stream()
                .filter(finding -> finding.rule().id().equals(fixture.rule()))
                .toList();
    }

    private static String identity(Finding finding) {
        return finding.fingerprint() + " " + finding.file() + ":" + finding.line() + ":" + finding.column();
    }
}
