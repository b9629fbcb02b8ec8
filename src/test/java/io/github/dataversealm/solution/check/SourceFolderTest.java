package io.github.dataversealm.solution.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dataversealm.solution.check.finding.Finding;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.model.LineEnding;
import io.github.dataversealm.solution.unpack.UnpackRequest;
import io.github.dataversealm.solution.unpack.Unpacker;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** The rules whose fixtures are here. */
    static final Set<String> RULES = Set.of(
            "src-case-mismatch",
            "src-content-missing",
            "src-sidecar-missing",
            "src-root-file-missing",
            "src-conflict-marker");

    @TempDir
    private Path temp;

    private Path folder;

    @BeforeEach
    void unpack_the_clean_solution() throws IOException {
        folder = unpack(new CleanSolution(), "sources");
    }

    private Path unpack(CleanSolution solution, String name) throws IOException {
        Path zip = solution.write(temp.resolve(name + ".zip"));
        Path target = temp.resolve(name);
        new Unpacker()
                .unpack(
                        new UnpackRequest(
                                zip,
                                target,
                                Optional.empty(),
                                true,
                                true,
                                false,
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                false,
                                LineEnding.LF,
                                ZipLimits.DEFAULT),
                        Reporter.silent());
        return target;
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
    void a_metadata_file_without_content_is_found() throws IOException {
        Files.delete(folder.resolve("WebResources/contoso_/trip.js"));
        assertThat(findings(folder))
                .filteredOn(finding -> finding.rule().id().equals("src-content-missing"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.file()).isEqualTo("WebResources/contoso_/trip.js.data.xml"));
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

    @Test
    void markers_of_a_merge_conflict_are_found_at_their_line() throws IOException {
        Path form = folder.resolve("Roles/Traveller.xml");
        Files.writeString(
                form, Files.readString(form).replace("  <RolePrivileges>", "<<<<<<< HEAD\n  <RolePrivileges>"));
        assertThat(findings(folder))
                .filteredOn(finding -> finding.rule().id().equals("src-conflict-marker"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.file()).isEqualTo("Roles/Traveller.xml");
                    assertThat(Files.readAllLines(form).get(finding.line() - 1)).startsWith("<<<<<<<");
                });
    }

    /** All of them in CI, every fifth by hand. */
    static Stream<RuleFixtures.Damage> damages() {
        int step = Boolean.getBoolean("solution.corpus.required") ? 1 : 5;
        List<RuleFixtures.Damage> all = suited().toList();
        return IntStream.range(0, all.size()).filter(i -> i % step == 0).mapToObj(all::get);
    }

    private static Stream<RuleFixtures.Damage> suited() {
        return RuleFixtures.all().stream()
                .filter(damage -> damage.entry().equals(CleanSolution.CUSTOMIZATIONS)
                        || damage.entry().equals(CleanSolution.FLOW)
                        || damage.entry().equals(CleanSolution.SCRIPT))
                .filter(damage -> !Set.of(
                                "pkg-xml-malformed",
                                "pkg-file-missing",
                                "pkg-id-duplicate",
                                "pkg-name-duplicate",
                                "column-type-change",
                                "meta-remove-dup-reg",
                                "relationship-duplicate",
                                "view-fetch-malformed")
                        .contains(damage.rule()));
    }

    /** The zip alone, the zip with its sources and the folder tell the same, and the line is that of the same element. */
    @ParameterizedTest
    @MethodSource("damages")
    void zip_and_folder_find_the_same(RuleFixtures.Damage damage) throws IOException {
        CleanSolution solution = new CleanSolution();
        damage.change().accept(solution);
        Path sources = unpack(solution, "damaged");
        CheckRequest plain = RuleFixturesTest.request(temp.resolve("damaged.zip"), Optional.empty());
        CheckRequest request = new CheckRequest(
                plain.target(),
                Optional.of(sources),
                plain.dependencies(),
                plain.previous(),
                plain.rules(),
                plain.only(),
                plain.excludes(),
                plain.suppressions(),
                plain.baseline(),
                plain.gate(),
                plain.threads(),
                plain.perFile(),
                plain.zipLimits());
        List<Finding> inZip = new Checker()
                .check(request).findings().stream()
                        .filter(finding -> finding.rule().id().equals(damage.rule()))
                        .toList();
        List<Finding> inFolder = findings(sources).stream()
                .filter(finding -> finding.rule().id().equals(damage.rule()))
                .toList();
        assertThat(inFolder).isNotEmpty();
        assertThat(inZip).allMatch(Finding::inSource);
        assertThat(inZip.stream().map(SourceFolderTest::identity))
                .containsExactlyInAnyOrderElementsOf(
                        inFolder.stream().map(SourceFolderTest::identity).toList());
    }

    private static String identity(Finding finding) {
        return finding.fingerprint() + " " + finding.file() + ":" + finding.line() + ":" + finding.column();
    }
}
